"""Tokenizing a corpus by spaCy, each article by the rules of its language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from model.corpus import Corpus, CorpusArticle
from model.losses import Loss

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

LONGEST_TEXT = 1_000_000
"""Characters above which spaCy refuses a text, unless it is told otherwise."""

MOST_WORDS = 60_000
"""Different words after which a tokenizer is made anew, because it never forgets one."""

UNSPACED = ("ja", "th", "lo", "km", "my")
"""Written without spaces; spaCy's rules for them need other packages."""


class Words:
    """One tokenizer a language, made when an article needs it."""

    def __init__(self, corpus: Corpus) -> None:
        self._made: dict[str, Language] = {}
        self._used: Counter[str] = Counter()
        self._corpus = corpus

    @property
    def language(self) -> str:
        """The pipeline's language: that of most articles."""
        if not self._used:
            return "en"
        most = max(self._used.values())
        return ruled(self.of(min(one for one, many in self._used.items() if many == most)))

    def doc(self, article: CorpusArticle) -> Doc:
        self._used[article.language] += 1
        pipeline = self.of(article.language)
        if len(pipeline.vocab.strings) > MOST_WORDS:
            pipeline = self._made[article.language] = _pipeline(article.language)
        return pipeline.make_doc(article.text)

    def of(self, language: str) -> Language:
        if language not in self._made:
            self._made[language] = _pipeline(language)
        return self._made[language]

    def losses(self) -> Iterator[Loss]:
        for language, many in sorted(self._used.items()):
            used = ruled(self.of(language))
            if used == "zh" != language:
                yield Loss("note", f"Articles in “{language}”, tokenized character by character: "
                           "spaCy's rules need another package.", many)  # fmt: skip
            elif used != language:
                yield Loss("note", f"Articles in “{language}”, for which spaCy has no rules here: "
                           "tokenized by its general ones.", many)  # fmt: skip
            if used != self.language:
                yield Loss("note", f"Articles in “{language}”, while the configuration trains a "
                           f"“{self.language}” pipeline.", many)  # fmt: skip


def ruled(pipeline: Language) -> str:
    """The language whose rules a pipeline follows."""
    return pipeline.lang or "xx"


def _pipeline(language: str) -> Language:
    import spacy

    try:
        made = spacy.blank(language)
    except (ImportError, ValueError):
        made = spacy.blank("zh" if language in UNSPACED else "xx")
    made.max_length = 1_000_000_000
    return made
