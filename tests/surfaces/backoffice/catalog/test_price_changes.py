"""Changing many prices on one page: rule, preview, file, confirmation."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client

from tests.support.backoffice import client_of
from tests.support.reading import reading
from tests.support.shop import Medicine, Shop, add_medicine, open_shop, stock_up
from tests.support.shops import second_branch
from tests.surfaces.backoffice.test_hostile_input import HOSTILE
from theriac.core.audit.models import AuditRecord
from theriac.domains.catalog.commands.change import set_ceiling
from theriac.domains.catalog.commands.prices import set_price
from theriac.domains.catalog.models import Price

AT = "/products/prices/"
UP_4 = {
    "rule": "percent_up",
    "change": "4",
    "step": "100",
    "rounding": "nearest",
    "ceiling": "leave",
    "where": "",
    "valid_from": "",
}
WHY = {"reason": "The wholesaler raised its list"}


def address(**more: str) -> str:
    return f"{AT}?{urlencode(UP_4 | more)}"


def prices_in(page: Any) -> str:
    found = re.search(r'name="prices" value="([^"]*)"', page.text)
    assert found is not None
    return found[1]


def newest(medicine: Medicine) -> dict[int, int]:
    rows = Price.objects.order_by("recorded_at", "valid_from", "id")
    return {
        factor: rows.filter(pack_id=pack).values_list("amount", flat=True).last() or 0
        for factor, pack in medicine.packs.items()
    }


@pytest.mark.rows("CAT-09", "CAT-14")
def test_the_rule_is_previewed_and_applied_to_what_the_list_shows(
    stocked: Shop, owner: Client
) -> None:
    paracetamol, *others = (
        add_medicine(stocked, name, category=group)
        for name, group in (("Ibuprofen 400 mg", "Pain"), ("Vitamin C 500 mg", "Vitamin"))
    )
    listed = owner.get("/products/?q=ibuprofen&status=active")
    way = re.search(r'href="(/products/prices/[^"]*)"', listed.text)
    assert way is not None
    assert way[1] == "/products/prices/?q=ibuprofen&amp;status=active"
    known = Price.objects.count()

    page = owner.get(address(q="ibuprofen", status="active"))

    assert page.status_code == 200
    assert page.context["changing"] == 2  # 700 stays at a step of 100
    assert [row.line.price for row in page.context["rows"]] == [6_800, 62_400, 700]
    assert "Rp 6.800" in page.text
    assert Price.objects.count() == known
    data = {"prices": prices_in(page), **WHY}
    done = owner.post(address(q="ibuprofen", status="active"), data)
    assert done["Location"] == "/products/?q=ibuprofen&status=active"
    assert "2 prices changed." in owner.get(done["Location"]).text
    assert newest(paracetamol) == {1: 700, 10: 6_800, 100: 62_400}
    assert [newest(other)[10] for other in others] == [6_500]
    record = AuditRecord.objects.get(object_kind="catalog.price_change")
    assert record.reason == WHY["reason"]
    told = {"by": "percent", "change": 400, "step": 100, "rounding": "nearest", "cuts": False}
    assert record.facts["rule"] == told


def test_the_way_follows_the_filter_of_the_list(stocked: Shop, owner: Client) -> None:
    part = owner.get(
        "/products/?status=draft", headers={"HX-Request": "true", "HX-Target": "t-list"}
    )
    assert re.search(
        r'href="/products/prices/\?status=draft"\s+id="t-action-prices"\s+hx-swap-oob="true"',
        part.text,
    )
    assert "/products/new/" not in part.text


def test_a_line_that_is_left_out_keeps_its_price(shop: Shop, owner: Client) -> None:
    medicine = add_medicine(shop)
    page = owner.get(address())
    data = {"prices": prices_in(page), "out": medicine.packs[10].hex, **WHY}
    assert owner.post(address(), data).status_code == 302
    assert newest(medicine) == {1: 700, 10: 6_500, 100: 62_400}


def test_a_price_that_moved_is_named_and_the_preview_is_new(shop: Shop, owner: Client) -> None:
    medicine = add_medicine(shop)
    seen = prices_in(owner.get(address()))
    set_price(actor=shop.owner, pack_id=medicine.packs[10], amount=7_000)

    page = owner.post(address(), {"prices": seen, **WHY})

    assert page.status_code == 409
    assert "Paracetamol 500 mg tablet (strip) Rp 7.000" in page.text
    assert 'value="The wholesaler raised its list"' in page.text
    assert newest(medicine)[100] == 60_000
    assert owner.post(address(), {"prices": prices_in(page), **WHY}).status_code == 302
    assert newest(medicine) == {1: 700, 10: 7_300, 100: 62_400}


@pytest.mark.rows("PUR-14")
def test_prices_below_cost_are_shown_and_asked_first(shop: Shop, owner: Client) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 100, cost_amount=640)
    down = address(rule="percent_down", change="2,5", rounding="down")
    page = owner.get(down)
    assert "Below cost: 3" in page.text
    data = {"prices": prices_in(page), "out": medicine.packs[1].hex, **WHY}

    asked = owner.post(down, data)

    assert asked.status_code == 409
    assert "2 prices are below the last cost: Paracetamol" in asked.text
    assert re.search(rf'value="{medicine.packs[1].hex}"\s+checked', asked.text)
    code = re.search(r'name="confirmed"\s+value="([^"]*)"', asked.text)
    assert code is not None
    assert owner.post(down, data | {"confirmed": code[1]}).status_code == 302
    assert newest(medicine) == {1: 700, 10: 6_300, 100: 58_500}


def test_above_the_ceiling_is_left_out_or_cut(shop: Shop, owner: Client) -> None:
    medicine = add_medicine(shop)
    set_ceiling(actor=shop.owner, product_id=medicine.id, amount=6_650, units=10)
    left = owner.get(address())
    assert "Unchanged – Above the legal maximum price: 2" in left.text
    cut = owner.get(address(ceiling="cut"))
    assert "Lowered to the legal maximum price: 2" in cut.text
    lines = {row.line.now.factor: row.line.price for row in cut.context["rows"]}
    assert lines[10] == 6_600


@pytest.mark.rows("CAT-14")
@pytest.mark.django_db
def test_where_the_printed_price_is_the_price_the_page_says_so() -> None:
    shop = open_shop("in")
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 100, mrp_amount=7)
    page = client_of(shop, "owner").get(address(step="1"))
    assert "Batches with a printed price (MRP) are sold at that price" in page.text
    assert "Above a printed price (MRP) in stock: 2" in page.text


def test_the_preview_is_a_file(shop: Shop, owner: Client) -> None:
    medicine = add_medicine(shop, "=Paracetamol")
    stock_up(shop, medicine, 100, cost_amount=500)
    text = b"".join(owner.get(address(export="csv")).streaming_content).decode()  # type: ignore[attr-defined]
    head, *rows = text.strip().splitlines()
    assert head == (
        "\ufeffProduct,Pack,Base units,Last cost,Current price,New price,Difference,"
        "Difference in %,Margin in %,Result,Note"
    )
    assert rows[0] == "'=Paracetamol,tablet,1,500,700,700,0,0.00,40.00,Same price,"
    assert rows[1] == "'=Paracetamol,strip,10,5000,6500,6800,300,4.62,36.00,Changes,"
    book = owner.get(address(export="xlsx"))
    assert b"".join(book.streaming_content).startswith(b"PK")  # type: ignore[attr-defined]
    assert owner.get(f"{AT}?export=csv").status_code == 200


def test_a_margin_on_the_last_cost(shop: Shop, owner: Client) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 100, cost_amount=1_999, cost_units=5)
    add_medicine(shop, "Zinc 20 mg tablet")
    page = owner.get(address(rule="margin", change="70", rounding="up"))
    lines = {
        row.line.now.factor: row.line.price
        for row in page.context["rows"]
        if row.line.now.product_id == medicine.id
    }
    assert lines == {1: 700, 10: 6_800, 100: 68_000}
    assert "Unchanged – Cost unknown: 3" in page.text


UNREADABLE = {
    "change": ("", "0", "-4", "four", "4,123", "1001", "9" * 30, "\u0663"),
    "step": ("", "0", "-100", "9" * 15),
    "rule": ("", "square_root"),
    "rounding": ("sideways",),
    "ceiling": ("sky",),
    "where": ("elsewhere", "0" * 32),
    "valid_from": ("2020-13-40", "tomorrow"),
}


def test_a_rule_that_cannot_be_read_is_refused_at_its_field(shop: Shop, owner: Client) -> None:
    add_medicine(shop)
    for field, values in UNREADABLE.items():
        for value in values:
            page = owner.get(address(**{field: value}))
            assert field in page.context["rule"].errors, (field, value)
            assert page.context["preview"] is None
        last = address(**{field: values[-1]})
        assert owner.post(last, {"prices": "", **WHY}).status_code == 422


def test_nothing_hostile_is_a_defect_and_nothing_is_written(shop: Shop, owner: Client) -> None:
    add_medicine(shop)
    known = Price.objects.count()
    for field in (*UP_4, "q", "category", "sort", "at", "export", "status"):
        for value in HOSTILE:
            assert owner.get(address(**{field: value[:2_000]})).status_code == 200
    for field in ("prices", "out", "reason", "confirmed"):
        for value in HOSTILE:
            answer = owner.post(address(), {"prices": "", **WHY, field: value})
            assert answer.status_code == 422, (field, value)
    nobodys = "0" * 32
    for prices in ("nonsense", f"{nobodys}:1", f"{nobodys}:1:{'9' * 16}", f"{nobodys}:1:-2"):
        answer = owner.post(address(), {"prices": prices, **WHY})
        assert answer.status_code in {404, 422}
    assert Price.objects.count() == known


def test_a_reason_is_needed(shop: Shop, owner: Client) -> None:
    add_medicine(shop)
    page = owner.get(address())
    again = owner.post(address(), {"prices": prices_in(page), "reason": ""})
    assert again.status_code == 422
    assert "reason" in again.context["form"].errors


def test_one_branch_of_several_changes_its_own_prices_and_no_others(shop: Shop) -> None:
    medicine = add_medicine(shop)
    other = second_branch(shop)
    manager = client_of(shop, "manager")
    assert "Every branch" not in manager.get(AT).text
    assert "Kenanga" not in manager.get(AT).text
    for where in ("", str(other)):
        assert "where" in manager.get(address(where=where)).context["rule"].errors
    own = address(where=str(shop.branch_id))
    page = manager.get(own)
    assert manager.post(own, {"prices": prices_in(page), **WHY}).status_code == 302
    assert Price.objects.filter(branch_id=shop.branch_id).count() == 2
    assert newest(medicine)[10] == 6_800


def test_from_a_day_on(shop: Shop, owner: Client) -> None:
    add_medicine(shop)
    day = shop.today.replace(year=shop.today.year + 1).isoformat()
    page = owner.get(address(valid_from=day))
    assert owner.post(address(valid_from=day), {"prices": prices_in(page), **WHY})
    assert Price.objects.latest("valid_from").valid_from.hour == 17
    page = owner.get(address())
    assert "A later price is already planned: 2" in page.text
    yesterday = shop.today.replace(year=shop.today.year - 1).isoformat()
    late = owner.post(address(valid_from=yesterday), {"prices": prices_in(page), **WHY})
    assert late.status_code == 422


def test_who_may_not_set_prices_sees_no_way(shop: Shop) -> None:
    cashier = client_of(shop, "cashier")
    assert "/products/prices/" not in cashier.get("/products/").text
    assert cashier.get(AT).status_code == 403


def test_the_page_reads_as_often_for_many_products_as_for_some(shop: Shop, owner: Client) -> None:
    for number in range(30):
        add_medicine(shop, f"Medicine {number}", external_code=f"M{number}")
    owner.get(address(q="Medicine"))

    def statements(search: str) -> int:
        with reading() as read:
            assert owner.get(address(q=search)).status_code == 200
        return read.statements

    assert statements("Medicine 1") == statements("Medicine")
