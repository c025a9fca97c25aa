"""The file to which a counter saves what it couldn't send."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.problems import Unprocessable
from theriac.domains.sales.pushes.held import read_sale
from theriac.domains.sales.pushes.sale import PushedSale

FORMAT = "theriac-unsent-sales"
LARGEST = 20_000_000
MOST = 2_000_000_000


class NotASavedFile(Unprocessable):
    """What was uploaded isn't what a counter saved, or isn't whole."""

    type = "sales.not_a_saved_file"
    title = gettext_lazy("This file can't be read")


@dataclass(frozen=True, slots=True)
class SavedSales:
    """What a counter saved: its terminal, its sales as it would push them, its void numbers.

    ``till`` is what its till tells, ``asked`` what was asked for in vain, ``parked`` the baskets
    that wait, ``copies`` receipts that were printed again, ``codes`` unknown codes that somebody
    kept for the office, ``log`` what the device logged of all of it, ``told_voids`` the void
    numbers as they stand there. ``content`` is what ``signature`` is about.
    """

    terminal_id: UUID
    content: bytes
    signature: str
    sales: Sequence[Mapping[str, Any]]
    voids: Sequence[tuple[UUID, int, str]]
    till: Sequence[Mapping[str, Any]]
    asked: Sequence[Mapping[str, Any]] = ()
    parked: Sequence[Mapping[str, Any]] = ()
    copies: Sequence[Mapping[str, Any]] = ()
    codes: Sequence[Mapping[str, Any]] = ()
    log: Mapping[str, Any] | None = None
    told_voids: Sequence[Mapping[str, Any]] = ()


def says_training(content: Any) -> bool:
    """Whether a part of what was read has the mark of a counter's training: nothing books it."""
    if isinstance(content, dict):
        return bool(content.get("training")) or any(map(says_training, content.values()))
    return isinstance(content, list) and any(map(says_training, content))


def read_saved(data: bytes) -> SavedSales:
    """The file in its parts. Raises NotASavedFile, saying what to do."""
    if len(data) > LARGEST:
        raise _not_saved()
    try:
        outer = json.loads(data)
        if outer["format"] != FORMAT:
            raise _not_saved()
        content: str = outer["content"]
        if outer.get("sha256") and sha256(content.encode()).hexdigest() != outer["sha256"]:
            raise NotASavedFile(
                _("This file was changed or is incomplete. Save it again at the counter."),
                field="file",
            )
        inner = json.loads(content)
        if says_training(inner):
            raise NotASavedFile(
                _("This file was saved in training. It is not booked."), field="file"
            )
        return SavedSales(
            terminal_id=UUID(inner["terminal"]["id"]),
            content=content.encode(),
            signature=str(outer.get("signature") or ""),
            sales=[dict(sale) for sale in inner["sales"]],
            voids=[
                (UUID(one["series_id"]), _sequence(one["sequence"]), str(one.get("reason") or ""))
                for one in inner.get("voids") or ()
            ],
            till=[dict(one) for one in inner.get("till") or ()],
            asked=[dict(one) for one in inner.get("asked") or ()],
            parked=[dict(one) for one in inner.get("parked") or ()],
            copies=[dict(one) for one in inner.get("copies") or ()],
            codes=[dict(one) for one in inner.get("codes") or ()],
            log=dict(inner["log"]) if inner.get("log") else None,
            told_voids=[dict(one) for one in inner.get("voids") or ()],
        )
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
        raise _not_saved() from None


def _not_saved() -> NotASavedFile:
    return NotASavedFile(
        _("Choose the file that was saved at the counter under “Sales on their way”."), field="file"
    )


def _sequence(value: Any) -> int:
    if type(value) is not int or not 1 <= value <= MOST:
        raise ValueError(value)
    return value


def saved_sale(wire: Mapping[str, Any], now: datetime) -> PushedSale:
    """A sale of the file as if it were pushed now. Raises UnreadableContent.

    When it was saved says nothing about the device's clock, so none is told.
    """
    return read_sale(wire, sent_at=now)
