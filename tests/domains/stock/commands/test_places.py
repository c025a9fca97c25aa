"""A branch's places."""

from __future__ import annotations

import pytest

from tests.support.shop import open_shop
from tests.support.shops import second_branch
from theriac.domains.stock.commands.places import open_places
from theriac.domains.stock.models import Place
from theriac.domains.stock.models.batch import OUTSIDE_ID

pytestmark = pytest.mark.django_db


def test_places_are_opened_once_and_the_outside_world_is_one() -> None:
    shop = open_shop()

    open_places(actor=shop.owner, branch_id=shop.branch_id)

    kinds = sorted(Place.objects.filter(branch_id=shop.branch_id).values_list("kind", flat=True))
    assert kinds == ["quarantine", "shelf", "transit"]
    assert Place.objects.get(kind="outside").id == OUTSIDE_ID


def test_a_branch_has_places_of_its_own_beside_anothers() -> None:
    there = second_branch(open_shop())

    kinds = sorted(Place.objects.filter(branch_id=there).values_list("kind", flat=True))
    assert kinds == ["quarantine", "shelf", "transit"]
