"""The programme as it holds now; members as they are listed and found, with their ledger."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet, Sum

from theriac.core.actor import Actor
from theriac.core.listing.pages import Listing, SortFields
from theriac.core.query import query
from theriac.domains.loyalty.entries import lots_of
from theriac.domains.loyalty.models import (
    LoyaltyEntry,
    LoyaltyMember,
    LoyaltyProgram,
    LoyaltySale,
)
from theriac.domains.loyalty.permissions import VIEW_LOYALTY
from theriac.domains.loyalty.phones import tokens_of
from theriac.domains.loyalty.rules import PointLot, ProgramTerms, next_to_expire, plain_number
from theriac.domains.patients.queries.groups import ids_of

PROGRAM_ID = UUID("00000000-0000-7000-8000-0000000000b1")
"""Of the one row."""
MOST_OFFLINE = 5_000
"""Members whose points a device knows without network."""
MOST_SHOWN = 20
AT_ONCE = 500
LOYALTY_MEMBERS: Listing[LoyaltyMember] = Listing(
    name="loyalty.members",
    sorts={
        "joined_at": SortFields(("joined_at",)),
        "points": SortFields(("points",)),
    },
    default_sort="-joined_at",
    filters={
        "state": lambda rows, value: rows.filter(state=value),
        "number": lambda rows, value: rows.filter(number=plain_number(value)),
        "phone": lambda rows, value: rows.filter(phone_token__in=tokens_of(value)),
        "patient_id": lambda rows, value: rows.filter(patient_id__in=ids_of(value)),
    },
)
LOYALTY_ENTRIES: Listing[LoyaltyEntry] = Listing(
    name="loyalty.entries",
    sorts={"recorded_at": SortFields(("recorded_at",))},
    default_sort="-recorded_at",
    filters={"kind": lambda rows, value: rows.filter(kind=value)},
)


@dataclass(frozen=True, slots=True)
class LoyaltyStanding:
    """What a till needs of a member: nothing by which anybody is named."""

    id: UUID
    number: str
    state: str
    points: int


@query(permission=VIEW_LOYALTY)
def list_loyalty_members(*, actor: Actor, branch_id: UUID) -> QuerySet[LoyaltyMember]:
    """Every member of the pharmacy, in no order."""
    rows: QuerySet[LoyaltyMember] = LoyaltyMember.objects.order_by()
    return rows


@query(permission=VIEW_LOYALTY)
def find_loyalty_member(*, actor: Actor, branch_id: UUID, member_id: UUID) -> LoyaltyMember | None:
    """One member."""
    found: LoyaltyMember | None = LoyaltyMember.objects.filter(id=member_id).first()
    return found


@query(permission=VIEW_LOYALTY)
def list_loyalty_entries(
    *, actor: Actor, branch_id: UUID, member_id: UUID
) -> QuerySet[LoyaltyEntry]:
    """What happened to a member's points."""
    rows: QuerySet[LoyaltyEntry] = LoyaltyEntry.objects.filter(member_id=member_id).order_by()
    return rows


@query(permission=VIEW_LOYALTY)
def loyalty_standing(
    *,
    actor: Actor,
    branch_id: UUID,
    number: str = "",
    phone: str = "",
    patient_id: UUID | None = None,
) -> LoyaltyStanding | None:
    """The member of a card's number, of a telephone number that one card has, or of a patient."""
    if patient_id is not None:
        which = Q(open_key__in=ids_of(patient_id))
    elif plain_number(number):
        which = Q(number=plain_number(number))
    else:
        which = Q(phone_token__in=tokens_of(phone)) & ~Q(state="closed")
    rows = LoyaltyMember.objects.filter(which).order_by("id")
    found = list(rows.values_list("id", "number", "state", "points")[:2])
    return LoyaltyStanding(*found[0]) if len(found) == 1 else None


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """An entry with the points after it."""

    entry: LoyaltyEntry
    after: int


@query(permission=VIEW_LOYALTY)
def latest_points(
    *, actor: Actor, branch_id: UUID, member_id: UUID, at_most: int = MOST_SHOWN
) -> Sequence[LedgerLine]:
    """The last entries of a member, the newest first, with the points after each."""
    rows = LoyaltyEntry.objects.filter(member_id=member_id)
    after = int(rows.order_by().aggregate(sum=Sum("points"))["sum"] or 0)
    found = []
    for entry in rows.order_by("-recorded_at", "-id")[:at_most]:
        found.append(LedgerLine(entry, after))
        after -= entry.points
    return found


@query(permission=VIEW_LOYALTY)
def points_to_expire(*, actor: Actor, branch_id: UUID, member_id: UUID) -> PointLot | None:
    """The points of a member that expire next, and on which day; None for none."""
    return next_to_expire(*lots_of([member_id])[member_id])


@query(permission=VIEW_LOYALTY)
def points_of_sale(*, actor: Actor, branch_id: UUID, sale_id: UUID) -> LoyaltySale | None:
    """What a sale was worth to its member."""
    found: LoyaltySale | None = LoyaltySale.objects.filter(id=sale_id).first()
    return found


def points_by_number() -> Mapping[str, int]:
    """The points of active members by number, those with most first; for devices, nothing else."""
    rows = LoyaltyMember.objects.filter(state=LoyaltyMember.State.ACTIVE)
    told = rows.order_by("-points", "number").values_list("number", "points")
    return dict(told[:MOST_OFFLINE])


def memberships_of_patients(patient_ids: Sequence[UUID]) -> list[dict[str, Any]]:
    """What is kept of these records, for the copy that a patient gets."""
    rows = LoyaltyMember.objects.filter(patient_id__in=list(patient_ids)).order_by("joined_at")
    return [
        {
            "number": row.number,
            "state": row.state,
            "points": row.points,
            "joined_at": row.joined_at,
            "entries": list(_entries(row.id)),
        }
        for row in rows
    ]


def _entries(member_id: UUID) -> Iterable[dict[str, Any]]:
    names = ("kind", "number", "booked_on", "points", "expires_on")
    rows = LoyaltyEntry.objects.filter(member_id=member_id).order_by("recorded_at", "id")
    for row in rows.values_list(*names):
        yield dict(zip(names, row, strict=True))


def known(ids: Collection[UUID]) -> set[UUID]:
    """Which of these are members, so that nobody takes their keys for left over."""
    wanted = sorted(ids)
    found: set[UUID] = set()
    for start in range(0, len(wanted), AT_ONCE):
        rows = LoyaltyMember.objects.filter(id__in=wanted[start : start + AT_ONCE]).order_by()
        found |= set(rows.values_list("id", flat=True))
    return found


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
