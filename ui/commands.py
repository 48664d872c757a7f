"""The command table: menus, toolbar, palette, shortcut sheet and tests all read these rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from model import articles
from model.records import Label
from ui import marking, moving
from ui.desk import Desk
from ui.runs import (
    can_redo,
    can_undo,
    dialog,
    focus,
    has_label,
    label_text,
    next_step,
    pane,
    pane_shown,
    resized,
    state_is,
    submit_and_next,
    switched,
    themed,
    with_article,
    with_key,
)

MENUS = ("Project", "Edit", "Mark", "Claim", "Go", "View", "Help")


def always(_: Desk) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Command:
    """One thing a person can do. `keys` are Qt key sequences, the first is shown in menus;
    those of a `where` of 'reader' work while the reader has the focus, so that typing elsewhere
    stays typing. A `menu` of '' keeps it to the palette."""

    id: str
    text: str | Callable[[Desk], str]
    run: Callable[[Desk], object]
    keys: tuple[str, ...] = ()
    icon: str = ""
    menu: str = ""
    when: Callable[[Desk], bool] = always
    where: str = "window"
    toolbar: bool = False
    group: int = 0
    """Commands of one menu with different groups are parted by a line."""
    checked: Callable[[Desk], bool] | None = None
    shown: Callable[[Desk], bool] = always
    label: Callable[[Desk], Label | None] | None = None
    """The label that the command marks with: it gives icon and colour."""


PROJECT = (
    Command("project.new", "New project…", dialog("new"), ("Ctrl+N",), "mdi6.file-plus-outline",
            "Project"),
    Command("project.open", "Open project…", dialog("open"), ("Ctrl+O",),
            "mdi6.folder-open-outline", "Project"),
    Command("project.sample", "Open the sample project", dialog("sample"), (),
            "mdi6.school-outline",
            "Project"),
    Command("import.files", "Import articles…", dialog("import"), ("Ctrl+I",),
            "mdi6.file-import-outline",
            "Project", marking.writable, toolbar=True, group=1),
    Command("import.folder", "Import a folder…", dialog("import folder"), (),
            "mdi6.folder-download-outline", "Project", marking.writable, group=1),
    Command("import.paste", "Paste as article", dialog("paste"), ("Ctrl+Shift+V",),
            "mdi6.clipboard-text-outline", "Project", marking.writable, group=1),
    Command("export", "Export a corpus…", dialog("export"), ("Ctrl+E",), "mdi6.export-variant",
            "Project", moving.has_project, toolbar=True, group=1),
    Command("labels", "Labels…", dialog("labels"), ("Ctrl+L",), "mdi6.tag-multiple-outline",
            "Project",
            marking.writable, group=2),
    Command("check", "Check project…", dialog("check"), (), "mdi6.shield-check-outline", "Project",
            moving.has_project, group=2),
    Command("backup", "Back up now", dialog("backup"), (), "mdi6.content-save-check-outline",
            "Project", moving.has_project, group=2),
    Command("project.copy", "Save a copy…", dialog("copy"), ("Ctrl+Shift+S",),
            "mdi6.content-duplicate", "Project", moving.has_project, group=2),
    Command("project.close", "Close project", dialog("close"), ("Ctrl+W",), "mdi6.close", "Project",
            moving.has_project, group=3),
    Command("settings", "Settings…", dialog("settings"), ("Ctrl+,",), "mdi6.cog-outline", "Project",
            group=3),
    Command("quit", "Quit", lambda desk: desk.frame and desk.frame.quit(), ("Ctrl+Q",),
            "mdi6.exit-to-app", "Project", group=4),
)  # fmt: skip

EDIT = (
    Command("undo", next_step("Undo", "done"), moving.undo, ("Ctrl+Z",), "mdi6.undo", "Edit",
            can_undo, toolbar=True),
    Command("undo.key", "Undo", moving.undo, ("U",), when=can_undo, where="reader"),
    Command("redo", next_step("Redo", "undone"), moving.redo, ("Ctrl+Shift+Z", "Ctrl+Y"),
            "mdi6.redo", "Edit", can_redo, toolbar=True),
    Command("redo.key", "Redo", moving.redo, ("Shift+U",), when=can_redo, where="reader"),
    Command("history", "History…", dialog("history"), ("Ctrl+H",), "mdi6.history", "Edit",
            moving.has_project),
    Command("find", "Search the articles", focus("search"), ("Ctrl+F",), "mdi6.magnify", "Edit",
            moving.has_project, group=1),
    Command("find.next", "Next hit", lambda desk: desk.hit_wanted.emit(1), ("F3", "Ctrl+G"),
            "mdi6.chevron-down", "Edit", moving.has_search, group=1),
    Command("find.previous", "Previous hit", lambda desk: desk.hit_wanted.emit(-1),
            ("Shift+F3", "Ctrl+Shift+G"), "mdi6.chevron-up", "Edit", moving.has_search, group=1),
)  # fmt: skip

MARK = (
    *(
        Command(f"mark.{key}", label_text(key), marking.labelling(key), (key,), "mdi6.marker",
                "Mark", marking.can_mark, "reader", toolbar=True, shown=has_label(key),
                label=with_key(key))
        for key in "123456789"
    ),
    Command("select.word", "Select word, then one more", moving.select_word, ("W",), "mdi6.select",
            "Mark", moving.has_article, "reader", group=1),
    Command("select.sentence", "Select sentence, then one more", moving.select_sentence, ("S",),
            "mdi6.text-box-outline", "Mark", moving.has_article, "reader", group=1),
    Command("select.wider", "Widen selection", moving.widen, ("Space",),
            "mdi6.arrow-expand-horizontal",
            "Mark", moving.has_article, "reader", group=1),
    Command("select.narrower", "Narrow selection", moving.narrow, ("Shift+Space",),
            "mdi6.arrow-collapse-horizontal", "Mark", moving.has_article, "reader", group=1),
    Command("edge.start", "Move start with the arrow keys", lambda desk: desk.arm("start"), ("[",),
            "mdi6.arrow-expand-left", "Mark", marking.can_change_span, "reader", group=2),
    Command("edge.end", "Move end with the arrow keys", lambda desk: desk.arm("end"), ("]",),
            "mdi6.arrow-expand-right", "Mark", marking.can_change_span, "reader", group=2),
    *(
        Command(f"edge.{name}", text, marking.edge_mover(step, by_character=fine), (keys,),
                when=marking.edge_armed, where="reader")
        for name, text, step, fine, keys in (
            ("left", "Edge one word left", -1, False, "Left"),
            ("right", "Edge one word right", 1, False, "Right"),
            ("left.fine", "Edge one character left", -1, True, "Alt+Left"),
            ("right.fine", "Edge one character right", 1, True, "Alt+Right"),
        )
    ),
    Command("accept", "Accept suggestion", lambda desk: marking.judge(desk, "accepted"), ("A",),
            "mdi6.check", "Mark", marking.is_suggestion, "reader", group=3),
    Command("reject", "Reject suggestion", lambda desk: marking.judge(desk, "rejected"), ("X",),
            "mdi6.close", "Mark", marking.is_suggestion, "reader", group=3),
    Command("mark.all", "Mark all matches", marking.mark_all_matches, ("M",),
            "mdi6.checkbox-multiple-marked-outline", "Mark", marking.can_change_span, "reader",
            group=3),
    Command("delete", "Delete span", marking.delete, ("Delete", "Backspace"),
            "mdi6.trash-can-outline", "Mark", marking.can_change_span, "reader", group=3),
    Command("boilerplate", "Paragraph is boilerplate", marking.toggle_boilerplate, ("B",),
            "mdi6.format-paragraph", "Mark", marking.can_mark, "reader", group=4),
)  # fmt: skip

CLAIM = (
    Command("link", "Link…", lambda desk: desk.link_wanted.emit(), ("L",), "mdi6.link-variant",
            "Claim", marking.can_change_span, "reader"),
    Command("link.confirm", "Make the links offered", lambda desk: desk.confirm_wanted.emit(),
            ("Return", "Enter"), "mdi6.link-variant-plus", "Claim", moving.is_offering, "reader"),
    Command("note", "Note", focus("note"), ("N",), "mdi6.note-text-outline", "Claim",
            marking.can_change_span, "reader"),
    Command("figure", "Figure's value", focus("figure"), ("F",), "mdi6.numeric", "Claim",
            marking.has_role("figure"), "reader"),
    Command("stance", "Stance of verification", focus("stance"), ("V",),
            "mdi6.check-decagram-outline",
            "Claim", marking.has_role("verified"), "reader"),
    Command("verdict", "Verdict and check-worthiness", focus("verdict"), ("C",),
            "mdi6.scale-balance", "Claim", marking.has_role("claim"), "reader"),
)  # fmt: skip

GO = (
    Command("span.next", "Next span", lambda desk: moving.next_span(desk, 1), ("Tab",),
            "mdi6.arrow-right", "Go", moving.has_shown_spans, "reader"),
    Command("span.previous", "Previous span", lambda desk: moving.next_span(desk, -1),
            ("Shift+Tab",), "mdi6.arrow-left", "Go", moving.has_shown_spans, "reader"),
    Command("span.here", "Span at the caret, then the one around it", moving.choose_here,
            ("Return", "Enter"), "mdi6.target", "Go", moving.may_choose_here, "reader"),
    Command("let.go", "Let go of span or selection", moving.let_go, ("Escape",),
            "mdi6.selection-off",
            "Go", moving.has_article, "reader"),
    Command("submit", "Submit and next article", submit_and_next, ("Ctrl+Return",),
            "mdi6.check-circle-outline", "Go", marking.can_mark, toolbar=True, group=1),
    Command("article.next", "Next unfinished article", lambda desk: moving.next_unfinished(desk, 1),
            ("Ctrl+Down",), "mdi6.page-next-outline", "Go", moving.has_project, group=1),
    Command("article.previous", "Previous unfinished article",
            lambda desk: moving.next_unfinished(desk, -1), ("Ctrl+Up",),
            "mdi6.page-previous-outline",
            "Go", moving.has_project, group=1),
    Command("article.following", "Next article", lambda desk: moving.step_article(desk, 1),
            ("Alt+Down",), "mdi6.arrow-down", "Go", moving.has_project, group=1),
    Command("article.preceding", "Article before", lambda desk: moving.step_article(desk, -1),
            ("Alt+Up",), "mdi6.arrow-up", "Go", moving.has_project, group=1),
    Command("article.reopen", "Reopen article", with_article(articles.reopen), (),
            "mdi6.lock-open-variant-outline", "Go", state_is("submitted", "approved"), group=2),
    Command("article.approve", "Approve article as gold", with_article(articles.approve), (),
            "mdi6.seal", "Go", state_is("in progress", "submitted"), group=2),
    Command("article.remove", "Remove article…", dialog("remove"), (), "mdi6.file-remove-outline",
            "Go", marking.can_mark, group=2),
)  # fmt: skip

VIEW = (
    Command("view.library", "Library", pane("library"), ("Ctrl+Alt+1",), "mdi6.bookshelf", "View",
            checked=pane_shown("library")),
    Command("view.claims", "Claims table", pane("claims"), ("Ctrl+Alt+2",), "mdi6.table", "View",
            checked=pane_shown("claims")),
    Command("view.inspector", "Inspector", pane("inspector"), ("Ctrl+Alt+3",),
            "mdi6.card-text-outline", "View", checked=pane_shown("inspector")),
    Command("focus.library", "Go to the library", focus("library"), ("Alt+1",), "mdi6.bookshelf",
            "View", group=1),
    Command("focus.reader", "Go to the article", focus("reader"), ("Alt+2",),
            "mdi6.book-open-page-variant-outline", "View", group=1),
    Command("focus.claims", "Go to the claims table", focus("claims"), ("Alt+3",), "mdi6.table",
            "View", group=1),
    Command("focus.inspector", "Go to the inspector", focus("inspector"), ("Alt+4",),
            "mdi6.card-text-outline", "View", group=1),
    Command("focus.next", "Next pane", focus("next"), ("F6",), menu="View", group=1),
    Command("text.larger", "Larger text", resized(1), ("Ctrl++", "Ctrl+="),
            "mdi6.format-font-size-increase", "View", group=2),
    Command("text.smaller", "Smaller text", resized(-1), ("Ctrl+-",),
            "mdi6.format-font-size-decrease", "View", group=2),
    Command("text.tags", "Label tags", switched("reader_tags"), (), "mdi6.tag-text-outline", "View",
            group=2, checked=lambda desk: desk.settings.on("reader_tags")),
    Command("text.fold", "Fold boilerplate", switched("reader_fold"), ("Ctrl+B",),
            "mdi6.arrow-collapse-vertical", "View", group=2,
            checked=lambda desk: desk.settings.on("reader_fold")),
    Command("theme.light", "Light theme", themed("light"), (), "mdi6.white-balance-sunny", "View",
            group=3),
    Command("theme.dark", "Dark theme", themed("dark"), (), "mdi6.weather-night", "View", group=3),
    Command("theme.contrast", "High-contrast theme", themed("contrast"), (),
            "mdi6.contrast-circle", "View",
            group=3),
    Command("theme.system", "Theme of the system", themed("system"), (), "mdi6.theme-light-dark",
            "View",
            group=3),
    Command("view.full", "Full screen", pane("full screen"), ("F11",), "mdi6.fullscreen", "View",
            group=4),
)  # fmt: skip

HELP = (
    Command("palette", "All commands…", dialog("palette"), ("Ctrl+K", "Ctrl+Shift+P"),
            "mdi6.console-line", "Help", toolbar=True),
    Command("sheet", "Keyboard shortcuts", dialog("sheet"), ("F1",), "mdi6.keyboard-outline",
            "Help"),
    Command("sheet.key", "Keyboard shortcuts", dialog("sheet"), ("?",), where="reader"),
    Command("guidelines", "Guidelines", dialog("guidelines"), ("Ctrl+Shift+H",),
            "mdi6.book-information-variant", "Help", moving.has_project, toolbar=True),
    Command("guidelines.key", "Guidelines", dialog("guidelines"), ("H",), where="reader",
            when=moving.has_project),
    Command("log", "Show the log folder", dialog("log"), (), "mdi6.text-long", "Help", group=1),
    Command("about", "About Attesta", dialog("about"), (), "mdi6.information-outline", "Help",
            group=1),
)  # fmt: skip

COMMANDS: tuple[Command, ...] = (*PROJECT, *EDIT, *MARK, *CLAIM, *GO, *VIEW, *HELP)
