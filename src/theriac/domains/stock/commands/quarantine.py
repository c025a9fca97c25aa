"""Moving batches that can't be sold from the shelf into quarantine, many at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.counters import lock_rows
from theriac.core.listing.selection import Outcome, outcome, selected
from theriac.core.problems import Text
from theriac.domains.catalog.queries.names import product_names
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.branches import branch_date
from theriac.domains.stock.ledger import Document, Move, balances_for, post
from theriac.domains.stock.models import Balance, Movement
from theriac.domains.stock.models.batch import is_withheld
from theriac.domains.stock.permissions import HOLD_STOCK
from theriac.domains.stock.queries.places import quarantine_of, shelf_of

LONGEST_REASON = 120


@command(
    name="stock.quarantine_batches",
    done=gettext_lazy("Moved batches to quarantine"),
    permission=HOLD_STOCK,
)
def quarantine_batches(
    *, actor: Actor, branch_id: BranchId, batch_ids: Sequence[UUID], reason: str = ""
) -> Outcome:
    """Move all that the branch's shelf has of these batches into its quarantine, as one document.

    A batch is left out that isn't on the shelf, that can still be sold (neither expired nor held),
    or of which something is reserved. Raises NotFound where nothing is left, Unprocessable for no
    batch or for more than ``core.listing.selection.MOST``.
    """
    wanted, shelf = selected(batch_ids), shelf_of(branch_id)
    lying = Balance.objects.filter(place_id=shelf.id, batch_id__in=wanted)
    locked = lock_rows(Balance, "quantity", sorted(lying.values_list("id", flat=True)))
    rows = list(Balance.objects.filter(id__in=list(locked)).select_related("batch"))
    names = product_names({row.product_id for row in rows})
    left_out: list[Text] = []
    if len(rows) < len(wanted):
        left_out.append(_("A batch that isn't on this shelf was left out."))
    today, going = branch_date(branch_id), list[Balance]()
    for row in rows:
        if why := _why_it_stays(row, today):
            named = {"product": names[row.product_id], "batch": row.batch.number, "why": why}
            left_out.append(_("%(product)s, batch %(batch)s: %(why)s") % named)
        else:
            going.append(row)
    found = outcome(len(going), left_out)
    _move(branch_id, going, " ".join(reason.split()) or _("Can't be sold"))
    return found


def _why_it_stays(row: Balance, today: date) -> Text:
    """Why a batch isn't moved; empty where it is. What expires today isn't sold any more."""
    batch = row.batch
    expired = batch.expires_on is not None and batch.expires_on <= today
    if not expired and not is_withheld(batch.state):
        return _("It can still be sold. Hold it first.")
    if row.quantity == 0:
        return _("Nothing of it is on the shelf.")
    if row.reserved:
        words = ngettext(
            "%(count)s unit is reserved. Release it first.",
            "%(count)s units are reserved. Release them first.",
            row.reserved,
        )
        return words % {"count": row.reserved}
    return ""


def _move(branch_id: UUID, going: Sequence[Balance], reason: str) -> None:
    quarantine = quarantine_of(branch_id)
    there = balances_for(branch_id, {row.batch_id: row.product_id for row in going}, quarantine.id)
    document = Document(
        kind=Movement.Kind.TRANSFER,
        id=current_unit().effect_id,
        branch_id=branch_id,
        reason=reason[:LONGEST_REASON],
    )
    moves = [
        Move(
            batch_id=row.batch_id,
            product_id=row.product_id,
            from_place_id=row.place_id,
            to_place_id=quarantine.id,
            quantity=row.quantity,
            from_balance_id=row.id,
            to_balance_id=there[row.batch_id],
        )
        for row in going
    ]
    post(document, moves)
    current_unit().record("stock.quarantine", document.id, reason=document.reason)
    for row in going:
        facts = {"document_id": document.id, "quantity": row.quantity}
        current_unit().record("stock.batch", row.batch_id, reason=document.reason, facts=facts)
