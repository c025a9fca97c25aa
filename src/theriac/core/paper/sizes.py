"""The papers that labels are printed on: single labels of a label printer, and sheets of A4."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Text

MOST_LABELS = 1000
"""Of one print."""


@dataclass(frozen=True, slots=True)
class Paper:
    """Labels of ``width`` by ``height`` millimetres, ``columns`` by ``rows`` of them on a page."""

    code: str
    title: Text
    width: float
    height: float
    columns: int = 1
    rows: int = 1
    page_width: float = 0
    page_height: float = 0

    @property
    def is_sheet(self) -> bool:
        """Whether a page holds several, so that used ones may be passed over."""
        return self.columns * self.rows > 1

    @property
    def page(self) -> tuple[float, float]:
        return self.page_width or self.width, self.page_height or self.height

    def corner(self, place: int) -> tuple[float, float]:
        """The upper left corner of the label at this place of a page; the block stands centred."""
        across, down = place % self.columns, place // self.columns
        width, height = self.page
        left = (width - self.columns * self.width) / 2
        top = (height - self.rows * self.height) / 2
        return left + across * self.width, top + down * self.height


PAPERS: dict[str, Paper] = {
    paper.code: paper
    for paper in (
        Paper("40x30", _("Label printer, 40 × 30 mm"), 40, 30),
        Paper("50x25", _("Label printer, 50 × 25 mm"), 50, 25),
        Paper("58", _("58 mm roll (58 × 40 mm)"), 58, 40),
        Paper("a4-24", _("A4 sheet, 24 labels of 70 × 37 mm"), 70, 37, 3, 8, 210, 297),
        Paper("a4-65", _("A4 sheet, 65 labels of 38 × 21 mm"), 38.1, 21.2, 5, 13, 210, 297),
    )
}
