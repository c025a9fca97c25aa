"""A copy of a prescription (salinan resep): what was and wasn't dispensed, and how to verify it.

What stands on it: Kepmenkes 280/1981 and Permenkes 73/2016 (all of the original; name and address
of the pharmacy, pharmacist and licence, det or ne det, number and date, p.c.c. and signature).
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from theriac.core.formatting import format_date
from theriac.core.paper.documents import PaperColumn, PaperDocument, drawn_document
from theriac.core.paper.qr import qr_modules
from theriac.domains.prescriptions.papers.determinations import determination

BLANK = "______________________"


@dataclass(frozen=True, slots=True)
class PaperHead:
    """Who prints: the pharmacy with its branch, address and licences, and its pharmacist."""

    shop: str
    place: str
    licences: Sequence[str]
    pharmacist: str
    pharmacist_licence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CopiedLine:
    """A line as written; ``only_here``: no other pharmacy dispenses it (narcotics)."""

    written: str
    directions: str
    unit: str
    quantity: int
    repeats: int
    dispensed: int
    only_here: bool = False

    @property
    def remaining(self) -> int:
        return max(0, self.quantity * (1 + self.repeats) - self.dispensed)


@dataclass(frozen=True, slots=True, kw_only=True)
class PrescriptionCopy:
    """Everything on a copy. ``verify_at`` is the address that its code opens; it names nobody."""

    head: PaperHead
    code: str
    number: str
    written_on: date
    valid_until: date | None
    copied_on: date
    prescriber: str
    patient: str
    birth_date: date | None
    lines: Sequence[CopiedLine]
    verify_at: str


def copy_pdf(copy: PrescriptionCopy) -> bytes:
    """The copy on A4, in the reader's language."""
    return drawn_document(paper_of_copy(copy))


def paper_of_copy(copy: PrescriptionCopy) -> PaperDocument:
    """What stands on it."""
    language = get_language() or "en"
    day = format_date(copy.copied_on, language)
    number = f"{copy.code} · {day}"
    shop = copy.head.shop
    patient = f"{_('Patient')}: {copy.patient}"
    return PaperDocument(
        title=_("Copy of prescription"),
        heads=[
            *(number, shop),
            *filter(None, (copy.head.place, *copy.head.licences)),
            patient,
            *_particulars(copy, language),
        ],
        bold=frozenset({number, shop, patient}),
        columns=(
            PaperColumn("R/", 62),
            PaperColumn(_("Quantity"), 26),
            PaperColumn(_("Repeats (iter)"), 22),
            PaperColumn(_("Dispensed"), 36),
            PaperColumn(_("Remaining"), 28, is_number=True),
        ),
        rows=[_row(line) for line in copy.lines],
        total=(_("Lines"), str(len(copy.lines))),
        note=_("Scan the code to see whether this copy is genuine and what is left today."),
        foot=_foot(copy.head),
        cell_lines=8,
        code=qr_modules(copy.verify_at),
        caption=textwrap.wrap(copy.verify_at, 44),
    )


def _particulars(copy: PrescriptionCopy, language: str) -> list[str]:
    found = []
    if copy.birth_date is not None:
        found.append(f"{_('Birth date')}: {format_date(copy.birth_date, language)}")
    found.append(f"{_('Prescriber')}: {copy.prescriber}")
    written = f"{_('Date on the prescription')}: {format_date(copy.written_on, language)}"
    found.append(f"{written} · {_('Number')}: {copy.number}" if copy.number else written)
    if copy.valid_until is not None:
        found.append(f"{_('Valid until')}: {format_date(copy.valid_until, language)}")
    return found


def _row(line: CopiedLine) -> tuple[str, ...]:
    words = f"{line.written} – S. {line.directions}" if line.directions else line.written
    if line.only_here:
        words = f"{words} ({_('dispensed only at this pharmacy')})"
    return (
        words,
        f"{line.quantity} {line.unit}",
        str(line.repeats),
        determination(line.quantity, line.repeats, line.dispensed),
        f"{line.remaining} {line.unit}",
    )


def _foot(head: PaperHead) -> list[str]:
    licence = head.pharmacist_licence
    return [
        "p.c.c. (pro copie conforme)",
        head.pharmacist or BLANK,
        *([licence] if licence else []),
        _("Signature and stamp"),
    ]
