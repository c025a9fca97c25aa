"""Who is on duty at a shop, for tests."""

from __future__ import annotations

from datetime import time, timedelta
from uuid import UUID

from tests.support.shop import Shop, add_staff
from theriac.core import clock
from theriac.core.actor import SYSTEM, Actor
from theriac.core.ids import new_id
from theriac.domains.accounts.commands.licences import LicenceFacts, keep_licence
from theriac.domains.duty.commands.roster import ShiftPlan, plan_shift
from theriac.domains.duty.models import DutyTurnEnd
from theriac.domains.duty.standing import turns_at

KINDS = {"id": "sipa", "in": "spc"}


def nobody_on_duty(shop: Shop) -> None:
    """Whoever the shop began with leaves, a second ago."""
    now = clock.now()
    for turn in turns_at(now).filter(branch_id=shop.branch_id):
        DutyTurnEnd.objects.create(
            id=new_id(), turn=turn, ended_at=now - timedelta(seconds=1), ended_by=turn.person_id
        )


def pharmacist(shop: Shop, name: str = "ratna", days: int | None = 400) -> Actor:
    """A pharmacist of the branch whose licence for it ends in ``days``; None: without one."""
    person = add_staff("pharmacist", shop.branch_id, name)
    if days is not None and shop.country in KINDS:
        give_licence(shop, person.id, days)
    return person


def give_licence(shop: Shop, person_id: UUID, days: int, branch_id: UUID | None = None) -> UUID:
    """The licence that the country asks for duty, for this branch unless told otherwise."""
    return keep_licence(
        actor=SYSTEM,
        user_id=person_id,
        country=shop.country,
        licence=LicenceFacts(
            KINDS[shop.country],
            f"503/{name_of(person_id)}/2026",
            valid_until=shop.today + timedelta(days=days),
            branch_id=branch_id or shop.branch_id,
        ),
    )


def name_of(person_id: UUID) -> str:
    return person_id.hex[-6:]


def plan_a_shift(shop: Shop, person: Actor, days: int = 1) -> UUID:
    """From eight to three, in so many days."""
    plan = ShiftPlan(
        person_id=person.id,
        on=shop.today + timedelta(days=days),
        begins=time(8),
        ends=time(15),
    )
    return plan_shift(actor=shop.owner, branch_id=shop.branch_id, plan=plan)
