"""Credit accounts in the reader's words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from theriac.core.actor import Actor
from theriac.core.formatting import format_money
from theriac.core.money import Money
from theriac.domains.organisation.ids import BranchId
from theriac.domains.patients.commands.search import name_patients
from theriac.domains.patients.ids import PatientId
from theriac.domains.patients.permissions import VIEW_PATIENTS
from theriac.surfaces.backoffice.shell import frame
from theriac.surfaces.backoffice.shell.badges import States

STATES = States(
    active=(_("Active"), "check2", "go"),
    blocked=(_("Blocked"), "slash-circle", "stop"),
    closed=(_("Closed"), "archive", ""),
)


def names_beside(actor: Actor, branch_id: UUID, accounts: Sequence[Any]) -> Mapping[UUID, str]:
    """Whose accounts they are, by the account's id; patients for who may see their names."""
    found = {one.id: one.holder.get("name", "") for one in accounts if one.patient_id is None}
    patients = {one.id: one.patient_id for one in accounts if one.patient_id is not None}
    names: Mapping[UUID, str] = {}
    if patients and actor.may(VIEW_PATIENTS, branch_id):
        names = name_patients(
            actor=actor,
            branch_id=BranchId(branch_id),
            patient_ids=[PatientId(one) for one in sorted(set(patients.values()))],
        )
    for account_id, patient_id in patients.items():
        found[account_id] = names.get(patient_id) or str(_("A patient"))
    return found


def money_words(amount: int) -> str:
    """Minor units of the pharmacy's currency, as paper says them."""
    pharmacy = frame.pharmacy()
    return format_money(Money(amount, pharmacy.currency), pharmacy.country)
