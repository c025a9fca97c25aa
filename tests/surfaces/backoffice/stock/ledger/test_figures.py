"""Stock as it was, every movement, value, cover, the proof: figures that open their rows."""

from __future__ import annotations

import io
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from tests.support.backoffice import client_of
from tests.support.pushing import push, pushed_line, pushed_sale
from tests.support.shop import Medicine, Shop, add_medicine, add_staff, open_shop, stock_up
from tests.support.shops import second_branch
from theriac.core import clock
from theriac.domains.stock.commands.adjust import CodedReason, adjust_stock
from theriac.domains.stock.commands.prove import prove_stock
from theriac.domains.stock.commands.snapshot import take_due_snapshots
from theriac.domains.stock.models import Balance, Place
from theriac.domains.stock.queries.ledger.snapshots import ground


@pytest.fixture
def owner(shop: Shop) -> Client:
    return client_of(shop, "owner")


def sheet(answer: Any) -> list[list[Any]]:
    file = io.BytesIO(b"".join(answer.streaming_content))
    return CalamineWorkbook.from_filelike(file).get_sheet_by_index(0).to_python()


def stocked(shop: Shop) -> tuple[Medicine, Any]:
    """100 three days ago, 30 sold two days ago."""
    medicine = add_medicine(shop)
    with clock.at(clock.now() - timedelta(days=3)):
        batch = stock_up(shop, medicine, 100, batch_number="B-1", cost_amount=1000, cost_units=3)
        line = pushed_line(shop, medicine, [(batch, 30)])
    with clock.at(clock.now() - timedelta(days=2)):
        push(shop, pushed_sale(shop, [line]))
    return medicine, batch


@pytest.mark.rows("STK-28")
def test_a_chosen_day_shows_what_its_snapshot_has(shop: Shop, owner: Client) -> None:
    stocked(shop)
    then = shop.today - timedelta(days=3)
    page = owner.get(f"/stock/past/?day={then}")
    assert [(row.then, row.quantity) for row in page.context["rows"]] == [(100, 70)]
    assert page.context["total"].value == 33333
    now = owner.get("/stock/past/")
    assert [row.then for row in now.context["rows"]] == [70]
    with clock.at(clock.now() + timedelta(days=1)):
        take_due_snapshots()
        base = ground(shop.branch_id, clock.now())
        assert base.at is not None
    shown = owner.get(f"/stock/past/?day={base.nights[0].day}")
    assert [row.then for row in shown.context["rows"]] == [70]
    assert owner.get("/stock/past/?day=1999-01-01").context["rows"] == []
    for hostile in ("day=x", "day=0001-01-01", "day=9999-12-31", "time=99:99", "time=10:00%2B99"):
        assert owner.get(f"/stock/past/?{hostile}").status_code == 200


@pytest.mark.rows("STK-28")
def test_the_file_has_real_numbers_and_dates(shop: Shop, owner: Client) -> None:
    stocked(shop)
    head, row = sheet(owner.get("/stock/past/?export=xlsx"))
    told = dict(zip(head, row, strict=True))
    assert (told["Base units"], told["At cost"]) == (70.0, 23333.0)
    assert isinstance(told["Time"], datetime)
    assert told["Expiry"] == Balance.objects.get().batch.expires_on


def test_every_movement_leads_to_its_document(shop: Shop, owner: Client) -> None:
    _medicine, batch = stocked(shop)
    page = owner.get("/stock/movements/")
    rows = page.context["rows"]
    assert [row.words.line.kind for row in rows] == ["sale", "opening"]
    assert "/sales/" in str(rows[0].words.document)
    assert "/stock/documents/" in str(rows[1].words.document)
    sold = rows[0].words.line
    shelf = Place.objects.get(branch_id=shop.branch_id, kind="shelf")
    for query, found in (
        ("kind=sale", 1),
        (f"place={shelf.id}", 2),
        (f"who={shop.owner.id}", 2),
        (f"batch={batch}", 2),
        (f"product={sold.product_id}", 2),
        (f"q={sold.document_number}", 1),
        ("q=B-1", 2),
        (f"since={shop.today - timedelta(days=2)}", 1),
        (f"until={shop.today - timedelta(days=3)}", 1),
        ("place=x", 2),
    ):
        assert len(owner.get(f"/stock/movements/?{query}").context["rows"]) == found, query
    head, *lines = sheet(owner.get("/stock/movements/?export=xlsx"))
    change = head.index("Change")
    assert [line[change] for line in lines] == [-30.0, 100.0]
    assert isinstance(lines[0][0], datetime)


