"""A case is settled on its page; who may not looks only."""

from datetime import timedelta
from html import unescape
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client

from tests.support.backoffice import client_of
from tests.support.pushing import push, pushed_line, pushed_sale
from tests.support.shop import Medicine, Shop, add_medicine, add_staff, stock_up
from tests.support.shops import second_branch
from theriac.core import clock
from theriac.domains.organisation.commands.terminals import revoke_terminal
from theriac.domains.sales.models import DiscrepancyCase, HeldPush, Sale
from theriac.domains.sales.pushes.sale import PushedGround
from theriac.domains.stock.models import Balance


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    return add_medicine(shop)


@pytest.fixture
def case(shop: Shop, medicine: Medicine) -> DiscrepancyCase:
    batch = stock_up(shop, medicine, 4)
    push(shop, pushed_sale(shop, [pushed_line(shop, medicine, [(batch, 14)])]))
    return DiscrepancyCase.objects.get()


def test_settled_from_another_batch(
    shop: Shop, medicine: Medicine, case: DiscrepancyCase, owner: Client
) -> None:
    other = stock_up(shop, medicine, 234, batch_number="B2")
    url = f"/cases/{case.id}/"
    page = owner.get(url)
    assert "Sold more than the stock on record" in page.text
    assert "B2 · 2 boxes + 3 strips + 4 tablets" in page.text
    sent = {"settlement": "other_batch", "batch_id": str(other), "note": "from the next shelf"}
    assert owner.post(url, sent)["Location"] == "/cases/"
    case.refresh_from_db()
    assert (case.settlement, case.note) == ("other_batch", "from the next shelf")
    assert Balance.objects.get(batch_id=other).quantity == 234 - case.quantity
    assert owner.get("/cases/").context["rows"] == []
    assert len(owner.get("/cases/", {"settled": "true"}).context["rows"]) == 1
    assert "from the next shelf" in owner.get(url).text


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (None, "Recorded without a date"),
        (-1, "Recorded with a future date"),
        (40, "Could be dispensed until"),
    ],
)
def test_a_prescriptions_date_is_told_in_words(
    shop: Shop, owner: Client, ago: int | None, words: str
) -> None:
    medicine = add_medicine(shop, "Amoxicillin 500 mg", legal_class="keras")
    batch = stock_up(shop, medicine, 4)
    ground = PushedGround(
        id=uuid4(),
        kind="prescription",
        prescriber="dr. A",
        number="1",
        written_on=None if ago is None else shop.today - timedelta(days=ago),
        permitted_by=shop.owner.id,
    )
    line = pushed_line(shop, medicine, [(batch, 1)], ground_id=ground.id)
    push(shop, pushed_sale(shop, [line], grounds=[ground]))

    assert words in owner.get(f"/cases/{DiscrepancyCase.objects.get().id}/").text


def test_refusals_stand_at_their_fields(case: DiscrepancyCase, owner: Client) -> None:
    page = owner.post(f"/cases/{case.id}/", {"settlement": "other_batch", "note": ""})
    assert (page.status_code, set(page.context["form"].errors)) == (422, {"note"})
    page = owner.post(f"/cases/{case.id}/", {"settlement": "other_batch", "note": "why"})
    assert set(page.context["form"].errors) == {"batch_id"}
    case.refresh_from_db()
    assert case.settled_at is None


def test_a_cashier_looks_only(shop: Shop, case: DiscrepancyCase) -> None:
    cashier = client_of(shop, "cashier")
    url = f"/cases/{case.id}/"
    assert "You don’t have permission to settle discrepancies. Ask a" in cashier.get(url).text
    answer = cashier.post(url, {"settlement": "written_off", "note": "x"})
    assert answer.status_code == 403
    case.refresh_from_db()
    assert case.settled_at is None


