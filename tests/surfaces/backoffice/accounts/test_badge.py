"""Badges for counters: one, and a sheet of several, each shown as it is printed and only once."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.support.backoffice import client_of
from tests.support.pages import tight
from tests.support.shop import Shop, add_staff
from theriac.core.actor import Actor
from theriac.domains.accounts.models import CounterBadge
from theriac.domains.accounts.queries.badges import badge_of

pytestmark = pytest.mark.django_db
SHEET = "/people/badges/"


@pytest.fixture
def staff(shop: Shop) -> list[Actor]:
    return [add_staff("cashier", shop.branch_id, name) for name in ("ratna", "siti")]


@pytest.mark.rows("SEC-10")
def test_a_sheet_shows_a_code_for_each_chosen_person_and_no_second_time(
    shop: Shop, staff: list[Actor]
) -> None:
    owner = client_of(shop, "owner")
    assert SHEET in owner.get("/people/").text
    assert all(name in owner.get(SHEET).text for name in ("Ratna", "Siti"))
    sent = {"people": [str(one.id) for one in staff], "asks_pin": "on"}

    page = owner.post(SHEET, sent).text

    assert "data-t-print" in page
    cards = re.findall(r'class="t-badge-card".*?<path fill="#000" d="([^"]+)".*?</li>', tight(page))
    assert len(set(cards)) == 2
    held = {one.user_id: one.asks_pin for one in CounterBadge.objects.filter(ended_at=None)}
    assert held == {one.id: True for one in staff}
    assert 'class="t-badge-card"' not in owner.get(SHEET).text
    assert "Ratna (has a badge)" in owner.get(SHEET).text


def test_nobody_chosen_or_somebody_else_is_refused_and_none_is_made(
    shop: Shop, staff: list[Actor]
) -> None:
    owner = client_of(shop, "owner")
    for people in ([], [str(shop.branch_id)], [str(staff[0].id), "x"]):
        answer = owner.post(SHEET, {"people": people})
        assert answer.status_code == 422
        assert re.search(r"list|empty", answer.text)
    assert not CounterBadge.objects.exists()


def test_who_may_more_isnt_on_an_administrators_sheet(shop: Shop, staff: list[Actor]) -> None:
    administrator = client_of(shop, "administrator")
    page = administrator.get(SHEET).text
    assert str(staff[0].id) in page
    assert str(shop.owner.id) not in page
    answer = administrator.post(SHEET, {"people": [str(shop.owner.id)]})
    assert answer.status_code == 422
    assert badge_of(shop.owner.id) is None


def test_one_badge_is_printed_from_the_persons_page(shop: Shop, staff: list[Actor]) -> None:
    owner: Client = client_of(shop, "owner")
    page = owner.post(f"/people/{staff[0].id}/badge/", {}).text
    assert "data-t-print" in page
    assert badge_of(staff[0].id) is not None
