"""What a branch's country says of approvals; the domain that knows branches answers."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from theriac.core.approval.actions import ApprovalAction, Measure

Law = Callable[[UUID, str], bool]
UsualLimit = Callable[[UUID, str], int | None]

_laws: list[tuple[Law, UsualLimit]] = []


def ask_law(law: Law, usual: UsualLimit) -> None:
    """Let ``law(branch_id, action code)`` say whether the country allows one person alone today.

    ``usual`` says, in minor units, up to where nobody is asked until the branch sets a limit.
    """
    _laws[:] = [(law, usual)]


def allows_alone(action: ApprovalAction, branch_id: UUID) -> bool:
    """Whether a rule may let one person act alone: never for a witness, nor without a law."""
    return not action.is_witness and bool(_laws) and _laws[0][0](branch_id, action.code)


def usual_limit(action: ApprovalAction, branch_id: UUID) -> int | None:
    """The action's own limit, or its country's; None: nobody is asked until a branch sets one."""
    if action.default_limit is not None or action.measure is not Measure.MONEY or not _laws:
        return action.default_limit
    return _laws[0][1](branch_id, action.code)
