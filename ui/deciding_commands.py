"""The command table's rows about the review; `ui.commands` puts them among the others."""

from __future__ import annotations

from ui import deciding, moving, taking
from ui.command import Command
from ui.runs import can_redo, can_undo, dialog, focus

DECIDING = (
    Command("review.agree", "Agree", deciding.agree, ("A",), "mdi6.check", "Review",
            deciding.can_decide, "review"),
    Command("review.fix", "Fix; again: its fields", deciding.fix, ("F",), "mdi6.pencil-outline",
            "Review", deciding.can_fix, "review"),
    Command("review.reject", "Reject…", deciding.ask("reason"), ("X",), "mdi6.close", "Review",
            deciding.can_decide, "review"),
    Command("review.comment", "Comment", deciding.ask("comment"), ("C",),
            "mdi6.comment-text-outline", "Review", deciding.can_review, "review"),
    Command("review.back", "Let it wait again", deciding.take_back, ("O", "Delete"),
            "mdi6.backup-restore", "Review", deciding.can_take_back, "review"),
    Command("review.undo", "Undo", moving.undo, ("U",), when=can_undo, where="review"),
    Command("review.redo", "Redo", moving.redo, ("Shift+U",), when=can_redo, where="review"),
    Command("review.next", "Next that waits", deciding.step(1), ("N", "Ctrl+Down"),
            "mdi6.arrow-down", "Review", deciding.in_review, "review", group=1),
    Command("review.previous", "The one before", deciding.step(-1), ("P", "Ctrl+Up"),
            "mdi6.arrow-up", "Review", deciding.in_review, "review", group=1),
    Command("review.queue", "Go to the queue", focus("queue"), ("Q",), "mdi6.format-list-bulleted",
            "Review", deciding.in_review, "review", group=1),
    Command("review.kind", "List spans or articles", deciding.other_kind, ("Shift+Q",),
            "mdi6.swap-horizontal", "Review", deciding.in_review, "review", group=1),
    Command("review.done", "What is fixed is done", deciding.end_fixing, ("Return", "Enter"),
            "mdi6.check-underline", "Review", deciding.is_fixing, "text", group=1),
    Command("review.agree.rest", "Agree with all that is left here", deciding.agree_rest,
            ("Shift+A",), "mdi6.check-all", "Review", deciding.can_agree_with_rest, "review",
            group=2),
    Command("review.agree.label", deciding.label_text, deciding.agree_label, ("Alt+A",),
            "mdi6.tag-check-outline", "Review", deciding.can_agree_with_label, "review",
            group=2),
    *(
        Command(f"take.{number}", taking.take_text(number), taking.take(number),
                (str(number),), when=deciding.can_take(number), where="review")
        for number in range(1, 10)
    ),
    Command("take.label", taking.take_label_text, taking.take_label, ("T",),
            "mdi6.account-check-outline", "Review", deciding.is_curating, "review", group=3),
    Command("take.agreed", "Take what all agree on", taking.take_agreed, ("G",),
            "mdi6.account-multiple-check-outline", "Review", deciding.is_curating, "review",
            group=3),
    Command("merge", "Merge by a strategy…", deciding.ask("merge"), ("M",), "mdi6.call-merge",
            "Review", deciding.is_curating, "review", group=3),
    Command("review.approve", "Approve as gold", deciding.approve, ("Ctrl+Return",), "mdi6.seal",
            "Review", deciding.can_approve, "review", group=4),
    Command("review.return", "Return with a message…", deciding.ask("return"), ("R",),
            "mdi6.undo-variant", "Review", deciding.can_review, "review", group=4),
    Command("review.reasons", "Reasons for rejecting…", dialog("reasons"), (),
            "mdi6.format-list-numbered", "Review", moving.has_project, group=5),
)  # fmt: skip
