"""A prescription that is worked on: found and locked, and taken from state to state."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core import clock
from theriac.core.command import current_unit
from theriac.core.database.documents import at_version, keep
from theriac.core.ids import new_id
from theriac.domains.prescriptions.models import Prescription, PrescriptionStep
from theriac.domains.prescriptions.problems import PrescriptionJump, PrescriptionUnknown
from theriac.domains.prescriptions.rules.states import ENDED, may_go
from theriac.domains.prescriptions.words import STATE_WORDS
from theriac.domains.stock.reserved.hold import end_of_holders

RECORD = "prescriptions.prescription"
_TOLD = (
    "state",
    "paused_from",
    "round",
    "valid_until",
    "approved_by",
    "prepared_by",
    "verified_by",
    "needs_second",
)
"""What the trail names of a change, besides what is said of lines."""


def locked_prescription(
    branch_id: UUID, prescription_id: UUID, version: int | None
) -> Prescription:
    """The prescription of the branch, locked at its version. Raises PrescriptionUnknown, Stale."""
    rows = Prescription.objects.select_for_update()
    found: Prescription | None = rows.filter(id=prescription_id, branch_id=branch_id).first()
    if found is None:
        raise PrescriptionUnknown(_("This prescription doesn’t exist at this branch."))
    at_version(found, version, _("Another user changed this prescription. Reload the page."))
    return as_seen(found)


def as_seen(found: Prescription) -> Prescription:
    """The locked row, which knows from now on what it held when it was locked."""
    found.seen = _told(found)
    return found


def require_jump(found: Prescription, target: str) -> None:
    """Raise PrescriptionJump unless the prescription may go there."""
    if not may_go(found.state, target, found.paused_from):
        raise refused_jump(found)


def refused_jump(found: Prescription) -> PrescriptionJump:
    """That this can't be done in the state in which the prescription is."""
    words = _("The prescription is “%(state)s”. Reload the page to see what can be done.")
    return PrescriptionJump(words % {"state": STATE_WORDS[found.state]}, state=found.state)


def go(found: Prescription, target: str, *, reason_code: str = "", note: str = "") -> int:
    """Let a locked prescription go to a state, with its step and record; the version then.

    Raises PrescriptionJump. What the caller changed of the row is written too.
    """
    require_jump(found, target)
    before = found.state
    found.paused_from = before if target == Prescription.State.PAUSED else ""
    found.state, found.state_since = target, clock.now()
    version = keep(found)
    note_step(found, before, reason_code=reason_code, note=note)
    if target in ENDED:
        free_kept(found.lines.values_list("id", flat=True))
    return version


def free_kept(line_ids: Iterable[UUID]) -> None:
    """Let go what is kept in stock for lines of which nothing is given any more."""
    end_of_holders(line_ids, reason=_("The prescription doesn’t need it any more"))


def note_step(found: Prescription, before: str, *, reason_code: str = "", note: str = "") -> None:
    """Keep the step that a prescription just took, and record it."""
    unit = current_unit()
    PrescriptionStep.objects.create(
        id=new_id(),
        prescription=found,
        patient_id=found.patient_id,
        from_state=before,
        to_state=found.state,
        round=found.round,
        at=found.state_since,
        by=unit.actor.id,
        reason_code=reason_code,
        note=note.strip(),
    )
    record_change(found, {}, {}, reason_code)


def record_change(
    found: Prescription, before: Mapping[str, Any], after: Mapping[str, Any], reason: str = ""
) -> None:
    """Leave the record of what changed, without a word about the person.

    What changed of the row itself since it was locked is told besides ``before`` and ``after``.
    """
    now, seen = _told(found), found.seen or {}
    changed = [name for name in _TOLD if seen.get(name, "") != now[name]]
    facts = {
        "before": {**{name: seen.get(name, "") for name in changed}, **before},
        "after": {**{name: now[name] for name in changed}, **after},
    }
    found.seen = now
    current_unit().record(RECORD, found.id, reason=reason, facts=facts, branch_id=found.branch_id)


def _told(found: Prescription) -> dict[str, Any]:
    return {name: getattr(found, name) for name in _TOLD}
