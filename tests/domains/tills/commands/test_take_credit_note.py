"""A credit note that a counter wrote is booked once as it is printed, or held with its reason."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.support.credit_notes import PRICE, booked_sale, counter_sale, credit_note
from tests.support.pushing import push, series_of
from tests.support.sealing import sealed_text
from tests.support.shop import Medicine, Shop, add_medicine, add_staff, stock_up
from tests.support.tills import begin, cash_move, closing_of_none, opening, take
from theriac.core import clock
from theriac.core.ids import new_id
from theriac.core.outbox.models import OutboxEvent
from theriac.core.verification.registry import run_checks
from theriac.domains.accounts.commands.pins import set_pin
from theriac.domains.customer_returns.commands.return_goods import return_goods
from theriac.domains.customer_returns.counter_notes.note import CreditNoteTold
from theriac.domains.customer_returns.models import CustomerReturn, CustomerReturnLine
from theriac.domains.sales.models import Sale
from theriac.domains.stock.models import Balance
from theriac.domains.tills.commands.decide_held import dismiss_held, take_held
from theriac.domains.tills.documents import read_document
from theriac.domains.tills.ids import HeldTillId
from theriac.domains.tills.models import CashMovement, HeldTillDocument
from theriac.domains.tills.problems import TillRefused
from theriac.domains.tills.queries.held_notes import missing_notes
from theriac.domains.tills.queries.refunds import refunds_overdue, refunds_owed, refunds_to_pay
from theriac.domains.tills.queries.sessions import till_report
from theriac.domains.tills.reactions import follow_sales

pytestmark = [pytest.mark.django_db, pytest.mark.rows("SAL-10")]
Goods = tuple[Medicine, UUID]


@pytest.fixture
def goods(shop: Shop) -> Goods:
    medicine = add_medicine(shop)
    return medicine, stock_up(shop, medicine, 100)


def violated() -> list[str]:
    return [one.name for one in run_checks() if one.violations]


def why_held() -> str:
    return HeldTillDocument.objects.get(decided_at=None).reason


def held_id() -> HeldTillId:
    return HeldTillId(HeldTillDocument.objects.get(decided_at=None).id)


def on_shelf(batch: UUID) -> int:
    return Balance.objects.get(batch_id=batch, place__kind="shelf").quantity


def test_it_is_booked_once_as_it_is_printed(shop: Shop, goods: Goods) -> None:
    told = credit_note(shop, booked_sale(shop, *goods))
    assert [take(shop, told) for _time in range(3)] == ["taken"] * 3
    note = CustomerReturn.objects.get()
    assert (str(note.id), note.number) == (told["id"], f"MLT-K1-C{shop.today:%y}-000001")
    assert (note.total, note.rounding, note.person_id) == (2 * PRICE, 0, shop.owner.id)
    assert on_shelf(goods[1]) == 92
    assert violated() == []


def test_its_cash_is_the_sessions(shop: Shop, goods: Goods) -> None:
    session = begin(shop, 100_000)
    sale = booked_sale(shop, *goods, till_session_id=UUID(session))
    told = credit_note(shop, sale, session_id=session)
    paid = cash_move(shop, session, "cash_out", "refund", 2 * PRICE, return_id=told["id"])
    assert (take(shop, paid), take(shop, told)) == ("taken", "taken")
    report = till_report(actor=shop.owner, branch_id=shop.branch_id, session_id=UUID(session))
    assert report is not None
    assert (report.expected.refunds, report.expected.total) == (1_400, 100_000 + 5_600)
    assert CustomerReturn.objects.get().is_paid_at_till
    counted = closing_of_none(shop, session, {100: 1_056}, expected=105_600)
    assert take(shop, counted) == "taken"
    assert violated() == []


def test_it_waits_for_its_session_and_for_its_sale(shop: Shop, goods: Goods) -> None:
    begun = opening(shop)
    sale = counter_sale(shop, *goods)
    told = credit_note(shop, sale, session_id=begun["id"])
    assert (take(shop, told), why_held()) == ("held", "session")
    assert take(shop, begun) == "taken"
    assert (why_held(), CustomerReturn.objects.count()) == ("sale", 0)
    push(shop, sale)
    follow_sales(_completed())
    assert CustomerReturn.objects.get().sale_id == sale.id
    assert HeldTillDocument.objects.get().decision == "taken"
    assert violated() == []


def _completed() -> Any:
    return list(OutboxEvent.objects.filter(type="theriac.sale.completed.v1"))


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"number": "MLT-K2-C26-000001"}, "numbers"),
        ({"series_id": str(new_id())}, "numbers"),
        ({"sale_id": str(new_id())}, "sale"),
        ({"total": 1_500, "refunds": [{"method": "cash", "amount": 1_500}]}, "sums"),
        ({"refunds": [{"method": "cash", "amount": 1_300}]}, "sums"),
        ({"refunds": [{"method": "card", "amount": 1_400}]}, "approval"),
        ({"person_id": str(new_id())}, "person"),
        ({"at": "2020-01-01T00:00:00Z"}, "date"),
        ({"lines": []}, "malformed"),
        ({"reason": "bored"}, "malformed"),
    ],
)
def test_what_isnt_as_it_should_be_is_held(
    shop: Shop, goods: Goods, changes: dict[str, Any], why: str
) -> None:
    told = credit_note(shop, booked_sale(shop, *goods), **changes)
    assert [take(shop, told) for _time in range(2)] == ["held", "held"]
    assert (why_held(), CustomerReturn.objects.count()) == (why, 0)
    assert on_shelf(goods[1]) == 90
    assert violated() == []


def test_units_that_were_never_sold_and_a_milder_place_help_nobody(
    shop: Shop, goods: Goods
) -> None:
    sale = booked_sale(shop, *goods)
    much = credit_note(shop, sale, units=11)
    assert (take(shop, much), why_held()) == ("held", "too_much")
    opened = credit_note(shop, sale, sequence=2)
    opened["lines"][0]["condition"] = "opened"
    assert take(shop, opened) == "taken"
    assert CustomerReturnLine.objects.get().goes == "destruction"


def test_a_number_is_taken_once(shop: Shop, goods: Goods) -> None:
    sale = booked_sale(shop, *goods)
    first = credit_note(shop, sale)
    assert take(shop, first) == "taken"
    assert (take(shop, {**first, "id": str(new_id())}), why_held()) == ("held", "numbers")
    dismiss_held(actor=shop.owner, branch_id=shop.branch_id, held_id=held_id(), note="twice")
    assert (take(shop, {**first, "note": "else"}), why_held()) == ("held", "used")


def test_of_what_came_back_elsewhere_meanwhile_a_person_books_the_rest(
    shop: Shop, goods: Goods
) -> None:
    sale = booked_sale(shop, *goods)
    draft = read_document(credit_note(shop, sale, units=7))
    assert isinstance(draft, CreditNoteTold)
    asked = draft.draft()
    return_goods(actor=shop.owner, branch_id=shop.branch_id, draft=asked)
    told = credit_note(shop, sale, units=5)
    assert (take(shop, told), why_held()) == ("held", "too_much")
    take_held(actor=shop.owner, branch_id=shop.branch_id, held_id=held_id(), note="both here")
    booked = CustomerReturn.objects.get(id=told["id"])
    assert (booked.total, booked.number) == (3 * PRICE, told["number"])
    assert on_shelf(goods[1]) == 100
    again = credit_note(shop, sale, sequence=2)
    assert take(shop, again) == "held"
    with pytest.raises(TillRefused):
        take_held(actor=shop.owner, branch_id=shop.branch_id, held_id=held_id(), note="again")
    assert violated() == []


def test_somebody_without_the_right_is_let_pass_by_who_settles(shop: Shop, goods: Goods) -> None:
    auditor = add_staff("auditor", shop.branch_id)
    told = credit_note(shop, booked_sale(shop, *goods), person_id=str(auditor.id))
    assert (take(shop, told), why_held()) == ("held", "person")
    take_held(actor=shop.owner, branch_id=shop.branch_id, held_id=held_id(), note="I was there")
    assert CustomerReturn.objects.get().person_id == auditor.id


def test_a_number_that_never_came_shows(shop: Shop, goods: Goods) -> None:
    sale = booked_sale(shop, *goods)
    assert take(shop, credit_note(shop, sale, sequence=3)) == "taken"
    assert take(shop, credit_note(shop, sale, units=40, sequence=4)) == "held"
    gaps = missing_notes(actor=shop.owner, branch_id=shop.branch_id)
    assert [(one.terminal_id, one.first, one.last) for one in gaps] == [(shop.terminal_id, 1, 2)]
    assert series_of(shop).terminal_id == shop.terminal_id
    assert Sale.objects.count() == 1


def test_a_refund_is_paid_once_and_whole(shop: Shop, goods: Goods) -> None:
    session = begin(shop, 100_000)
    told = credit_note(shop, booked_sale(shop, *goods), session_id=session)
    assert take(shop, told) == "taken"
    owed = refunds_owed(actor=shop.owner, branch_id=shop.branch_id)
    assert [(one.number, one.amount) for one in owed] == [(told["number"], 1_400)]
    asked: dict[str, Any] = {"actor": shop.owner, "branch_id": shop.branch_id}
    assert refunds_overdue(**asked).count() == 0
    with clock.at(clock.now() + timedelta(days=1, seconds=1)):
        assert refunds_overdue(**asked).count() == 1

    def pay(amount: int) -> dict[str, Any]:
        return cash_move(shop, session, "cash_out", "refund", amount, return_id=told["id"])

    assert (take(shop, pay(1_000)), why_held()) == ("held", "amount")
    dismiss_held(actor=shop.owner, branch_id=shop.branch_id, held_id=held_id(), note="wrong")
    assert take(shop, pay(1_400)) == "taken"
    assert refunds_to_pay(actor=shop.owner, branch_id=shop.branch_id) == []
    assert (take(shop, pay(1_400)), why_held()) == ("held", "paid")
    assert violated() == []
    take_held(actor=shop.owner, branch_id=shop.branch_id, held_id=held_id(), note="paid twice")
    assert violated() == []


def test_verify_tells_of_more_than_was_owed(shop: Shop, goods: Goods) -> None:
    session = begin(shop, 100_000)
    told = credit_note(shop, booked_sale(shop, *goods), session_id=session)
    much = cash_move(shop, session, "cash_out", "refund", 1_500, return_id=told["id"])
    assert (take(shop, much), take(shop, told)) == ("taken", "taken")
    assert violated() == ["tills.refunds"]


@pytest.mark.parametrize(("pin", "state"), [("508214", "taken"), ("111112", "held")])
def test_a_yes_that_was_given_without_the_server_is_tried_by_its_pin(
    shop: Shop, goods: Goods, pin: str, state: str
) -> None:
    manager = add_staff("manager", shop.branch_id)
    set_pin(actor=manager, pin="508214")
    told = credit_note(
        shop, booked_sale(shop, *goods), refunds=[{"method": "transfer", "amount": 1_400}]
    )
    line = told["lines"][0]
    part = {name: line[name] for name in ("batch_id", "quantity", "goes")}
    content = {
        "sale_id": told["sale_id"],
        "why": ["other_means"],
        "lines": [{**part, "product_id": str(goods[0].id), "amount": 1_400}],
        "total": 1_400,
        "refunds": told["refunds"],
    }
    key = new_id()
    text = json.dumps({"pin": pin, "content": content}).encode()
    given = {
        "id": str(key),
        "approved_by": str(manager.id),
        "approved_at": told["at"],
        "reason": "no cash here",
        "sealed": sealed_text(shop, UUID(told["id"]), key, text, purpose="approval"),
    }
    assert take(shop, {**told, "approval": given}) == state
    assert CustomerReturn.objects.filter(approval_id=key).count() == (state == "taken")
    assert violated() == []


@pytest.mark.rows("SAL-23")
def test_of_two_refunds_that_waited_for_their_session_one_pays_the_note(
    shop: Shop, goods: Goods
) -> None:
    note = credit_note(shop, booked_sale(shop, *goods))
    begun = opening(shop)
    assert take(shop, {**note, "session_id": begun["id"]}) == "held"
    told = {"return_id": note["id"], "note": note["number"]}
    refunds = [
        cash_move(shop, begun["id"], "cash_out", "refund", 2 * PRICE, **told) for _time in range(2)
    ]
    assert [take(shop, one) for one in refunds] == ["held", "held"]
    assert take(shop, begun) == "taken"
    assert CashMovement.objects.get().id == UUID(refunds[0]["id"])
    held = HeldTillDocument.objects.get(decided_at=None)
    assert (held.document_id, held.reason) == (UUID(refunds[1]["id"]), "paid")
    assert take(shop, refunds[1]) == "held"
    assert violated() == []
