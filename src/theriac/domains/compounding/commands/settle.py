"""Somebody else checks what was made, so that it is sold; or it is discarded."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.documents import at_version, keep
from theriac.core.problems import Unprocessable, require_reason
from theriac.domains.compounding.ids import PreparationId
from theriac.domains.compounding.models import Preparation
from theriac.domains.compounding.permissions import CHECK_COMPOUND, COMPOUND
from theriac.domains.compounding.problems import CheckerUnfit
from theriac.domains.compounding.standing import locked_preparation
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.branches import branch_date, branch_zone, day_begins
from theriac.domains.stock.commands.deliveries.made_goods import release_made, take_out
from theriac.domains.stock.commands.reservations.reserve import LONGEST, Wish, reserve_of_batch
from theriac.domains.stock.ledger import Document
from theriac.domains.stock.models import Movement


@command(
    name="compounding.check",
    done=gettext_lazy("Checked a preparation"),
    permission=CHECK_COMPOUND,
)
def check_preparation(
    *, actor: Actor, branch_id: BranchId, preparation_id: PreparationId, version: int
) -> int:
    """Put what was made on sale; the version then. Raises CheckerUnfit for who made it.

    Made for a line of a prescription, it is kept for that line until its last day, 90 at most.
    Raises NotFound, Stale, PreparationSettled, BatchRecalled, BatchKept where something else keeps
    the batch.
    """
    row = _made(branch_id, preparation_id, version)
    _require_another(row, actor)
    row.state = Preparation.State.CHECKED
    row.settled_at, row.settled_by = clock.now(), actor.id
    kept = keep(row, "state", "settled_at", "settled_by")
    batch_id = _batch_of(row)
    release_made(batch_id, _("Checked"))
    if row.prescription_line_id is not None:
        _keep_for_line(row, batch_id)
    _note(row, Preparation.State.MADE)
    return kept


@command(
    name="compounding.discard",
    done=gettext_lazy("Discarded a preparation"),
    permission=CHECK_COMPOUND,
)
def discard_preparation(
    *,
    actor: Actor,
    branch_id: BranchId,
    preparation_id: PreparationId,
    version: int,
    code: str,
    reason: str,
) -> int:
    """Take what was made out of the books, as a loss; the version then.

    Raises CheckerUnfit for who made it, Unprocessable without a reason or for no code, NotFound,
    Stale, PreparationSettled.
    """
    words = require_reason(reason)
    if code not in Preparation.Discard.values:
        raise Unprocessable(_("Choose from the list."), field="code")
    row = _made(branch_id, preparation_id, version)
    _require_another(row, actor)
    row.discard_code, row.discard_reason = code, words[:120]
    document = Document(
        kind=Movement.Kind.COMPOUNDING,
        id=row.id,
        branch_id=branch_id,
        number=row.number,
        reason=row.discard_reason,
        business_on=branch_date(branch_id),
    )
    take_out(document, _batch_of(row))
    return _discard(row, actor, Preparation.State.MADE)


@command(
    name="compounding.discard_draft",
    done=gettext_lazy("Discarded a draft preparation"),
    permission=COMPOUND,
)
def discard_draft(
    *, actor: Actor, branch_id: BranchId, preparation_id: PreparationId, version: int
) -> int:
    """Let a draft go; nothing was taken for it. Raises NotFound, Stale, PreparationSettled."""
    row = locked_preparation(branch_id, preparation_id, Preparation.State.DRAFT)
    at_version(row, version, _("Another user changed this preparation. Reload the page."))
    row.discard_code = Preparation.Discard.NOT_NEEDED
    return _discard(row, actor, Preparation.State.DRAFT)


def _made(branch_id: UUID, preparation_id: UUID, version: int) -> Preparation:
    row = locked_preparation(branch_id, preparation_id, Preparation.State.MADE)
    at_version(row, version, _("Another user changed this preparation. Reload the page."))
    return row


def _require_another(row: Preparation, actor: Actor) -> None:
    if row.made_by == actor.id:
        raise CheckerUnfit(_("You made this preparation. Ask another person to check it."))


def _discard(row: Preparation, actor: Actor, before: str) -> int:
    row.state = Preparation.State.DISCARDED
    row.settled_at, row.settled_by = clock.now(), actor.id
    kept = keep(row)
    _note(row, before)
    return kept


def _keep_for_line(row: Preparation, batch_id: UUID) -> None:
    if row.beyond_use_on is None:
        raise AssertionError("what was made has a last day")
    last = day_begins(row.beyond_use_on, branch_zone(row.branch_id))
    until = min(last, clock.now() + LONGEST)
    if until <= clock.now():
        return
    wish = Wish(
        product_id=row.product_id,
        quantity=row.units,
        expires_at=until,
        reference=row.number,
        purpose="care",
        holder_id=row.prescription_line_id,
    )
    reserve_of_batch(row.branch_id, batch_id, wish)


def _batch_of(row: Preparation) -> UUID:
    if row.batch_id is None:
        raise AssertionError("what was made has a batch")
    return UUID(str(row.batch_id))


def _note(row: Preparation, before: str) -> None:
    facts: dict[str, object] = {
        "before": {"state": str(before)},
        "after": {"state": str(row.state)},
    }
    if row.discard_code:
        facts["code"] = str(row.discard_code)
    current_unit().record("stock.preparation", row.id, reason=row.discard_reason, facts=facts)
