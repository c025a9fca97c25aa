"""Clinical interventions in the reader's words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Text
from theriac.domains.interventions.codes import (
    ACTIONS,
    CAUSE_GROUPS,
    CAUSES,
    OUTCOMES,
    PROBLEM_GROUPS,
    PROBLEMS,
)
from theriac.surfaces.backoffice.shell.badges import States

NO_OUTCOME: Text = _("No outcome yet")
STATES = States(
    accepted=(OUTCOMES["accepted"], "check2", "go"),
    partly=(OUTCOMES["partly"], "check2", "note"),
    not_accepted=(OUTCOMES["not_accepted"], "x-circle", "stop"),
    no_answer=(OUTCOMES["no_answer"], "telephone-x", "look"),
    open=(NO_OUTCOME, "hourglass-split", "look"),
    none=(ACTIONS["none"], "dash-circle", ""),
)


def outcome_badge(row: Any) -> SafeString:
    """What came of it, or that this isn't known yet."""
    return STATES.badge(outcome_of(row))


def outcome_of(row: Any) -> str:
    """The outcome's code; "open" while one is wanted, "none" where nothing was done."""
    return str(row.outcome) or ("none" if row.action == "none" else "open")


def about(row: Any) -> str:
    """Problem and cause in one line."""
    return f"{PROBLEMS[row.problem]}: {CAUSES[row.cause]}"


def grouped(
    groups: Mapping[Text, tuple[str, ...]], words: Mapping[str, Text]
) -> Sequence[tuple[Text, Sequence[tuple[str, Text]]]]:
    """Choices by group, as a select shows them."""
    return [(group, [(code, words[code]) for code in codes]) for group, codes in groups.items()]


NOTHING_CHOSEN = ("", "–")
PROBLEM_CHOICES = [NOTHING_CHOSEN, *grouped(PROBLEM_GROUPS, PROBLEMS)]
CAUSE_CHOICES = [NOTHING_CHOSEN, *grouped(CAUSE_GROUPS, CAUSES)]
