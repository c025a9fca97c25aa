"""Adding and changing prescribers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection

from tests.support.prescribers import a_prescriber
from tests.support.shop import Shop, add_staff
from theriac.core.audit.models import AuditRecord
from theriac.core.problems import NotPermitted, Stale
from theriac.domains.prescribers.commands.prescriber import add_prescriber, change_prescriber
from theriac.domains.prescribers.ids import PrescriberId
from theriac.domains.prescribers.models import Prescriber
from theriac.domains.prescribers.problems import (
    PrescriberLooksKnown,
    PrescriberNumberTaken,
    PrescriberRefused,
    PrescriberUnknown,
)
from theriac.domains.prescribers.queries.prescribers import (
    find_prescriber,
    licences_of,
    practices_of,
)
from theriac.domains.prescribers.rules.facts import (
    PracticeWritten,
    PrescriberLicenceWritten,
    PrescriberWritten,
)

pytestmark = pytest.mark.django_db
SIP = PrescriberLicenceWritten(
    kind="sip",
    number="503/0123/SIP/2026",
    issuer="Dinkes Kota Bogor",
    place="Klinik Sehat",
    issued_on=date(2026, 1, 2),
    valid_until=date(2031, 1, 2),
)
CLINIC = PracticeWritten(name="Klinik Sehat", address="Jl. Sudirman 4", phone="0251 833 4455")


def found(shop: Shop, prescriber_id: PrescriberId) -> Prescriber:
    row = find_prescriber(actor=shop.owner, prescriber_id=prescriber_id)
    assert row is not None
    return row


@pytest.mark.rows("CUS-03")
def test_a_prescriber_is_kept_whole(shop: Shop) -> None:
    facts = PrescriberWritten(
        name="  Budi   Santoso ",
        prefix="dr.",
        suffix="Sp.PD",
        profession="physician",
        specialisation="Internal medicine",
        email="budi@example.org",
        practices=[CLINIC],
        licences=[SIP],
    )

    row = found(shop, add_prescriber(actor=shop.owner, facts=facts))

    assert (row.name, row.full_name) == ("Budi Santoso", "dr. Budi Santoso, Sp.PD")
    assert (row.profession, row.specialisation) == ("physician", "Internal medicine")
    assert row.contact == {"phone": "", "email": "budi@example.org", "note": ""}
    assert (licences_of(row), practices_of(row)) == ([SIP], [CLINIC])


def test_the_database_shows_nobody_s_own_telephone(shop: Shop) -> None:
    a_prescriber(shop, phone="0812 555 66", email="ani@example.org", note="Sundays only")

    with connection.cursor() as cursor:
        cursor.execute("SELECT contact FROM prescribers_prescriber")
        (text,) = cursor.fetchone()
    assert not [part for part in ("0812", "ani@", "Sundays") if part in text]
    facts = AuditRecord.objects.filter(object_kind="prescribers.prescriber").values_list("facts")
    assert "Ani" not in str(list(facts))


def test_a_number_names_one_prescriber_however_it_is_written(shop: Shop) -> None:
    first = a_prescriber(shop, practices=[CLINIC], licences=[SIP])
    same = PrescriberLicenceWritten(kind="sip", number=" 503/0123/sip/ 2026")

    with pytest.raises(PrescriberNumberTaken) as refused:
        a_prescriber(shop, "Somebody Else", licences=[same])
    assert refused.value.field == "licences.0.number"
    assert refused.value.facts["prescriber_id"] == str(first)
    other = PrescriberLicenceWritten(kind="str", number="503/0123/SIP/2026")
    a_prescriber(shop, "Somebody Else", licences=[other])


@pytest.mark.rows("RX-04")
def test_somebody_alike_is_told_first(shop: Shop) -> None:
    first = a_prescriber(shop, "Achmad Soekarno")
    facts = PrescriberWritten(name="Sukarno, Ahmad", prefix="dr.")

    with pytest.raises(PrescriberLooksKnown) as refused:
        add_prescriber(actor=shop.owner, facts=facts)
    assert refused.value.facts["prescribers"] == [str(first)]
    add_prescriber(actor=shop.owner, facts=replace(facts, is_another=True))


def test_a_change_replaces_all_and_says_what(shop: Shop) -> None:
    prescriber_id = a_prescriber(shop, practices=[CLINIC], licences=[SIP])
    facts = PrescriberWritten(name="Ani Wijaya", prefix="dr.", suffix="Sp.A", licences=[])

    version = change_prescriber(
        actor=shop.owner, prescriber_id=prescriber_id, version=1, facts=facts
    )

    row = found(shop, prescriber_id)
    assert (version, row.version, licences_of(row), practices_of(row)) == (2, 2, [], [])
    record = AuditRecord.objects.filter(object_id=prescriber_id).latest("recorded_at", "id")
    assert record.facts == {"names": ["contact", "licences", "practices", "specialisation"]}
    again = change_prescriber(actor=shop.owner, prescriber_id=prescriber_id, version=2, facts=facts)
    assert again == 2
    a_prescriber(shop, "Somebody Else", practices=[CLINIC], licences=[SIP])


def test_faults_stand_at_their_fields(shop: Shop) -> None:
    backwards = PrescriberLicenceWritten(
        kind="str", number="123456", issued_on=date(2026, 2, 1), valid_until=date(2026, 1, 1)
    )
    facts = PrescriberWritten(
        name="X",
        profession="baker",
        email="nobody",
        practices=[PracticeWritten(name=" ")],
        licences=[
            PrescriberLicenceWritten(kind="sip", number="?"),
            PrescriberLicenceWritten(kind="pbf", number="123456"),
            PrescriberLicenceWritten(kind="sip", number="503/1/2026", place="Elsewhere"),
            backwards,
        ],
    )

    with pytest.raises(PrescriberRefused) as refused:
        add_prescriber(actor=shop.owner, facts=facts)
    assert set(refused.value.errors) == {
        "profession",
        "email",
        "practices.0.name",
        "licences.0.number",
        "licences.1.kind",
        "licences.2.place",
        "licences.3.valid_until",
    }
    assert not Prescriber.objects.exists()


def test_it_takes_the_right_and_the_version_that_was_seen(shop: Shop) -> None:
    prescriber_id = a_prescriber(shop)
    facts = PrescriberWritten(name="X")
    with pytest.raises(NotPermitted):
        add_prescriber(actor=add_staff("cashier", shop.branch_id), facts=facts)
    with pytest.raises(Stale):
        change_prescriber(actor=shop.owner, prescriber_id=prescriber_id, version=9, facts=facts)
    with pytest.raises(PrescriberUnknown):
        change_prescriber(
            actor=shop.owner, prescriber_id=PrescriberId(shop.branch_id), version=1, facts=facts
        )
