"""The demo's refills: one that runs out soon, late ones, one that was told, and two programmes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from theriac.core import clock
from theriac.core.actor import SYSTEM, Actor
from theriac.domains.organisation.ids import BranchId
from theriac.domains.patients.commands.consents import ConsentNew, record_consent
from theriac.domains.patients.ids import PatientId
from theriac.domains.refills.commands.programmes import join_programme, open_programme
from theriac.domains.refills.commands.start import PlanWish, start_plan
from theriac.domains.refills.commands.tell import tell_patient
from theriac.domains.refills.commands.work import prepare_reminders
from theriac.surfaces.operations.demo.alerts import Goods

FROM = 40
"""Where in the plan the medicines stand that people go on taking."""
FIRST = 9
"""The first patient with a plan; the others follow."""
DAYS_AGO = (26, 25, 42, 55, 29, 8)
"""When each had 30 days' supply last: three run out soon, two are late, one has enough."""
TOLD = 4
CALLED = 4
"""So many agreed to be called."""


def add_refills(
    staff: Actor,
    branch_id: BranchId,
    goods: Sequence[Goods],
    patients: Sequence[PatientId],
    end: datetime,
    today: date,
) -> int:
    """Plans with their reminders, of whom one was told, and two programmes; how many plans."""
    here: dict[str, Any] = {"actor": staff, "branch_id": branch_id}
    medicines = [stocked.product_id for plan, stocked in goods[FROM:] if plan.is_medicine]
    people = patients[FIRST : FIRST + len(DAYS_AGO)]
    plans = []
    with clock.at(end - timedelta(minutes=70)):
        for one in people[:CALLED]:
            word = ConsentNew(purpose="refill", channel="phone", is_given=True, how="spoken")
            record_consent(**here, patient_id=one, word=word)
        for patient, product, days in zip(people, medicines, DAYS_AGO, strict=False):
            wish = PlanWish(
                patient_id=patient,
                product_id=product,
                quantity=30,
                days=30,
                last_filled_on=today - timedelta(days=days),
            )
            plans.append(start_plan(**here, wish=wish))
        prepare_reminders(actor=SYSTEM, branch_id=branch_id)
    with clock.at(end - timedelta(minutes=30)):
        tell_patient(**here, plan_id=plans[TOLD], channel="person")
        for kind, members in (("hypertension", people[:3]), ("diabetes", people[3:5])):
            programme = open_programme(**here, kind=kind)
            for one in members:
                join_programme(**here, programme_id=programme, patient_id=one)
    return len(plans)
