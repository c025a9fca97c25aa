"""Refills in the reader's words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from theriac.core.actor import Actor
from theriac.core.problems import Text
from theriac.domains.organisation.ids import BranchId
from theriac.domains.patients.commands.search import Reach, reach_patients
from theriac.domains.patients.ids import PatientId
from theriac.domains.patients.permissions import VIEW_PATIENTS
from theriac.domains.refills.commands.tell import PURPOSE
from theriac.domains.refills.queries.plans import PlanTold
from theriac.domains.refills.rules.codes import ENDED_WHY, PAUSED_WHY
from theriac.surfaces.backoffice.shell.badges import States, badge

STATES = States(
    active=(_("Active"), "arrow-repeat", "go"),
    paused=(_("Paused"), "pause-circle", ""),
    ended=(_("Ended"), "dash-circle", ""),
)
REMINDERS = States(
    due=(_("To remind"), "telephone", "look"),
    told=(_("Reminded"), "chat-left-text", "note"),
    later=(_("Remind again later"), "clock", ""),
    unreachable=(_("Not reached"), "telephone-x", ""),
    declined=(_("Said no"), "x-circle", ""),
    ready=(_("Goods on hold"), "bookmark-check", "go"),
    short=(_("Not enough stock"), "box-seam", "stop"),
    waiting=(_("On the waitlist"), "hourglass-split", "note"),
    closed=(_("Finished"), "check2-all", ""),
)
WHY: Mapping[str, Text] = {**PAUSED_WHY, **ENDED_WHY}


def standing_badge(told: PlanTold) -> SafeString:
    """How a plan stands: what forbids a refill, else its reminder, else its state."""
    if told.plan.state != "active":
        return STATES.badge(told.plan.state)
    if told.block is not None and told.block.code == "needs_new":
        return badge(_("Needs a new prescription"), "file-earmark-x", "stop")
    if told.reminder is not None:
        return REMINDERS.badge(told.reminder.state)
    return STATES.badge("active")


def adherence_words(told: PlanTold) -> str:
    """83%, 150 of 180 days."""
    found = told.adherence
    if found is None:
        return ""
    words = _("%(percent)s%%, %(covered)s of %(days)s days")
    return str(words) % {
        "percent": found.percent,
        "covered": found.covered,
        "days": found.days,
    }


def reached(actor: Actor, branch_id: UUID, patient_ids: Sequence[UUID]) -> Mapping[UUID, Reach]:
    """Names and telephones by record, read on the record; nobody's for who may not see them."""
    if not patient_ids or not actor.may(VIEW_PATIENTS, branch_id):
        return {}
    return reach_patients(
        actor=actor,
        branch_id=BranchId(branch_id),
        patient_ids=[PatientId(one) for one in sorted(set(patient_ids))],
        purpose=PURPOSE,
    )


def name_in(found: Mapping[UUID, Reach], patient_id: UUID) -> str:
    """The patient's name, where it may be read."""
    one: Any = found.get(patient_id)
    return one.names if one else str(_("A patient"))
