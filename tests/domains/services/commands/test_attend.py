"""Arrived, cancelled, missed; each only from where it can be."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.patients import register
from tests.support.services import book, of_appointment, offer
from tests.support.shop import Shop
from theriac.core import clock
from theriac.domains.services.commands.attend import cancel_appointment, mark_arrived, mark_missed
from theriac.domains.services.models import Appointment
from theriac.domains.services.problems import (
    ServiceRefused,
    WrongAppointmentState,
)

pytestmark = [pytest.mark.django_db, pytest.mark.rows("EXT-01")]


def test_who_was_booked_arrives_or_not(shop: Shop) -> None:
    siti, service = register(shop), offer(shop)
    now = clock.now()
    made = book(shop, service, siti, now)
    with pytest.raises(WrongAppointmentState):
        mark_missed(**{**of_appointment(shop, made), **gone(shop, made)})
    later = book(shop, service, siti, now + timedelta(days=1))
    with pytest.raises(ServiceRefused, match="begun"):
        mark_missed(**of_appointment(shop, later))
    with pytest.raises(ServiceRefused, match="reason"):
        cancel_appointment(**of_appointment(shop, later), reason_code="weather")
    with clock.at(now + timedelta(days=1, hours=1)):
        mark_missed(**of_appointment(shop, later))
    assert Appointment.objects.get(id=later).state == "missed"
    walked_in = book(shop, offer(shop, "Temperature"), siti)
    assert Appointment.objects.get(id=walked_in).state == "arrived"


def gone(shop: Shop, appointment_id: object) -> dict[str, object]:
    """It arrived meanwhile."""
    mark_arrived(**of_appointment(shop, appointment_id))  # type: ignore[arg-type]
    return {}
