"""Valid requests about duty."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from tests.support.duty import pharmacist, plan_a_shift
from tests.support.shop import Shop
from tests.surfaces.api.pieces import Asked
from theriac.core.actor import Actor
from theriac.domains.accounts.commands.pins import set_pin
from theriac.domains.accounts.models import User
from theriac.domains.accounts.queries.actors import actor_of_person
from theriac.domains.duty.commands.sign_on import sign_on
from theriac.domains.duty.models import DutyShift, DutyTurn
from theriac.domains.duty.rules import monday_of

PIN = "741963"


def on_duty(shop: Shop, name: str) -> Actor:
    """A pharmacist with a licence and a PIN, made at first need."""
    known = User.objects.named(name)
    if known is None:
        person = pharmacist(shop, name)
        set_pin(actor=person, pin=PIN)
        return person
    found = actor_of_person(known.id, branch_id=shop.branch_id)
    assert found is not None
    return found


def the_shift(shop: Shop) -> UUID:
    """A planned shift, made at first need."""
    found = DutyShift.objects.values_list("id", flat=True).first()
    return found or plan_a_shift(shop, on_duty(shop, "wening"))


def the_turn(shop: Shop) -> UUID:
    """Somebody's turn, made at first need."""
    person = on_duty(shop, "wening")
    found = DutyTurn.objects.filter(person_id=person.id).values_list("id", flat=True).first()
    return found or sign_on(actor=person, branch_id=shop.branch_id)


def duty_asked(shop: Shop) -> dict[str, Asked]:
    at = f"/duty/shifts/{the_shift(shop)}"
    ahead = shop.today + timedelta(days=9)
    shift: dict[str, Any] = {
        "person_id": str(on_duty(shop, "laras").id),
        "on": ahead.isoformat(),
        "begins": "08:00",
        "ends": "15:00",
    }
    week = monday_of(DutyShift.objects.get().begins_at.date()) + timedelta(days=7)
    comes = {"person_id": shift["person_id"], "pin": PIN}
    return {
        "getDuty": Asked("GET", "/duty", writes=False),
        "listDutyTurns": Asked("GET", "/duty/turns", writes=False),
        "listDutyShifts": Asked("GET", "/duty/shifts", writes=False),
        "getDutyShift": Asked("GET", at, writes=False),
        "setDutyRule": Asked("POST", "/duty/rule", {"asked": True}),
        "signOnToDuty": Asked("POST", "/duty/turns", comes),
        "endDutyTurn": Asked("POST", f"/duty/turns/{the_turn(shop)}/end", {"reason": "Went home"}),
        "planDutyShift": Asked("POST", "/duty/shifts", shift),
        "copyDutyWeek": Asked("POST", "/duty/copied-weeks", {"week": week.isoformat()}),
        "removeDutyShift": Asked("POST", f"{at}/remove", edits=f"{at}?branch_id={shop.branch_id}"),
    }
