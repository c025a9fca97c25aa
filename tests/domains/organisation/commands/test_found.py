"""Founding a pharmacy and opening branches."""

from __future__ import annotations

import pytest

from tests.support.shop import open_shop
from theriac.core.actor import SYSTEM, Actor, ActorKind
from theriac.core.ids import new_id
from theriac.core.problems import NotPermitted
from theriac.domains.organisation.commands.found import found_pharmacy, open_branch
from theriac.domains.organisation.models import Branch, Pharmacy, PharmacySettings
from theriac.domains.organisation.problems import CodeTaken

pytestmark = pytest.mark.django_db


def test_a_pharmacy_starts_with_settings_of_its_own() -> None:
    shop = open_shop()

    assert Pharmacy.objects.get().country == "id"
    assert PharmacySettings.objects.get().pharmacy_id == shop.pharmacy_id


@pytest.mark.parametrize(("country", "language"), [("id", "id"), ("in", "en"), ("generic", "en")])
def test_receipts_begin_in_what_the_country_reads_first(country: str, language: str) -> None:
    found_pharmacy(actor=SYSTEM, name="New", country=country, currency="IDR")
    assert PharmacySettings.objects.get().receipt_language == language


def test_a_branch_code_is_used_once() -> None:
    shop = open_shop()

    with pytest.raises(CodeTaken) as refused:
        open_branch(
            actor=shop.owner,
            pharmacy_id=shop.pharmacy_id,
            code="MLT",
            name="Other",
            time_zone="Asia/Jakarta",
        )

    assert refused.value.field == "code"
    assert Branch.objects.count() == 1


def test_only_who_may_founds() -> None:
    nobody = Actor(kind=ActorKind.PERSON, id=new_id(), name="N")

    with pytest.raises(NotPermitted):
        found_pharmacy(actor=nobody, name="X", country="id", currency="IDR")
