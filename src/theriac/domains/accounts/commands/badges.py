"""Issuing a person's badge for counters, and ending it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.ids import new_id
from theriac.core.problems import NotFound, Unprocessable
from theriac.core.rights import Concerns
from theriac.core.secrets import keyed_hash, new_readable_code
from theriac.domains.accounts.models import CounterBadge
from theriac.domains.accounts.permissions import MANAGE_STAFF
from theriac.domains.accounts.queries.people import staff

PREFIX, LENGTH = "TB", 24
"""What every code begins with, and its random characters: 120 bits."""
MOST = 50
"""Badges of one sheet."""


@command(
    name="accounts.issue_badge",
    done=gettext_lazy("Created a badge"),
    permission=MANAGE_STAFF,
    concerns=Concerns.PERSON,
)
def issue_badge(*, actor: Actor, user_id: UUID, asks_pin: bool) -> str:
    """The code of a new badge, told this once; the badge until now ends. Raises NotFound.

    Who may less issues none to who may more (NotPermitted).
    """
    if staff().select_for_update().filter(id=user_id, is_active=True).first() is None:
        raise NotFound(_("This person is no longer on the staff. Choose another from the list."))
    _end(actor, user_id)
    code = PREFIX + new_readable_code(LENGTH)
    CounterBadge.objects.create(
        id=new_id(),
        user_id=user_id,
        code_hash=keyed_hash(code),
        asks_pin=asks_pin,
        issued_at=clock.now(),
        issued_by=actor.id,
    )
    facts = {"badge": "issued", "asks_pin": asks_pin}
    current_unit().record("accounts.person", user_id, facts=facts)
    return code


@command(
    name="accounts.issue_badges",
    done=gettext_lazy("Created badges"),
    permission=MANAGE_STAFF,
    concerns=Concerns.PERSON,
)
def issue_badges(*, actor: Actor, user_ids: Sequence[UUID], asks_pin: bool) -> Mapping[UUID, str]:
    """New badges of several people, to be printed on one sheet: all of them or none.

    Raises what ``issue_badge`` raises, Unprocessable for nobody or more than MOST.
    """
    if not user_ids:
        raise Unprocessable(_("Choose at least one person."), field="people")
    if len(user_ids) > MOST:
        words = _("You can print up to %(count)s badges at once.") % {"count": MOST}
        raise Unprocessable(words, field="people")
    return {
        user_id: issue_badge(actor=actor, user_id=user_id, asks_pin=asks_pin)
        for user_id in dict.fromkeys(user_ids)
    }


@command(
    name="accounts.end_badge",
    done=gettext_lazy("Revoked a badge"),
    permission=MANAGE_STAFF,
    concerns=Concerns.PERSON,
)
def end_badge(*, actor: Actor, user_id: UUID) -> None:
    """The person's badge opens nothing any more."""
    _end(actor, user_id)
    current_unit().record("accounts.person", user_id, facts={"badge": "ended"})


def _end(actor: Actor, user_id: UUID) -> None:
    held = CounterBadge.objects.filter(user_id=user_id, ended_at=None)
    held.update(ended_at=clock.now(), ended_by=actor.id)
