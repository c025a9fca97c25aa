"""Where a device is in the feed: opaque texts that the server alone reads.

``after`` is a position in the order of commits and a digest of the seldom-changing part; a
``cursor`` is a place inside a snapshot, or a position where more changes follow.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from theriac.core.ids import parse_id

FORM = "3"
"""The protocol whose products a copy holds. A place of an older form can't be read, so that a
device whose copy lacks what came since fetches a whole one, once."""
DIGEST = 16
_DIGEST = re.compile(f"[0-9a-f]{{{DIGEST}}}")


@dataclass(frozen=True, slots=True)
class After:
    """Everything up to ``position`` is known, and the settings with this ``digest``."""

    position: int
    digest: str = ""

    def __str__(self) -> str:
        return f"{FORM}-{self.position}.{self.digest}"


@dataclass(frozen=True, slots=True)
class InSnapshot:
    """A snapshot begun ``after`` a place, sent up to the product ``product_id``."""

    snapshot: UUID
    after: After
    product_id: UUID

    def __str__(self) -> str:
        return f"s.{self.snapshot}.{self.product_id}.{self.after}"


def read_after(text: str | None) -> After | None:
    """The place, or None where there is none that can be read."""
    form, _dash, place = (text or "").partition("-")
    position, separator, digest = place.partition(".")
    if form != FORM or not separator or not position.isdecimal():
        return None
    return After(int(position), digest if _DIGEST.fullmatch(digest) else "")


def read_cursor(text: str | None) -> InSnapshot | After | None:
    """The place inside a snapshot or among changes; None for none."""
    if not (text or "").startswith("s."):
        return read_after(text)
    parts = (text or "").split(".", maxsplit=3)[1:]
    if len(parts) != len(("snapshot", "product", "after")):
        return None
    snapshot, product_id, after = parse_id(parts[0]), parse_id(parts[1]), read_after(parts[2])
    if snapshot is None or product_id is None or after is None:
        return None
    return InSnapshot(snapshot, after, product_id)


def digest_of(text: str) -> str:
    """A short digest that changes when the text does."""
    return sha256(text.encode()).hexdigest()[:DIGEST]
