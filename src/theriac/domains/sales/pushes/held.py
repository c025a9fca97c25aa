"""A pushed sale as it is kept while it is held, and read again when a person books it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from theriac.core.database.json_text import canonical_json
from theriac.core.ids import new_id
from theriac.domains.sales.models import HeldPush
from theriac.domains.sales.pushes.sale import (
    PushedAllocation,
    PushedApproval,
    PushedBeyond,
    PushedFound,
    PushedGround,
    PushedLine,
    PushedPayment,
    PushedSale,
    PushedSerial,
    PushedTax,
    content_of,
)


class UnreadableContent(ValueError):
    """What was kept isn't a whole sale."""


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


def read_sale(kept: Mapping[str, Any], *, sent_at: datetime, content_hash: str) -> PushedSale:
    """A sale from its words, as a device pushes or keeps them. Raises UnreadableContent."""
    try:
        return _sale(kept, sent_at, content_hash)
    except (KeyError, TypeError, ValueError, AttributeError) as problem:
        raise UnreadableContent(str(problem)) from problem


def with_new_ids(pushed: PushedSale) -> PushedSale:
    """The same sale under ids of its own, where another sale has the ones that it came with."""
    grounds = {ground.id: new_id() for ground in pushed.grounds}
    return replace(
        pushed,
        id=new_id(),
        lines=[
            replace(
                line,
                id=new_id(),
                ground_id=grounds.get(line.ground_id) if line.ground_id else None,
            )
            for line in pushed.lines
        ],
        grounds=[replace(ground, id=grounds[ground.id]) for ground in pushed.grounds],
        payments=[replace(payment, id=new_id()) for payment in pushed.payments],
    )


def _sale(kept: Mapping[str, Any], sent_at: datetime, content_hash: str) -> PushedSale:
    own = {name: kept[name] for name in _NAMES}
    return PushedSale(
        **own,
        id=UUID(kept["id"]),
        series_id=UUID(kept["series_id"]),
        person_id=UUID(kept["person_id"]),
        occurred_at=datetime.fromisoformat(kept["occurred_at"]),
        sent_at=sent_at,
        business_on=date.fromisoformat(kept["business_on"]),
        lines=[_line(line) for line in kept["lines"]],
        grounds=[_ground(ground) for ground in kept.get("grounds") or ()],
        payments=[
            PushedPayment(**{**_of(payment, _PAYMENT), "id": UUID(payment["id"])})
            for payment in kept["payments"]
        ],
        found=[_found(found) for found in kept.get("found") or ()],
        approval=_approval(kept["approval"]) if kept.get("approval") else None,
        beyond=tuple(
            PushedBeyond(product_id=UUID(one["product_id"]), quantity=one["quantity"])
            for one in kept.get("beyond") or ()
        ),
        beyond_approval=_approval(kept["beyond_approval"]) if kept.get("beyond_approval") else None,
        approval_id=UUID(kept["approval_id"]) if kept.get("approval_id") else None,
        patient=kept.get("patient") or "",
        content=content_of(kept),
        content_hash=content_hash,
    )


_NAMES = (
    "number",
    "sequence",
    "currency",
    "gross",
    "discount",
    "tax",
    "rounding",
    "total",
)
_LINE = (
    "position",
    "packs",
    "quantity",
    "price_amount",
    "price_units",
    "gross",
    "discount",
    "taxable",
    "tax",
    "total",
)
_PAYMENT = ("method", "tendered", "change", "reference")


def _of(kept: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: kept[name] for name in names if name in kept}


def _line(kept: Mapping[str, Any]) -> PushedLine:
    ground_id = kept.get("ground_id")
    return PushedLine(
        **{name: kept[name] for name in _LINE},
        id=UUID(kept["id"]),
        product_id=UUID(kept["product_id"]),
        pack_id=UUID(kept["pack_id"]),
        taxes=[PushedTax(**_of(tax, ("code", "rate_bp", "amount"))) for tax in kept["taxes"]],
        allocations=[
            PushedAllocation(batch_id=UUID(share["batch_id"]), quantity=share["quantity"])
            for share in kept["allocations"]
        ],
        ground_id=UUID(ground_id) if ground_id else None,
        batch_reason=kept.get("batch_reason") or "",
        serials=tuple(
            PushedSerial(**_of(serial, ("gtin", "serial"))) for serial in kept.get("serials") or ()
        ),
    )


def _ground(kept: Mapping[str, Any]) -> PushedGround:
    written_on = kept.get("written_on")
    return PushedGround(
        id=UUID(kept["id"]),
        kind=kept["kind"],
        permitted_by=UUID(kept["permitted_by"]),
        prescriber=kept.get("prescriber") or "",
        number=kept.get("number") or "",
        written_on=date.fromisoformat(written_on) if written_on else None,
        exception=kept.get("exception") or "",
        sealed=kept.get("sealed") or "",
    )


def _found(kept: Mapping[str, Any]) -> PushedFound:
    expires_on = kept.get("expires_on")
    return PushedFound(
        batch_id=UUID(kept["batch_id"]),
        product_id=UUID(kept["product_id"]),
        quantity=kept["quantity"],
        number=kept.get("number") or "",
        expires_on=date.fromisoformat(expires_on) if expires_on else None,
        permitted_by=UUID(kept["permitted_by"]),
    )


def _approval(kept: Mapping[str, Any]) -> PushedApproval:
    return PushedApproval(
        id=UUID(kept["id"]),
        approved_by=UUID(kept["approved_by"]),
        approved_at=datetime.fromisoformat(kept["approved_at"]),
        reason=kept.get("reason") or "",
        sealed=kept.get("sealed") or "",
    )
