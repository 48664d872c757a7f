"""One article as the text of an XMI or of a CAS JSON file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from functools import cache

from model.corpus import CorpusArticle
from model.exporters._cas import UNWRITABLE, Structure, json_types, structures

_ESCAPES = {
    "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;",
    "\r": "&#13;", "\x85": "&#133;", "\u2028": "&#8232;",
}  # fmt: skip
_TABLE = str.maketrans(_ESCAPES)
_ODD = re.compile(f"[{''.join(_ESCAPES)}]|{UNWRITABLE.pattern}")
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<xmi:XMI xmlns:xmi="http://www.omg.org/XMI"'
    ' xmlns:cas="http:///uima/cas.ecore" xmlns:tcas="http:///uima/tcas.ecore"'
    ' xmlns:attesta="http:///attesta.ecore" xmi:version="2.0">'
)


def as_xmi(article: CorpusArticle) -> str:
    """What XML cannot hold is a space there; the article's `exact` says what it was."""
    lines = [_HEAD, '<cas:NULL xmi:id="0"/>']
    for one in structures(article):
        text = article.text if one.type.endswith(".Article") else ""
        values = {key: _number(value) for key, value in one.values.items()}
        if UNWRITABLE.search("".join([text, *values.values()])):
            values["exact"] = json.dumps(dict(_unwritable(text, values)), sort_keys=True)
        name = one.type.removeprefix("uima.").replace(".", ":")
        ends = "".join([f' {key}="{number}"' for key, number in one.references.items()])
        lines.append(f'<{name} xmi:id="{one.number}" sofa="1" begin="{one.begin}" end="{one.end}"'
                     f"{_attributes(values)}{ends}/>")  # fmt: skip
    members = " ".join(map(str, range(2, len(lines))))
    lines += [
        '<cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" mimeType="text/plain"'
        f"{_attributes({'sofaString': article.text})}/>",
        f'<cas:View sofa="1" members="{members}"/>',
    ]
    return "\n".join([*lines, "</xmi:XMI>", ""])


def as_json(article: CorpusArticle) -> str:
    """CAS JSON 0.4.0 with its types inside, a line each; JSON can hold every character."""
    found = list(structures(article))
    sofa = {"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaNum": 1, "sofaID": "_InitialView",
            "mimeType": "text/plain", "sofaString": article.text}  # fmt: skip
    held = ",\n".join(map(json.dumps, [sofa, *map(_json, found)]))
    views = {"_InitialView": {"%SOFA": 1, "%MEMBERS": [one.number for one in found]}}
    return (f'{{\n"%TYPES": {_types()},\n"%FEATURE_STRUCTURES": [\n{held}\n],\n'
            f'"%VIEWS": {json.dumps(views)}\n}}\n')  # fmt: skip


@cache
def _types() -> str:
    return json.dumps(json_types(), indent=1)


def _json(one: Structure) -> dict[str, object]:
    references = {f"@{key}": number for key, number in one.references.items()}
    return {"%ID": one.number, "%TYPE": one.type, "@sofa": 1, "begin": one.begin,
            "end": one.end, **one.values, **references}  # fmt: skip


def _unwritable(text: str, values: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    """Those strings that XML cannot hold as they are."""
    named = [*values.items(), ("text", text)]
    return ((key, said) for key, said in named if UNWRITABLE.search(said))


def _number(value: str | float) -> str:
    return value if isinstance(value, str) else repr(value)


def _attributes(values: Mapping[str, str]) -> str:
    return "".join([f' {key}="{_escaped(said)}"' for key, said in values.items()])


def _escaped(said: str) -> str:
    return UNWRITABLE.sub(" ", said.translate(_TABLE)) if _ODD.search(said) else said
