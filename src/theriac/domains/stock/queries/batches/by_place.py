"""Batches with what each place of a branch has of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import DateField, F, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from theriac.core.actor import Actor
from theriac.core.listing.pages import Listing, SortFields
from theriac.core.problems import NotFound
from theriac.core.query import branches_seen, query
from theriac.domains.catalog.queries.names import product_names
from theriac.domains.stock.models import Balance, Batch
from theriac.domains.stock.permissions import SEE_COSTS, VIEW_STOCK
from theriac.domains.stock.queries.bins import bin_code

_LAST_DAY = Value(date.max, output_field=DateField())

BATCHES: Listing[Balance] = Listing(
    name="stock.batches",
    sorts={
        "expires_on": SortFields((Coalesce(F("batch__expires_on"), _LAST_DAY),)),
        "received_on": SortFields(("batch__received_on",)),
    },
    default_sort="expires_on",
    filters={
        "product_id": lambda rows, product_id: rows.filter(product_id=product_id),
        "state": lambda rows, state: rows.filter(batch__state=state),
        "expires_before": lambda rows, day: rows.filter(batch__expires_on__lt=day),
        "in_stock": lambda rows, yes: rows.filter(quantity__gt=0) if yes else rows,
    },
)
"""What may be asked of the list; a batch in two places stands twice."""


@query(permission=VIEW_STOCK)
def list_batches(*, actor: Actor, branch_id: UUID) -> QuerySet[Balance]:
    """The branch's batches by place: a balance with its batch, place and ``bin``'s code."""
    rows = Balance.objects.filter(branch_id=branch_id).select_related("batch", "place")
    return rows.annotate(bin=bin_code(branch_id)).order_by()


@query(permission=VIEW_STOCK)
def get_batch(*, actor: Actor, batch_id: UUID) -> Batch | None:
    """A batch that a branch of the actor has or had; None otherwise.

    Its cost is None where the actor may see costs at none of these branches.
    """
    here = Balance.objects.filter(batch_id=batch_id, **branches_seen(actor, VIEW_STOCK))
    found = Batch.objects.filter(id__in=here.values("batch_id")).first()
    if found is not None and not _sees_cost(actor, batch_id):
        found.cost_amount = None
    return found


def cost_seen(actor: Actor, balance: Balance) -> int | None:
    """What a balance's batch cost, minor units for its ``cost_units``; None for who mayn't see."""
    return balance.batch.cost_amount if actor.may(SEE_COSTS, balance.branch_id) else None


def _sees_cost(actor: Actor, batch_id: UUID) -> bool:
    """Whether the actor may see costs at a branch that has or had the batch."""
    branches = actor.branches_with(SEE_COSTS)
    if not branches:
        return branches is None
    there = Balance.objects.filter(batch_id=batch_id, branch_id__in=sorted(branches))
    return there.exists()


def product_of_batch_at(branch_id: UUID, batch_id: UUID) -> UUID:
    """The product of a batch that the branch has or had. Raises NotFound for any other batch."""
    here = Balance.objects.filter(batch_id=batch_id, branch_id=branch_id).order_by()
    product_id = here.values_list("batch__product_id", flat=True).first()
    if product_id is None:
        raise NotFound(_("This batch was never at this branch. Receive it, or request a transfer."))
    return product_id


def was_batch_at(branch_id: UUID, batch_id: UUID) -> bool:
    """Whether the branch has or had the batch."""
    return Balance.objects.filter(batch_id=batch_id, branch_id=branch_id).exists()


def names_of_batches(batch_ids: Iterable[UUID]) -> dict[UUID, tuple[str, str]]:
    """The product's name and the batch's number of each, for who may read what names them."""
    wanted = Batch.objects.filter(id__in=set(batch_ids)).order_by()
    rows = list(wanted.values_list("id", "product_id", "number"))
    names = product_names(product_id for _batch_id, product_id, _number in rows)
    return {batch_id: (names[product_id], number) for batch_id, product_id, number in rows}


@dataclass(frozen=True, slots=True)
class BatchOrigin:
    """A batch as a register prints it; ``supplier_id`` None where nobody said whose it was."""

    number: str
    expires_on: date | None
    supplier_id: UUID | None


def origins_of_batches(batch_ids: Iterable[UUID]) -> dict[UUID, BatchOrigin]:
    """Number, expiry and supplier of each, for who may read what names them."""
    rows = Batch.objects.filter(id__in=set(batch_ids)).order_by()
    found = rows.values_list("id", "number", "expires_on", "supplier_id")
    return {key: BatchOrigin(number, day, supplier) for key, number, day, supplier in found}


@query(permission=VIEW_STOCK)
def batches_at(*, actor: Actor, branch_id: UUID, batch_ids: Iterable[UUID]) -> list[Batch]:
    """Those of the batches that the branch has or had."""
    here = Balance.objects.filter(batch_id__in=list(batch_ids), branch_id=branch_id)
    return list(Batch.objects.filter(id__in=here.values("batch_id")).order_by("id"))


@query(permission=VIEW_STOCK)
def batches_named(
    *, actor: Actor, product_id: UUID, number: str, expires_on: date | None, limit: int = 6
) -> list[Batch]:
    """The batches that a scanned label names, by number and by expiry; the newest first."""
    here = Balance.objects.filter(product_id=product_id, **branches_seen(actor, VIEW_STOCK))
    rows = Batch.objects.filter(id__in=here.values("batch_id"))
    if number:
        rows = rows.filter(number__iexact=number)
    if expires_on is not None:
        rows = rows.filter(expires_on=expires_on)
    return list(rows.order_by("-received_on", "-id")[:limit])


@query(permission=VIEW_STOCK)
def batches_numbered(*, actor: Actor, number: str, limit: int = 6) -> list[Batch]:
    """The batches of any product with this number, as typed or in capitals; the newest first."""
    here = Balance.objects.filter(**branches_seen(actor, VIEW_STOCK))
    rows = Batch.objects.filter(number__in=sorted({number, number.upper()} - {""}))
    return list(rows.filter(id__in=here.values("batch_id")).order_by("-received_on", "-id")[:limit])
