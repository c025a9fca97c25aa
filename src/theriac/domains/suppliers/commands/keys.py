"""Keys of suppliers' programs: made, shown once, revoked."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.problems import NotFound, Unprocessable
from theriac.core.secrets import keyed_hash, new_secret
from theriac.domains.accounts.grants import check_may_take
from theriac.domains.accounts.permissions import MANAGE_API_KEYS
from theriac.domains.accounts.security.events import SecurityEventKind, note
from theriac.domains.organisation.ids import BranchId
from theriac.domains.suppliers.keys import PREFIX, RIGHTS
from theriac.domains.suppliers.models import Supplier, SupplierKey

KEY = "suppliers.key"
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class IssuedSupplierKey:
    """A key as it is shown, once."""

    key_id: UUID
    secret: str


@command(
    name="suppliers.issue_supplier_key",
    done=gettext_lazy("Created a supplier’s key"),
    permission=MANAGE_API_KEYS,
)
def issue_supplier_key(
    *, actor: Actor, branch_id: BranchId, supplier_id: UUID, name: str
) -> IssuedSupplierKey:
    """A key for one supplier's program at one branch.

    Raises NotFound, BeyondOwnRights where the actor may not see orders or enter offers themselves,
    Unprocessable for a name that is none.
    """
    called = " ".join(name.split())
    if not 0 < len(called) <= LONGEST_NAME:
        raise Unprocessable(_("Enter a name of at most 60 characters."), field="name")
    if not Supplier.objects.filter(id=supplier_id).exists():
        raise NotFound(_("This supplier doesn’t exist. Choose one from the list."))
    check_may_take(actor, sorted(RIGHTS), branch_id, field="name")
    secret = PREFIX + new_secret()
    key = SupplierKey.objects.create(
        id=current_unit().effect_id,
        supplier_id=supplier_id,
        branch_id=branch_id,
        name=called,
        hint=secret[: len(PREFIX) + 4],
        secret_hash=keyed_hash(secret),
        created_at=clock.now(),
        created_by=actor.id,
    )
    facts = {"supplier": supplier_id.hex}
    current_unit().record(KEY, key.id, facts=facts)
    told = {**facts, "key": str(key.id)}
    note(SecurityEventKind.KEY_MADE, actor=actor, branch_id=branch_id, facts=told)
    return IssuedSupplierKey(key.id, secret)


@command(
    name="suppliers.revoke_supplier_key",
    done=gettext_lazy("Revoked a supplier’s key"),
    permission=MANAGE_API_KEYS,
)
def revoke_supplier_key(
    *, actor: Actor, branch_id: BranchId, supplier_id: UUID, key_id: UUID
) -> None:
    """End a supplier's key of the branch at once. Raises NotFound."""
    valid = SupplierKey.objects.filter(id=key_id, branch_id=branch_id, supplier_id=supplier_id)
    key = valid.filter(revoked_at=None).select_for_update().first()
    if key is None:
        raise NotFound(_("This key doesn't exist or was already revoked."))
    key.revoked_at = clock.now()
    key.save(update_fields=["revoked_at"])
    current_unit().record(KEY, key.id, facts={"state": "revoked"})
    told = {"key": str(key.id)}
    note(SecurityEventKind.KEY_REVOKED, actor=actor, branch_id=branch_id, facts=told)
