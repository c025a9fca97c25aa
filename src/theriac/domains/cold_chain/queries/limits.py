"""Whether goods arrived at a temperature at which their product may be kept."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from theriac.domains.catalog.queries.names import storages_of
from theriac.domains.cold_chain.rules import Limits, limits_missed


def missed_at_arrival(arrived: Sequence[tuple[UUID, int | None]]) -> list[Limits | None]:
    """For each product with its tenths of a degree, the limits that it missed; None for none.

    For other domains' documents, so nothing is asked. One read, and none where nobody measured.
    """
    measured = {key for key, tenths in arrived if tenths is not None}
    storages = storages_of(measured) if measured else {}
    return [limits_missed(storages.get(key, ""), tenths) for key, tenths in arrived]
