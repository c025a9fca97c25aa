"""Goods that become sellable by any door are reserved for who is first, in that very command."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest

from tests.support.reservations import reserve, shelf
from tests.support.shop import Medicine, Shop, add_medicine, stock_up
from tests.support.transfers import two_branches
from tests.support.waitlist import join, states
from theriac.core import clock
from theriac.core.actor import SYSTEM
from theriac.core.audit.models import AuditRecord
from theriac.core.outbox.models import OutboxEvent
from theriac.core.verification.registry import run_checks
from theriac.domains.stock.commands.adjust import adjust_stock, write_off_stock
from theriac.domains.stock.commands.batches import hold_batch, release_batch
from theriac.domains.stock.commands.reservations.settle import (
    extend_reservation,
    lapse_reservations,
    release_reservation,
)
from theriac.domains.stock.commands.reverse import reverse_movement
from theriac.domains.stock.models import Movement, Reservation
from theriac.domains.waitlist.commands.join import WaitWish, join_waitlist
from theriac.domains.waitlist.models import Wait

pytestmark = [pytest.mark.django_db, pytest.mark.rows("CUS-09")]


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    return add_medicine(shop)


def opened(shop: Shop, medicine: Medicine) -> Callable[[], object]:
    """Goods are received."""
    return lambda: stock_up(shop, medicine, 5)


def counted(shop: Shop, medicine: Medicine) -> Callable[[], object]:
    """A count finds more than the books have."""
    batch = stock_up(shop, medicine, 1)
    adjust_stock(
        actor=shop.owner, branch_id=shop.branch_id, batch_id=batch, counted=0, reason="count"
    )
    return lambda: adjust_stock(
        actor=shop.owner, branch_id=shop.branch_id, batch_id=batch, counted=5, reason="count"
    )


def reversed_(shop: Shop, medicine: Medicine) -> Callable[[], object]:
    """A write-off is answered by its opposite."""
    batch = stock_up(shop, medicine, 5)
    write_off_stock(
        actor=shop.owner, branch_id=shop.branch_id, batch_id=batch, quantity=5, reason="broken"
    )
    lost = Movement.objects.get(kind=Movement.Kind.WRITE_OFF)
    return lambda: reverse_movement(
        actor=shop.owner, branch_id=shop.branch_id, movement_id=lost.id, reason="found again"
    )


def released(shop: Shop, medicine: Medicine) -> Callable[[], object]:
    """A batch on hold may be sold again."""
    batch = stock_up(shop, medicine, 5)
    hold_batch(actor=shop.owner, branch_id=shop.branch_id, batch_id=batch, reason="torn box")
    return lambda: release_batch(
        actor=shop.owner, branch_id=shop.branch_id, batch_id=batch, reason="looked at"
    )


def let_go(shop: Shop, medicine: Medicine) -> Callable[[], object]:
    """What was reserved for somebody else is released."""
    stock_up(shop, medicine, 5)
    kept = reserve(shop, medicine, 5)
    return lambda: release_reservation(
        actor=shop.owner,
        branch_id=shop.branch_id,
        reservation_id=kept,
        version=None,
        reason="not wanted",
    )


def lapsed(shop: Shop, medicine: Medicine) -> Callable[[], object]:
    """The time of somebody else's reservation is over."""
    stock_up(shop, medicine, 5)
    kept = reserve(shop, medicine, 5)
    return lambda: lapse_reservations(actor=SYSTEM, reservation_ids=[kept])


@pytest.mark.parametrize("door", [opened, counted, reversed_, released, let_go, lapsed])
def test_what_comes_free_is_held_for_who_is_first(
    shop: Shop, medicine: Medicine, door: Callable[[Shop, Medicine], Callable[[], object]]
) -> None:
    opens = door(shop, medicine)
    join(shop, medicine, 3, "A1")
    join(shop, medicine, 2, "A2")
    join(shop, medicine, 1, "A3")
    assert states() == {"A1": "waiting", "A2": "waiting", "A3": "waiting"}
    opens()
    assert states() == {"A1": "offered", "A2": "offered", "A3": "waiting"}
    kept = Reservation.objects.filter(purpose="waitlist", state="active").order_by("id")
    assert [(one.reference, one.quantity) for one in kept] == [("A1", 3), ("A2", 2)]
    assert shelf() == {"B1": (5, 5)}
    assert [v.sentence for result in run_checks() for v in result.violations] == []


