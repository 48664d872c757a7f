"""UIMA: a folder with one CAS an article, as XMI with its TypeSystem.xml or as CAS JSON."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from model.corpus import Corpus, CorpusArticle
from model.exporters import _cas, _cas_files
from model.exporters._base import Option, Progress, Written
from model.exporters._folder import Notes, file_names, files, read_article
from model.importers import _uima
from model.losses import Loss, Tally

NAME = "uima"
SUFFIX = ""
TITLE = "UIMA (XMI or CAS JSON, for INCEpTION)"
HOLDS = ("text", "meta", "spans", "links", "attributes", "suggestions", "states")
OPTIONS = (
    Option("form", "Written as", "XMI", ("XMI", "CAS JSON"),
           help="XMI is read by every UIMA tool; CAS JSON by newer ones, INCEpTION among them."),
)  # fmt: skip

SUFFIXES = {"XMI": ".xmi", "CAS JSON": ".cas.json"}


class _Notes(Notes):
    def __init__(self, form: str) -> None:
        super().__init__(f"of the type {_cas.SUGGESTION}")
        self._xml = form == "XMI"
        self._controls = Tally(
            "note",
            "Articles with control characters, which XML cannot hold: a space stands for each, "
            "and the text as it was under “exact”.",
        )

    def add(self, article: CorpusArticle) -> None:
        super().add(article)
        if self._xml and _cas.UNWRITABLE.search(article.text):
            self._controls.add(article)

    def losses(self) -> Iterator[Loss]:
        yield from self._controls.losses()
        yield from super().losses()


def losses(corpus: Corpus, form: str = "XMI") -> Iterator[Loss]:
    return _Notes(form).of(corpus)


def export(corpus: Corpus, path: Path, on_progress: Progress, form: str = "XMI") -> Written:
    path.mkdir()
    if form == "XMI":
        (path / _cas.FILE).write_text(_cas.type_system(), encoding="utf-8", newline="\n")
    write = _cas_files.as_xmi if form == "XMI" else _cas_files.as_json
    notes = _Notes(form)
    for done, (article, name) in enumerate(file_names(corpus, SUFFIXES[form]), 1):
        notes.add(article)
        (path / name).write_text(write(article), encoding="utf-8", newline="\n")
        on_progress(done, len(corpus.articles))
    return Written(losses=tuple(notes.losses()))


def read_back(path: Path) -> Iterator[CorpusArticle]:
    """The articles of a folder, by the reader of dkpro-cassis."""
    for suffix in SUFFIXES.values():
        for file in files(path, suffix):
            cas = _uima.loaded(file.read_bytes(), file.name, _uima.own_types())
            found = _uima.own(cas, file.name)
            assert found is not None, file.name
            yield read_article(found.draft, found.meta)
