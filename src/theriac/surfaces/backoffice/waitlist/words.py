"""The waitlist in the reader's words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from theriac.core.actor import Actor
from theriac.core.problems import Text
from theriac.surfaces.backoffice.patients.words import names_of_patients
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
    return {**found, **names_of_patients(actor, branch_id, patients)}
