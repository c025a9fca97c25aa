"""The trail: who did what, when, where and why, with before and after, filtered and exported."""

from __future__ import annotations

from datetime import timedelta
from html import unescape

import pytest
from django.test import Client

from tests.support.backoffice import client_of
from tests.support.books import sell
from tests.support.shop import Shop, add_medicine, add_staff, stock_up
from theriac.core import clock
from theriac.core.audit.models import AuditRecord
from theriac.core.ids import new_id
from theriac.domains.accounts.commands.people import assign_roles
from theriac.domains.accounts.commands.roles import change_role
from theriac.domains.accounts.models import Role, User
from theriac.domains.catalog.commands.change import change_product
from theriac.domains.catalog.commands.prices import set_price
from theriac.domains.catalog.models import Product
from theriac.domains.organisation.commands.found import open_branch
from theriac.domains.stock.commands.adjust import adjust_stock
from theriac.surfaces.backoffice.audit.words import (
    action_words,
    changes_of,
    kind_words,
    record_url,
)

pytestmark = pytest.mark.django_db


def shown(client: Client, query: str = "") -> str:
    answer = client.get(f"/trail/{query}")
    assert answer.status_code == 200
    return unescape(answer.text)


def line(action: str) -> str:
    """An action as a row of the trail draws it; the filter names all of them."""
    return f'<span class="t-name">{action}</span>'


@pytest.mark.rows("AUD-01")
def test_a_change_stands_with_who_when_before_and_after(shop: Shop, auditor: Client) -> None:
    medicine = add_medicine(shop)
    change_product(
        actor=shop.owner,
        product_id=medicine.id,
        version=Product.objects.get().version,
        changes={"name": "Parasetamol 500 mg", "manufacturer": "Kimia Farma"},
    )
    page = shown(auditor, "?action=catalog.change_product")
    assert "1 record" in page
    assert line("Edited a product") in page
    assert "Owner" in page
    assert "Paracetamol 500 mg tablet" in page
    assert "Parasetamol 500 mg" in page
    assert "Kimia Farma" in page
    assert f'href="/products/{medicine.id}/"' in page


@pytest.mark.rows("AUD-01")
def test_a_price_stands_with_the_one_before_and_a_count_with_its_reason(
    shop: Shop, auditor: Client
) -> None:
    medicine = add_medicine(shop)
    batch_id = stock_up(shop, medicine, 100)
    set_price(actor=shop.owner, pack_id=medicine.packs[1], amount=750)
    adjust_stock(
        actor=shop.owner,
        branch_id=shop.branch_id,
        batch_id=batch_id,
        counted=97,
        reason="Counted on Friday",
    )
    page = shown(auditor, f"?record={medicine.id}")
    assert line("Set price") in page
    assert "700" in page
    assert "750" in page
    page = shown(auditor, "?kind=stock.adjustment")
    assert "Counted on Friday" in page
    assert "100</span>" in page
    assert "97</span>" in page


@pytest.mark.rows("AUD-01")
def test_roles_and_rights_stand_in_words(shop: Shop, auditor: Client) -> None:
    cashier = add_staff("cashier", shop.branch_id)
    assign_roles(actor=shop.owner, user_id=cashier.id, roles=[("technician", None)])
    role = Role.objects.get(code="cashier")
    change_role(
        actor=shop.owner,
        role_id=role.id,
        version=role.version,
        name="",
        permissions=[*(set(role.permissions) - {"sales.view"}), "stock.opening"],
    )
    page = shown(auditor, f"?record={cashier.id}")
    assert 'Roles: <span class="t-2">Cashier (Melati)</span>' in page
    assert '<span class="t-med">Technician</span>' in page
    page = shown(auditor, f"?record={role.id}")
    assert line("Edited a role") in page
    assert '<span class="t-med">enter opening stock</span>' in page


