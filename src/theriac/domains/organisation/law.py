"""The law of a branch's country, for core, which knows no country."""

from __future__ import annotations

from uuid import UUID

from theriac.core import clock
from theriac.countries.approvals import may_act_alone, unasked
from theriac.countries.registry import profile_for
from theriac.domains.organisation.queries.branches import get_branch


def allows_alone_at(branch_id: UUID, action: str) -> bool:
    """Whether the branch's country lets one person confirm the action alone today."""
    branch = get_branch(branch_id)
    if branch is None:
        return False
    return may_act_alone(branch.pharmacy.country, action, clock.today(branch.time_zone))


def unasked_at(branch_id: UUID, action: str) -> int | None:
    """Up to where nobody is asked at the branch before it sets a limit, in minor units.

    None, nobody is ever asked, where the pharmacy keeps its books in another currency than its
    country's: what is a small sum there isn't known.
    """
    branch = get_branch(branch_id)
    if branch is None:
        return None
    pharmacy = branch.pharmacy
    if pharmacy.currency != profile_for(pharmacy.country).currency:
        return None
    return unasked(pharmacy.country, action)
