"""The command table's rows about suggestions; `ui.commands` puts them among the others."""

from __future__ import annotations

from model.settings import RULES
from ui import judging, moving
from ui.command import Command
from ui.runs import dialog, is_on, switched

SUGGESTIONS = (
    Command("suggestion.next", "Next suggestion", lambda desk: judging.go(desk, 1), ("Tab",),
            "mdi6.arrow-right-circle-outline", "Suggest", judging.may_go, "reader"),
    Command("suggestion.previous", "Suggestion before", lambda desk: judging.go(desk, -1),
            ("Shift+Tab",), "mdi6.arrow-left-circle-outline", "Suggest", judging.may_go, "reader"),
    Command("accept", "Accept suggestion", lambda desk: judging.judge(desk, "accepted"), ("A",),
            "mdi6.check", "Suggest", judging.is_suggestion, "reader", group=1),
    Command("accept.row", "Accept with all that is linked", judging.accept_row, ("Shift+A",),
            "mdi6.check-all", "Suggest", judging.is_suggestion, "reader", group=1),
    Command("reject", "Reject suggestion", lambda desk: judging.judge(desk, "rejected"), ("X",),
            "mdi6.close", "Suggest", judging.is_suggestion, "reader", group=1),
    Command("accept.alike", judging.alike_text, judging.accept_alike, ("Alt+A",),
            "mdi6.tag-check-outline", "Suggest", judging.is_suggestion, "reader", group=1),
    Command("accept.sure", judging.as_sure_text, judging.accept_as_sure, ("Alt+Shift+A",),
            "mdi6.gauge", "Suggest", judging.is_suggestion, "reader", group=1),
    Command("suggest.here", "Suggest in this article", judging.ask_here, ("G",),
            "mdi6.auto-fix", "Suggest", judging.can_ask, "reader", group=2),
    Command("suggest.all", "Suggest in every article…", dialog("suggest all"), (),
            "mdi6.playlist-star", "Suggest", moving.has_project, group=2),
    Command("suggest.reveal", "Show the suggestions now", judging.reveal, ("R",),
            "mdi6.eye-outline", "Suggest", judging.may_reveal, "reader", group=2),
    Command("suggest.clear", "Clear the suggestions here", judging.clear, (),
            "mdi6.broom", "Suggest", judging.has_suggestions, group=2),
    *(
        Command(f"order.{name}", f"Go {order}", judging.ordered_by(order), (), icon, "Suggest",
                group=3, checked=judging.is_ordered_by(order))
        for name, order, icon in (
            ("place", judging.PLACE, "mdi6.sort-ascending"),
            ("surest", judging.SUREST, "mdi6.sort-descending"),
            ("doubtful", judging.LEAST_SURE, "mdi6.help-circle-outline"),
        )
    ),
    Command("suggest.open", "Suggest when an article is opened", switched("suggest"), (),
            "mdi6.auto-fix", "Suggest", group=4, checked=is_on("suggest")),
    Command("suggest.after", "Hide suggestions until I have marked", switched("suggest_after"), (),
            "mdi6.eye-off-outline", "Suggest", group=4,
            checked=is_on("suggest_after")),
    *(
        Command(f"suggest.{name}", f"Suggest {said.lower()}", switched(f"suggest_{name}"), (),
                "mdi6.auto-fix", "Suggest", group=5, checked=is_on(f"suggest_{name}"))
        for name, said in RULES.items()
    ),
    Command("models", "Models…", dialog("models"), (), "mdi6.brain", "Suggest",
            moving.has_project, group=6),
)  # fmt: skip
