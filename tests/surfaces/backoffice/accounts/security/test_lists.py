"""What the owner sees of failed sign-ins, locks and changes of rights."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.support.backoffice import client_of
from tests.support.shop import PASSWORD, Shop, add_staff, api_key
from tests.support.shops import second_branch
from theriac.domains.accounts.commands.people import assign_roles, change_password
from theriac.domains.accounts.models import Role, SecurityEvent, User


def wrong(name: str, times: int) -> None:
    for _ in range(times):
        Client().post("/accounts/login/", {"login": name, "password": "wrong"})


@pytest.mark.rows("AUD-03")
def test_a_locked_account_is_an_alarm_until_it_was_looked_at(shop: Shop, owner: Client) -> None:
    dewi = add_staff("cashier", shop.branch_id, "dewi")
    assert "Security alarm" not in owner.get("/").text
    wrong("dewi", 10)

    assert "Security alarm" in owner.get("/").text
    page = owner.get("/security/?alarm=true").text
    assert "Account locked after ten wrong attempts" in page
    assert "Dewi" in page
    assert "1 alarm to review" in page
    assert "Locked until" in owner.get(f"/people/{dewi.id}/").text

    owner.post("/security/looked/")

    assert "Security alarm" not in owner.get("/").text
    assert "alarm to review" not in owner.get("/security/").text


@pytest.mark.rows("SEC-11")
def test_who_manages_staff_unlocks_an_account(shop: Shop, owner: Client) -> None:
    dewi = add_staff("cashier", shop.branch_id, "dewi")
    wrong("dewi", 10)

    assert "Dewi can try again." in owner.post(f"/people/{dewi.id}/unlock/", follow=True).text

    body = {"login": "dewi", "password": PASSWORD}
    assert Client().post("/accounts/login/", body).status_code == 302
    assert "Account unlocked" in owner.get("/security/").text


@pytest.mark.rows("AUD-03")
def test_changes_of_rights_stand_there_with_who_and_what(shop: Shop, owner: Client) -> None:
    dewi = add_staff("cashier", shop.branch_id, "dewi")
    assign_roles(actor=shop.owner, user_id=dewi.id, roles=[("manager", shop.branch_id)])
    change_password(actor=shop.owner, user_id=dewi.id, password="dari-pemilik-lagi-5")
    role = Role.objects.get(code="cashier")
    owner.post(
        f"/people/roles/{role.id}/edit/",
        {"name": "Cashier", "permissions": ["sales.sell", "jobs.view"], "version": "1"},
    )
    api_key(shop, "cashier", "Web shop")

    page = owner.get("/security/").text

    assert "added: Manager (Melati). removed: Cashier (Melati)" in page
    assert "Password set by another person" in page
    assert "Role permissions changed" in page
    assert "added: View background tasks." in page
    assert "API key created" in page
    assert "Owner" in page
    assert (
        "Roles assigned or removed"
        not in owner.get("/security/?kind=key_made").text.split("</form>")[-1]
    )
    assert owner.get("/security/?export=csv").status_code == 200


def test_one_persons_events_are_found_from_their_page(shop: Shop, owner: Client) -> None:
    dewi = add_staff("cashier", shop.branch_id, "dewi")
    wrong("dewi", 1)
    wrong("owner", 2)

    assert f"/security/?person={dewi.id}" in owner.get(f"/people/{dewi.id}/").text
    found = owner.get(f"/security/?person={dewi.id}").context["rows"]
    assert [row.user_id for row in found] == [dewi.id]
    assert len(owner.get("/security/?q=dewi").context["rows"]) == 1
    assert len(owner.get("/security/?q=127.0").context["rows"]) == 3


def test_who_sees_one_branch_sees_the_events_of_its_people(shop: Shop) -> None:
    there = second_branch(shop)
    add_staff("cashier", shop.branch_id, "dewi")
    add_staff("cashier", there, "tono")
    for name in ("dewi", "tono", "stranger"):
        wrong(name, 1)
    auditor = client_of(shop, "auditor")

    found = auditor.get("/security/").context["rows"]

    assert [row.user_id for row in found] == [User.objects.get_by_natural_key("dewi").id]
    assert SecurityEvent.objects.count() == 3
