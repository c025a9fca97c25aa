"""What every page needs of the organisation, in one statement."""

from datetime import timedelta

import pytest

from tests.support.reading import reading
from tests.support.shop import open_shop
from theriac.core import clock
from theriac.core.actor import SYSTEM
from theriac.core.ids import new_id
from theriac.domains.organisation.commands.found import open_branch
from theriac.domains.organisation.models import Branch, Pharmacy, PharmacySettings
from theriac.domains.organisation.queries.branches import get_pharmacy, get_settings, list_branches
from theriac.domains.organisation.queries.frame import OpenBranch, Organisation, organisation

pytestmark = pytest.mark.django_db


def test_before_there_is_a_pharmacy_there_is_nothing() -> None:
    assert organisation() is None


def test_it_is_what_the_queries_say_one_by_one() -> None:
    shop = open_shop()
    PharmacySettings.objects.update(expiry_look_days=60, expiry_stop_days=20)
    for code, name in (("B2", "Mawar"), ("A9", "Anggrek"), ("ZZ", "closed")):
        open_branch(
            actor=SYSTEM,
            pharmacy_id=shop.pharmacy_id,
            code=code,
            name=name,
            time_zone="Asia/Makassar",
            tax_state="",
        )
    Branch.objects.filter(code="ZZ").update(is_active=False)
    Pharmacy.objects.create(
        id=new_id(), name="A later one", created_at=clock.now() + timedelta(days=1)
    )

    with reading() as read:
        found = organisation()

    pharmacy, settings = get_pharmacy(), get_settings()
    assert pharmacy is not None
    assert settings is not None
    assert found == Organisation(
        name=pharmacy.name,
        country="id",
        currency="IDR",
        expiry_look_days=60,
        expiry_stop_days=20,
        branches=tuple(
            OpenBranch(*row) for row in list_branches().values_list("id", "name", "time_zone")
        ),
    )
    assert [branch.name for branch in found.branches] == ["Anggrek", "Mawar", "Melati"]
    assert read.statements == 1


def test_a_pharmacy_without_a_branch_or_settings_stands_by_itself() -> None:
    Pharmacy.objects.create(
        id=new_id(), name="New", country="in", currency="INR", created_at=clock.now()
    )

    assert organisation() == Organisation("New", "in", "INR", None, None, ())
