"""The papers that bills are printed on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BillPaper:
    """``width`` by ``height`` millimetres; a roll is as long as what stands on it."""

    code: str
    title: str
    width: float
    height: float = 0

    @property
    def is_roll(self) -> bool:
        """Whether it is cut where the text ends."""
        return self.height == 0


BILL_PAPERS: dict[str, BillPaper] = {
    paper.code: paper
    for paper in (
        BillPaper("58", "58 mm", 58),
        BillPaper("80", "80 mm", 80),
        BillPaper("a5", "A5", 148, 210),
        BillPaper("a4", "A4", 210, 297),
    )
}
