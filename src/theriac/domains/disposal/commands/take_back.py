"""Logging what somebody brings back, and answering a wrong entry."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field, Strict

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.insert import insert_if_absent
from theriac.core.facts.records import record
from theriac.core.facts.types import Id, Text120
from theriac.core.problems import Conflict, NotFound, Unprocessable, require_reason
from theriac.domains.catalog.queries.product_facts import known_products
from theriac.domains.disposal.models import TakenBack
from theriac.domains.disposal.permissions import TAKE_BACK
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.branches import branch_date

WasteClass = Literal[
    "tablets",
    "liquids",
    "creams",
    "aerosols",
    "injections",
    "sharps",
    "controlled",
    "cytotoxic",
    "mixed",
]


@record
class TakenBackNew:
    """What was handed in: a product or a name, its class, its weight in grams."""

    waste: WasteClass
    grams: Annotated[int, Strict(), Field(ge=1, le=1_000_000)]
    product_id: Id | None = None
    name: Text120 = ""
    note: Text120 = ""


@command(
    name="disposal.log_taken_back",
    done=gettext_lazy("Recorded returned medicines"),
    permission=TAKE_BACK,
)
def log_taken_back(*, actor: Actor, branch_id: BranchId, waste: TakenBackNew) -> UUID:
    """Log it for destruction; it never becomes stock and names nobody who brought it.

    Raises Unprocessable where nothing is named, or a product that there isn't.
    """
    errors: dict[str, str] = {}
    if waste.product_id is None and not waste.name.strip():
        errors["name"] = _("Enter a description, or choose the product.")
    if waste.product_id is not None and not known_products([waste.product_id]):
        errors["product_id"] = _("This product isn't in the catalogue.")
    if errors:
        raise Unprocessable(_("Check the marked fields."), errors=errors)
    row = TakenBack.objects.create(
        id=current_unit().effect_id,
        branch_id=branch_id,
        business_on=branch_date(branch_id),
        product_id=waste.product_id,
        name=waste.name.strip(),
        waste=waste.waste,
        grams=waste.grams,
        note=waste.note.strip(),
        person_id=actor.id,
        recorded_at=clock.now(),
    )
    facts = {"waste": row.waste, "grams": row.grams}
    current_unit().record("stock.taken_back", row.id, facts=facts)
    return row.id


@command(
    name="disposal.cancel_taken_back",
    done=gettext_lazy("Removed a wrong entry of returned medicines"),
    permission=TAKE_BACK,
)
def cancel_taken_back(*, actor: Actor, branch_id: BranchId, entry_id: UUID, reason: str) -> UUID:
    """Answer a wrong entry by one that takes it out of the sums; both stay.

    Raises NotFound, Conflict for one that is answered already or answers another, Unprocessable
    without a reason.
    """
    require_reason(reason)
    first = TakenBack.objects.filter(id=entry_id, branch_id=branch_id).first()
    if first is None:
        raise NotFound(_("This entry doesn’t exist at this branch. Choose one from the log."))
    answer = TakenBack(
        id=current_unit().effect_id,
        branch_id=branch_id,
        business_on=first.business_on,
        product_id=first.product_id,
        name=first.name,
        waste=first.waste,
        grams=first.grams,
        note=reason.strip()[:120],
        cancels=first,
        person_id=actor.id,
        recorded_at=clock.now(),
    )
    if first.cancels_id is not None or not insert_if_absent(TakenBack, answer):
        raise Conflict(_("This entry is already reversed. Reload the log."))
    facts = {"cancels": first.id, "grams": first.grams}
    current_unit().record("stock.taken_back", answer.id, reason=reason, facts=facts)
    return answer.id
