"""A patient's loyalty membership, beside their record."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from theriac.domains.loyalty.permissions import ENROL_MEMBERS, VIEW_LOYALTY
from theriac.domains.loyalty.queries import loyalty_standing
from theriac.domains.loyalty.rules import spaced
from theriac.surfaces.backoffice.shell.screens import Screen


def loyalty_beside(screen: Screen, patient_id: UUID) -> dict[str, Any]:
    """The patient's points; nothing for who may not see them."""
    if screen.branch_id is None or not screen.may(VIEW_LOYALTY):
        return {"sees_loyalty": False}
    found = loyalty_standing(actor=screen.actor, branch_id=screen.branch_id, patient_id=patient_id)
    return {
        "sees_loyalty": True,
        "may_enrol": found is None and screen.may(ENROL_MEMBERS),
        "membership": found,
        "membership_number": spaced(found.number) if found else "",
    }
