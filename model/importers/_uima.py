"""What stands in a CAS: our own types as they were written, and those of other tools."""

from __future__ import annotations

import json
import warnings
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

from model.drafts import Draft, DraftLink, DraftSpan
from model.errors import UserError
from model.exporters import _cas
from model.importers._bytes import SAFE
from model.importers._json import flat, number, words
from model.importers._json_values import parsed
from model.records import SPAN_STATES

if TYPE_CHECKING:
    from cassis import Cas, TypeSystem
    from cassis.typesystem import FeatureStructure

_BROKEN = (KeyError, ValueError, TypeError, AttributeError, IndexError, RuntimeError, LookupError,
           SyntaxError, RecursionError, OverflowError)  # fmt: skip
"""What cassis and lxml raise on what is not as they expect."""

BLANKS = b"\xef\xbb\xbf \r\n\t"
"""What may stand before the first sign of a file."""

STRUCTURAL = (
    "DocumentAnnotation", "DocumentMetaData", "Sentence", "Token", "Lemma", "Stem", "POS",
    "MorphologicalFeatures", "CASMetadata", "Heading", "Paragraph", "Div", "TagsetDescription",
    "TagDescription", "SofaChangeAnnotation", "SurfaceForm", "Compound",
)  # fmt: skip
"""Short names of types that say how a text is built, not what it says."""
LABELS = ("label", "value", "identifier", "category", "Value", "Label")
"""Features that hold the label of a span, the likeliest first."""
KINDS = ("kind", "label", "value", "role", "DependencyType", "relationType")
ENDS = (("head", "child"), ("Governor", "Dependent"), ("source", "target"))


@dataclass(frozen=True, slots=True)
class Own:
    """An article that our exporter wrote, and what it says beside the draft."""

    draft: Draft
    meta: Mapping[str, str]


@dataclass(slots=True)
class _Found:
    """What is found while the annotations of another tool are walked."""

    spans: list[DraftSpan] = field(default_factory=list)
    links: list[DraftLink] = field(default_factory=list)
    other: Counter[str] = field(default_factory=Counter)
    broken: int = 0


def types_of(data: bytes) -> TypeSystem:
    """A TypeSystem.xml; raises `UserError` when it is none."""
    import cassis

    with _told("TypeSystem.xml"):
        return cassis.load_typesystem(BytesIO(data))


@contextmanager
def _told(name: str) -> Iterator[None]:
    """What cassis raises, as a `UserError` that names the file."""
    from cassis.typesystem import TypeNotFoundError

    try:
        yield
    except (*_BROKEN, TypeNotFoundError) as error:
        raise UserError(f"{name} is no CAS that can be read ({_first_line(error)}).",
                        safe=SAFE) from error  # fmt: skip


@cache
def own_types() -> TypeSystem:
    """Those that our exporter writes."""
    return types_of(_cas.type_system().encode())


def loaded(data: bytes, name: str, types: TypeSystem | None) -> Cas:
    """The CAS in XMI or JSON; raises `UserError` naming the file. Offsets are code points."""
    import cassis

    with _told(name), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        if data.lstrip(BLANKS)[:1] != b"{":
            return cassis.load_cas_from_xmi(
                BytesIO(data), typesystem=types, lenient=True, trusted=True
            )
        value = parsed(data.decode("utf-8-sig"))
        said = json.dumps(value, ensure_ascii=False)
        ours = value["%TYPES"] == _cas.json_types()
        return cassis.load_cas_from_json(
            said, typesystem=own_types() if ours else None, merge_typesystem=not ours
        )


def text_of(cas: Cas, name: str) -> str:
    said = cas.sofa_string
    if not isinstance(said, str):
        raise UserError(f"{name} holds no text.", safe=SAFE)
    return said


def own(cas: Cas, name: str) -> Own | None:
    """What our exporter wrote; None when it did not write this."""
    with _told(name):
        return _own(cas, name)


def _own(cas: Cas, name: str) -> Own | None:
    if not cas.typesystem.contains_type(_cas.ARTICLE):
        return None
    article = next(iter(cas.select(_cas.ARTICLE)), None)
    if article is None:
        return None
    exact = _exact(article)
    text = _exact_text(exact, text_of(cas, name))
    meta = {
        key: _said(article, key, exact) for key in _cas.TYPES[_cas.ARTICLE][1] if key != "exact"
    }
    spans = tuple(_span(mark, text) for mark in _by_number(cas, _cas.MARK))
    links = tuple(
        DraftLink(_said(link, "kind"), _key(link.head), _key(link.child))
        for link in _by_number(cas, _cas.LINK) if link.head and link.child
    )  # fmt: skip
    state = meta["state"]
    return Own(Draft(
        text=text, title=meta["title"], source=meta["source"], date=meta["date"],
        language=words(cas.document_language) or "en", spans=spans, links=links,
        state="" if state == "new" else state,
    ), meta)  # fmt: skip


