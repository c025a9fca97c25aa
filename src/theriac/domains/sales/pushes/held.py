"""A pushed sale as it is kept while it is held, and read again when a person books it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter, ValidationError

from theriac.core.database.json_text import canonical_json
from theriac.core.ids import new_id
from theriac.domains.sales.models import HeldPush
from theriac.domains.sales.pushes.bounds import PushBound, beyond_reading, is_long
from theriac.domains.sales.pushes.sale import CounterSale, PushedSale, pushed_sale

_SALE = TypeAdapter(CounterSale)


class UnreadableContent(ValueError):
    """What was sent or kept isn't the form of a sale, or is so far beyond a ``bound``.

    Its words say where, and never what was sent, which may name a patient.
    """

    def __init__(self, places: str, bound: PushBound | None = None) -> None:
        super().__init__(places)
        self.bound = bound


def kept_content(pushed: PushedSale) -> dict[str, Any]:
    """What came over the wire, and the sale as it was understood, in the same words."""
    understood = asdict(replace(pushed, content={}))
    del understood["content"], understood["content_hash"]
    kept: dict[str, Any] = json.loads(canonical_json({**pushed.content, **understood}))
    return kept


def read_held(held: HeldPush) -> PushedSale:
    """The sale of a held push. Raises UnreadableContent.

    Without its sending time (kept since it can be booked) no skew of its clock is known.
    """
    try:
        sent_at = held.content.get("sent_at")
        sent = datetime.fromisoformat(sent_at) if sent_at else held.received_at
    except (TypeError, ValueError, AttributeError) as problem:
        raise UnreadableContent(str(problem)) from problem
    return read_sale(held.content, sent_at=sent, content_hash=held.content_hash)


def read_sale(kept: Mapping[str, Any], *, sent_at: datetime, content_hash: str = "") -> PushedSale:
    """A sale from its words, as a device pushes or keeps them; names we don't know are left alone.

    Raises UnreadableContent, which says where it isn't the form of a sale.
    """
    if is_long(kept):
        raise UnreadableContent("size", PushBound.SIZE)
    try:
        sent = _SALE.validate_python(kept, extra="ignore")
        return pushed_sale(sent, kept, sent_at=sent_at, content_hash=content_hash)
    except (UnicodeEncodeError, RecursionError) as problem:
        raise UnreadableContent(type(problem).__name__) from problem
    except ValidationError as refused:
        faults = refused.errors(include_url=False, include_input=False)
        places = ", ".join(".".join(map(str, one["loc"])) for one in faults[:10])
        raise UnreadableContent(places, beyond_reading(faults)) from refused


def with_new_ids(pushed: PushedSale) -> PushedSale:
    """The same sale under ids of its own, where another sale has the ones that it came with."""
    grounds = {ground.id: new_id() for ground in pushed.grounds}
    return replace(
        pushed,
        id=new_id(),
        lines=tuple(
            replace(
                line,
                id=new_id(),
                ground_id=grounds.get(line.ground_id) if line.ground_id else None,
            )
            for line in pushed.lines
        ),
        grounds=tuple(replace(ground, id=grounds[ground.id]) for ground in pushed.grounds),
        payments=tuple(replace(payment, id=new_id()) for payment in pushed.payments),
    )
