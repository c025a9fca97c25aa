"""The favourites on their page: found, added, moved, removed; who may only look."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.test import Client

from tests.support.backoffice import client_of
from tests.support.shop import Shop, add_medicine
from theriac.domains.catalog.commands import favourites
from theriac.domains.catalog.models import Favourite
from theriac.surfaces.backoffice.sales import favourites as screens

PAGE = "/favourites/"


@pytest.fixture
def packs(shop: Shop) -> dict[str, UUID]:
    """Each product's strip of ten."""
    names = ("Paracetamol 500 mg tablet", "Paracetamol 250 mg suppository", "Zinc 20 mg tablet")
    return {name: add_medicine(shop, name).packs[10] for name in names}


def tiles(shop: Shop) -> list[UUID]:
    rows = Favourite.objects.filter(branch_id=shop.branch_id).order_by("position")
    return list(rows.values_list("pack_id", flat=True))


def test_packs_are_found_added_moved_and_removed(
    shop: Shop, owner: Client, packs: dict[str, UUID]
) -> None:
    tablet, suppository, zinc = packs.values()
    assert "No favourites yet" in owner.get(PAGE).text
    found = owner.get(PAGE, {"text": "paracetamol"}).context["found"]
    assert {tablet, suppository} <= {one["pack"].id for one in found}
    assert not any(one["is_chosen"] for one in found)
    for pack_id in packs.values():
        assert owner.post(f"{PAGE}{pack_id}/").url == PAGE
    owner.post(f"{PAGE}{zinc}/", {"position": "2"})
    assert tiles(shop) == [tablet, zinc, suppository]
    page = owner.get(PAGE, {"text": "zinc"})
    assert [one["pack"].id for one in page.context["tiles"]] == tiles(shop)
    assert page.text.count("Already a favourite") == 1
    owner.post(f"{PAGE}{tablet}/remove/")
    assert tiles(shop) == [zinc, suppository]


def test_a_place_that_isnt_there_is_refused_in_words(
    shop: Shop, owner: Client, packs: dict[str, UUID]
) -> None:
    first, *_others = packs.values()
    answer = owner.post(f"{PAGE}{first}/", {"position": "7"}, follow=True)
    assert "There is one position so far. Enter 1." in answer.text
    assert tiles(shop) == []


def test_when_all_places_are_taken_the_page_says_so(
    owner: Client, packs: dict[str, UUID], monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (favourites, screens):
        monkeypatch.setattr(module, "MOST", 1)
    tablet, *_others = packs.values()
    owner.post(f"{PAGE}{tablet}/")
    page = owner.get(PAGE, {"text": "zinc"})
    assert "The favourites are full. Remove one first." in page.text
    assert "Add to favourites" not in page.text
    refused = owner.post(f"{PAGE}{packs['Zinc 20 mg tablet']}/", follow=True)
    assert "This branch has the maximum of 1 favourites." in refused.text


def test_whoever_may_not_choose_sees_them_without_buttons(
    shop: Shop, owner: Client, packs: dict[str, UUID]
) -> None:
    tablet, *_others = packs.values()
    owner.post(f"{PAGE}{tablet}/")
    cashier = client_of(shop, "cashier")
    page = cashier.get(PAGE)
    assert "Paracetamol 500 mg tablet" in page.text
    assert f"{PAGE}{tablet}/" not in page.text
    assert cashier.post(f"{PAGE}{tablet}/remove/").status_code == 403
    assert tiles(shop) == [tablet]
