"""Tills that are opened before money is taken."""

from __future__ import annotations

from tests.support.shop import Shop
from theriac.domains.organisation.commands.settings import change_settings
from theriac.domains.organisation.models import PharmacySettings


def with_till_sessions(shop: Shop) -> None:
    """Let the till be opened before money is taken."""
    change_settings(
        actor=shop.owner,
        pharmacy_id=shop.pharmacy_id,
        version=PharmacySettings.objects.get().version,
        changes={"till_sessions": True},
    )