def test_filters_narrow_by_person_branch_day_and_record(shop: Shop, auditor: Client) -> None:
    medicine = add_medicine(shop)
    total = AuditRecord.objects.filter(branch_id=shop.branch_id).count()
    assert f"{total} records" in shown(client_of(shop, "owner"), f"?branch={shop.branch_id}")
    assert line("Added a product") in shown(
        auditor, f"?person={shop.owner.id}&record={medicine.id}"
    )
    nobody = User.objects.get_by_natural_key("inspector").id
    assert line("Added a product") not in shown(auditor, f"?person={nobody}&record={medicine.id}")
    tomorrow = clock.today("Asia/Jakarta") + timedelta(days=1)
    assert line("Added a product") not in shown(auditor, f"?since={tomorrow}")
    assert line("Added a product") in shown(auditor, f"?until={tomorrow}&record={medicine.id}")
    assert "0 records" in shown(auditor, "?record=not-an-id")
    assert "0 records" in shown(auditor, f"?record={new_id()}")


def test_somebody_of_one_branch_sees_no_other_branchs_records(shop: Shop) -> None:
    other = open_branch(
        actor=shop.owner,
        pharmacy_id=shop.pharmacy_id,
        code="KNG",
        name="Kenanga",
        time_zone="Asia/Jakarta",
    )
    add_staff("auditor", other, "kenanga")
    client = Client()
    client.force_login(User.objects.get_by_natural_key("kenanga"))
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 10)
    here = AuditRecord.objects.filter(object_kind="stock.opening").get()
    assert here.branch_id == shop.branch_id
    page = shown(client, "?kind=stock.opening")
    assert "0 records" in page
    assert line("Entered opening stock") in shown(client_of(shop, "auditor"), "?kind=stock.opening")


def test_the_export_has_the_words_and_the_ids(shop: Shop, auditor: Client) -> None:
    medicine = add_medicine(shop)
    set_price(actor=shop.owner, pack_id=medicine.packs[1], amount=750)
    file = auditor.get(f"/trail/?record={medicine.id}&export=csv")
    lines = b"".join(file.streaming_content).decode("utf-8-sig").splitlines()  # type: ignore[attr-defined]
    assert lines[0].startswith("When,Who,Activity,Type,Record,Before and after")
    (price,) = [line for line in lines if "Set price" in line]
    assert str(medicine.id) in price
    assert "700 →" in price
    assert "750" in price


@pytest.mark.rows("AUD-01")
def test_a_records_own_history_stands_beside_it_for_who_may_see_it(
    shop: Shop, auditor: Client
) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 100)
    sale = sell(shop, medicine.id)
    person = User.objects.get_by_natural_key("owner").id
    pages = {
        f"/products/{medicine.id}/": "Added a product",
        f"/sales/{sale.id}/": "Sold",
        f"/people/{person}/": "Assigned roles",
    }
    for address, action in pages.items():
        page = unescape(auditor.get(address).text)
        assert ">History</h2>" in page
        assert action in page
    cashier = unescape(client_of(shop, "cashier").get(f"/products/{medicine.id}/").text)
    assert ">History</h2>" not in cashier


def test_a_long_history_leads_to_the_whole(shop: Shop, auditor: Client) -> None:
    medicine = add_medicine(shop)
    for amount in range(800, 808):
        set_price(actor=shop.owner, pack_id=medicine.packs[1], amount=amount)
    page = unescape(auditor.get(f"/products/{medicine.id}/").text)
    assert f'href="/trail/?record={medicine.id}"' in page


def test_a_setting_is_named_as_its_screen_names_it() -> None:
    facts = {"before": {"expiry_look_days": 90}, "after": {"expiry_look_days": 120}}
    changed = changes_of(facts, lambda _name, value: str(value))
    assert changed == [("Amber expiry warning, days before", "90", "120")]


def test_what_has_no_words_stands_by_its_name() -> None:
    assert action_words("purchasing.approve_order") == "Approve order"
    assert action_words("sales._record") == "Sold at the counter"
    assert kind_words("purchasing.order_line") == "order line"
    assert kind_words("sales.complete_sale") == ""
    assert record_url("catalog.product", new_id()).startswith("/products/")
    assert record_url("stock.receipt", new_id()) == ""
