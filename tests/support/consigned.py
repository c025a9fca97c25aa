"""Consigned goods in tests: sold, brought back, paid."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from tests.support.shop import Shop, add_medicine, stock_up
from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.domains.organisation.ids import BranchId
from theriac.domains.purchasing.commands.consignment import settle_consignment
from theriac.domains.stock.ledger import Document, Move, post
from theriac.domains.stock.models import Balance, Movement
from theriac.domains.stock.models.batch import OUTSIDE_ID

COST = 400
"""Minor units that a base unit of a consigned batch costs here."""


@command(name="test_consigned.move_units", done="Sample")
def move_units(
    *, actor: Actor, branch_id: BranchId, batch_id: UUID, quantity: int, kind: str
) -> None:
    """Sell units of a batch, or bring them back, in the ledger alone."""
    shelf = Balance.objects.get(batch_id=batch_id, branch_id=branch_id)
    is_sale = kind == Movement.Kind.SALE
    ends = (shelf.place_id, OUTSIDE_ID) if is_sale else (OUTSIDE_ID, shelf.place_id)
    move = Move(
        batch_id=batch_id,
        product_id=shelf.product_id,
        from_place_id=ends[0],
        to_place_id=ends[1],
        quantity=quantity,
        from_balance_id=shelf.id if is_sale else None,
        to_balance_id=None if is_sale else shelf.id,
    )
    post(Document(kind=kind, id=current_unit().effect_id, branch_id=branch_id), [move])


def consigned(
    shop: Shop, supplier_id: UUID, name: str = "Consigned tablet", **line: object
) -> UUID:
    """A batch of the supplier's, 100 tablets that came ten days ago; its id."""
    medicine = add_medicine(shop, name)
    with clock.at(clock.now() - timedelta(days=10)):
        return stock_up(
            shop,
            medicine,
            100,
            **{
                "batch_number": "K1",
                "cost_amount": COST,
                "is_consigned": True,
                "supplier_id": supplier_id,
                **line,
            },
        )


def moved(shop: Shop, batch_id: UUID, quantity: int, days_ago: int, kind: str = "sale") -> None:
    """Units are sold or brought back so many days ago."""
    with clock.at(clock.now() - timedelta(days=days_ago)):
        move_units(
            actor=shop.owner,
            branch_id=shop.branch_id,
            batch_id=batch_id,
            quantity=quantity,
            kind=kind,
        )


def day(shop: Shop, days_ago: int) -> date:
    """The shop's date so many days ago."""
    return shop.today - timedelta(days=days_ago)


def paid(
    shop: Shop, supplier_id: UUID, units: int, days_ago: int = 1, actor: Actor | None = None
) -> UUID:
    """Record that the supplier was paid for these units until that day; the settlement's id."""
    return settle_consignment(
        actor=actor or shop.owner,
        branch_id=shop.branch_id,
        supplier_id=supplier_id,
        last_on=day(shop, days_ago),
        paid_on=shop.today,
        amount=units * COST,
        reference="TRF 7",
    )


def a_settlement(shop: Shop, supplier_id: UUID, name: str = "Consigned tablet") -> UUID:
    """A payment for 3 tablets until the day before yesterday but one, and 2 that are open since."""
    batch_id = consigned(shop, supplier_id, name)
    moved(shop, batch_id, 3, 4)
    made = paid(shop, supplier_id, 3, 3)
    moved(shop, batch_id, 2, 2)
    return made
