"""A second person's approval by PIN, at another's screen or counter."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.approval.giving import ApprovalAsked, give_approval
from theriac.core.approval.models import Approval
from theriac.domains.accounts.commands.pins import PinState, PinTried, try_pin
from theriac.domains.accounts.problems import PinRefused
from theriac.domains.accounts.queries.actors import actor_of_person

_SENTENCES = {
    PinState.WRONG: gettext_lazy("This PIN doesn't fit. Tries left: %(left)s."),
    PinState.LOCKED: gettext_lazy(
        "Too many wrong tries: this PIN is locked. Sign in once with name and password."
    ),
    PinState.NONE: gettext_lazy(
        "No PIN is set. Sign in with name and password; set one in the back office under your name."
    ),
}


def require_pin(tried: PinTried) -> None:
    """Raise PinRefused, saying how many tries are left, unless the PIN fitted."""
    if tried.state is not PinState.FITS:
        raise PinRefused(_SENTENCES[tried.state] % {"left": tried.left}, field="pin")


def approve_by_pin(
    *, actor: Actor, branch_id: UUID, approver_id: UUID, pin: str, asked: ApprovalAsked
) -> Approval:
    """The named person's yes, known by the PIN that they type where the actor works.

    A wrong PIN counts, whatever becomes of the rest. Raises PinRefused, and as give_approval does.
    """
    person = actor_of_person(approver_id, branch_id=branch_id)
    if person is None:
        raise PinRefused(_("Choose who approves."), field="approver")
    require_pin(try_pin(actor=actor, user_id=person.id, pin=pin))
    return give_approval(
        actor=replace(person, branch_id=branch_id, terminal_id=actor.terminal_id),
        branch_id=branch_id,
        asked=asked,
        means=Approval.Means.PIN,
    )
