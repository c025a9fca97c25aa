"""A patient's credit account, beside their record."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from theriac.domains.credit.paper import spaced
from theriac.domains.credit.permissions import MANAGE_CREDIT, VIEW_CREDIT
from theriac.domains.credit.queries.accounts import credit_standing
from theriac.surfaces.backoffice.catalog.words import money
from theriac.surfaces.backoffice.shell.screens import Screen


def credit_beside(screen: Screen, patient_id: UUID) -> dict[str, Any]:
    """What the patient owes and may owe; nothing for who may not see it."""
    if screen.branch_id is None or not screen.may(VIEW_CREDIT):
        return {"sees_credit": False}
    found = credit_standing(actor=screen.actor, branch_id=screen.branch_id, patient_id=patient_id)
    return {
        "sees_credit": True,
        "may_open_credit": found is None and screen.may(MANAGE_CREDIT),
        "credit_account": found,
        "credit_number": spaced(found.number) if found else "",
        "credit_owed": money(found.owed) if found else None,
        "credit_limit": money(found.credit_limit) if found else None,
    }
