"""One article as the text of an XMI or of a CAS JSON file."""

from __future__ import annotations

import json
from collections.abc import Mapping

from model.corpus import CorpusArticle
from model.exporters._cas import UNWRITABLE, Structure, json_types, structures

_ESCAPES = {
    "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;",
    "\r": "&#13;", "\x85": "&#133;", "\u2028": "&#8232;",
}  # fmt: skip
_TABLE = str.maketrans(_ESCAPES)
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
        exact = {key: said for key, said in values.items() if UNWRITABLE.search(said)}
        if UNWRITABLE.search(text):
            exact["text"] = text
        if exact:
            values["exact"] = json.dumps(exact, sort_keys=True)
        values |= {key: str(number) for key, number in one.references.items()}
        name = one.type.removeprefix("uima.").replace(".", ":")
        place = {"xmi:id": one.number, "sofa": 1, "begin": one.begin, "end": one.end}
        lines.append(f"<{name}{_attributes(place)}{_attributes(values)}/>")
    sofa = {"xmi:id": 1, "sofaNum": 1, "sofaID": "_InitialView", "mimeType": "text/plain",
            "sofaString": article.text}  # fmt: skip
    members = " ".join(map(str, range(2, len(lines))))
    lines += [f"<cas:Sofa{_attributes(sofa)}/>", f'<cas:View sofa="1" members="{members}"/>']
    return "\n".join([*lines, "</xmi:XMI>", ""])


def as_json(article: CorpusArticle) -> str:
    """CAS JSON 0.4.0 with its types inside; JSON can hold every character."""
    found = list(structures(article))
    sofa = {"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaNum": 1, "sofaID": "_InitialView",
            "mimeType": "text/plain", "sofaString": article.text}  # fmt: skip
    data = {
        "%TYPES": json_types(),
        "%FEATURE_STRUCTURES": [sofa, *map(_json, found)],
        "%VIEWS": {
            "_InitialView": {"%SOFA": 1, "%MEMBERS": [one.number for one in found]},
        },
    }
    return json.dumps(data, ensure_ascii=True, indent=1) + "\n"


def _json(one: Structure) -> dict[str, object]:
    references = {f"@{key}": number for key, number in one.references.items()}
    return {"%ID": one.number, "%TYPE": one.type, "@sofa": 1, "begin": one.begin,
            "end": one.end, **one.values, **references}  # fmt: skip


def _number(value: str | float) -> str:
    return value if isinstance(value, str) else repr(value)


def _attributes(values: Mapping[str, object]) -> str:
    return "".join(
        f' {key}="{UNWRITABLE.sub(" ", str(value).translate(_TABLE))}"'
        for key, value in values.items()
    )
