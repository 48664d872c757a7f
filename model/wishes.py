"""How suggestions are to be made: light enough for the window, which imports no rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from model import languages, pipelines, trained
from model.records import Article
from model.settings import RULES, Settings
from model.store import Store


@dataclass(frozen=True, slots=True)
class Wish:
    """How suggestions are to be made."""

    boilerplate: Sequence[int] = ()
    """Paragraphs, from 0, that get none."""
    language: str = ""
    """That the article is said to be in; '' when nobody has said."""
    off: Sequence[str] = ()
    """Rules that are switched off, by name."""
    pipeline: str = ""
    """A spaCy package or folder whose names become actors."""
    trusted: bool = False
    """Whether the package's code may run although it is not spaCy's own."""
    model: str = ""
    """The folder of a trained pipeline."""
    model_name: str = ""
    model_labels: Sequence[str] = field(default=())
    """The names of the labels that the model is used for."""
    model_roles: Sequence[str] = field(default=())
    """The role of each, '' where it has none: the rules suggest nothing for these."""


def unread(wish: Wish) -> str:
    """Why the rules suggest nothing in an article, where they do not read its language; else ''."""
    if languages.fits("en", wish.language):
        return ""
    return (
        f"The rules read English: an article whose language is “{wish.language}” gets no"
        " suggestions from them."
    )


def of_settings(settings: Settings) -> Wish:
    """As the settings say, by rules and by the names of a pipeline."""
    chosen = settings.text("suggest_pipeline")
    known = None if chosen else pipelines.preferred()
    return Wish(
        off=tuple(name for name in RULES if not settings.on(f"suggest_{name}")),
        pipeline=chosen or (known.name if known else ""), trusted=settings.on("suggest_trust"),
    )  # fmt: skip


def of_project(store: Store, settings: Settings) -> Wish:
    """As the settings say, with the project's model where it beats the rules: for all articles."""
    plain = of_settings(settings)
    model = trained.current(store) if store.path is not None else None
    if model is None or not model.better_at:
        return plain
    return replace(
        plain, model=str(model.pipeline), model_name=model.name, model_labels=model.better_at,
        model_roles=trained.roles_of(store, model.better_at),
    )  # fmt: skip


def wish(store: Store, settings: Settings, article: Article) -> Wish:
    """The same, for one article."""
    return replace(of_project(store, settings), boilerplate=tuple(article.boilerplate),
                   language=article.language)  # fmt: skip
