"""Keeping the serial numbers of packs that came in, inside the receipt's own unit of work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from theriac.core import clock
from theriac.core.database.insert import insert_absent
from theriac.core.ids import new_id
from theriac.domains.serials.models import SerialReceived


def keep_received(
    *, branch_id: UUID, document_id: UUID, number: str, serials: Mapping[UUID, Sequence[str]]
) -> int:
    """Keep the ``serials`` of each product that the document brought in; how many are new."""
    moment = clock.now()
    return insert_absent(
        SerialReceived,
        [
            SerialReceived(
                id=new_id(),
                product_id=product_id,
                serial=serial[:20],
                branch_id=branch_id,
                document_id=document_id,
                number=number,
                recorded_at=moment,
            )
            for product_id, named in serials.items()
            for serial in dict.fromkeys(named)
        ],
    )
