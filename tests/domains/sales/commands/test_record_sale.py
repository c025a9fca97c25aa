"""A counter's push: booked whatever disagrees, once, and every disagreement a case."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.support.pushing import push, pushed_line, pushed_sale, terminal_actor
from tests.support.shop import Medicine, Shop, add_medicine, add_staff, stock_up
from theriac.core import clock
from theriac.core.ids import new_id
from theriac.core.verification.registry import run_checks
from theriac.domains.catalog.commands.change import set_ceiling
from theriac.domains.organisation.commands.terminals import register_terminal, revoke_terminal
from theriac.domains.organisation.queries.selling_point import get_selling_point
from theriac.domains.sales.commands.book_pushed import PushState
from theriac.domains.sales.commands.record_sale import record_sale
from theriac.domains.sales.models import DiscrepancyCase, HeldPush, Sale, SaleLine
from theriac.domains.sales.pushes.sale import PushedSale
from theriac.domains.stock.commands.batches import hold_batch
from theriac.domains.stock.models import Balance, Movement

pytestmark = pytest.mark.django_db


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    return add_medicine(shop)


def kinds() -> list[str]:
    return sorted(DiscrepancyCase.objects.values_list("kind", flat=True))


def test_books_what_agrees_as_the_device_made_it_and_opens_no_case(
    shop: Shop, medicine: Medicine
) -> None:
    batch = stock_up(shop, medicine, 30)
    sale = pushed_sale(shop, [pushed_line(shop, medicine, [(batch, 12)])])

    recorded = push(shop, sale)

    assert (recorded.state, recorded.cases) == (PushState.BOOKED, 0)
    booked = Sale.objects.get()
    assert (booked.id, booked.number, booked.total) == (sale.id, sale.number, 8400)
    assert Balance.objects.get().quantity == 18
    assert Movement.objects.get(kind="sale").line_id == SaleLine.objects.get().id


BEGIN_AND_COMMIT = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK")


@pytest.mark.on_each
@pytest.mark.parametrize("count", [1, 6])
def test_all_of_a_pushed_sale_is_written_at_once_where_the_database_takes_it(
    shop: Shop, count: int
) -> None:
    lines = []
    for index in range(count):
        medicine = add_medicine(shop, f"Medicine {index}")
        lines.append(pushed_line(shop, medicine, [(stock_up(shop, medicine, 30), 2)]))
    numbered = [replace(line, position=place) for place, line in enumerate(lines, start=1)]
    sale = pushed_sale(shop, numbered)

    with CaptureQueriesContext(connection) as captured:
        push(shop, sale)

    sent = [q["sql"] for q in captured if not q["sql"].startswith(BEGIN_AND_COMMIT)]
    written = [sql for sql in sent if "INSERT" in sql or "UPDATE " in sql.replace("FOR UPDATE", "")]
    # Sale, lines, payments, balances, movements, postings, audit record, events.
    assert len(written) == (1 if connection.vendor == "postgresql" else 8), "\n".join(written)


def test_the_same_content_again_changes_nothing(shop: Shop, medicine: Medicine) -> None:
    batch = stock_up(shop, medicine, 30)
    sale = pushed_sale(shop, [pushed_line(shop, medicine, [(batch, 12)])])
    push(shop, sale)

    again = push(shop, replace(sale, sent_at=clock.now() + timedelta(minutes=3)))

    assert again.state is PushState.REPLAYED
    assert (Sale.objects.count(), Balance.objects.get().quantity) == (1, 18)


def test_a_used_number_with_other_content_is_held_unbooked(shop: Shop, medicine: Medicine) -> None:
    batch = stock_up(shop, medicine, 30)
    push(shop, pushed_sale(shop, [pushed_line(shop, medicine, [(batch, 1)])]))

    other = push(shop, pushed_sale(shop, [pushed_line(shop, medicine, [(batch, 2)])]))

    assert other.state is PushState.HELD
    assert HeldPush.objects.get().reason == "number_used"
    assert (Sale.objects.count(), Balance.objects.get().quantity) == (1, 29)


def test_a_revoked_terminals_push_is_kept_in_quarantine(shop: Shop, medicine: Medicine) -> None:
    batch = stock_up(shop, medicine, 30)
    revoke_terminal(
        actor=shop.owner, branch_id=shop.branch_id, terminal_id=shop.terminal_id, reason="stolen"
    )

    recorded = push(shop, pushed_sale(shop, [pushed_line(shop, medicine, [(batch, 1)])]))

    assert (recorded.state, HeldPush.objects.get().reason) == (PushState.HELD, "revoked")
    assert Sale.objects.count() == 0


def test_what_the_books_lack_is_booked_short_with_a_case(shop: Shop, medicine: Medicine) -> None:
    batch = stock_up(shop, medicine, 4)

    recorded = push(shop, pushed_sale(shop, [pushed_line(shop, medicine, [(batch, 10)])]))

    case = DiscrepancyCase.objects.get()
    assert (recorded.cases, case.kind, case.quantity) == (1, "stock_short", 6)
    assert Balance.objects.get().quantity == 0
    assert SaleLine.objects.get().quantity == 10


def test_an_expired_and_a_held_batch_are_booked_with_a_case_each(
    shop: Shop, medicine: Medicine
) -> None:
    expired = stock_up(shop, medicine, 10, days=-1)
    held = stock_up(shop, medicine, 10)
    hold_batch(actor=shop.owner, branch_id=shop.branch_id, batch_id=held, reason="count")

    push(shop, pushed_sale(shop, [pushed_line(shop, medicine, [(expired, 1), (held, 1)])]))

    assert kinds() == ["batch_expired", "batch_held"]
    assert sum(Balance.objects.values_list("quantity", flat=True)) == 18


def test_a_batch_that_is_held_and_expired_opens_a_case_for_each(
    shop: Shop, medicine: Medicine
) -> None:
    batch = stock_up(shop, medicine, 10, days=0)
    hold_batch(actor=shop.owner, branch_id=shop.branch_id, batch_id=batch, reason="recall")

    push(shop, pushed_sale(shop, [pushed_line(shop, medicine, [(batch, 1)])]))

    assert kinds() == ["batch_expired", "batch_held"]
    assert [v.sentence for result in run_checks() for v in result.violations] == []


def test_an_unknown_batch_leaves_its_units_unallocated(shop: Shop, medicine: Medicine) -> None:
    push(shop, pushed_sale(shop, [pushed_line(shop, medicine, [(new_id(), 3)])]))

    case = DiscrepancyCase.objects.get()
    assert (case.kind, case.quantity) == ("batch_unknown", 3)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"total": 1}, ["payment"]),
        ({"person_id": new_id()}, ["person"]),
        ({"sent_at": clock.now() - timedelta(minutes=2000)}, ["clock"]),
        ({"number": "no number!"}, ["number"]),
    ],
)
def test_sums_person_clock_and_number_open_cases(
    shop: Shop, medicine: Medicine, changes: dict[str, object], expected: list[str]
) -> None:
    batch = stock_up(shop, medicine, 10)
    sale: PushedSale = pushed_sale(shop, [pushed_line(shop, medicine, [(batch, 1)])], **changes)

    assert push(shop, sale).state is PushState.BOOKED
    assert kinds() == expected


def test_another_price_and_an_ungrounded_prescription_medicine_open_cases(shop: Shop) -> None:
    strict = add_medicine(shop, "Amoxicillin 500 mg capsule", legal_class="keras")
    batch = stock_up(shop, strict, 10)

    push(shop, pushed_sale(shop, [pushed_line(shop, strict, [(batch, 1)], price=500)]))

    assert kinds() == ["ground", "price"]


def test_a_person_without_the_right_is_named_in_a_case(shop: Shop, medicine: Medicine) -> None:
    restocker = add_staff("restocker", shop.branch_id)
    batch = stock_up(shop, medicine, 10)
    sale = pushed_sale(shop, [pushed_line(shop, medicine, [(batch, 1)])], person_id=restocker.id)

    push(shop, sale)

    assert DiscrepancyCase.objects.get().facts["why"] == "not_permitted"


def test_an_unknown_product_is_held_and_not_lost(shop: Shop, medicine: Medicine) -> None:
    stranger = Medicine(new_id(), medicine.packs)
    sale = pushed_sale(shop, [pushed_line(shop, stranger, [(new_id(), 1)])])

    assert push(shop, sale).state is PushState.HELD
    assert HeldPush.objects.get().reason == "unreadable"


@pytest.mark.parametrize(("rounding", "reason"), [(0, "series"), (10**13, "amount")])
def test_another_terminals_series_is_held_and_its_own_sale_stands_there(
    shop: Shop, medicine: Medicine, rounding: int, reason: str
) -> None:
    batch = stock_up(shop, medicine, 30)
    other = register_terminal(actor=shop.owner, branch_id=shop.branch_id, code="K9", name="Kasir 9")
    theirs = pushed_sale(shop, [pushed_line(shop, medicine, [(batch, 1)])])
    intruder = get_selling_point(other)
    assert intruder is not None

    stolen = record_sale(
        actor=terminal_actor(shop),
        point=intruder,
        pushed=replace(theirs, id=new_id(), rounding=rounding, content_hash="0" * 64),
    )

    assert stolen.state is PushState.HELD
    held = HeldPush.objects.get()
    assert (held.reason, held.sequence, held.terminal_id) == (reason, 0, other)
    assert push(shop, theirs).state is PushState.BOOKED
    assert [one.name for one in run_checks() if one.violations] == []


def test_a_series_that_nobody_knows_is_held(shop: Shop, medicine: Medicine) -> None:
    batch = stock_up(shop, medicine, 30)
    sale = pushed_sale(shop, [pushed_line(shop, medicine, [(batch, 1)])], series_id=new_id())

    assert push(shop, sale).state is PushState.HELD
    assert (HeldPush.objects.get().reason, Sale.objects.count()) == ("series", 0)


@pytest.mark.rows("CAT-09")
@pytest.mark.parametrize(
    ("het", "mrp", "told"),
    [
        (699, None, {"ceiling": "het", "most": 1398}),
        (None, 698, {"ceiling": "mrp", "most": 1396}),
        (699, 698, {"ceiling": "mrp", "most": 1396}),
        (700, 700, None),
    ],
)
def test_what_was_sold_above_a_ceiling_is_booked_with_a_case(
    shop: Shop,
    medicine: Medicine,
    het: int | None,
    mrp: int | None,
    told: dict[str, object] | None,
) -> None:
    batch = stock_up(shop, medicine, 10, mrp_amount=mrp)
    if het is not None:
        set_ceiling(actor=shop.owner, product_id=medicine.id, amount=het)

    recorded = push(shop, pushed_sale(shop, [pushed_line(shop, medicine, [(batch, 2)])]))

    assert (recorded.state, Sale.objects.get().total) == (PushState.BOOKED, 1400)
    assert Balance.objects.get().quantity == 8
    cases = list(DiscrepancyCase.objects.values_list("kind", "facts", "line_id"))
    assert cases == ([("price", told, SaleLine.objects.get().id)] if told else [])
