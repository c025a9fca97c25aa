"""Many patients opened by one person within an hour raise one alarm, and nobody is refused."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.support.patients import register
from tests.support.shop import Shop, add_staff
from theriac.core import clock
from theriac.domains.accounts.models import SecurityEvent
from theriac.domains.accounts.queries.security import count_alarms
from theriac.domains.patients.commands.open import open_patient

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.mark.rows("AUD-03")
def test_the_patient_too_many_raises_the_alarm_once_an_hour(shop: Shop, settings: Any) -> None:
    settings.MASS_READS = 3
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
    settings.MASS_READS = 0
    assert opened(300, 0, 1, 2) == 2
