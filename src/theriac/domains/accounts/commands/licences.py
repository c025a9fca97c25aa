"""Keeping and ending licences of the staff."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.ids import new_id
from theriac.core.privacy.keys import make_keys
from theriac.core.problems import NotFound, Text, Unprocessable
from theriac.core.rights import Concerns
from theriac.countries.registry import profile_for
from theriac.countries.staff import kind_of
from theriac.domains.accounts.commands.people import locked_person
from theriac.domains.accounts.models import StaffLicence
from theriac.domains.accounts.permissions import MANAGE_STAFF
from theriac.domains.accounts.rules import LONGEST_NUMBER

RECORD = "accounts.licence"


@dataclass(frozen=True, slots=True)
class LicenceFacts:
    """What is typed of a licence. ``branch_id`` is the place that it holds for, if it does."""

    kind: str
    number: str
    issued_by: str = ""
    valid_from: date | None = None
    valid_until: date | None = None
    branch_id: UUID | None = None


@command(
    name="accounts.keep_licence",
    done=gettext_lazy("Saved a staff licence"),
    permission=MANAGE_STAFF,
    concerns=Concerns.PERSON,
)
def keep_licence(
    *,
    actor: Actor,
    user_id: UUID,
    country: str,
    licence: LicenceFacts,
    replaces: UUID | None = None,
) -> UUID:
    """Keep a licence of a person whose staff the actor manages; returns its id.

    ``replaces`` is one of theirs that is renewed or was wrong: it ends. The trail names kind and
    days, never the number. Raises NotFound, Unprocessable.
    """
    locked_person(user_id)
    _check(country, licence)
    if replaces is not None:
        _end(actor, user_id, replaces)
    make_keys([user_id])
    kept = StaffLicence.objects.create(
        id=new_id(),
        user_id=user_id,
        kind=licence.kind,
        branch_id=licence.branch_id,
        content={
            "number": " ".join(licence.number.split()),
            "issued_by": " ".join(licence.issued_by.split()),
        },
        valid_from=licence.valid_from,
        valid_until=licence.valid_until,
        recorded_at=clock.now(),
        recorded_by=actor.id,
    )
    facts = {
        "person": str(user_id),
        "kind": licence.kind,
        "valid_until": licence.valid_until.isoformat() if licence.valid_until else None,
    }
    current_unit().record(RECORD, kept.id, facts=facts)
    return UUID(str(kept.id))


@command(
    name="accounts.end_licence",
    done=gettext_lazy("Ended a staff licence"),
    permission=MANAGE_STAFF,
    concerns=Concerns.PERSON,
)
def end_licence(*, actor: Actor, user_id: UUID, licence_id: UUID) -> None:
    """Say that a licence counts no longer; it stays on record. Raises NotFound."""
    locked_person(user_id)
    _end(actor, user_id, licence_id)


def _end(actor: Actor, user_id: UUID, licence_id: UUID) -> None:
    live = StaffLicence.objects.select_for_update().filter(user_id=user_id, ended_at=None)
    licence = live.filter(id=licence_id).first()
    if licence is None:
        raise NotFound(_("This licence no longer exists. Check the staff member's page."))
    licence.ended_at, licence.ended_by = clock.now(), actor.id
    licence.save(update_fields=["ended_at", "ended_by"])
    current_unit().record(RECORD, licence.id, reason="ended", facts={"person": str(user_id)})


def _check(country: str, licence: LicenceFacts) -> None:
    """Raise Unprocessable with a sentence at each thing that doesn't fit its kind."""
    kind = kind_of(profile_for(country).staff_licences, licence.kind)
    errors: dict[str, Text] = {}
    if kind is None:
        errors["kind"] = _("This type of licence isn't available here. Choose one from the list.")
    elif kind.is_for_place and licence.branch_id is None:
        errors["branch"] = _("This licence is valid for one place. Choose the branch.")
    if not licence.number.strip() or len(licence.number) > LONGEST_NUMBER:
        errors["number"] = _("Enter the number as shown on the licence.")
    if kind is not None and kind.ends and licence.valid_until is None:
        errors["valid_until"] = _("Enter the expiry date.")
    if licence.valid_from and licence.valid_until and licence.valid_until < licence.valid_from:
        errors["valid_until"] = _("This date is before the licence starts.")
    if errors:
        raise Unprocessable(errors=errors)