def test_a_counters_sale_names_who_sold_it(shop: Shop, owner: Client) -> None:
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 100)
    dewi = add_staff("cashier", shop.branch_id, "dewi")
    push(shop, pushed_sale(shop, [pushed_line(shop, medicine, [(batch, 3)])], person_id=dewi.id))
    sold, _opened = owner.get("/stock/movements/").context["rows"]
    assert (sold.words.line.kind, sold.words.line.actor_id) == ("sale", dewi.id)
    assert sold.words.person == "Dewi"
    assert len(owner.get(f"/stock/movements/?who={dewi.id}").context["rows"]) == 1


def test_value_is_the_sum_of_rows_that_open(shop: Shop, owner: Client) -> None:
    stocked(shop)
    other = second_branch(shop)
    stock_up(
        Shop(
            shop.country,
            shop.pharmacy_id,
            other,
            shop.terminal_id,
            shop.api_terminal_id,
            shop.owner,
        ),
        add_medicine(shop, "Zinc 20 mg tablet"),
        5,
        cost_amount=400,
    )
    page = owner.get("/stock/value/")
    rows = page.context["rows"]
    assert [(row.branch, row.line.value) for row in rows] == [("Melati", 23333), ("Kenanga", 2000)]
    assert page.context["total"].replace("\u00a0", " ") == "Rp 25.333"
    # The owner works in the first branch by name; the other's lines name theirs.
    assert [f"branch={row.line.branch_id}" in row.url for row in rows] == [True, False]
    for row in rows:
        assert len(owner.get(row.url).context["rows"]) == row.line.batches
    assert [row.branch for row in owner.get(f"/stock/value/?branch={other}").context["rows"]] == [
        "Kenanga"
    ]
    head, *lines = sheet(owner.get("/stock/value/?export=xlsx"))
    assert [line[head.index("At cost")] for line in lines] == [23333.0, 2000.0]
    own = client_of(shop, "restocker").get("/stock/value/")
    assert [row.branch for row in own.context["rows"]] == ["Melati"]


def test_cover_and_where_a_product_is(shop: Shop, owner: Client) -> None:
    medicine, _batch = stocked(shop)
    idle = add_medicine(shop, "Zinc 20 mg tablet")
    stock_up(shop, idle, 9)
    rows = owner.get("/stock/cover/?window=7").context["rows"]
    # 70 left and 30 sold in 7 days: 16 whole days.
    assert [(row.pk, row.cover.days) for row in rows] == [(medicine.id, 16), (idle.id, None)]
    assert [row.pk for row in owner.get("/stock/cover/?idle=true").context["rows"]] == [idle.id]
    assert owner.get("/stock/cover/?short=true").context["rows"] == []
    assert len(owner.get("/stock/cover/?q=zinc").context["rows"]) == 1
    other = second_branch(shop)
    where = owner.get(f"/stock/where/{medicine.id}/").context["rows"]
    assert [(row.pk, row.at.available, row.at.days) for row in where] == [
        (other, 0, None),
        (shop.branch_id, 70, 70),
    ]
    own = client_of(shop, "restocker").get(f"/stock/where/{medicine.id}/")
    assert [row.pk for row in own.context["rows"]] == [shop.branch_id]


@pytest.mark.rows("STK-29")
def test_the_proof_is_published_and_today_tells_of_a_difference(shop: Shop, owner: Client) -> None:
    _medicine, batch = stocked(shop)
    assert "No nightly check yet" in owner.get("/stock/proof/").text
    assert prove_stock() == 0
    page = owner.get("/stock/proof/")
    assert [row.differences for row in page.context["rows"]] == [0]
    assert ">Stock discrepancy</span>" not in owner.get("/").text
    Balance.objects.filter(batch_id=batch).update(quantity=71)
    prove_stock()
    page = owner.get("/stock/proof/")
    (named,) = page.context["named"]
    assert (named["one"].batch, named["one"].moved, named["one"].kept) == ("B-1", 70, 71)
    assert ">Stock discrepancy</span>" in owner.get("/").text


@pytest.mark.rows("STK-13")
def test_movements_are_filtered_and_exported_by_their_coded_reason(db: None) -> None:
    shop = open_shop()
    batch = stock_up(shop, add_medicine(shop), 50)
    for counted, code in ((49, "missing"), (47, "entered_wrongly")):
        adjust_stock(
            actor=shop.owner,
            branch_id=shop.branch_id,
            batch_id=batch,
            counted=counted,
            reason=CodedReason("looked again", code),
        )
    owner = client_of(shop, "owner")
    head, row = sheet(owner.get("/stock/movements/?reason=missing&export=xlsx"))
    assert dict(zip(head, row, strict=True))["Reason code"] == "Missing"
    assert "looked again" in row
    head, *rows = sheet(owner.get("/stock/movements/?export=xlsx"))
    codes = [dict(zip(head, one, strict=True))["Reason code"] for one in rows]
    assert codes == ["Entered by mistake", "Missing", ""]
