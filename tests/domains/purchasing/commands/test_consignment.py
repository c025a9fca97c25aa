"""Payments for consigned goods: each day is paid once, at what is due."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from tests.support.consigned import COST, consigned, day, moved, paid
from tests.support.shop import ZONES, Shop, add_staff
from tests.support.shops import second_branch
from tests.support.suppliers import a_supplier
from theriac.core import clock
from theriac.core.actor import SYSTEM
from theriac.core.audit.models import AuditRecord
from theriac.core.ids import new_id
from theriac.core.problems import NotFound, NotPermitted, Unprocessable
from theriac.core.verification.registry import Findings
from theriac.domains.accounts.commands.people import add_person, assign_roles
from theriac.domains.accounts.commands.roles import create_role
from theriac.domains.accounts.models import Role
from theriac.domains.accounts.queries.actors import actor_of_person
from theriac.domains.organisation.models import Branch
from theriac.domains.purchasing.commands.consignment import settle_consignment
from theriac.domains.purchasing.models import ConsignmentLine, ConsignmentSettlement
from theriac.domains.purchasing.problems import ConsignmentDiffers, ConsignmentUnpayable
from theriac.domains.purchasing.verification.consignment import (
    periods_touch_and_never_overlap,
    settlements_equal_their_movements,
)

pytestmark = [pytest.mark.django_db, pytest.mark.rows("STK-35")]


@pytest.fixture
def supplier_id(shop: Shop) -> UUID:
    return a_supplier(shop)


@pytest.fixture
def batch_id(shop: Shop, supplier_id: UUID) -> UUID:
    return consigned(shop, supplier_id)


def facts(shop: Shop, supplier_id: UUID, **other: Any) -> dict[str, Any]:
    """What is given for three tablets until yesterday."""
    return {
        "actor": shop.owner,
        "branch_id": shop.branch_id,
        "supplier_id": supplier_id,
        "last_on": day(shop, 1),
        "paid_on": shop.today,
        "amount": 3 * COST,
        "reference": "TRF 7",
        **other,
    }


def violations() -> list[str]:
    findings = Findings()
    settlements_equal_their_movements(findings)
    periods_touch_and_never_overlap(findings)
    return [code for code, _facts in findings.found]


def test_a_payment_keeps_its_period_in_days_and_instants_and_its_lines(
    shop: Shop, supplier_id: UUID, batch_id: UUID
) -> None:
    moved(shop, batch_id, 3, 4)

    made = settle_consignment(**facts(shop, supplier_id, reference="  TRF 7 "))

    row = ConsignmentSettlement.objects.get()
    zone = ZoneInfo(ZONES[shop.country])
    assert (row.id, row.sequence, row.posting_kind) == (made, 1, "recorded")
    assert (row.first_on, row.last_on) == (day(shop, 4), day(shop, 1))
    assert row.begins_at == datetime.combine(day(shop, 4), time(), zone)
    assert row.ends_at == datetime.combine(shop.today, time(), zone)
    assert (row.amount, row.currency, row.paid_on) == (1200, "IDR", shop.today)
    assert (row.reference, row.person_id) == ("TRF 7", shop.owner.id)
    line = ConsignmentLine.objects.get()
    assert (line.batch_id, line.sold, line.due) == (batch_id, 3, 1200)
    assert (line.cost_amount, line.cost_units, line.position) == (COST, 1, 1)
    told = AuditRecord.objects.get(object_id=made)
    assert "TRF 7" not in str(told.facts)
    assert violations() == []


def test_the_same_period_is_not_paid_twice_and_the_next_begins_where_it_ended(
    shop: Shop, supplier_id: UUID, batch_id: UUID
) -> None:
    moved(shop, batch_id, 3, 4)
    paid(shop, supplier_id, 3, 3)
    moved(shop, batch_id, 2, 2)

    for days_ago in (4, 3, 9):
        with pytest.raises(Unprocessable) as refused:
            paid(shop, supplier_id, 3, days_ago)
        assert set(refused.value.errors) == {"last_on"}
    with pytest.raises(ConsignmentDiffers):
        paid(shop, supplier_id, 5)
    paid(shop, supplier_id, 2)

    first, second = ConsignmentSettlement.objects.order_by("sequence")
    assert second.begins_at == first.ends_at
    assert second.first_on == first.last_on + timedelta(days=1)
    assert [line.sold for line in ConsignmentLine.objects.order_by("id")] == [3, 2]
    with pytest.raises(Unprocessable) as refused:
        paid(shop, supplier_id, 0)
    assert "No days to pay yet" in str(refused.value.errors["last_on"])
    assert violations() == []


def test_another_amount_is_refused_and_what_is_due_is_said(
    shop: Shop, supplier_id: UUID, batch_id: UUID
) -> None:
    moved(shop, batch_id, 3, 4)

    for amount in (1199, 0, -1200):
        with pytest.raises(ConsignmentDiffers) as refused:
            settle_consignment(**facts(shop, supplier_id, amount=amount))
        assert (refused.value.field, refused.value.facts["due"]) == ("amount", 1200)
        assert "Rp 1.200" in str(refused.value)
    assert not ConsignmentSettlement.objects.exists()


def test_a_day_is_paid_once_it_is_over_by_an_hour(
    shop: Shop, supplier_id: UUID, batch_id: UUID
) -> None:
    moved(shop, batch_id, 3, 4)
    zone = ZoneInfo(ZONES[shop.country])
    midnight = datetime.combine(shop.today, time(), zone).astimezone(UTC)

    with pytest.raises(Unprocessable), clock.at(midnight + timedelta(minutes=59)):
        settle_consignment(**facts(shop, supplier_id))
    with pytest.raises(Unprocessable):
        settle_consignment(**facts(shop, supplier_id, last_on=shop.today))
    with clock.at(midnight + timedelta(minutes=60)):
        settle_consignment(**facts(shop, supplier_id))


def test_what_came_back_after_the_period_is_a_credit_in_the_next_one(
    shop: Shop, supplier_id: UUID, batch_id: UUID
) -> None:
    moved(shop, batch_id, 3, 4)
    paid(shop, supplier_id, 3, 3)
    moved(shop, batch_id, 2, 2, "brought_back")

    paid(shop, supplier_id, -2)

    row = ConsignmentSettlement.objects.get(sequence=2)
    assert (row.amount, row.lines.get().sold) == (-2 * COST, -2)
    assert violations() == []


def test_a_batch_without_a_cost_is_named_and_nothing_is_paid(
    shop: Shop, supplier_id: UUID, batch_id: UUID
) -> None:
    moved(shop, batch_id, 3, 4)
    gift = consigned(shop, supplier_id, "Gift", batch_number="G9", cost_amount=None)
    moved(shop, gift, 1, 2)

    with pytest.raises(ConsignmentUnpayable) as refused:
        settle_consignment(**facts(shop, supplier_id))
    assert refused.value.facts["batches"] == ["G9"]
    assert "G9" in str(refused.value)
    paid(shop, supplier_id, 3, 3)


def test_where_nothing_was_sold_nothing_is_paid(
    shop: Shop, supplier_id: UUID, batch_id: UUID
) -> None:
    with pytest.raises(NotFound):
        paid(shop, supplier_id, 0)
    moved(shop, batch_id, 3, 4)
    paid(shop, supplier_id, 3, 3)

    with pytest.raises(ConsignmentUnpayable):
        paid(shop, supplier_id, 0)
    moved(shop, batch_id, 1, 2)
    moved(shop, batch_id, 1, 1, "brought_back")
    with pytest.raises(ConsignmentUnpayable):
        paid(shop, supplier_id, 0)
    assert ConsignmentSettlement.objects.count() == 1


def test_goods_of_another_branch_and_supplier_are_not_paid_here(
    shop: Shop, supplier_id: UUID, batch_id: UUID
) -> None:
    moved(shop, batch_id, 3, 4)
    there = second_branch(shop)

    for other in ({"branch_id": there}, {"supplier_id": a_supplier(shop, "PT Lain")}):
        with pytest.raises(NotFound):
            settle_consignment(**{**facts(shop, supplier_id), **other})
    with pytest.raises(NotFound):
        settle_consignment(**facts(shop, new_id()))
    manager = add_staff("manager", there, "there")
    with pytest.raises(NotPermitted):
        settle_consignment(**facts(shop, supplier_id, actor=manager))
    assert not ConsignmentSettlement.objects.exists()


@pytest.mark.parametrize("role", ["pharmacist", "restocker", "auditor", "cashier"])
def test_who_may_not_pay(shop: Shop, supplier_id: UUID, batch_id: UUID, role: str) -> None:
    moved(shop, batch_id, 3, 4)
    actor = add_staff(role, shop.branch_id)

    with pytest.raises(NotPermitted):
        settle_consignment(**facts(shop, supplier_id, actor=actor))


def test_who_sees_no_costs_pays_nothing(shop: Shop, supplier_id: UUID, batch_id: UUID) -> None:
    moved(shop, batch_id, 3, 4)
    role_id = create_role(
        actor=shop.owner, name="Blind", permissions={"purchasing.settle_consignment"}
    )
    code = Role.objects.get(id=role_id).code
    user_id = add_person(
        actor=SYSTEM, username="blind", display_name="Blind", password="tidak-mudah-ditebak-7"
    )
    assign_roles(actor=SYSTEM, user_id=user_id, roles=[(code, shop.branch_id)])
    actor = actor_of_person(user_id, branch_id=shop.branch_id)

    with pytest.raises(NotPermitted) as refused:
        settle_consignment(**facts(shop, supplier_id, actor=actor))
    assert refused.value.facts["permission"] == "stock.costs"


@pytest.mark.parametrize(
    ("name", "days_ago", "text"),
    [("paid_on", -1, ""), ("paid_on", 2, ""), ("reference", 0, "x" * 81), ("reference", 0, "a\0b")],
)
def test_what_is_typed_is_held_to_its_bounds(
    shop: Shop, supplier_id: UUID, batch_id: UUID, name: str, days_ago: int, text: str
) -> None:
    moved(shop, batch_id, 3, 4)

    with pytest.raises(Unprocessable) as refused:
        settle_consignment(**facts(shop, supplier_id, **{name: text or day(shop, days_ago)}))
    assert set(refused.value.errors) == {name}
    assert not ConsignmentSettlement.objects.exists()


def test_a_later_time_zone_pays_no_instant_twice_and_leaves_none_out(
    shop: Shop, supplier_id: UUID, batch_id: UUID
) -> None:
    moved(shop, batch_id, 3, 4)
    paid(shop, supplier_id, 3, 3)
    ended = ConsignmentSettlement.objects.get().ends_at
    with clock.at(ended - timedelta(minutes=30)):
        moved(shop, batch_id, 7, 0)  # late in the day that is paid: a case for verify, paid never
    with clock.at(ended + timedelta(minutes=30)):
        moved(shop, batch_id, 2, 0)
    Branch.objects.filter(id=shop.branch_id).update(time_zone="Asia/Jayapura")

    paid(shop, supplier_id, 2)

    second = ConsignmentSettlement.objects.get(sequence=2)
    assert (second.begins_at, second.first_on) == (ended, day(shop, 2))
    assert violations() == ["purchasing.consignment_units"]
