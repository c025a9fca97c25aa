"""Whose record stays, until when and why: by the country's dated rows, or an open matter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.problems import Text
from theriac.core.query import query
from theriac.countries.registry import profile_for
from theriac.countries.retention import RetentionRule, rule_for
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.branches import branch_time_zones, get_pharmacy
from theriac.domains.patients.ids import PatientId
from theriac.domains.patients.permissions import ERASE_PATIENTS
from theriac.domains.patients.ports import HeldRecords, held_records, open_matters
from theriac.domains.patients.queries.groups import get_patient, ids_of


@dataclass(frozen=True, slots=True)
class Hold:
    """Records that keep a patient: the newest one's day, and from when they keep nobody.

    Where it ``is_open``, a matter keeps the patient until somebody settles it; ``until`` is the
    next day, when it is asked again.
    """

    code: str
    title: Text
    last_on: date
    until: date
    source: Text
    is_confirmed: bool
    is_open: bool = False


def holds_of(patient_ids: Sequence[UUID]) -> list[Hold]:
    """What still holds any of these records, the longest last."""
    return holds_by({patient_ids[0]: patient_ids})[patient_ids[0]]


def holds_by(groups: Mapping[UUID, Sequence[UUID]]) -> dict[UUID, list[Hold]]:
    """The same for many people at once, each a group of records; a reading a kind.

    The rule that is in force today counts, whenever the record was made; the day is that of the
    first branch's zone, by which nightly work runs.
    """
    today = clock.today(branch_time_zones()[0])
    pharmacy = get_pharmacy()
    rows = profile_for(pharmacy.country if pharmacy else "generic").retention
    everybody = [one for ids in groups.values() for one in ids]
    found: dict[UUID, list[Hold]] = {head: [] for head in groups}
    for kind in held_records():
        rule = rule_for(rows, kind.rule, today)
        newest = kind.newest(everybody) if rule is not None and rule.least else {}
        for head, ids in groups.items():
            last = max((newest[one] for one in ids if one in newest), default=None)
            if rule is not None and last is not None:
                hold = _hold(kind, rule, last)
                found[head] += [hold] if hold.until > today else []
    for matter in open_matters():
        is_open = set(matter.still_open(everybody))
        for head, ids in groups.items():
            if not is_open.isdisjoint(ids):
                next_day = today + timedelta(days=1)
                found[head].append(
                    Hold(matter.code, matter.title, today, next_day, matter.how, True, True)
                )
    return {
        head: sorted(holds, key=lambda hold: (hold.until, hold.code))
        for head, holds in found.items()
    }


def _hold(kind: HeldRecords, rule: RetentionRule, last: date) -> Hold:
    until = last + timedelta(days=rule.least)
    return Hold(kind.code, kind.title, last, until, rule.source, rule.is_confirmed)


def held_until(holds: Sequence[Hold]) -> date | None:
    """The date from which none of these holds; None where there is none."""
    return max((hold.until for hold in holds), default=None)


@query(permission=ERASE_PATIENTS)
def list_holds(*, actor: Actor, branch_id: BranchId, patient_id: PatientId) -> Sequence[Hold]:
    """What would delay a patient's erasure. Raises PatientUnknown, PatientGone."""
    get_patient(patient_id, even_restricted=True)
    return holds_of(ids_of(patient_id))
