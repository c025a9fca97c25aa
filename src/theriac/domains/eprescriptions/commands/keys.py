"""Public keys of a prescribing system: added for a time, revoked at once."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field, StringConstraints

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.facts.records import record
from theriac.core.facts.types import Day
from theriac.domains.accounts.security.events import SecurityEventKind, note
from theriac.domains.eprescriptions.commands.systems import locked_system
from theriac.domains.eprescriptions.ids import SystemId, SystemKeyId
from theriac.domains.eprescriptions.models import SystemKey
from theriac.domains.eprescriptions.permissions import MANAGE_SYSTEMS
from theriac.domains.eprescriptions.problems import EPrescriptionUnknown, SystemRefused
from theriac.domains.eprescriptions.signature.keys import LONGEST, read_key
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.branches import branch_date

KEY_RECORD = "eprescriptions.key"
LONGEST_YEARS = 5
MOST_KEYS = 20


@record
class SystemKeyWritten:
    """A public key as PEM or JWK, and the days on which it is valid, both included."""

    public_key: Annotated[str, StringConstraints(strict=True, max_length=LONGEST), Field()]
    valid_from: Day
    valid_until: Day


@command(
    name="eprescriptions.add_key",
    done=gettext_lazy("Added a key of a prescribing system"),
    permission=MANAGE_SYSTEMS,
)
def add_key(
    *, actor: Actor, branch_id: BranchId, system_id: SystemId, facts: SystemKeyWritten
) -> SystemKeyId:
    """Accept what is signed by this key while it is valid.

    Raises EPrescriptionUnknown; SystemRefused for a key that is none, a private one, one that a
    system of the branch has, and for days that are none.
    """
    system = locked_system(branch_id, system_id)
    read = read_key(facts.public_key)
    _check_days(facts, branch_id)
    known = SystemKey.objects.filter(thumbprint=read.thumbprint, system__branch_id=branch_id)
    if known.exists():
        raise SystemRefused(
            _("This key is registered already. Each system needs a key of its own."),
            field="public_key",
        )
    if SystemKey.objects.filter(system=system).count() >= MOST_KEYS:
        raise SystemRefused(
            _("This system already has 20 keys. Register it again."), field="public_key"
        )
    key = SystemKey.objects.create(
        id=current_unit().effect_id,
        system=system,
        thumbprint=read.thumbprint,
        algorithm=read.algorithm,
        public_key=read.pem,
        valid_from=facts.valid_from,
        valid_until=facts.valid_until,
        registered_at=clock.now(),
        registered_by=actor.id,
    )
    current_unit().record(KEY_RECORD, key.id, facts={"system": system.id.hex})
    told = {"prescribing_system": str(system.id)}
    note(SecurityEventKind.KEY_MADE, actor=actor, branch_id=branch_id, facts=told)
    return SystemKeyId(key.id)


def _check_days(facts: SystemKeyWritten, branch_id: BranchId) -> None:
    if facts.valid_until < max(facts.valid_from, branch_date(branch_id)):
        raise SystemRefused(_("The last day is in the past."), field="valid_until")
    if facts.valid_until > facts.valid_from + timedelta(days=366 * LONGEST_YEARS):
        raise SystemRefused(_("A key is valid for at most 5 years."), field="valid_until")


@command(
    name="eprescriptions.revoke_key",
    done=gettext_lazy("Revoked a key of a prescribing system"),
    permission=MANAGE_SYSTEMS,
)
def revoke_key(
    *, actor: Actor, branch_id: BranchId, system_id: SystemId, key_id: SystemKeyId
) -> None:
    """Accept nothing signed by it from now on. Raises EPrescriptionUnknown."""
    rows = SystemKey.objects.select_for_update()
    found: SystemKey | None = rows.filter(
        id=key_id, system_id=system_id, system__branch_id=branch_id, revoked_at=None
    ).first()
    if found is None:
        raise EPrescriptionUnknown(_("This key doesn't exist or was already revoked."))
    found.revoked_at, found.revoked_by = clock.now(), actor.id
    found.save(update_fields=["revoked_at", "revoked_by"])
    facts = {"before": {"state": "active"}, "after": {"state": "revoked"}}
    current_unit().record(KEY_RECORD, found.id, facts=facts)
    told = {"prescribing_system": str(found.system_id)}
    note(SecurityEventKind.KEY_REVOKED, actor=actor, branch_id=branch_id, facts=told)
