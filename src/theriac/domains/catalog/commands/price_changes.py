"""Changing many prices in one act, as they were seen in a preview; earlier prices stay."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.among import Among
from theriac.core.database.insert import insert_rows
from theriac.core.facts.types import LARGEST
from theriac.core.ids import new_id
from theriac.core.problems import NotFound, require_confirmed, require_reason
from theriac.domains.catalog.events import ProductChanged
from theriac.domains.catalog.models import Pack, Price, Product
from theriac.domains.catalog.permissions import SET_PRICES
from theriac.domains.catalog.price_changes.lines import PackNow
from theriac.domains.catalog.price_changes.packs_now import MOST_PACKS, packs_at, too_many_packs
from theriac.domains.catalog.price_changes.questions import named_packs, questions_of
from theriac.domains.catalog.price_changes.rule import PriceRule
from theriac.domains.catalog.problems import PriceChangeRefused, PricesMoved


@dataclass(frozen=True, slots=True)
class NewPrice:
    """A pack's new price in minor units, and the one that it had in the preview."""

    pack_id: UUID
    before: int
    price: int


@command(
    name="catalog.change_prices",
    done=gettext_lazy("Changed several prices"),
    permission=SET_PRICES,
)
def change_prices(
    *,
    actor: Actor,
    branch_id: UUID | None,
    prices: Sequence[NewPrice],
    reason: str,
    valid_from: datetime | None = None,
    confirmed: Collection[str] = (),
    rule: PriceRule | None = None,
) -> UUID:
    """Add a dated price of each pack, everywhere or at one branch; returns the change's id.

    All or nothing. Raises PricesMoved where one isn't what it was in the preview,
    PriceChangeRefused for what can't be a price or is above the ceiling by law, NotFound, and
    AsksFirst for prices below the last cost or far off the one before that aren't ``confirmed``.
    ``rule`` is for the trail: the prices are what counts.
    """
    said = require_reason(reason)
    wanted = _wanted(prices)
    chosen = _locked(wanted)
    now = clock.now()
    moment = valid_from or now
    if moment < now:
        raise PriceChangeRefused(_("Choose a start date of today or later."), field="valid_from")
    packs = _packs(chosen, wanted, branch_id, moment)
    _refuse_moved(packs, wanted)
    amounts = {one.pack_id: one.price for one in prices}
    _refuse_above_ceiling(packs, amounts)
    taken_knowingly = require_confirmed(questions_of(packs, amounts), confirmed)
    rows = [
        Price(
            id=new_id(),
            pack_id=one.pack_id,
            branch_id=branch_id,
            amount=amounts[one.pack_id],
            valid_from=moment,
            recorded_at=now,
        )
        for one in packs
    ]
    unit = current_unit()
    facts: dict[str, object] = {"prices": len(rows), "valid_from": moment.isoformat()}
    if rule is not None:
        facts["rule"] = rule.told()
    if taken_knowingly:
        facts["confirmed"] = taken_knowingly
    change_id = unit.effect_id
    unit.record("catalog.price_change", change_id, reason=said, facts=facts)
    insert_rows(Price, rows)
    _tell(change_id, packs, rows)
    return change_id


def _wanted(prices: Sequence[NewPrice]) -> dict[UUID, NewPrice]:
    """The new prices by pack. Raises PriceChangeRefused."""
    wanted = {one.pack_id: one for one in prices}
    if not wanted:
        raise PriceChangeRefused(_("No price changes. Choose at least one pack."), field="prices")
    if len(prices) > MOST_PACKS:
        raise too_many_packs(field="prices")
    if len(wanted) < len(prices):
        raise PriceChangeRefused(_("A pack is listed twice. Preview again."), field="prices")
    if any(not 1 <= one.price <= LARGEST for one in prices):
        raise PriceChangeRefused(_("Prices must be above 0. Preview again."), field="prices")
    return wanted


def _locked(wanted: Mapping[UUID, NewPrice]) -> QuerySet[Pack]:
    """The packs, their products locked in key order, so that no price is set beside."""
    chosen = Pack.objects.filter(Among("id", wanted))
    product_ids = set(chosen.values_list("product_id", flat=True))
    no_key = connection.features.has_select_for_no_key_update
    products = Product.objects.select_for_update(no_key=no_key)
    list(products.filter(Among("id", product_ids)).order_by("id").values_list("id"))
    return chosen


def _packs(
    chosen: QuerySet[Pack],
    wanted: Mapping[UUID, NewPrice],
    branch_id: UUID | None,
    moment: datetime,
) -> list[PackNow]:
    """The packs as they are then. Raises NotFound where one can't be priced."""
    packs, _unpriced = packs_at(chosen, branch_id, moment)
    if missing := wanted.keys() - {one.pack_id for one in packs}:
        raise NotFound(
            _("A pack is no longer in the catalogue, or has no price. Preview again."),
            pack_ids=sorted(str(one) for one in missing),
        )
    return packs


def _refuse_moved(packs: Sequence[PackNow], wanted: Mapping[UUID, NewPrice]) -> None:
    moved = [one for one in packs if one.before != wanted[one.pack_id].before]
    if not moved:
        return
    raise PricesMoved(
        _("Prices changed since the preview. They are now: %(named)s. Preview again.")
        % {"named": named_packs(moved, lambda one: one.before)},
        moved=[
            {
                "pack_id": str(one.pack_id),
                "seen": wanted[one.pack_id].before,
                "now": one.before,
            }
            for one in moved
        ],
    )


def _refuse_above_ceiling(packs: Sequence[PackNow], amounts: Mapping[UUID, int]) -> None:
    above = [one for one in packs if one.is_above_ceiling(amounts[one.pack_id])]
    if not above:
        return
    raise PriceChangeRefused(
        _("Above the legal maximum price: %(named)s. Lower or exclude them.")
        % {"named": named_packs(above, lambda one: one.most or 0)},
        field="prices",
        pack_ids=[str(one.pack_id) for one in above],
    )


def _tell(change_id: UUID, packs: Sequence[PackNow], rows: Sequence[Price]) -> None:
    """A record of each price on its product's trail, as ``set_price`` leaves it; an event each."""
    unit = current_unit()
    for one, row in zip(packs, rows, strict=True):
        facts: dict[str, object] = {
            "price_id": row.id,
            "pack_id": one.pack_id,
            "change_id": change_id,
            "valid_from": row.valid_from.isoformat(),
            "before": {"price": one.before},
            "after": {"price": row.amount},
        }
        unit.record("catalog.product", one.product_id, reason="price", facts=facts)
    for product_id in dict.fromkeys(one.product_id for one in packs):
        unit.announce(ProductChanged(subject=str(product_id), data={"product_id": product_id}))
