"""Pharmacists of the demo: their licences, the roster of two weeks, and who came and left."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from theriac.core import clock
from theriac.core.actor import SYSTEM, Actor
from theriac.countries.registry import profile_for
from theriac.domains.accounts.commands.licences import LicenceFacts, keep_licence
from theriac.domains.duty.commands.roster import ShiftPlan, plan_shift
from theriac.domains.duty.commands.sign_off import sign_off
from theriac.domains.duty.commands.sign_on import sign_on
from theriac.domains.duty.queries import on_duty_at
from theriac.domains.organisation.ids import BranchId
from theriac.surfaces.operations.demo.pharmacy import Founded
from theriac.surfaces.operations.demo.plan.pharmacy import DemoPharmacy

PAST, AHEAD = 8, 7
SHIFTS = ((time(7), time(15)), (time(15), time(22)))
LATE = timedelta(minutes=4)
WITHOUT = 4
"""The day ahead on which nobody is planned for the second shift, so that Today tells a gap."""


def add_duty(plan: DemoPharmacy, founded: Founded, zone: ZoneInfo, end: datetime) -> int:
    """The pharmacists of each branch by turns; how many turns there were."""
    return sum(
        _at_branch(
            plan.country.code,
            branch_id,
            [founded.people[one.key] for one in plan.people.at(code, "pharmacist")],
            zone,
            end,
        )
        for code, branch_id in founded.branches.items()
    )


def _at_branch(
    country: str, branch_id: BranchId, pharmacists: Sequence[Actor], zone: ZoneInfo, end: datetime
) -> int:
    """Two shifts a day of a branch for a week back and ahead; how many turns there were.

    Whoever's shift runs at ``end`` is on duty then; at night the first pharmacist is.
    """
    today = end.astimezone(zone).date()
    first = today - timedelta(days=PAST)
    with clock.at(_morning(first, zone)):
        for number, person in enumerate(pharmacists):
            _licence(country, branch_id, person, today + timedelta(days=420 + 90 * number), number)
    turns = 0
    for number in range(PAST + AHEAD):
        on = first + timedelta(days=number)
        turns += _day(branch_id, pharmacists, on, zone, end, number - PAST)
    with clock.at(end):
        if not on_duty_at(branch_id, end):
            sign_on(actor=pharmacists[0], branch_id=branch_id)
            turns += 1
    return turns


def _day(
    branch_id: BranchId,
    pharmacists: Sequence[Actor],
    on: date,
    zone: ZoneInfo,
    end: datetime,
    ahead: int,
) -> int:
    turns = 0
    with clock.at(min(_morning(on, zone), end)):
        for place, (begins, ends) in enumerate(SHIFTS):
            if (ahead, place) != (WITHOUT, 1):
                plan = ShiftPlan(
                    person_id=pharmacists[place % len(pharmacists)].id,
                    on=on,
                    begins=begins,
                    ends=ends,
                )
                plan_shift(actor=SYSTEM, branch_id=branch_id, plan=plan)
    for place, (begins, ends) in enumerate(SHIFTS):
        comes, leaves = (datetime.combine(on, at, zone) for at in (begins, ends))
        person = pharmacists[place % len(pharmacists)]
        if comes - LATE >= end:
            continue
        with clock.at(comes - LATE):
            sign_on(actor=person, branch_id=branch_id)
        turns += 1
        if leaves - LATE < end and place == 1:
            with clock.at(leaves - LATE):
                sign_off(actor=person, branch_id=branch_id)
    return turns


def _licence(country: str, branch_id: BranchId, person: Actor, until: date, number: int) -> None:
    kinds = profile_for(country).duty.licences
    if kinds:
        keep_licence(
            actor=SYSTEM,
            user_id=person.id,
            country=country,
            licence=LicenceFacts(
                kinds[0], f"503/{number + 114:04d}/2025", valid_until=until, branch_id=branch_id
            ),
        )


def _morning(on: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(on, time(6), zone)
