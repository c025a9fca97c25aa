"""Preparations with their ingredients and batches, and the branch's formulas."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet, Sum

from theriac.core.actor import Actor
from theriac.core.listing.pages import Listing, SortFields
from theriac.core.query import branches_seen, query
from theriac.domains.catalog.queries.names import product_names
from theriac.domains.compounding.models import (
    Formula,
    FormulaLine,
    Preparation,
    PreparationLine,
    UsedBatch,
)
from theriac.domains.stock.models import Balance, Batch
from theriac.domains.stock.permissions import SEE_COSTS, VIEW_STOCK

AT_ONCE = 400
PREPARATIONS: Listing[Preparation] = Listing(
    name="compounding.preparations",
    sorts={"created_at": SortFields(("created_at",))},
    default_sort="-created_at",
    filters={
        "state": lambda rows, state: rows.filter(state=state),
        "product_id": lambda rows, key: rows.filter(product_id=key),
        "prescription_id": lambda rows, key: rows.filter(prescription_id=key),
    },
)
FORMULAS: Listing[Formula] = Listing(
    name="compounding.formulas",
    sorts={"name": SortFields(("name",))},
    default_sort="name",
    filters={
        "archived": lambda rows, archived: rows.filter(archived=archived),
        "product_id": lambda rows, key: rows.filter(product_id=key),
    },
)


@dataclass(frozen=True, slots=True)
class UsedGoods:
    """Base units of a batch that were used; None as cost for who may not see costs."""

    batch_id: UUID
    number: str
    expires_on: date | None
    quantity: int
    cost: int | None


@dataclass(frozen=True, slots=True)
class IngredientUsed:
    """An ingredient with its share of one unit, and what was used of it once it was made."""

    product_id: UUID
    product: str
    numerator: int
    denominator: int
    quantity: int
    price: int | None
    batches: tuple[UsedGoods, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeFrom:
    """A preparation into which ``quantity`` base units of the batch ``used_batch_id`` went.

    ``batch_id`` is what was made, ``left`` what all branches have of it.
    """

    preparation_id: UUID
    number: str
    state: str
    branch_id: UUID
    product_id: UUID
    product: str
    prescription_id: UUID | None
    made_at: datetime
    batch_id: UUID
    is_recalled: bool
    left: int
    used_batch_id: UUID
    quantity: int


@query(permission=VIEW_STOCK)
def list_preparations(*, actor: Actor, branch_id: UUID) -> QuerySet[Preparation]:
    """The branch's preparations with their products, in no order."""
    return Preparation.objects.filter(branch_id=branch_id).select_related("product").order_by()


@query(permission=VIEW_STOCK)
def get_preparation(*, actor: Actor, preparation_id: UUID) -> Preparation | None:
    """One at a branch that the actor may see; None otherwise."""
    seen = Preparation.objects.filter(**branches_seen(actor, VIEW_STOCK))
    return seen.select_related("product", "formula").filter(id=preparation_id).first()


def preparations_for(prescription_ids: Collection[UUID]) -> dict[UUID, list[dict[str, Any]]]:
    """By the prescription's line what was compounded for it, in its order, of every branch.

    For who asked already.
    """
    rows = Preparation.objects.filter(prescription_id__in=list(prescription_ids))
    names = ("number", "product_id", "units", "state", "made_at", "beyond_use_on")
    found: dict[UUID, list[dict[str, Any]]] = {}
    for row in rows.order_by("created_at", "id").values("prescription_line_id", *names):
        found.setdefault(row.pop("prescription_line_id"), []).append(row)
    return found


@query(permission=VIEW_STOCK)
def ingredients_of(*, actor: Actor, preparation_id: UUID) -> list[IngredientUsed]:
    """Its ingredients in their order, with the batches that were used."""
    seen = Preparation.objects.filter(id=preparation_id, **branches_seen(actor, VIEW_STOCK))
    lines = list(PreparationLine.objects.filter(preparation__in=seen).order_by("position"))
    branch_id = seen.values_list("branch_id", flat=True).first()
    sees_costs = branch_id is not None and actor.may(SEE_COSTS, branch_id)
    names, used = product_names({one.product_id for one in lines}), _used(lines, sees=sees_costs)
    return [
        IngredientUsed(
            product_id=one.product_id,
            product=names.get(one.product_id, ""),
            numerator=one.numerator,
            denominator=one.denominator,
            quantity=one.quantity,
            price=one.price,
            batches=tuple(used.get(one.id, ())),
        )
        for one in lines
    ]


