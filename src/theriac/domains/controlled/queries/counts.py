"""What is to be counted, what was counted, and the differences that were found."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from theriac.core.actor import Actor
from theriac.core.listing.pages import Listing, SortFields
from theriac.core.query import query
from theriac.domains.controlled.models import BlindCount, CountCase, RegisterLine
from theriac.domains.controlled.permissions import COUNT_CONTROLLED, VIEW_REGISTERS

CASES: Listing[CountCase] = Listing(
    name="controlled.cases",
    sorts={"due": SortFields(("due_on",))},
    default_sort="due",
    filters={
        "state": lambda rows, value: rows.filter(state=value),
        "product_id": lambda rows, value: rows.filter(product_id=value),
    },
)


@query(permission=COUNT_CONTROLLED)
def list_to_count(*, actor: Actor, branch_id: UUID, on: date) -> QuerySet[RegisterLine]:
    """The last line of each product of which the branch has some and nobody counted it that day."""
    counted = BlindCount.objects.filter(
        branch_id=branch_id, business_on=on, product_id=OuterRef("product_id")
    )
    return _standing(branch_id).exclude(Exists(counted))


@query(permission=COUNT_CONTROLLED)
def list_counted(*, actor: Actor, branch_id: UUID, on: date) -> QuerySet[BlindCount]:
    """The counts of a day, in no order."""
    return BlindCount.objects.filter(branch_id=branch_id, business_on=on).order_by()


@query(permission=VIEW_REGISTERS)
def list_cases(*, actor: Actor, branch_id: UUID) -> QuerySet[CountCase]:
    """Every difference at the branch, in no order."""
    return CountCase.objects.filter(branch_id=branch_id).order_by()


@query(permission=VIEW_REGISTERS)
def find_case(*, actor: Actor, branch_id: UUID, count_case_id: UUID) -> CountCase | None:
    """One difference of the branch."""
    return CountCase.objects.filter(branch_id=branch_id, id=count_case_id).first()


@query(permission=VIEW_REGISTERS)
def counts_of_case(*, actor: Actor, branch_id: UUID, count_case_id: UUID) -> list[BlindCount]:
    """The counts that found or moved a difference, the first on top."""
    rows = BlindCount.objects.filter(branch_id=branch_id, case_id=count_case_id)
    return list(rows.order_by("recorded_at", "id"))


def _standing(branch_id: UUID) -> QuerySet[RegisterLine]:
    newer = RegisterLine.objects.filter(
        register_id=OuterRef("register_id"),
        product_id=OuterRef("product_id"),
        number__gt=OuterRef("number"),
    )
    rows = RegisterLine.objects.filter(branch_id=branch_id, balance__gt=0)
    return rows.exclude(Exists(newer)).order_by()


@query(permission=COUNT_CONTROLLED)
def find_count(*, actor: Actor, branch_id: UUID, count_id: UUID) -> BlindCount | None:
    """One count of the branch."""
    return BlindCount.objects.filter(branch_id=branch_id, id=count_id).first()