def test_a_transfer_serves_the_line_of_the_branch_where_it_arrives() -> None:
    two = two_branches()
    wish = WaitWish(product_id=two.medicine.id, quantity=4, ticket="A1")
    join_waitlist(actor=two.shop.owner, branch_id=two.there, wish=wish)
    sent = two.sent(10)
    assert states() == {"A1": "waiting"}
    two.receive(sent, 10)
    assert states() == {"A1": "offered"}


def test_urgent_is_first_and_within_a_priority_nobody_is_overtaken(
    shop: Shop, medicine: Medicine
) -> None:
    join(shop, medicine, 4, "A1")
    join(shop, medicine, 1, "A2")
    join(shop, medicine, 2, "U1", priority="urgent")
    stock_up(shop, medicine, 5)
    assert states() == {"U1": "offered", "A1": "waiting", "A2": "waiting"}
    stock_up(shop, medicine, 1, batch_number="B2")
    assert states() == {"U1": "offered", "A1": "offered", "A2": "waiting"}


def test_who_joins_is_served_at_once_where_enough_is_free(shop: Shop, medicine: Medicine) -> None:
    stock_up(shop, medicine, 3)
    join(shop, medicine, 4, "A1")
    join(shop, medicine, 1, "A2")
    assert states() == {"A1": "waiting", "A2": "waiting"}
    join(shop, medicine, 2, "U1", priority="urgent")
    assert states() == {"U1": "offered", "A1": "waiting", "A2": "waiting"}


def test_goods_that_a_count_doesnt_find_put_their_offer_back_at_its_place(
    shop: Shop, medicine: Medicine
) -> None:
    batch = stock_up(shop, medicine, 2)
    first = join(shop, medicine, 2, "A1")
    join(shop, medicine, 2, "A2")
    assert states() == {"A1": "offered", "A2": "waiting"}
    adjust_stock(
        actor=shop.owner, branch_id=shop.branch_id, batch_id=batch, counted=0, reason="count"
    )
    assert states() == {"A1": "waiting", "A2": "waiting"}
    wait = Wait.objects.get(id=first)
    assert (wait.reservation_id, wait.hold_until) == (None, None)
    stock_up(shop, medicine, 2, batch_number="B2")
    assert states() == {"A1": "offered", "A2": "waiting"}


def held(wait_id: UUID) -> UUID:
    found = Wait.objects.get(id=wait_id).reservation_id
    assert found is not None
    return found


def test_an_offer_follows_its_reservation(shop: Shop, medicine: Medicine) -> None:
    stock_up(shop, medicine, 2)
    first, second = join(shop, medicine, 2, "A1"), join(shop, medicine, 2, "A2")
    until = clock.now() + timedelta(hours=50)
    extend_reservation(
        actor=shop.owner,
        branch_id=shop.branch_id,
        reservation_id=held(first),
        version=None,
        expires_at=until,
    )
    wait = Wait.objects.get(id=first)
    assert wait.hold_until == until
    trail = AuditRecord.objects.filter(object_id=first).order_by("id").last()
    assert trail is not None
    assert trail.command == "stock.extend_reservation"
    assert trail.facts["after"]["hold_until"] == until.isoformat().replace("+00:00", "Z")

    release_reservation(
        actor=shop.owner,
        branch_id=shop.branch_id,
        reservation_id=held(first),
        version=None,
        reason="called, not needed",
    )
    assert states() == {"A1": "left", "A2": "offered"}
    assert Wait.objects.get(id=first).ended_reason == "called, not needed"
    lapse_reservations(actor=SYSTEM, reservation_ids=[held(second)])
    assert states() == {"A1": "left", "A2": "expired"}
    assert shelf() == {"B1": (2, 0)}


def test_an_offer_is_announced_with_ids_and_no_name(shop: Shop, medicine: Medicine) -> None:
    stock_up(shop, medicine, 2)
    wait = Wait.objects.get(id=join(shop, medicine, 2, "A1"))
    (event,) = OutboxEvent.objects.filter(type="theriac.waitlist.offered.v1")
    assert wait.hold_until is not None
    assert (event.subject, event.branch_id) == (str(wait.id), shop.branch_id)
    assert event.data == {
        "product_id": str(medicine.id),
        "quantity": 2,
        "hold_until": wait.hold_until.isoformat().replace("+00:00", "Z"),
    }
