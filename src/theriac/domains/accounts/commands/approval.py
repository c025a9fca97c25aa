"""A second person's approval by PIN, badge or passkey, at another's screen or counter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.approval.grant import ApprovalAsked, give_approval
from theriac.core.approval.models import Approval
from theriac.domains.accounts.commands.pins import PinState, PinTried, try_pin
from theriac.domains.accounts.factors.passkeys import (
    PasskeySite,
    Question,
    question_for,
    read_question,
    try_passkey,
)
from theriac.domains.accounts.problems import (
    BadgeAsksPin,
    BadgeRefused,
    PasskeyRefused,
    PinRefused,
)
from theriac.domains.accounts.queries.actors import actor_of_person
from theriac.domains.accounts.queries.badges import badge_of_code

_SENTENCES = {
    PinState.WRONG: gettext_lazy("Wrong PIN. Attempts left: %(left)s."),
    PinState.LOCKED: gettext_lazy(
        "Too many wrong attempts. This PIN is locked. Sign in once with name and password."
    ),
    PinState.NONE: gettext_lazy(
        "You have no PIN. Sign in with name and password, then set a PIN under your name in "
        "the back office."
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
    person = _approver(approver_id, branch_id)
    require_pin(try_pin(actor=actor, user_id=person.id, pin=pin))
    return give_approval(
        actor=replace(person, branch_id=branch_id, terminal_id=actor.terminal_id),
        branch_id=branch_id,
        asked=asked,
        means=Approval.Means.PIN,
    )


@dataclass(frozen=True, slots=True)
class PasskeyAnswer:
    """What a browser sends back: our question, and the authenticator's answer to it."""

    token: str
    credential: Mapping[str, Any]


def ask_passkey(
    *, branch_id: UUID, approver_id: UUID, asked: ApprovalAsked, site: PasskeySite
) -> Question:
    """What the named person's passkey is to sign. Raises PinRefused, PasskeyRefused."""
    return question_for(site, _approver(approver_id, branch_id).id, branch_id, asked)


def approve_by_passkey(
    *,
    actor: Actor,
    branch_id: UUID,
    approver_id: UUID,
    asked: ApprovalAsked,
    answer: PasskeyAnswer,
    site: PasskeySite,
) -> Approval:
    """The named person's yes, known by their passkey; its ten minutes run from the question.

    An answer that doesn't fit is noted, whatever becomes of the rest. Raises PinRefused,
    PasskeyRefused, and as give_approval does.
    """
    person = _approver(approver_id, branch_id)
    known = read_question(answer.token, person.id, branch_id, asked)
    fits = try_passkey(
        actor=actor, user_id=person.id, site=site, token=answer.token, answer=answer.credential
    )
    if not fits:
        raise PasskeyRefused(
            _(
                "This isn't the passkey of %(name)s, or the page address has changed. "
                "Request it again or enter the PIN."
            )
            % {"name": person.name},
            field="pin",
        )
    return give_approval(
        actor=replace(person, branch_id=branch_id, terminal_id=actor.terminal_id),
        branch_id=branch_id,
        asked=replace(asked, id=known.id, given_at=known.asked_at),
        means=Approval.Means.PASSKEY,
    )


def approve_by_badge(
    *, actor: Actor, branch_id: UUID, badge: str, pin: str, asked: ApprovalAsked
) -> Approval:
    """The yes of the person whose badge was scanned, with their PIN where the badge asks for it.

    Raises BadgeRefused, BadgeAsksPin, PinRefused, and as give_approval does.
    """
    person = person_of_badge(actor=actor, branch_id=branch_id, badge=badge, pin=pin)
    return give_approval(
        actor=replace(person, branch_id=branch_id, terminal_id=actor.terminal_id),
        branch_id=branch_id,
        asked=asked,
        means=Approval.Means.BADGE,
    )


def person_of_badge(*, actor: Actor, branch_id: UUID, badge: str, pin: str) -> Actor:
    """The person whose badge this is; a wrong PIN counts.

    Raises BadgeRefused, BadgeAsksPin, PinRefused.
    """
    held = badge_of_code(badge)
    person = actor_of_person(held.user_id, branch_id=branch_id) if held else None
    if held is None or person is None:
        raise BadgeRefused(_("Sign in with PIN or password, and ask for a new badge."))
    if held.asks_pin:
        if not pin:
            raise BadgeAsksPin(_("This badge also needs the PIN."), field="pin")
        require_pin(try_pin(actor=actor, user_id=person.id, pin=pin))
    return person


def _approver(approver_id: UUID, branch_id: UUID) -> Actor:
    person = actor_of_person(approver_id, branch_id=branch_id)
    if person is None:
        raise PinRefused(_("Choose an approver."), field="approver")
    return person
