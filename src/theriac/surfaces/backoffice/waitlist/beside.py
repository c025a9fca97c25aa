"""Who waits, beside a product and beside a patient."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from theriac.domains.catalog.queries.products import product_details
from theriac.domains.waitlist.permissions import KEEP_WAITLIST, VIEW_WAITLIST
from theriac.domains.waitlist.queries import line_for, waits_of_patient
from theriac.surfaces.backoffice.catalog.words import in_words
from theriac.surfaces.backoffice.shell.screens import Screen
from theriac.surfaces.backoffice.waitlist.words import state_badge


def line_beside(screen: Screen, product: Any) -> dict[str, Any]:
    """The line of a product by codes, names stay on the waitlist; nothing for who may not see."""
    if screen.branch_id is None or not screen.may(VIEW_WAITLIST):
        return {"sees_line": False}
    line = line_for(actor=screen.actor, branch_id=screen.branch_id, product_id=product.id)
    return {
        "sees_line": True,
        "may_add_wait": screen.may(KEEP_WAITLIST),
        "line": [(one, in_words(one.quantity, product), state_badge(one)) for one in line],
    }


def waits_beside(screen: Screen, patient_id: UUID) -> dict[str, Any]:
    """What a patient waits for, at the branches that the reader sees."""
    if not screen.may(VIEW_WAITLIST):
        return {"sees_waits": False}
    waits = waits_of_patient(actor=screen.actor, patient_id=patient_id)
    keys = list({one.product_id for one in waits})
    products = {one.id: one for one in product_details(actor=screen.actor, product_ids=keys)}
    return {
        "sees_waits": True,
        "may_add_wait": screen.may(KEEP_WAITLIST),
        "waits": [
            (
                one,
                products[one.product_id],
                in_words(one.quantity, products[one.product_id]),
                state_badge(one),
                one.branch_id == screen.branch_id,
            )
            for one in waits
        ],
    }
