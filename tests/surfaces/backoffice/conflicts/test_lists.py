"""The joint list of conflicts, its filters, its links, and the line of it on Today."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from tests.support.backoffice import client_of
from tests.support.log_findings import a_log_finding
from tests.support.pushing import push, pushed_line, pushed_sale
from tests.support.shop import Shop, add_medicine, stock_up
from tests.surfaces.api.tills import held_opening
from theriac.core import clock
from theriac.core.conflicts.kinds import KindOfRows, conflict_kinds
from theriac.core.permissions import Permission
from theriac.domains.accounts.commands.roles import create_role
from theriac.domains.accounts.models import Role
from theriac.domains.catalog.permissions import VIEW_CATALOG
from theriac.domains.device_logs.models import LogFinding
from theriac.domains.sales.models import DiscrepancyCase
from theriac.domains.tills.models import HeldTillDocument
from theriac.domains.tills.permissions import SETTLE_TILL
from theriac.surfaces.backoffice.conflicts.words import SHOWN

pytestmark = [pytest.mark.django_db, pytest.mark.rows("OFF-07")]


@pytest.fixture
def case(shop: Shop) -> DiscrepancyCase:
    """A sale at another price and number 1 missing; a finding; an opening on hold."""
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 10)
    line = pushed_line(shop, medicine, [(batch, 1)], price=600)
    push(shop, pushed_sale(shop, [line], 2))
    a_log_finding(shop)
    held_opening(shop)
    DiscrepancyCase.objects.update(opened_at=clock.now() - timedelta(days=3, hours=1))
    return DiscrepancyCase.objects.get()


def test_each_kind_has_words_and_a_page() -> None:
    assert set(SHOWN) == set(conflict_kinds())


def test_all_stand_in_one_list_with_the_way_to_settle_them(
    shop: Shop, case: DiscrepancyCase
) -> None:
    owner = client_of(shop, "owner")
    page = owner.get("/conflicts/")
    rows = page.context["rows"]
    assert (rows[0].url, rows[0].waited) == (f"/cases/{case.id}/", "3 days")
    assert {row.kind for row in rows} == {
        "Discrepancy",
        "Missing number",
        "Device log",
        "Till document on hold",
    }
    for row in rows:
        assert row.branch
        assert row.terminal
        assert owner.get(row.url).status_code == 200
    assert "4 conflicts" in page.text


@pytest.mark.parametrize(
    ("asked", "kinds"),
    [
        ("kind=sales.case", {"Discrepancy"}),
        ("kind=sales.case:price", {"Discrepancy"}),
        ("kind=sales.case:tax", set()),
        ("kind=tills.held", {"Till document on hold"}),
    ],
)
def test_a_kind_narrows_it(shop: Shop, case: DiscrepancyCase, asked: str, kinds: set[str]) -> None:
    page = client_of(shop, "owner").get(f"/conflicts/?{asked}")
    assert {row.kind for row in page.context["rows"]} == kinds


def test_a_branch_narrows_it(shop: Shop, case: DiscrepancyCase) -> None:
    page = client_of(shop, "owner").get(f"/conflicts/?branch={case.branch_id}")
    assert len(page.context["rows"]) == 4


def test_who_may_not_settle_isnt_led_to_pages_of_settlers(
    shop: Shop, case: DiscrepancyCase
) -> None:
    rows = client_of(shop, "cashier").get("/conflicts/").context["rows"]
    assert {row.kind: bool(row.url) for row in rows} == {
        "Discrepancy": True,
        "Missing number": False,
        "Device log": True,
    }


def test_its_file_has_every_row(shop: Shop, case: DiscrepancyCase) -> None:
    text = client_of(shop, "owner").get("/conflicts/?export=csv").getvalue().decode()
    assert len(text.strip().splitlines()) == 5


def test_today_says_how_many_wait_and_how_long(shop: Shop, case: DiscrepancyCase) -> None:
    page = client_of(shop, "owner").get("/").text
    assert "Conflicts in all branches" in page
    assert "The oldest has waited 3 days" in page
    assert "in all branches" not in client_of(shop, "cashier").get("/").text


def test_today_counts_what_is_left_once_others_are_settled(
    shop: Shop, case: DiscrepancyCase
) -> None:
    DiscrepancyCase.objects.update(settled_at=clock.now())
    LogFinding.objects.update(settled_at=clock.now())
    page = client_of(shop, "owner").get("/").text
    assert "Conflict in all branches" in page
    assert "The oldest has waited 3 days" not in page


def test_today_doesnt_say_twice_what_one_line_says(shop: Shop, case: DiscrepancyCase) -> None:
    LogFinding.objects.update(settled_at=clock.now())
    HeldTillDocument.objects.update(decided_at=clock.now())
    page = client_of(shop, "owner").get("/").text
    assert "in all branches" not in page
    assert "Stock discrepancy after a sale" in page


def test_today_stands_where_they_are_settled_while_it_is_drawn(
    shop: Shop, case: DiscrepancyCase, monkeypatch: pytest.MonkeyPatch
) -> None:
    held_opening(shop)
    monkeypatch.setattr(KindOfRows, "stretch", lambda *_asked: [])
    page = client_of(shop, "owner").get("/").text
    assert "in all branches" not in page
    assert "Stock discrepancy after a sale" in page


def client_with(shop: Shop, *rights: Permission) -> Client:
    """Somebody whose role holds exactly these rights."""
    codes = {one.code for one in rights}
    role_id = create_role(actor=shop.owner, name="Own", permissions=codes)
    return client_of(shop, Role.objects.get(id=role_id).code)


def test_who_may_only_settle_tills_sees_and_opens_the_till_documents(
    shop: Shop, case: DiscrepancyCase
) -> None:
    client = client_with(shop, SETTLE_TILL)

    page = client.get("/conflicts/")

    [row] = page.context["rows"]
    assert row.kind == "Till document on hold"
    assert row.branch
    assert row.terminal
    assert "sales.case" not in page.text
    opened = client.get(row.url)
    assert opened.status_code == 200
    assert 'href="/conflicts/"' in opened.text
    sent = {"decision": "dismiss", "note": "counted by hand"}
    assert client.post(row.url, sent).headers["Location"] == "/conflicts/"
    assert client.get("/conflicts/?kind=sales.case").status_code == 200
    assert client.get("/cases/").status_code == 403


def test_who_sees_no_kind_is_refused(shop: Shop, case: DiscrepancyCase) -> None:
    assert client_with(shop, VIEW_CATALOG).get("/conflicts/").status_code == 403
