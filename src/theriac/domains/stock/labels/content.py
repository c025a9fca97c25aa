"""What stands on a label: pure; the code carries GTIN (01), expiry (17) and batch (10)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from theriac.core.drawing.datamatrix import gs1_modules
from theriac.core.drawing.labels import DrawnLabel, DrawnLine

_FIT_FOR_GS1 = re.compile(r"[!\"%&'()*+,\-./0-9:;<=>?A-Z_a-z]{1,20}")
"""GS1's character set 82 and the longest batch number (GenSpecs 3.4.1, figure 7.11-1)."""


class LabelKind(StrEnum):
    """Which label."""

    BATCH = "batch"
    SHELF = "shelf"
    PRICE = "price"


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """One label. ``gtin`` has 14 digits; texts stand as the reader's language writes them."""

    kind: LabelKind
    name: str
    gtin: str
    batch_number: str = ""
    expires_on: date | None = None
    expiry: str = ""
    shelf: str = ""
    pack: str = ""
    price: str = ""

    @property
    def elements(self) -> list[tuple[str, str]]:
        """What the code says: application identifiers (GS1) with their values.

        A number that GS1's characters don't cover, or a longer one, is left out: product and
        expiry then find the batch.
        """
        found = [("01", self.gtin)]
        if self.kind is not LabelKind.BATCH:
            return found
        if self.expires_on is not None:
            found.append(("17", f"{self.expires_on:%y%m%d}"))
        if _FIT_FOR_GS1.fullmatch(self.batch_number):
            found.append(("10", self.batch_number))
        return found

    @property
    def code(self) -> str:
        """The element string behind FNC1. The batch stands last, so that nothing ends it."""
        return "".join(identifier + value for identifier, value in self.elements)

    @property
    def drawn(self) -> DrawnLabel:
        """What the page shows of it."""
        if self.kind is LabelKind.PRICE:
            more: tuple[DrawnLine, ...] = (
                DrawnLine(self.price, 160, bold=True),
                DrawnLine(self.pack, 85),
            )
        elif self.kind is LabelKind.SHELF:
            more = (DrawnLine(self.shelf, 140, bold=True), DrawnLine(self.pack, 85))
        else:
            more = (
                DrawnLine(self.expiry, 100, bold=True),
                DrawnLine(self.batch_number, 95),
                DrawnLine(self.shelf, 85),
            )
        lines = 4 if self.kind is LabelKind.SHELF else 3
        return DrawnLabel(gs1_modules(self.elements), self.gtin, self.name, lines, more)
