"""What a device tells of its till: an opening, a move of cash, a credit note, a closing.

Minor units throughout.

One schema for each way by which it comes: a counter's push, a program's request, the content that
was kept while it was held. What is of no such form is held as it came.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter, ValidationError

from theriac.core.facts.records import record
from theriac.core.facts.types import CurrencyCode, Id, Instant, Text12, Text120
from theriac.core.idempotency.context import fingerprint
from theriac.domains.customer_returns.counter_notes.note import CreditNoteTold
from theriac.domains.tills.rules import AHEAD, BEHIND, MOST_MONEY, MOST_PIECES

Cash = Annotated[int, Field(strict=True, ge=0, le=MOST_MONEY, description="Minor units.")]
Moved = Annotated[int, Field(strict=True, ge=1, le=MOST_MONEY, description="Minor units.")]
Numeral = Annotated[int, Field(strict=True, ge=1, le=2_000_000_000)]
Expected = Annotated[int, Field(strict=True, ge=-MOST_MONEY, le=MOST_MONEY)]


@record
class CashPieces:
    """So many notes or coins of a value."""

    value: Moved
    pieces: Annotated[int, Field(strict=True, ge=0, le=MOST_PIECES)]


@record
class NumbersTaken:
    """The sale numbers of a series that a session took."""

    series_id: Id
    first: Numeral
    last: Numeral


@record
class TillOpening:
    """A session begins with a float; ``carried_from`` is the session whose cash it goes on with."""

    kind: Literal["opening"] = "opening"
    id: Id
    at: Instant
    person_id: Id
    cash: Cash
    currency: CurrencyCode
    carried_from: Id | None = None


@record
class CashMoveTold:
    """Cash that came in or left without a sale, for a reason of the list.

    ``return_id`` is the credit note that a refund pays.
    """

    kind: Literal["cash_in", "cash_out", "safe_drop"]
    id: Id
    session_id: Id
    at: Instant
    person_id: Id
    amount: Moved
    reason: Text12
    note: Text120 = ""
    return_id: Id | None = None


@record
class TillClosing:
    """A session's count, before which nobody saw what was expected, and what goes to the safe.

    ``z_series_id`` and ``z_sequence`` number it: of a counter the series of its sales.
    """

    kind: Literal["closing"] = "closing"
    id: Id
    session_id: Id
    at: Instant
    person_id: Id
    cash: Annotated[tuple[CashPieces, ...], Field(max_length=40)]
    expected: Expected
    to_safe: Cash = 0
    why: Text12 = ""
    note: Text120 = ""
    z_series_id: Id
    z_sequence: Numeral
    z_number: Annotated[Text120, Field(max_length=40)]
    numbers: Annotated[tuple[NumbersTaken, ...], Field(max_length=20)] = ()

    @property
    def counted(self) -> int:
        """The sum of the pieces."""
        return sum(one.value * one.pieces for one in self.cash)


TillDocument = TillOpening | CashMoveTold | CreditNoteTold | TillClosing
_DOCUMENT: TypeAdapter[TillDocument] = TypeAdapter(
    Annotated[TillDocument, Field(discriminator="kind")]
)


def read_document(wire: Mapping[str, Any]) -> TillDocument | None:
    """The document, None where it is of no such form; what a newer device says besides is left."""
    try:
        return _DOCUMENT.validate_python(wire, extra="ignore")
    except (ValidationError, RecursionError, UnicodeEncodeError):
        return None


def hash_of(document: TillDocument) -> str:
    """By which the same document again is known."""
    told: dict[str, Any] = asdict(document)
    return fingerprint(told)


def is_timely(document: TillDocument, now: datetime) -> bool:
    """Whether its instant is near the server's clock."""
    return now - BEHIND <= document.at <= now + AHEAD


def session_of(document: TillDocument) -> Any:
    """The session that it is of; None for a credit note where there is none."""
    return document.id if isinstance(document, TillOpening) else document.session_id
