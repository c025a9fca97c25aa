"""The programme as it holds now."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from theriac.core.actor import Actor
from theriac.core.query import query
from theriac.domains.loyalty.models import LoyaltyProgram
from theriac.domains.loyalty.permissions import VIEW_LOYALTY
from theriac.domains.loyalty.rules import ProgramTerms

PROGRAM_ID = UUID("00000000-0000-7000-8000-0000000000b1")
"""Of the one row."""


@dataclass(frozen=True, slots=True)
class ProgramNow:
    """The terms and the version that a change names; 0 before it was set."""

    terms: ProgramTerms
    version: int


@query(permission=VIEW_LOYALTY)
def loyalty_program(*, actor: Actor, branch_id: UUID) -> ProgramNow:
    """The programme, for who may see members."""
    return program_kept()


def program_kept() -> ProgramNow:
    """The programme; off where it was never set."""
    row = LoyaltyProgram.objects.filter(id=PROGRAM_ID).first()
    return ProgramNow(terms_of(row), row.version) if row else ProgramNow(ProgramTerms(), 0)


def terms_now() -> ProgramTerms:
    """Its terms."""
    return program_kept().terms


def terms_of(row: LoyaltyProgram) -> ProgramTerms:
    """The terms that a row says."""
    return ProgramTerms(
        is_on=row.is_on,
        earn_amount=row.earn_amount,
        earn_points=row.earn_points,
        point_value=row.point_value,
        least_spend=row.least_spend,
        expiry_months=row.expiry_months,
        excluded=frozenset(row.excluded),
    )