def test_a_held_sale_is_left_unbooked(shop: Shop, medicine: Medicine, owner: Client) -> None:
    batch = stock_up(shop, medicine, 10)
    sale = pushed_sale(shop, [pushed_line(shop, medicine, [(batch, 1)])])
    revoke_terminal(
        actor=shop.owner, branch_id=shop.branch_id, terminal_id=shop.terminal_id, reason="stolen"
    )
    push(shop, sale)
    held = HeldPush.objects.get()
    assert len(owner.get("/cases/held/").context["rows"]) == 1
    url = f"/cases/held/{held.id}/"
    assert "Sent by a revoked terminal" in owner.get(url).text
    left = {"decision": "dismissed"}
    assert owner.post(url, {**left, "note": ""}).status_code == 422
    assert owner.post(url, {"note": "stolen device"}).status_code == 422
    assert owner.post(url, {**left, "note": "stolen device"})["Location"] == "/cases/held/"
    assert owner.get("/cases/held/").context["rows"] == []
    assert owner.get(url).status_code == 404


def test_a_held_sale_is_booked_and_says_why_for_good(
    shop: Shop, medicine: Medicine, owner: Client
) -> None:
    batch = stock_up(shop, medicine, 10)
    for quantity in (1, 2):
        push(shop, pushed_sale(shop, [pushed_line(shop, medicine, [(batch, quantity)])]))
    held = HeldPush.objects.get()
    url = f"/cases/held/{held.id}/"
    page = owner.get(url)
    for said in (
        "Another sale has this number.",
        "Paracetamol 500 mg tablet",
        "2 tablets",
        "Rp 1.400",
        "Sale with the same number",
        f"/sales/{Sale.objects.get().id}/",
    ):
        assert said in page.text
    sent = {"decision": "booked", "note": "two devices, one code"}
    assert client_of(shop, "cashier").post(url, sent).status_code == 403

    page = owner.post(url, sent, follow=True)

    sale = Sale.objects.get(id=held.sale_id)
    assert page.redirect_chain == [(f"/sales/{sale.id}/", 302)]
    for said in (
        sale.number,
        f"In the records, this sale has number MLT-K1-H{shop.today:%y}-000001.",
        "Number used by another sale",
        "Decision by Owner: two devices, one code",
    ):
        assert said in page.text
    assert owner.get("/cases/held/").context["rows"] == []


def test_what_the_book_doesnt_know_is_told_on_the_page(
    shop: Shop, medicine: Medicine, owner: Client
) -> None:
    stranger = Medicine(uuid4(), medicine.packs)
    push(shop, pushed_sale(shop, [pushed_line(shop, stranger, [(uuid4(), 1)])]))
    held = HeldPush.objects.get()

    page = owner.post(f"/cases/held/{held.id}/", {"decision": "booked", "note": "true"})

    assert page.status_code == 422
    assert "Unknown product" in page.text
    assert "It contains unknown records." in page.text


def test_the_list_takes_few_statements(
    shop: Shop, medicine: Medicine, owner: Client, django_assert_max_num_queries: Any
) -> None:
    batch = stock_up(shop, medicine, 1)
    for number in range(1, 16):
        push(shop, pushed_sale(shop, [pushed_line(shop, medicine, [(batch, 5)])], number))
    owner.get("/cases/")
    with django_assert_max_num_queries(13):
        assert len(owner.get("/cases/").context["rows"]) == 15


def test_the_navigation_counts_what_the_list_shows(
    shop: Shop, case: DiscrepancyCase, owner: Client
) -> None:
    for branch_id, count in ((second_branch(shop), None), (shop.branch_id, 1)):
        owner.post("/me/branch/", {"branch": str(branch_id)})
        page = owner.get("/cases/")
        counts = {entry.url: entry.count for entry in page.context["shell"].navigation.tabs.pages}
        assert (counts["/cases/"] or None, len(page.context["rows"]) or None) == (count, count)


@pytest.fixture
def stocked(shop: Shop, medicine: Medicine) -> UUID:
    return stock_up(shop, medicine, 40)


def told_of(owner: Client, kind: str) -> dict[str, str]:
    """What the page of the one case of this kind says happened."""
    case = DiscrepancyCase.objects.get(kind=kind)
    page = owner.get(f"/cases/{case.id}/")
    told = dict(page.context["happened"])
    assert all(value in unescape(page.text) for value in told.values())
    return told


