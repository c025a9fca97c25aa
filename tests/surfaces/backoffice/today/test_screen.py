"""The first page by role: figures from the rows, what waits, and each number leads to its rows."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from tests.support.backoffice import ROLES, client_of
from tests.support.pushing import push, pushed_line, pushed_sale
from tests.support.shop import PASSWORD, Shop, add_medicine, add_staff, stock_up
from tests.support.shops import second_branch
from theriac.core.actor import SYSTEM
from theriac.core.ids import new_id
from theriac.core.outbox.relay import relay_once
from theriac.core.problems import Unprocessable
from theriac.domains.accounts.commands.roles import change_role, create_role
from theriac.domains.accounts.roles import method_rights
from theriac.domains.organisation.commands.settings import change_settings
from theriac.domains.organisation.commands.terminals import register_terminal
from theriac.domains.replenishment.commands.minimum import set_minimum
from theriac.domains.replenishment.models import StockAlert
from theriac.domains.sales.models import Sale
from theriac.domains.stock.models import Balance, Place

STATEMENTS = 39
WAYS = {
    "owner": ["/counter/"],
    "manager": ["/counter/"],
    "pharmacist": ["/counter/"],
    "technician": ["/counter/"],
    "cashier": ["/counter/"],
    "restocker": ["/receipts/new/"],
}
LANDINGS = {
    "owner": {"decisions", "hours", "books", "branches", "terminals", "expiry"},
    "manager": {"decisions", "hours", "books", "terminals", "expiry"},
    "pharmacist": {"decisions", "expiry_batches", "expiry"},
    "restocker": {"receipts", "decisions", "expiry_batches", "expiry"},
    "technician": {"decisions", "latest"},
    "cashier": {"decisions", "latest"},
    "auditor": {"decisions", "trail", "hours", "seal", "books", "terminals"},
    "administrator": {"decisions", "jobs", "books"},
    "stocktaker": {"decisions"},
}


@pytest.fixture
def busy(shop: Shop) -> Shop:
    """Three sales, one of more than there was; an expired, an expiring and a low product."""
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 50, days=200)
    for number, units in enumerate((10, 20, 30), start=1):
        push(shop, pushed_sale(shop, [pushed_line(shop, medicine, [(batch, units)])], number))
    old = add_medicine(shop, "Zinc 20 mg tablet")
    stock_up(shop, old, 10, days=-1)
    stock_up(shop, old, 10, days=None)
    stock_up(shop, old, 10, days=60)
    set_minimum(actor=shop.owner, branch_id=shop.branch_id, product_id=medicine.id, quantity=500)
    return shop


def figures(page: Any) -> dict[str, str]:
    return {str(one.label): one.value for one in page.context["figures"]}


def test_the_figures_add_up_and_lead_to_their_rows(busy: Shop) -> None:
    manager = client_of(busy, "manager")
    page = manager.get("/")
    found = {str(one.label).split(" until")[0]: one for one in page.context["figures"]}
    assert found["Sales"].value == "Rp 42.000"
    assert (found["Transactions"].value, found["Transactions"].note) == (
        "3",
        "Rp 14.000 on average",
    )
    assert (found["Low stock"].value, found["Open discrepancies"].value) == ("1", "1")
    assert len(manager.get(found["Sales"].url).context["rows"]) == 3
    assert len(manager.get(found["Low stock"].url).context["rows"]) == 1
    assert len(manager.get(found["Open discrepancies"].url).context["rows"]) == 1


@pytest.mark.parametrize("days", [30, 75, 90])
def test_the_expiry_figures_lead_to_their_rows_whatever_the_days(busy: Shop, days: int) -> None:
    zinc = add_medicine(busy, "Zinc 50 mg tablet")
    for left in (-3, 0, 1, 30, 31, 75, 76, 90, 91, None):
        stock_up(busy, zinc, 5, days=left)
    quarantine = Place.objects.get(branch_id=busy.branch_id, kind="quarantine")
    for left in (-4, 5, None):
        away = stock_up(busy, zinc, 5, days=left)
        Balance.objects.filter(batch_id=away).update(place=quarantine)
    change_settings(
        actor=SYSTEM,
        pharmacy_id=busy.pharmacy_id,
        version=1,
        changes={"expiry_look_days": days},
    )
    relay_once()
    pharmacist = client_of(busy, "pharmacist")

    page = pharmacist.get("/")

    found = {str(one.label): one for one in page.context["figures"]}
    expiring = 2 + sum(left <= days for left in (31, 75, 76, 90)) + (days >= 60)
    values = [found[name].value for name in (f"Expires within {days} days", "Expired")]
    assert values == [str(expiring), "3"]
    assert found["No expiry date"].value == "2"
    for one in found.values():
        if one.label != "Open discrepancies":
            shown = pharmacist.get(one.url)
            assert str(len(shown.context["rows"])) == one.value, one.label
    opened = StockAlert.objects.filter(kind="expiry", cleared_at=None)
    assert opened.count() == expiring + 3


def test_what_waits_leads_to_as_many_rows(busy: Shop) -> None:
    manager = client_of(busy, "manager")
    waiting = next(
        one["part"] for one in manager.get("/").context["main"] if one["name"] == "decisions"
    )
    assert [(one.title, one.count) for one in waiting] == [
        ("Stock discrepancy after a sale", 1),
        ("Expired batch on the shelf", 1),
        ("Expires within 90 days", 1),
        ("Batch without expiry date", 1),
        ("Below the minimum stock", 1),
        ("Alert to review", 1),
    ]
    for one in waiting:
        assert len(manager.get(one.url).context["rows"]) == one.count


NOT_THEIRS = {
    "pharmacist": set[str](),
    "restocker": {"Stock discrepancy after a sale"},
    "technician": {"Stock discrepancy after a sale", "Batch without expiry date"},
}


def asked(shop: Shop, role: str) -> set[str]:
    main = client_of(shop, role).get("/").context["main"]
    return {str(one.title) for part in main if part["name"] == "decisions" for one in part["part"]}


@pytest.mark.rows("UX-11")
@pytest.mark.parametrize("role", [*NOT_THEIRS, "cashier", "auditor"])
def test_a_landing_asks_for_nothing_that_the_role_may_not_decide(busy: Shop, role: str) -> None:
    every = asked(busy, "manager")
    assert every - asked(busy, role) == NOT_THEIRS.get(role, every)


@pytest.mark.rows("SEC-01", "SEC-03")
@pytest.mark.parametrize("role", ROLES)
def test_signing_in_leads_to_the_roles_own_page(busy: Shop, role: str) -> None:
    if role != "owner":
        add_staff(role, busy.branch_id)
    client = Client()
    entered = client.post("/accounts/login/", {"login": role, "password": PASSWORD}, follow=True)
    assert entered.redirect_chain[-1][0] == ("/counter/" if role == "cashier" else "/")
    page = client.get("/")
    parts = {one["name"] for one in [*page.context["main"], *page.context["side"]]}
    assert parts == LANDINGS[role]
    assert page.context["role"] == role
    for one in page.context["figures"]:
        assert not one.url or client.get(one.url).status_code == 200, one.label
    ways = [address for _label, _icon, address in page.context["ways"]]
    assert ways == WAYS.get(role, [])


@pytest.mark.rows("SEC-03")
@pytest.mark.parametrize(
    ("rights", "layout"),
    [
        (method_rights("inventory"), "restocker"),
        (method_rights("customers"), "pharmacist"),
        (method_rights("users"), "administrator"),
        ({"sales.sell", "sales.view"}, "cashier"),
        ({"sales.view"}, "auditor"),
        ({"catalog.view", "stock.view"}, "restocker"),
        ({"catalog.view"}, ""),
    ],
)
def test_a_role_made_here_lands_by_what_it_may(
    busy: Shop, rights: frozenset[str], layout: str
) -> None:
    create_role(actor=busy.owner, name="Malam", permissions=rights)
    page = client_of(busy, "malam").get("/")
    assert (page.status_code, page.context["role"]) == (200, layout)


def test_a_cashier_sees_their_own_sales_only(busy: Shop) -> None:
    page = client_of(busy, "cashier").get("/")
    assert set(figures(page).values()) == {"Rp 0", "0"}
    assert "Rp 42.000" not in page.text
    assert "No sales yet today" in page.text


@pytest.mark.parametrize("role", ROLES)
def test_every_counting_figure_is_the_length_of_its_list(busy: Shop, role: str) -> None:
    register_terminal(actor=SYSTEM, branch_id=second_branch(busy, "KMG"), code="K9", name="Kasir 9")
    client = client_of(busy, role)
    counted = {
        str(one.label): (one.value, len(client.get(one.url).context["rows"]))
        for one in client.get("/").context["figures"]
        if one.url and one.value.isdecimal()
    }
    assert {label: value for label, (value, _rows) in counted.items()} == {
        label: str(rows) for label, (_value, rows) in counted.items()
    }


def test_the_months_of_expiry_lead_to_as_many_batches(busy: Shop) -> None:
    manager = client_of(busy, "manager")
    page = manager.get("/")
    chart = next(one["part"] for one in page.context["side"] if one["name"] == "expiry")
    until = f"until={chart['until']:%Y-%m-%d}"
    assert f'href="/stock/batches/?{until}"' in page.text
    assert len(manager.get(f"/stock/batches/?{until}").context["rows"]) == chart["batches"] == 1
    for month, _words, _amount in chart["rows"]:
        rows = manager.get(f"/stock/batches/?month={month.month:%Y-%m}&{until}").context["rows"]
        assert len(rows) == month.batches


def test_an_administrator_sees_no_sales(busy: Shop) -> None:
    page = client_of(busy, "administrator").get("/")
    without_tokens = re.sub(r"\w{32,}", "", page.text)  # one in 200 has "Rp" and a digit in it
    assert not re.search(r"Rp\s?\d", without_tokens)
    assert set(figures(page)) == {"Staff", "Terminals", "Failed tasks"}


def test_the_number_of_statements_stays(busy: Shop, django_assert_max_num_queries: Any) -> None:
    for role in ("owner", "manager", "restocker"):
        client = client_of(busy, role)
        client.get("/")
        with django_assert_max_num_queries(STATEMENTS):
            client.get("/")


def test_an_empty_pharmacy_has_nothing_to_decide(shop: Shop) -> None:
    page = client_of(shop, "owner").get("/")
    assert "Nothing pending" in page.text
    assert "no comparison yet" in page.text
    assert "Nightly check hasn&#x27;t run yet" in page.text


@pytest.mark.rows("UX-04")
def test_in_indonesian(busy: Shop) -> None:
    page = client_of(busy, "manager").get("/", headers={"Accept-Language": "id"})
    for said in ("Perlu tindakan Anda", "Penjualan per jam", "Stok akan kedaluwarsa"):
        assert said in page.text


@pytest.mark.rows("SEC-03")
@pytest.mark.parametrize(
    ("rights", "landing", "address"),
    [
        (method_rights("inventory"), "receive", "/receipts/new/"),
        (method_rights("inventory"), "till", "/"),
        (method_rights("users"), "people", "/people/"),
        ({"sales.sell", "sales.view"}, "", "/counter/"),
        ({"sales.sell", "sales.view"}, "today", "/"),
        ({"audit.view"}, "trail", "/trail/"),
    ],
)
def test_a_role_names_its_page_and_nobody_lands_where_they_may_not(
    shop: Shop, rights: frozenset[str], landing: str, address: str
) -> None:
    role_id = create_role(actor=shop.owner, name="Malam", permissions=rights)
    named = {"actor": shop.owner, "role_id": role_id, "name": "Malam", "permissions": rights}
    change_role(**named, version=1, landing=landing)
    client = client_of(shop, "malam")

    assert client.get("/start/")["Location"] == address
    with pytest.raises(Unprocessable):
        change_role(**named, version=2, landing="moon")


def test_the_restocker_sees_what_came_in_and_the_auditor_what_was_done(busy: Shop) -> None:
    restocker = client_of(busy, "restocker").get("/").text
    assert "Goods received" in restocker
    assert "/stock/documents/" in restocker
    auditor = client_of(busy, "auditor").get("/").text
    assert "Entered opening stock" in auditor
    assert "rows sealed" in auditor


@pytest.mark.parametrize("role", ["owner", "manager"])
def test_a_part_that_fails_says_so_and_the_others_show(busy: Shop, role: str) -> None:
    last = Sale.objects.latest("sequence")
    for step in (1, 2):
        last.pk = last.id = new_id()
        last.sequence += step
        last.total = 2**63 - 1
        Sale.objects.bulk_create([last])
    page = client_of(busy, role).get("/")
    assert page.status_code == 200
    assert "Stock discrepanc" in page.text
    if connection.vendor == "sqlite":
        assert "This part can't be shown" in page.text