@query(permission=VIEW_STOCK)
def made_from(*, actor: Actor, batch_ids: Collection[UUID]) -> list[MadeFrom]:
    """The preparations into which these batches went, and what was made of those in turn.

    Of every branch, as the trace of a recall is; the first made in front, and one for each of the
    batches that went in. A statement for each step of making, and three besides.
    """
    rows: list[UsedBatch] = []
    known, asked = set(batch_ids), set(batch_ids)
    while asked:
        found = UsedBatch.objects.filter(batch_id__in=asked).select_related("preparation")
        rows += found.order_by("preparation__made_at", "id")
        asked = {one.preparation.batch_id for one in rows if one.preparation.batch_id} - known
        known |= asked
    made = {one.preparation.batch_id for one in rows if one.preparation.batch_id}
    lies = Balance.objects.filter(batch_id__in=made).order_by()
    left = dict(lies.values_list("batch_id").annotate(units=Sum("quantity")))
    recalled = Batch.objects.filter(id__in=made, state=Batch.State.RECALLED)
    stopped = set(recalled.values_list("id", flat=True))
    names = product_names({one.preparation.product_id for one in rows})
    return [_made_from(one, names, left, stopped) for one in rows]


def batches_made_of(batch_ids: Collection[UUID]) -> set[UUID]:
    """The batches into which units of these went, by one step of making; of every branch.

    For who asked already: a statement for 400 batches.
    """
    wanted, found = sorted(batch_ids), set[UUID]()
    for start in range(0, len(wanted), AT_ONCE):
        rows = UsedBatch.objects.filter(batch_id__in=wanted[start : start + AT_ONCE])
        made = rows.exclude(preparation__batch=None).order_by()
        found.update(made.values_list("preparation__batch_id", flat=True))
    return found


def _made_from(
    one: UsedBatch, names: Mapping[UUID, str], left: Mapping[UUID, int], recalled: set[UUID]
) -> MadeFrom:
    row = one.preparation
    if row.batch_id is None or row.made_at is None:
        raise AssertionError("what used a batch was made")
    return MadeFrom(
        preparation_id=row.id,
        number=row.number,
        state=row.state,
        branch_id=row.branch_id,
        product_id=row.product_id,
        product=names.get(row.product_id, ""),
        prescription_id=row.prescription_id,
        made_at=row.made_at,
        batch_id=row.batch_id,
        is_recalled=row.batch_id in recalled,
        left=left.get(row.batch_id, 0),
        used_batch_id=one.batch_id,
        quantity=one.quantity,
    )


def _used(lines: Sequence[PreparationLine], *, sees: bool) -> Mapping[UUID, list[UsedGoods]]:
    rows = UsedBatch.objects.filter(line__in=lines).select_related("batch")
    found: dict[UUID, list[UsedGoods]] = {}
    for row in rows.order_by("batch__expires_on", "id"):
        goods = UsedGoods(
            batch_id=row.batch_id,
            number=row.batch.number,
            expires_on=row.batch.expires_on,
            quantity=row.quantity,
            cost=row.cost if sees else None,
        )
        found.setdefault(row.line_id, []).append(goods)
    return found


@query(permission=VIEW_STOCK)
def list_formulas(*, actor: Actor, branch_id: UUID) -> QuerySet[Formula]:
    """The branch's formulas with their products, archived ones too, in no order."""
    return Formula.objects.filter(branch_id=branch_id).select_related("product").order_by()


@query(permission=VIEW_STOCK)
def get_formula(*, actor: Actor, formula_id: UUID) -> Formula | None:
    """One at a branch that the actor may see; None otherwise."""
    seen = Formula.objects.filter(**branches_seen(actor, VIEW_STOCK))
    return seen.select_related("product").filter(id=formula_id).first()


@query(permission=VIEW_STOCK)
def formula_lines(*, actor: Actor, formula_id: UUID) -> list[FormulaLine]:
    """Its ingredients with their products, in their order."""
    seen = Formula.objects.filter(id=formula_id, **branches_seen(actor, VIEW_STOCK))
    rows = FormulaLine.objects.filter(formula__in=seen).select_related("product")
    return list(rows.order_by("position"))