def versions_of(owner: Client, kind: str) -> list[tuple[str, str, str]]:
    """What the page of the one case of this kind shows as sold, and as it is on record."""
    case = DiscrepancyCase.objects.get(kind=kind)
    page = owner.get(f"/cases/{case.id}/")
    told = [tuple(one) for one in page.context["versions"]]
    assert all(value in unescape(page.text) for one in told for value in one)
    assert page.context["happened"] == []
    return told


@pytest.mark.rows("OFF-07")
def test_another_price_shows_both(
    shop: Shop, medicine: Medicine, stocked: UUID, owner: Client
) -> None:
    push(
        shop,
        pushed_sale(shop, [pushed_line(shop, medicine, [(stocked, 20)], price=5000, factor=10)]),
    )
    assert versions_of(owner, "price") == [
        ("Price", "Rp 5.000 for 1 strip", "Rp 6.500 for 1 strip")
    ]


@pytest.mark.rows("OFF-07")
def test_a_conflict_of_one_way_is_settled_by_one_press(
    shop: Shop, medicine: Medicine, stocked: UUID, owner: Client
) -> None:
    line = pushed_line(shop, medicine, [(stocked, 20)], price=5000, factor=10)
    push(shop, pushed_sale(shop, [line]))
    case = DiscrepancyCase.objects.get(kind="price")
    form = owner.get(f"/cases/{case.id}/").context["form"]
    sent = {name: str(value) for name, value in form.initial.items()}
    assert sent == {"settlement": "accepted", "note": "Checked, no change"}
    assert owner.post(f"/cases/{case.id}/", sent)["Location"] == "/cases/"


@pytest.mark.rows("OFF-07")
def test_missing_goods_are_proposed_of_the_one_batch_that_can_have_given_them(
    shop: Shop, medicine: Medicine, owner: Client
) -> None:
    short = stock_up(shop, medicine, 3, batch_number="B1", days=100)
    push(shop, pushed_sale(shop, [pushed_line(shop, medicine, [(short, 5)])]))
    case = DiscrepancyCase.objects.get(kind="stock_short")
    assert versions_of(owner, "stock_short") == [("Quantity", "5 tablets", "3 tablets")]
    assert owner.get(f"/cases/{case.id}/").context["form"].initial == {}
    other = stock_up(shop, medicine, 100, batch_number="B2")
    form = owner.get(f"/cases/{case.id}/").context["form"]
    sent = {name: str(value) for name, value in form.initial.items()}
    assert (sent["settlement"], sent["batch_id"]) == ("other_batch", str(other))
    assert owner.post(f"/cases/{case.id}/", sent)["Location"] == "/cases/"
    assert Balance.objects.get(batch_id=other).quantity == 98


def test_a_sum_that_the_rule_makes_otherwise_shows_both(
    shop: Shop, medicine: Medicine, stocked: UUID, owner: Client
) -> None:
    line = pushed_line(
        shop, medicine, [(stocked, 2)], gross=1500, total=1500, taxable=1351, tax=149
    )
    push(shop, pushed_sale(shop, [line]))
    assert versions_of(owner, "price") == [("Amount", "Rp 1.500", "Rp 1.400")]


def test_a_clock_that_is_off_says_by_how_much(
    shop: Shop, medicine: Medicine, stocked: UUID, owner: Client
) -> None:
    ahead = clock.now() + timedelta(days=2)
    push(
        shop,
        pushed_sale(
            shop,
            [pushed_line(shop, medicine, [(stocked, 1)])],
            occurred_at=ahead,
            sent_at=ahead,
            business_on=shop.today + timedelta(days=2),
        ),
    )
    [(name, _sold, known)] = versions_of(owner, "clock")
    assert name == "Time"
    assert known.endswith("(2 days ahead)")


def test_whoever_sold_without_the_right_is_named(
    shop: Shop, medicine: Medicine, stocked: UUID, owner: Client
) -> None:
    restocker = add_staff("restocker", shop.branch_id, "wayan")
    push(
        shop,
        pushed_sale(shop, [pushed_line(shop, medicine, [(stocked, 1)])], person_id=restocker.id),
    )
    assert versions_of(owner, "person") == [("Sold by", "Wayan", "No permission")]
