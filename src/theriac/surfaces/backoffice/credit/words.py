"""Credit accounts in the reader's words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from theriac.core.actor import Actor
from theriac.core.formatting import format_money
from theriac.core.money import Money
from theriac.surfaces.backoffice.patients.words import names_of_patients
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
    return {**found, **names_of_patients(actor, branch_id, patients)}


def money_words(amount: int) -> str:
    """Minor units of the pharmacy's currency, as paper says them."""
    pharmacy = frame.pharmacy()
    return format_money(Money(amount, pharmacy.currency), pharmacy.country)
