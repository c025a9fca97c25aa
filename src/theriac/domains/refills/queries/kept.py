"""What is kept of a patient's refills and programmes, for the copy that they get."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from theriac.domains.refills.models import (
    ProgrammeMember,
    RefillFill,
    RefillPlan,
    RefillReminder,
)

_PLAN = (
    "branch_id product_id line_id quantity days state why last_filled_on next_due_on started_at "
    "ended_at"
).split()
_REMINDER = "due_on state prepared_at told_at channel again_on answered_at quantity".split()
_FILL = "filled_on quantity noted_at taken_back_at".split()


def refills_kept(patient_ids: Sequence[UUID]) -> list[dict[str, Any]]:
    """Plans of these records with what was given for them by hand, and reminders."""
    rows = RefillPlan.objects.filter(patient_id__in=list(patient_ids)).order_by("started_at", "id")
    plans = list(rows.values("id", *_PLAN))
    ids = [one["id"] for one in plans]
    reminders, fills = _by(RefillReminder, ids, _REMINDER), _by(RefillFill, ids, _FILL)
    for one in plans:
        key = one.pop("id")
        one["reminders"], one["fills"] = reminders[key], fills[key]
    return plans


def memberships_kept(patient_ids: Sequence[UUID]) -> list[dict[str, Any]]:
    """Programmes that these records are or were in."""
    rows = ProgrammeMember.objects.filter(patient_id__in=list(patient_ids))
    return [
        {
            "programme": one.programme.name or one.programme.kind,
            "branch_id": one.branch_id,
            "joined_on": one.joined_on,
            "left_at": one.left_at,
            "left_why": one.left_why,
        }
        for one in rows.select_related("programme").order_by("joined_on", "id")
    ]


def _by(model: Any, plan_ids: Sequence[UUID], names: Sequence[str]) -> Any:
    found: defaultdict[UUID, list[dict[str, Any]]] = defaultdict(list)
    for row in model.objects.filter(plan_id__in=plan_ids).order_by("id").values("plan_id", *names):
        found[row.pop("plan_id")].append(row)
    return found
