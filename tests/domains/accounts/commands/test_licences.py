"""Licences by country: number encrypted, place and days held to their kind, renewed and ended."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection

from tests.support.shop import Shop, add_staff
from tests.support.shops import second_branch
from theriac.core.actor import Actor
from theriac.core.audit.models import AuditRecord
from theriac.core.problems import NotFound, NotPermitted, Unprocessable
from theriac.countries.registry import profile_for
from theriac.domains.accounts.commands.licences import LicenceFacts, end_licence, keep_licence
from theriac.domains.accounts.commands.people import set_person_active
from theriac.domains.accounts.models import StaffLicence
from theriac.domains.accounts.queries.profiles import (
    licences_due,
    live_licences,
    own_licences_due,
)
from theriac.domains.accounts.rules import Due

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 15)
NUMBER = "503/1234/SIPA/2026"


@pytest.fixture
def ratna(shop: Shop) -> Actor:
    return add_staff("pharmacist", shop.branch_id, "ratna")


def sipa(shop: Shop, days: int = 400) -> LicenceFacts:
    until = TODAY + timedelta(days=days)
    return LicenceFacts(
        "sipa", NUMBER, "Dinas Kesehatan", TODAY - timedelta(days=900), until, shop.branch_id
    )


@pytest.mark.rows("SEC-02")
def test_a_licence_is_kept_with_place_days_and_an_encrypted_number(
    shop: Shop, ratna: Actor
) -> None:
    kept = keep_licence(
        actor=shop.owner, user_id=ratna.id, country="id", licence=sipa(shop, days=30)
    )

    [row] = live_licences(ratna.id)
    assert (row.id, row.kind, row.branch_id) == (kept, "sipa", shop.branch_id)
    assert row.content == {"number": NUMBER, "issued_by": "Dinas Kesehatan"}
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM accounts_staff_licence")
        assert "SIPA" not in str(cursor.fetchall())
    [due] = licences_due(actor=shop.owner, today=TODAY)
    assert (due.person, due.kind, due.due) == ("Ratna", "sipa", Due.MONTH)
    assert own_licences_due(ratna, TODAY) == [due]
    record = AuditRecord.objects.get(command="accounts.keep_licence")
    assert record.facts == {"person": str(ratna.id), "kind": "sipa", "valid_until": "2026-07-15"}


@pytest.mark.rows("SEC-02")
def test_a_renewed_licence_ends_the_old_one_and_its_warning(shop: Shop, ratna: Actor) -> None:
    named = {"actor": shop.owner, "user_id": ratna.id, "country": "id"}
    old = keep_licence(**named, licence=sipa(shop, days=-1))
    assert [one.due for one in licences_due(actor=shop.owner, today=TODAY)] == [Due.EXPIRED]

    new = keep_licence(**named, licence=sipa(shop), replaces=old)

    assert [row.id for row in live_licences(ratna.id)] == [new]
    assert licences_due(actor=shop.owner, today=TODAY) == []
    assert StaffLicence.objects.count() == 2
    with pytest.raises(NotFound):
        end_licence(actor=shop.owner, user_id=ratna.id, licence_id=old)
    end_licence(actor=shop.owner, user_id=ratna.id, licence_id=new)
    assert live_licences(ratna.id) == []


def test_who_left_and_who_is_managed_elsewhere_is_no_warning(shop: Shop, ratna: Actor) -> None:
    there = add_staff("administrator", second_branch(shop), "there")
    licence = sipa(shop, days=3)
    with pytest.raises(NotFound):
        keep_licence(actor=there, user_id=ratna.id, country="id", licence=licence)
    with pytest.raises(NotPermitted):
        keep_licence(actor=ratna, user_id=ratna.id, country="id", licence=licence)
    keep_licence(actor=shop.owner, user_id=ratna.id, country="id", licence=licence)

    assert licences_due(actor=there, today=TODAY) == []
    set_person_active(actor=shop.owner, user_id=ratna.id, active=False)
    assert licences_due(actor=shop.owner, today=TODAY) == []


@pytest.mark.parametrize(
    ("country", "licence", "fields"),
    [
        ("id", LicenceFacts("spc", "1"), ["kind"]),
        ("id", LicenceFacts("sipa", "1", valid_until=TODAY), ["branch"]),
        ("id", LicenceFacts("sipa", " "), ["branch", "number", "valid_until"]),
        ("in", LicenceFacts("spc", "TN-1"), ["valid_until"]),
        (
            "generic",
            LicenceFacts("licence", "1", "", TODAY, TODAY - timedelta(days=1)),
            ["valid_until"],
        ),
    ],
)
def test_each_kind_holds_to_what_it_asks_for(
    shop: Shop, ratna: Actor, country: str, licence: LicenceFacts, fields: list[str]
) -> None:
    with pytest.raises(Unprocessable) as refused:
        keep_licence(actor=shop.owner, user_id=ratna.id, country=country, licence=licence)

    assert sorted(refused.value.errors) == fields


@pytest.mark.rows("SEC-02")
def test_each_country_names_its_licences_with_their_source() -> None:
    codes = {
        code: [kind.code for kind in profile_for(code).staff_licences]
        for code in ("id", "in", "generic")
    }
    assert codes == {
        "id": ["sipa", "stra", "sipttk", "strttk", "licence"],
        "in": ["spc", "licence"],
        "generic": ["licence"],
    }
    assert all(kind.source for code in codes for kind in profile_for(code).staff_licences)
