"""Booked within the places, within the year, and only what is offered."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.patients import register
from tests.support.services import book, of_appointment, offer, service_product
from tests.support.shop import Shop
from theriac.core import clock
from theriac.core.verification.registry import run_checks
from theriac.domains.services.commands.attend import cancel_appointment
from theriac.domains.services.commands.offer import change_offer
from theriac.domains.services.models import Appointment
from theriac.domains.services.problems import (
    NoPlaceFree,
    ServiceRefused,
    ServiceUnknown,
)
from theriac.domains.services.rules.facts import ServiceOffer

pytestmark = [pytest.mark.django_db, pytest.mark.rows("EXT-01")]


def test_no_more_than_the_places_at_a_time(shop: Shop) -> None:
    siti, rina = register(shop), register(shop, "Rina Wati")
    service, at = offer(shop, capacity=2), clock.now() + timedelta(hours=3)
    first = book(shop, service, siti, at)
    book(shop, service, rina, at + timedelta(minutes=10))
    with pytest.raises(NoPlaceFree) as full:
        book(shop, service, rina, at + timedelta(minutes=5))
    assert str(full.value.detail) == (
        "Glucose and pressure is fully booked at this time. Choose another time."
    )
    book(shop, service, rina, at + timedelta(minutes=25))
    cancel_appointment(**of_appointment(shop, first), reason_code="patient")
    book(shop, service, rina, at + timedelta(minutes=5))
    assert [one.name for one in run_checks() if one.violations] == []
    stands = {"state": "booked", "why_cancelled": "", "ended_at": None, "ended_by": None}
    Appointment.objects.filter(id=first).update(**stands)
    assert [one.name for one in run_checks() if one.violations][-1] == "services.places"


def test_only_within_the_year_and_what_is_offered(shop: Shop) -> None:
    siti, service = register(shop), offer(shop)
    for wrong in (timedelta(hours=-1), timedelta(days=400)):
        with pytest.raises(ServiceRefused, match="until a year"):
            book(shop, service, siti, clock.now() + wrong)
    told = ServiceOffer(
        name="Glucose",
        kind="measurement",
        product_id=service_product(shop),
        quantities=["glucose"],
        is_offered=False,
    )
    at = {"actor": shop.owner, "branch_id": shop.branch_id, "service_id": service}
    assert change_offer(**at, version=1, offer=told) == 2
    with pytest.raises(ServiceRefused, match="Glucose isn’t offered any more"):
        book(shop, service, siti)
    with pytest.raises(ServiceUnknown):
        book(shop, siti, siti)
