"""What a branch's country says about acting alone; the domain that knows branches answers."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from theriac.core.approval.actions import ApprovalAction

Law = Callable[[UUID, str], bool]

_laws: list[Law] = []


def ask_law(law: Law) -> None:
    """Let ``law(branch_id, action code)`` say whether the country allows one person alone today."""
    _laws[:] = [law]


def allows_alone(action: ApprovalAction, branch_id: UUID) -> bool:
    """Whether a rule may let one person act alone: never for a witness, nor without a law."""
    return not action.is_witness and bool(_laws) and _laws[0](branch_id, action.code)
