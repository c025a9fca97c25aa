"""Loyalty members in the reader's words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.domains.loyalty.rules import spaced
from theriac.surfaces.backoffice.patients.words import names_of_patients
from theriac.surfaces.backoffice.shell.badges import States

STATES = States(
    active=(gettext_lazy("Active"), "check2", "go"),
    blocked=(gettext_lazy("Blocked"), "slash-circle", "stop"),
    closed=(gettext_lazy("Closed"), "archive", ""),
)


def names_beside(actor: Actor, branch_id: UUID, members: Sequence[Any]) -> Mapping[UUID, str]:
    """Who the members are, by the member's id; patients for who may see their names."""
    found = {one.id: name_of_card(one) for one in members if one.patient_id is None}
    patients = {one.id: one.patient_id for one in members if one.patient_id is not None}
    return {**found, **names_of_patients(actor, branch_id, patients)}


def name_of_card(member: Any) -> str:
    """The name that was told with a card, else the card's number."""
    return str(
        member.holder.get("name") or _("Card %(number)s") % {"number": spaced(member.number)}
    )
