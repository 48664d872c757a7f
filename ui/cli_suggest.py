"""Suggestions on the command line: for texts without a project, and for the articles of one."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from model import already, articles, project, suggestion_intake, suggestions, text, wishes
from model.encodings import NoText
from model.errors import UserError
from model.settings import Settings
from model.suggested import Suggestions
from ui import cli_reports as say
from ui.cli_parser import given_path

STANDARD_INPUT = "-"


def add_commands(command: Callable[[str, object, str], argparse.ArgumentParser]) -> None:
    """What this module adds to the command line."""
    made = command("suggest", run, "propose figures, actors, claims, verified words and links")
    made.add_argument("project", nargs="?", type=given_path, metavar="PROJECT",
                      help="put suggestions into its unfinished articles")  # fmt: skip
    made.add_argument("--article", metavar="ID", default="", help="only this article of PROJECT")
    made.add_argument("--text", nargs="+", metavar="FILE", default=[],
                      help="instead of a project: text files, one JSON object a line for each; "
                      "- is standard input")  # fmt: skip
    made.add_argument("--list", action="store_true", help="of texts: list the spans for reading")
    made.add_argument("--json", action="store_true", help="report as JSON")


def run(given: argparse.Namespace, teller: say.Teller) -> int:
    """`suggest`: with --text nothing is stored; with PROJECT the suggestions are, as edits."""
    if bool(given.text) == (given.project is not None):
        raise UserError("Say what to suggest for: a project, or --text FILE.")
    return _texts(given, teller) if given.text else _project(given, teller)


def _texts(given: argparse.Namespace, teller: say.Teller) -> int:
    from model.suggestion_maker import Maker

    maker, failed = Maker(), 0
    wish = replace(wishes.of_settings(Settings()), off=())  # the switches are the window's
    for name in given.text:
        try:
            body = _article(name)
            found = maker.make(wish, body)
        except UserError as error:
            failed = teller.error(str(error))
            continue
        for note in found.notes:
            say.aside(note)
        print(listed(body, found) if given.list else line(body, found), flush=True)
    return failed


def _project(given: argparse.Namespace, teller: say.Teller) -> int:
    from model.suggestion_maker import Maker

    maker, added, many = Maker(), 0, 0
    notes: dict[str, None] = {}
    person = str(given.person or Settings().text("person"))
    with project.open_(given.project, person=person) as store:
        if given.article and given.article not in articles.states(store):
            raise UserError(f"The project has no article “{given.article}”.",
                            hint="`list --json` shows the ids.")  # fmt: skip
        unfinished = suggestions.wanted(store)
        there = set() if given.article else already.there(
            store, wishes.of_project(store, Settings())
        )  # fmt: skip
        left = [one for one in unfinished if one not in there]
        for article_id in left:
            if given.article in ("", article_id):
                article = articles.one(store, article_id)
                wish = wishes.wish(store, Settings(), article)
                found = maker.make(wish, articles.text_of(store, article_id))
                notes |= dict.fromkeys(filter(None, [wishes.unread(wish), *found.notes]))
                added += suggestion_intake.put(
                    store, article_id, article.body, found, wish, by_itself=not given.article
                )
                many += 1
    for note in notes:
        say.aside(note)
    before = len(unfinished) - len(left)
    said = f"Suggested {say.many(added, 'new span')} in {say.many(many, 'unfinished article')}."
    said += f" {say.many(before, 'article')} had theirs already." if before else ""
    teller.result({"spans": added, "articles": many, "already": before}, said)
    return 0


def line(body: str, found: Suggestions) -> str:
    """A text and its suggestions as JSON on one line; `head` and `child` count in `spans`."""
    return json.dumps(
        {
            "text": body,
            "spans": [
                {"start": one.start, "end": one.end, "label": one.label, "score": one.score,
                 "origin": one.origin, "attributes": dict(one.attributes)}
                for one in found.spans
            ],
            "relations": [
                {"head": one.head, "child": one.child, "label": one.kind, "score": one.score}
                for one in found.links
            ],
        },
    )  # fmt: skip


def listed(body: str, found: Suggestions) -> str:
    """A line a span: place, label, score, words, and what was read from them."""
    lines = []
    for one in sorted(found.spans, key=lambda span: (span.start, -span.end)):
        quote = say.shown(" ".join(body[one.start : one.end].split()))
        told = ", ".join(f"{key} {value}" for key, value in one.attributes.items())
        lines.append(f"{one.start:6}–{one.end:<6} {one.label:9} {one.score:.2f}  {quote}"
                     + (f"  ({told})" if told else ""))  # fmt: skip
    return "\n".join(lines or ["Nothing is suggested."])


def _article(name: str) -> str:
    called = "Standard input" if name == STANDARD_INPUT else name
    try:
        body = text.normalise(text.decode(_bytes(name), called).text)
    except NoText as error:
        raise UserError(
            error.what,
            safe="Nothing is suggested for it.",
            hint="Save it as plain text, or import it into a project.",
        ) from error
    if len(body) > text.LARGEST:
        raise UserError(
            f"{called} has {len(body):,} characters; an article may have {text.LARGEST:,}.",
            hint="Split it into smaller files.",
        )
    return body


def _bytes(name: str) -> bytes:
    if name == STANDARD_INPUT:
        return sys.stdin.buffer.read()
    try:
        return Path(name).read_bytes()
    except OSError as error:
        raise UserError(f"{name} cannot be read: {error.strerror}.") from error
