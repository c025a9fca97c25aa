"""Deciding on a till document that is held: it is taken after all, or left out for good."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.command import command
from theriac.core.problems import require_reason
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.selling_point import get_selling_point
from theriac.domains.tills.commands.take_document import decide, take_in, take_waiting
from theriac.domains.tills.documents import hash_of, read_document, session_of
from theriac.domains.tills.ids import HeldTillId
from theriac.domains.tills.judgement import BY_PERSON, WhyHeld, known_as, whys_of
from theriac.domains.tills.models import HeldTillDocument
from theriac.domains.tills.permissions import SETTLE_TILL
from theriac.domains.tills.problems import TillNotOpen, TillRefused, TillSessionUnknown
from theriac.domains.tills.rows import locked_session

Decision = HeldTillDocument.Decision


@command(
    name="tills.take_held",
    done=gettext_lazy("Accepted a till document on hold"),
    permission=SETTLE_TILL,
)
def take_held(*, actor: Actor, branch_id: BranchId, held_id: HeldTillId, note: str) -> None:
    """Take it as its device made it, though it wasn't signed, came late, or by whom may not.

    Raises Unprocessable without a note, TillSessionUnknown, TillNotOpen when it is decided,
    TillRefused where it can't be taken whoever says so.
    """
    why = require_reason(note, field="note")
    held = _undecided(branch_id, held_id)
    point = get_selling_point(held.terminal_id)
    document = read_document(held.content)
    if point is None or document is None:
        raise TillRefused(_("This document can’t be read. Dismiss it."))
    session = locked_session(branch_id, session_of(document))
    against = set(whys_of(point, document, session, held.received_at)) - BY_PERSON
    if against:
        raise TillRefused(_("It names a till session that doesn’t exist, or is in conflict."))
    if known_as(document) != hash_of(document):
        _refuse_untaken(take_in(point, document, session, decided=True))
    decide(held, Decision.TAKEN, actor.id, why)


@command(
    name="tills.dismiss_held",
    done=gettext_lazy("Dismissed a till document on hold"),
    permission=SETTLE_TILL,
)
def dismiss_held(*, actor: Actor, branch_id: BranchId, held_id: HeldTillId, note: str) -> None:
    """Leave it out for good; its content is kept.

    Raises Unprocessable without a note, TillSessionUnknown, TillNotOpen when it is decided.
    """
    why = require_reason(note, field="note")
    decide(_undecided(branch_id, held_id), Decision.DISMISSED, actor.id, why)


@command(
    name="tills.take_note_of_sale",
    done=gettext_lazy("Received a till document"),
    system_only=True,
)
def take_note_of_sale(*, actor: Actor, branch_id: BranchId, held_id: HeldTillId) -> None:
    """Take a credit note whose sale came after it, or keep why it is held still."""
    rows = HeldTillDocument.objects.select_for_update()
    held = rows.filter(id=held_id, branch_id=branch_id, decided_at=None).first()
    document = read_document(held.content) if held else None
    point = get_selling_point(held.terminal_id) if held else None
    if held and document and point:
        session = locked_session(branch_id, session_of(document))
        take_waiting(point, held, document, session)


def _refuse_untaken(why: WhyHeld | None) -> None:
    if why is WhyHeld.SALE:
        raise TillRefused(
            _("Its sale hasn’t arrived yet. It is accepted automatically once it does.")
        )
    if why:
        raise TillRefused(_("This doesn’t agree with its sale. Dismiss it."))


def _undecided(branch_id: BranchId, held_id: HeldTillId) -> HeldTillDocument:
    rows = HeldTillDocument.objects.select_for_update()
    held: HeldTillDocument | None = rows.filter(id=held_id, branch_id=branch_id).first()
    if held is None:
        raise TillSessionUnknown(_("This document isn’t at this branch. Reload the page."))
    if held.decided_at is not None:
        raise TillNotOpen(_("This is already decided."))
    return held
