"""Documents of sale as a GST return sees them; amounts in paise, quantities in base units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from theriac.countries.india.returns import DocumentKind, Placement, Supply, placement


@dataclass(frozen=True, slots=True, kw_only=True)
class GstItem:
    """A line: what it is on and its taxes; ``rate_bp`` is the whole rate."""

    hsn: str
    uqc: str
    quantity: int
    rate_bp: int
    taxable: int
    igst: int = 0
    cgst: int = 0
    sgst: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class GstDocument:
    """An invoice or credit note; ``original_value`` of a note is its invoice's."""

    kind: DocumentKind
    number: str
    on: date
    supplier_state: str
    recorded_state: str
    buyer_gstin: str
    value: int
    items: Sequence[GstItem]
    original_value: int | None = None

    @property
    def sign(self) -> int:
        """-1 for what is given back."""
        return -1 if self.kind is DocumentKind.CREDIT_NOTE else 1

    @property
    def placed(self) -> Placement:
        """Its section, by what of it is taxed. Raises NotInForce before July 2017."""
        return placement(
            Supply(
                document=self.kind,
                on=self.on,
                supplier_state=self.supplier_state,
                recorded_state=self.recorded_state or None,
                buyer_gstin=self.buyer_gstin or None,
                value=self.value,
                original_value=self.original_value,
                all_nil=all(item.rate_bp == 0 for item in self.items),
            )
        )


@dataclass(frozen=True, slots=True)
class IssuedNumbers:
    """The numbers of one series that a month used: first, last, how many, and how many are void."""

    kind: DocumentKind
    first: str
    last: str
    total: int
    cancelled: int


UQC = {
    "bag": "BAG",
    "bottle": "BTL",
    "box": "BOX",
    "can": "CAN",
    "carton": "CTN",
    "g": "GMS",
    "ml": "MLT",
    "pack": "PAC",
    "pair": "PRS",
    "piece": "PCS",
    "roll": "ROL",
    "tablet": "TBS",
    "tube": "TUB",
    "unit": "UNT",
}
"""The portal's code of a quantity by the base unit; what isn't named is counted (NOS)."""
OTHERWISE = "NOS"
