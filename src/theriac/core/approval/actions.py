"""What needs an approval: declared in code, by who may approve and how it is measured."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core.ids import parse_id
from theriac.core.permissions import Permission
from theriac.core.problems import NotFound, Text


class Measure(StrEnum):
    """What an action's limit counts."""

    SHARE = "share"
    """Hundredths of a percent."""
    MONEY = "money"
    """Minor units of the pharmacy's currency."""
    ALWAYS = "always"
    """No limit: it needs an approval each time."""


@dataclass(frozen=True, slots=True)
class ApprovalAction:
    """An act that somebody else approves.

    ``approver`` is the right that the second person holds at the branch. Up to the limit nobody is
    asked; ``default_limit`` holds until a branch sets its own, and None there leaves it to the
    country. A limit of money is of all that one person changes so in a day (``within_limit``).
    ``is_witness``: the law wants a second person, so that no rule ever lets one act alone.
    ``is_found``: the act finds the yes by what it is of; nobody passes its id.
    ``subject`` is the key in the content that names what is changed, and ``is_at`` says whether a
    branch has that: nobody asks for, or says yes to, what another branch has.
    """

    code: str
    title: Text
    explanation: Text
    approver: Permission
    measure: Measure
    default_limit: int | None = None
    is_witness: bool = False
    is_found: bool = False
    subject: str = ""
    is_at: Callable[[UUID, UUID], bool] | None = None

    def check_subject(self, content: Mapping[str, Any], branch_id: UUID) -> None:
        """Raise NotFound where the content names what the branch doesn't have."""
        if self.is_at is None or self.subject not in content:
            return
        named = parse_id(str(content[self.subject]))
        if named is None or not self.is_at(branch_id, named):
            raise NotFound(
                _(
                    "The record doesn't exist at this branch. Send the content given in the "
                    "error response."
                ),
                field="content",
            )


_declared: dict[str, ApprovalAction] = {}


def declare_action(action: ApprovalAction) -> ApprovalAction:
    """Declare an action. Raises ValueError when its code is declared twice."""
    if action.code in _declared:
        raise ValueError(f"action {action.code} is declared twice")
    _declared[action.code] = action
    return action


def declared_actions() -> tuple[ApprovalAction, ...]:
    """Every action that the installed domains declare, by code."""
    return tuple(_declared[code] for code in sorted(_declared))


def find_action(code: str) -> ApprovalAction | None:
    """The action of this code, or None."""
    return _declared.get(code)
