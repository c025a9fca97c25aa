"""The guided tour: role by role, left and gone on with, through what the person may open."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.support.backoffice import ROLES, client_of
from tests.support.shop import Shop
from theriac.surfaces.backoffice.today.tour import STEPS, TOURS

pytestmark = pytest.mark.rows("UX-12")


@pytest.mark.parametrize("role", ROLES)
def test_each_role_is_led_to_screens_that_open(shop: Shop, role: str) -> None:
    client = client_of(shop, role)
    page = client.get("/tour/")
    stops = page.context["tour"].stops
    assert [one.key for one in stops] == list(TOURS[role]), "a step that the role can't open"
    assert len(stops) >= 3
    for one in stops:
        assert client.get(f"/tour/{one.key}/", follow=True).status_code == 200, one.key
    done = client.get("/tour/")
    assert done.context["tour"].next is None
    assert f"{len(stops)} of {len(stops)} steps done" in done.text
    assert 'id="tour"' not in client.get("/").text


def test_it_is_left_gone_on_with_and_begun_again(owner: Client) -> None:
    offered = owner.get("/")
    assert "Guided tour: 0 of 8 steps done" in offered.text
    first = offered.context["tour"].next.key
    owner.get(f"/tour/{first}/")
    assert "Guided tour: 1 of 8 steps done" in owner.get("/").text

    assert owner.post("/tour/leave/")["Location"] == "/"
    assert 'id="tour"' not in owner.get("/").text
    assert "1 of 8 steps done" in owner.get("/tour/").text
    owner.get(f"/tour/{owner.get('/tour/').context['tour'].next.key}/")
    assert "Guided tour: 2 of 8 steps done" in owner.get("/").text

    owner.post("/tour/again/")
    assert "Guided tour: 0 of 8 steps done" in owner.get("/").text


def test_a_step_of_another_role_or_of_none_is_refused_in_words(shop: Shop) -> None:
    cashier = client_of(shop, "cashier")
    for step in ("settings", "nothing-of-the-kind"):
        refused = cashier.get(f"/tour/{step}/")
        assert refused.status_code == 404
        assert "This step isn’t part of your tour. Choose one from the list." in refused.text
    cashier.cookies["theriac_tour"] = "x" * 5_000
    assert cashier.get("/tour/").context["tour"].done == 0


def test_every_step_belongs_to_somebodys_tour() -> None:
    assert {key for keys in TOURS.values() for key in keys} == set(STEPS)
