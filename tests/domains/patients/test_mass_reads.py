"""Many patients read by one person within an hour raise one alarm, and nobody is refused."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.support.patients import register
from tests.support.shop import Shop, add_staff
from theriac.core import clock
from theriac.domains.accounts.models import SecurityEvent
from theriac.domains.accounts.queries.security import count_alarms
from theriac.domains.organisation.commands.settings import change_settings
from theriac.domains.organisation.queries.branches import get_settings
from theriac.domains.patients.commands.export import export_patient
from theriac.domains.patients.commands.open import name_patient, open_patient
from theriac.domains.patients.commands.search import reach_patients, search_patients

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def alarm_at(shop: Shop, patients: int) -> None:
    now = get_settings()
    assert now is not None
    change_settings(
        actor=shop.owner,
        pharmacy_id=now.pharmacy_id,
        version=now.version,
        changes={"mass_reads": patients},
    )


@pytest.mark.rows("AUD-03")
def test_the_patient_too_many_raises_the_alarm_once_an_hour(shop: Shop) -> None:
    alarm_at(shop, 3)
    reader = add_staff("pharmacist", shop.branch_id)
    patients = [register(shop, f"Siti {word}") for word in ("Aisyah", "Budiman", "Cahya")]

    def opened(minutes: int, *numbers: int) -> int:
        with clock.at(NOON + timedelta(minutes=minutes)):
            for number in numbers:
                named = {"branch_id": shop.branch_id, "patient_id": patients[number]}
                assert open_patient(actor=reader, **named).names
        return SecurityEvent.objects.filter(kind="mass_read").count()

    assert opened(0, 0, 1, 0, 1) == 0
    assert opened(59, 2) == 1
    assert opened(60, 0, 1, 2) == 1
    assert opened(121, 0, 1) == 1
    assert opened(122, 2) == 2
    event = SecurityEvent.objects.filter(kind="mass_read").latest("recorded_at")
    assert (event.user_id, event.facts) == (reader.id, {"patients": 3})
    assert count_alarms(actor=shop.owner) == 2
    alarm_at(shop, 0)
    assert opened(300, 0, 1, 2) == 2


def test_searches_exports_and_names_beside_sales_count_as_openings_do(shop: Shop) -> None:
    alarm_at(shop, 4)
    words = ("Aisyah", "Budiman", "Cahya", "Dahlia")
    first, second, _third, fourth = (register(shop, f"Siti {word}") for word in words)
    events = SecurityEvent.objects.filter(kind="mass_read")
    named = {"actor": shop.owner, "branch_id": shop.branch_id}
    with clock.at(NOON + timedelta(days=1)):
        open_patient(**named, patient_id=first)
        export_patient(**named, patient_id=second)
        search_patients(**named, text="Siti Cahya")
        search_patients(**named, text="Siti Cahya")
        search_patients(**named, text="Nobody Known")
        assert events.count() == 0

        name_patient(**named, patient_id=fourth)

    assert events.get().facts == {"patients": 4}
    assert events.get().user_id == shop.owner.id


def test_one_search_that_shows_too_many_is_enough(shop: Shop) -> None:
    alarm_at(shop, 2)
    for word in ("Aisyah", "Budiman"):
        register(shop, f"Siti {word}")
    with clock.at(NOON + timedelta(days=1)):
        search_patients(actor=shop.owner, branch_id=shop.branch_id, text="Siti")
    assert SecurityEvent.objects.get(kind="mass_read").facts == {"patients": 2}


def test_a_list_that_names_patients_on_its_way_counts_too(shop: Shop) -> None:
    alarm_at(shop, 2)
    patients = [register(shop, f"Siti {word}") for word in ("Aisyah", "Budiman")]
    named = {"actor": shop.owner, "branch_id": shop.branch_id, "purpose": "refills"}
    with clock.at(NOON + timedelta(days=1)):
        for patient in patients:
            reach_patients(**named, patient_ids=[patient])
    assert SecurityEvent.objects.get(kind="mass_read").facts == {"patients": 2}
