"""Members' telephone numbers hashed anew, when there is a newer key."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from theriac.core.actor import SYSTEM, Actor
from theriac.core.command import command, current_unit
from theriac.core.privacy.keyed_hashes import hash_keys
from theriac.domains.loyalty.models import LoyaltyMember
from theriac.domains.loyalty.phones import mark

AT_ONCE = 200


@command(
    name="loyalty.renew_phone_tokens",
    done=_("Updated the loyalty hashes"),
    system_only=True,
)
def renew_phone_tokens(*, actor: Actor, member_ids: Sequence[UUID]) -> int:
    """Hash the telephone numbers of these members under the newest key; how many."""
    rows = LoyaltyMember.objects.select_for_update().filter(id__in=member_ids).order_by("id")
    for row in rows:
        mark(row)
        row.save(update_fields=["phone_token", "hash_generation"])
    unit = current_unit()
    facts = {"renewed": len(rows)}
    unit.record("loyalty.member", unit.effect_id, reason="hashes", facts=facts)
    return len(rows)


def renew_all() -> int:
    """Every member, some at a time."""
    newest = hash_keys()[0].generation
    behind = LoyaltyMember.objects.filter(hash_generation__lt=newest).order_by("id")
    done = 0
    while ids := list(behind.values_list("id", flat=True)[:AT_ONCE]):
        done += renew_phone_tokens(actor=SYSTEM, member_ids=ids)
    return done
