"""Making a branch's sealing keys, and keeping them under the secret of the day."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.ids import new_id
from theriac.core.sealing import at_rest, sealed
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.models import SealingKey
from theriac.domains.organisation.permissions import MANAGE_TERMINALS
from theriac.domains.organisation.queries.branches import list_branches
from theriac.domains.organisation.queries.sealing_keys import (
    keys_under_older_secrets,
    newest_key,
    opens_here,
    place_of_private_key,
)


@command(
    name="organisation.make_sealing_key",
    done=_("Created an encryption key"),
    permission=MANAGE_TERMINALS,
)
def make_sealing_key(*, actor: Actor, branch_id: BranchId, reason: str) -> str:
    """A new pair for a branch; its counters seal to it as soon as they hear of it.

    What was sealed to an older one opens as before. Returns the key's id.
    """
    public, private = sealed.new_key_pair()
    key_id = sealed.key_id_of(public)
    key = SealingKey.objects.create(
        id=new_id(),
        branch_id=branch_id,
        key_id=key_id,
        public_key=public,
        private_key=at_rest.lock(private, place_of_private_key(branch_id, key_id)),
        made_at=clock.now(),
        made_by=actor.id,
        reason=reason,
    )
    current_unit().record(
        "organisation.sealing_key",
        key.id,
        reason=reason,
        facts={"key_id": key_id},
        branch_id=branch_id,
    )
    return key_id


def ensure_sealing_key(*, actor: Actor, branch_id: BranchId) -> None:
    """Make a key where the branch has none, or where this installation can't open its newest.

    The latter happens when a backup was restored without its THERIAC_SEALING_SECRET.
    """
    newest = newest_key(branch_id)
    if newest is None or not opens_here(newest):
        make_sealing_key(actor=actor, branch_id=branch_id, reason="missing")


def keep_sealing_keys(*, actor: Actor) -> None:
    """Every branch has a key that opens, and all that open are locked under the newest secret."""
    for branch in list_branches():
        ensure_sealing_key(actor=actor, branch_id=BranchId(branch.id))
    for key in keys_under_older_secrets():
        relock_sealing_key(actor=actor, branch_id=BranchId(key.branch_id), key_id=key.key_id)


@command(
    name="organisation.relock_sealing_key",
    done=_("Encrypted a prescription key with the new secret"),
    permission=MANAGE_TERMINALS,
)
def relock_sealing_key(*, actor: Actor, branch_id: BranchId, key_id: str) -> None:
    """Lock a private key under the newest secret. Raises CantOpen."""
    key = SealingKey.objects.select_for_update().get(branch_id=branch_id, key_id=key_id)
    place = place_of_private_key(branch_id, key_id)
    key.private_key = at_rest.lock(at_rest.unlock(key.private_key, place), place)
    key.save(update_fields=["private_key"])
    facts = {"key_id": key_id}
    current_unit().record("organisation.sealing_key", key.id, reason="relocked", facts=facts)
