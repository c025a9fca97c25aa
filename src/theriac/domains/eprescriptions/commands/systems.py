"""Prescribing systems of a branch: registered, ended."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.facts.records import record
from theriac.core.facts.types import Name120, Text200
from theriac.domains.accounts.security.events import SecurityEventKind, note
from theriac.domains.eprescriptions.ids import SystemId
from theriac.domains.eprescriptions.models import PrescribingSystem
from theriac.domains.eprescriptions.permissions import MANAGE_SYSTEMS
from theriac.domains.eprescriptions.problems import EPrescriptionUnknown, SystemRefused
from theriac.domains.organisation.ids import BranchId

SYSTEM_RECORD = "eprescriptions.system"
_URI = re.compile(r"(https?://|urn:)[!-~]{3,190}")


@record
class SystemWritten:
    """A system: its name, and the system of the identifiers that it gives its bundles (a URI)."""

    name: Name120
    namespace: Text200


@command(
    name="eprescriptions.register_system",
    done=gettext_lazy("Registered a prescribing system"),
    permission=MANAGE_SYSTEMS,
)
def register_system(*, actor: Actor, branch_id: BranchId, facts: SystemWritten) -> SystemId:
    """Know a system at the branch; without a key nothing of it is accepted yet.

    Raises SystemRefused for an address that is no URI, or that another system of the branch has.
    """
    namespace = facts.namespace.strip()
    if not _URI.fullmatch(namespace):
        raise SystemRefused(
            _("Enter a URI, for example https://clinic.example/bundles."), field="namespace"
        )
    if PrescribingSystem.objects.filter(branch_id=branch_id, namespace=namespace).exists():
        raise SystemRefused(
            _("Another system of this branch uses this address. Enter its own."),
            field="namespace",
        )
    made = PrescribingSystem.objects.create(
        id=current_unit().effect_id,
        branch_id=branch_id,
        name=" ".join(facts.name.split()),
        namespace=namespace,
        registered_at=clock.now(),
        registered_by=actor.id,
    )
    current_unit().record(SYSTEM_RECORD, made.id)
    return SystemId(made.id)


@command(
    name="eprescriptions.end_system",
    done=gettext_lazy("Ended a prescribing system"),
    permission=MANAGE_SYSTEMS,
)
def end_system(*, actor: Actor, branch_id: BranchId, system_id: SystemId) -> None:
    """Accept nothing of it from now on; what came stays. Raises EPrescriptionUnknown."""
    found = locked_system(branch_id, system_id)
    found.ended_at, found.ended_by = clock.now(), actor.id
    found.save(update_fields=["ended_at", "ended_by"])
    facts = {"before": {"state": "active"}, "after": {"state": "ended"}}
    current_unit().record(SYSTEM_RECORD, found.id, facts=facts)
    told = {"prescribing_system": str(found.id)}
    note(SecurityEventKind.KEY_REVOKED, actor=actor, branch_id=branch_id, facts=told)


def locked_system(branch_id: BranchId, system_id: SystemId) -> PrescribingSystem:
    """A system of the branch that isn't ended, locked. Raises EPrescriptionUnknown."""
    rows = PrescribingSystem.objects.select_for_update()
    found: PrescribingSystem | None = rows.filter(
        id=system_id, branch_id=branch_id, ended_at=None
    ).first()
    if found is None:
        raise EPrescriptionUnknown(_("This prescribing system doesn’t exist or was ended."))
    return found
