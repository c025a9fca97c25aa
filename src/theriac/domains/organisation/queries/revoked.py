"""Which terminals were revoked, for the domains that keep something for them."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from theriac.domains.organisation.models import Terminal


def revoked_among(terminal_ids: Iterable[UUID]) -> set[UUID]:
    """Those of the terminals that are revoked."""
    rows = Terminal.objects.filter(id__in=list(terminal_ids), revoked_at__isnull=False)
    return set(rows.values_list("id", flat=True))
