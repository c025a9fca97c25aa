"""What leaves a record of second steps, resets them and keeps their secrets locked."""

from __future__ import annotations

from uuid import UUID

from allauth.mfa.models import Authenticator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.problems import NotFound, NotPermitted, Unprocessable
from theriac.core.rights import Concerns
from theriac.core.sealing import at_rest
from theriac.core.sealing.encoding import CantOpen
from theriac.domains.accounts.commands.tokens.families import close
from theriac.domains.accounts.factors.adapter import PLACE
from theriac.domains.accounts.models import TokenFamily
from theriac.domains.accounts.permissions import MANAGE_STAFF
from theriac.domains.accounts.queries.people import staff
from theriac.domains.accounts.security.events import SecurityEventKind, note

KEPT = ("secret", "seed")
"""The members of an authenticator's data that are locked: the app's, the recovery codes'."""


@command(name="accounts.record_factor", done=gettext_lazy("Two-factor sign-in"))
def record_factor(*, actor: Actor, user_id: UUID, kind: str, what: str) -> None:
    """Leave a record: ``added``, ``removed``, ``renewed`` or ``refused``, of one kind of step."""
    current_unit().record("accounts.factor", user_id, reason=what, facts={"kind": kind})


@command(
    name="accounts.reset_factors",
    done=gettext_lazy("Reset two-factor sign-in"),
    permission=MANAGE_STAFF,
    concerns=Concerns.PERSON,
)
def reset_factors(*, actor: Actor, user_id: UUID, reason: str) -> None:
    """Take every second step from somebody who lost theirs, and end their programs' sign-ins.

    Only of who holds no powerful right that the actor lacks: nobody gets at a higher account this
    way.
    Raises NotFound, NotPermitted, Unprocessable.
    """
    if not reason.strip():
        raise Unprocessable(_("Enter the reason. It is stored in the audit log."), field="reason")
    user = staff().select_for_update().filter(id=user_id).first()
    if user is None:
        raise NotFound(_("This person isn't on the staff."))
    if user.id == actor.id:
        raise NotPermitted(_("Remove your own under your account, or ask a colleague."))
    kinds = sorted(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    Authenticator.objects.filter(user=user).delete()
    for family in TokenFamily.objects.select_for_update().filter(user=user, ended_at=None):
        close(family, "factors reset")
    current_unit().record("accounts.factor", user_id, reason=reason, facts={"reset": kinds})
    note(SecurityEventKind.SECOND_STEP_RESET, actor=actor, user_id=user_id)


@command(
    name="accounts.relock_factors",
    done=gettext_lazy("Encrypted second factors with a new secret"),
    system_only=True,
)
def relock_factors(*, actor: Actor) -> int:
    """Lock the secrets that stand under an older secret under the newest; returns how many."""
    count = 0
    for one in Authenticator.objects.order_by("id").select_for_update():
        kept = {name: one.data[name] for name in KEPT if name in one.data}
        changed = {name: _relocked(text) for name, text in kept.items()}
        if changed != kept:
            one.data = {**one.data, **changed}
            one.save(update_fields=["data"])
            count += 1
    unit = current_unit()
    unit.record("accounts.factor", unit.effect_id, reason="relocked", facts={"count": count})
    return count


def _relocked(text: str) -> str:
    try:
        return text if at_rest.is_newest(text) else at_rest.lock(at_rest.unlock(text, PLACE), PLACE)
    except CantOpen:
        return text