def foreign(cas: Cas, name: str) -> tuple[list[DraftSpan], list[DraftLink], list[str]]:
    """Spans, links, and lines on what was left, of a CAS that another tool wrote."""
    with _told(name):
        return _foreign(cas, name)


def _foreign(cas: Cas, name: str) -> tuple[list[DraftSpan], list[DraftLink], list[str]]:
    text = text_of(cas, name)
    found = _Found()
    links = []
    for one in cas.select_all_annotations():
        if (ends := _ends(one)) is not None:
            links.append((one, ends))
        elif (short := one.type.name.rpartition(".")[2]) in STRUCTURAL:
            found.other[short] += 1
        elif one.begin is None or not 0 <= one.begin < one.end <= len(text):
            found.broken += 1
        else:
            found.spans.append(_foreign_span(one, short, text))
    keys = {span.key for span in found.spans}
    for one, (head, child) in links:
        kind = _feature(one, KINDS) or one.type.name.rpartition(".")[2]
        if {head, child} <= keys:
            found.links.append(DraftLink(kind, head, child))
        else:
            found.other[kind] += 1
    return found.spans, found.links, list(_lines(found, name))


def _lines(found: _Found, name: str) -> Iterator[str]:
    for short, many in sorted(found.other.items()):
        yield f"{name}: {many} × {short}, which marks nothing that somebody says."
    if found.broken:
        yield f"{name}: {found.broken} annotations that are empty or lie outside the text."


def _foreign_span(one: FeatureStructure, short: str, text: str) -> DraftSpan:
    label = _feature(one, LABELS)
    said = {
        feature.name: one[feature.name] for feature in one.type.all_features
        if feature.name not in ("begin", "end", "sofa")
    }  # fmt: skip
    plain = {key: value for key, value in said.items()
             if isinstance(value, (str, int, float, bool)) and value != label}  # fmt: skip
    return DraftSpan(
        start=one.begin, end=one.end, label=label or short, key=str(one.xmiID),
        quote=text[one.begin : one.end], attributes=plain,
    )  # fmt: skip


def _ends(one: FeatureStructure) -> tuple[str, str] | None:
    """The numbers of the annotations that a relation leads from and to."""
    names = {feature.name for feature in one.type.all_features}
    for head, child in ENDS:
        if {head, child} <= names and hasattr(one[head], "xmiID") and hasattr(one[child], "xmiID"):
            return str(one[head].xmiID), str(one[child].xmiID)
    return None


def _feature(one: FeatureStructure, names: tuple[str, ...]) -> str:
    known = {feature.name for feature in one.type.all_features}
    said = (one[name] for name in names if name in known)
    return next((value for value in said if isinstance(value, str) and value.strip()), "")


def _span(mark: FeatureStructure, text: str) -> DraftSpan:
    exact = _exact(mark)
    state = _said(mark, "state", exact)
    origin = _said(mark, "origin", exact)
    return DraftSpan(
        start=mark.begin, end=mark.end, label=_said(mark, "label", exact),
        key=_key(mark), quote=text[mark.begin : mark.end],
        state=state if state in SPAN_STATES else "suggested",
        origin="" if origin == "person" else origin, score=number(mark.score),
        note=_said(mark, "note", exact), person=_said(mark, "person", exact),
        attributes=_attributes(_said(mark, "attributes", exact)),
    )  # fmt: skip


def _key(mark: FeatureStructure) -> str:
    return _said(mark, "id", _exact(mark))


def _attributes(said: str) -> Mapping[str, Any]:
    try:
        return flat(json.loads(said or "{}"))
    except (ValueError, RecursionError):
        return {"attributes": said}


def _by_number(cas: Cas, type_: str) -> list[FeatureStructure]:
    return sorted(cas.select(type_), key=lambda one: int(one.xmiID))


def _said(one: FeatureStructure, feature: str, exact: Mapping[str, str] | None = None) -> str:
    """A feature's words, as they were before XML if `exact` fits what stands there."""
    value = getattr(one, feature)
    if not isinstance(value, str):
        return ""
    was = exact.get(feature) if exact else None
    return was if was is not None and _cas.UNWRITABLE.sub(" ", was) == value else value


def _exact_text(exact: Mapping[str, str], text: str) -> str:
    was = exact.get("text", text)
    return was if _cas.UNWRITABLE.sub(" ", was) == text else text


def _exact(one: FeatureStructure) -> Mapping[str, str]:
    """The words of a feature structure that XML could not hold."""
    said = getattr(one, "exact", None)
    if not said:
        return {}
    try:
        return {key: was for key, was in flat(json.loads(said)).items() if isinstance(was, str)}
    except (ValueError, RecursionError):
        return {}


def _first_line(error: BaseException) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:120]
