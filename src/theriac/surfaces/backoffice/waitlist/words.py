"""The waitlist in the reader's words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from theriac.core.actor import Actor
from theriac.core.problems import Text
from theriac.domains.organisation.ids import BranchId
from theriac.domains.patients.commands.search import name_patients
from theriac.domains.patients.ids import PatientId
from theriac.domains.patients.permissions import VIEW_PATIENTS
from theriac.surfaces.backoffice.shell.badges import States, badge

PRIORITIES: dict[str, Text] = {"urgent": _("Urgent"), "normal": _("Normal")}
STATES = States(
    waiting=(_("Waiting"), "hourglass-split", ""),
    offered=(_("Goods on hold"), "bookmark-check", "note"),
    served=(_("Sold to the customer"), "check2-all", "go"),
    expired=(_("Hold expired"), "clock-history", ""),
    passed=(_("Passed to the next"), "arrow-right", ""),
    left=(_("Removed"), "dash-circle", ""),
)


def state_badge(wait: Any) -> SafeString:
    """How it stands; who has goods and wasn't told yet is to be told."""
    if wait.state == "offered" and wait.told_at is None:
        return badge(_("To tell"), "telephone", "look")
    return STATES.badge(wait.state)


def names_beside(actor: Actor, branch_id: UUID, waits: Sequence[Any]) -> Mapping[UUID, str]:
    """Who waits by the wait's id: a patient's name, read on the record, for who may see it."""
    found = {one.id: str(_("Ticket %(number)s") % {"number": one.ticket}) for one in waits}
    patients = {one.id: one.patient_id for one in waits if one.patient_id is not None}
    names: Mapping[UUID, str] = {}
    if patients and actor.may(VIEW_PATIENTS, branch_id):
        names = name_patients(
            actor=actor,
            branch_id=BranchId(branch_id),
            patient_ids=[PatientId(one) for one in sorted(set(patients.values()))],
        )
    for wait_id, patient_id in patients.items():
        found[wait_id] = names.get(patient_id) or str(_("A patient"))
    return found
