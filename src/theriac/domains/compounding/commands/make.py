"""Making a preparation: the ingredients' batches leave stock, and the batch made comes in, held."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.documents import at_version, keep
from theriac.core.database.insert import insert_rows
from theriac.core.formatting import format_date
from theriac.core.ids import new_id
from theriac.domains.catalog.queries.names import product_names
from theriac.domains.catalog.queries.products import dearest_prices
from theriac.domains.compounding.commands.draft import require_compoundable
from theriac.domains.compounding.ids import PreparationId
from theriac.domains.compounding.models import Preparation, PreparationLine, UsedBatch
from theriac.domains.compounding.permissions import COMPOUND
from theriac.domains.compounding.problems import PreparationRefused
from theriac.domains.compounding.rules import latest_use, price_of
from theriac.domains.compounding.standing import locked_preparation
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.numbering import take_document_number
from theriac.domains.organisation.queries.branches import branch_date
from theriac.domains.stock.commands.deliveries.made_goods import (
    MadeGoods,
    first_to_go,
    lock_goods,
    make_goods,
)
from theriac.domains.stock.commands.take import LineTake
from theriac.domains.stock.ledger import Document
from theriac.domains.stock.models import Movement
from theriac.domains.stock.problems import InsufficientStock
from theriac.domains.stock.queries.sellable import ShelfBatch

NUMBER = "CP"


@dataclass(frozen=True, slots=True)
class _Shelf:
    """The branch's locked batches of the ingredients, on its day."""

    batches: Mapping[UUID, Sequence[ShelfBatch]]
    today: date


@command(
    name="compounding.make",
    done=gettext_lazy("Compounded a preparation"),
    permission=COMPOUND,
)
def make_preparation(
    *,
    actor: Actor,
    branch_id: BranchId,
    preparation_id: PreparationId,
    version: int,
    beyond_use_on: date | None = None,
) -> int:
    """Take the ingredients by first expiry, and bring in the batch made; the version then.

    Its cost is theirs exactly, its price theirs and the fees. It is held until somebody else
    checks it. ``beyond_use_on`` may be earlier than the rule's day, never later. Raises NotFound,
    Stale, PreparationSettled, InsufficientStock, PreparationRefused.
    """
    row = locked_preparation(branch_id, preparation_id, Preparation.State.DRAFT)
    at_version(row, version, _("Another user changed this preparation. Reload the page."))
    lines = list(PreparationLine.objects.filter(preparation_id=row.id).order_by("position"))
    products = [line.product_id for line in lines]
    require_compoundable(row.product_id, products)
    prices = _prices(branch_id, lines)
    shelf = _Shelf(lock_goods(branch_id, products), branch_date(branch_id))
    takes = [take for line in lines for take in _takes(shelf, line)]
    row.beyond_use_on = _beyond_use(row, takes, beyond_use_on, shelf.today)
    row.number = take_document_number(branch_id, NUMBER, shelf.today)
    row.price = sum(prices.values())
    document = Document(
        kind=Movement.Kind.COMPOUNDING,
        id=row.id,
        branch_id=branch_id,
        number=row.number,
        business_on=shelf.today,
    )
    made = make_goods(document, takes, _goods(row))
    row.batch_id, row.cost = made.batch_id, sum(made.costs)
    row.state, row.made_at, row.made_by = Preparation.State.MADE, clock.now(), actor.id
    kept = keep(row)
    insert_rows(UsedBatch, _used(row, takes, made.costs))
    for line in lines:
        line.price = prices[line.id]
        line.save(update_fields=["price"])
    facts: dict[str, object] = {
        "before": {"state": Preparation.State.DRAFT.value},
        "after": {"state": row.state.value, "beyond_use_on": row.beyond_use_on},
        "number": row.number,
        "batch_id": row.batch_id,
        "cost": row.cost,
    }
    current_unit().record("stock.preparation", row.id, facts=facts)
    return kept


def _prices(branch_id: UUID, lines: Sequence[PreparationLine]) -> dict[UUID, int]:
    """What each line's units are sold for now, by line. Raises PreparationRefused without it."""
    known = dearest_prices([line.product_id for line in lines], at_branch=branch_id)
    for line in lines:
        if line.product_id not in known:
            name = product_names([line.product_id]).get(line.product_id, "")
            words = _("%(name)s has no selling price. Set its price first.") % {"name": name}
            raise PreparationRefused(words, field=f"lines.{line.position}.product_id")
    return {line.id: price_of(line.quantity, *known[line.product_id]) for line in lines}


def _takes(shelf: _Shelf, line: PreparationLine) -> list[LineTake]:
    batches = shelf.batches.get(line.product_id, [])
    found = first_to_go(batches, line.quantity, shelf.today)
    if found.short:
        raise InsufficientStock(
            product_id=line.product_id,
            product=product_names([line.product_id]).get(line.product_id, ""),
            requested=line.quantity,
            available=line.quantity - found.short,
            position=line.position,
            to_do=_("Make less, or another product."),
        )
    by_id = {one.batch_id: one for one in batches}
    return [LineTake(line.id, by_id[UUID(str(one.id))], one.quantity) for one in found.takes]


def _beyond_use(
    row: Preparation, takes: Sequence[LineTake], wanted: date | None, today: date
) -> date:
    expiries = [one.batch.expires_on for one in takes if one.batch.expires_on is not None]
    latest = latest_use(row.form, today, expiries)
    if wanted is None:
        return latest
    if not today < wanted <= latest:
        words = _("Enter a day after today and no later than %(latest)s.")
        day = format_date(latest, get_language() or "en")
        raise PreparationRefused(words % {"latest": day}, field="beyond_use_on")
    return wanted


def _goods(row: Preparation) -> MadeGoods:
    if row.beyond_use_on is None or row.price is None:
        raise AssertionError("both were just set")
    return MadeGoods(
        product_id=row.product_id,
        quantity=row.units,
        number=row.number,
        expires_on=row.beyond_use_on,
        price=row.price + row.service_fee + row.packing_fee,
        held_for=_("Compounded, not checked yet"),
    )


def _used(row: Preparation, takes: Sequence[LineTake], costs: Sequence[int]) -> list[UsedBatch]:
    return [
        UsedBatch(
            id=new_id(),
            preparation_id=row.id,
            line_id=take.line_id,
            batch_id=take.batch.batch_id,
            quantity=take.quantity,
            cost=cost,
        )
        for take, cost in zip(takes, costs, strict=True)
    ]
