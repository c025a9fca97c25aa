"""Quotations as screens, programs and counters read them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from theriac.core.actor import Actor
from theriac.core.database.among import Among
from theriac.core.listing.pages import Listing, SortFields
from theriac.core.privacy.problems import Erased
from theriac.core.query import branches_seen, query
from theriac.domains.organisation.queries.branches import branch_date
from theriac.domains.quotations.models import Quotation, QuotationLine
from theriac.domains.sale_documents.documents import DocumentBuyer
from theriac.domains.sales.permissions import VIEW_SALES

EXPIRED = "expired"
State = Quotation.State


def in_standing(rows: QuerySet[Quotation], value: str, today: date) -> QuerySet[Quotation]:
    """Those that stand so on a day; an issued one whose last day is over has expired."""
    over = Q(valid_until__lt=today)
    if value == EXPIRED:
        return rows.filter(over, state=State.ISSUED)
    if value == State.ISSUED:
        return rows.filter(~over, state=State.ISSUED)
    return rows.filter(state=value)


QUOTATIONS: Listing[Quotation] = Listing(
    name="quotations.quotations",
    sorts={"issued_at": SortFields(("issued_at",)), "number": SortFields(("number",))},
    default_sort="-issued_at",
    filters={
        "state": lambda rows, value: rows.filter(state=value),
        "number": lambda rows, value: rows.filter(number=value),
    },
)


@query(permission=VIEW_SALES)
def list_quotations(*, actor: Actor, branch_id: UUID | None = None) -> QuerySet[Quotation]:
    """Quotations of the branch, or of all that the actor may see, in no order."""
    seen = branches_seen(actor, VIEW_SALES, branch_id)
    rows: QuerySet[Quotation] = Quotation.objects.filter(**seen)
    return rows.order_by()


@query(permission=VIEW_SALES)
def find_quotation(*, actor: Actor, quotation_id: UUID) -> Quotation | None:
    """One of a branch that the actor may see; None for any other."""
    return list_quotations(actor=actor).filter(id=quotation_id).first()


@query(permission=VIEW_SALES)
def quotation_numbered(*, actor: Actor, branch_id: UUID, number: str) -> Quotation | None:
    """The branch's quotation of this number, typed in small letters too."""
    rows = list_quotations(actor=actor, branch_id=branch_id)
    return rows.filter(number="".join(number.split()).upper()).first()


def lines_of_quotation(quotation_id: UUID) -> list[QuotationLine]:
    """Its lines in their order, for who may see it."""
    rows = QuotationLine.objects.filter(quotation_id=quotation_id)
    return list(rows.select_related("pack").order_by("position"))


def buyer_of(row: Quotation) -> DocumentBuyer | None:
    """Who asked for it; None where nobody said, or the key of its month is gone."""
    try:
        found = DocumentBuyer(**row.details)
    except Erased:
        return None
    return found if found.name else None


def standing_of(row: Quotation) -> str:
    """Its state today: issued, expired, converted, cancelled."""
    is_over = row.state == State.ISSUED and row.valid_until < branch_date(row.branch_id)
    return EXPIRED if is_over else str(row.state)


def are_taken(sale_ids: Collection[UUID]) -> set[UUID]:
    """Those of these sales that a quotation waits for."""
    rows = Quotation.objects.filter(Among("sale_id", sale_ids), state=State.ISSUED)
    return set(rows.order_by().values_list("sale_id", flat=True))
