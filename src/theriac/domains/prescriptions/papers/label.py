"""The label on a dispensed medicine (etiket), in the patient's language.

What stands on it: Indonesia, Permenkes 73/2016 (name and address of the pharmacy, number and date
of the prescription, patient, name of the medicine, directions, further signs; white for what goes
through the mouth, blue for the rest), with batch and expiry besides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from theriac.core.formatting import format_date
from theriac.core.paper.scripts import can_shape, needs_shaping
from theriac.core.paper.sizes import Paper
from theriac.core.paper.slips import Slip, SlipLine, drawn_slips, fits
from theriac.domains.dosage.directions.phrasebook import LabelCaution, Phrasebook
from theriac.domains.dosage.directions.said import direction, phrasebook
from theriac.domains.dosage.etiket import LabelColour, colour_of, own_cautions
from theriac.domains.dosage.pictograms import DRAWINGS, pictograms_of
from theriac.domains.dosage.terms import Dosage

BLUE = (21, 101, 192)
GREY = (208, 208, 208)
"""The band of a white label: a line that a printer on white paper shows."""
MONTHS_KNOWN = frozenset({"en", "id"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Etiket:
    """A label's facts. ``dosage`` is None where the direction is only known as it was ``written``.

    ``colour`` is what a person says where the dosage leaves it open; None is white without a band.
    """

    pharmacy: str
    place: str
    number: str
    on: date
    patient: str
    medicine: str
    quantity: str
    dosage: Dosage | None
    written: str = ""
    cautions: Sequence[LabelCaution] = ()
    batch: str = ""
    expires_on: date | None = None
    colour: LabelColour | None = None


def language_of_label(language: str) -> str:
    """The language that a label is printed in: the patient's, if this computer can write it."""
    book = phrasebook(language)
    return book.code if can_shape() or not needs_shaping(book.needed) else "en"


def slip_of(label: Etiket, language: str) -> Slip:
    """What stands on the label."""
    book = phrasebook(language_of_label(language))
    cautions = list(label.cautions)
    if label.dosage is not None:
        cautions += [one for one in own_cautions(label.dosage) if one not in cautions]
    return Slip(
        lines=[
            SlipLine(label.pharmacy, 80, bold=True),
            SlipLine(label.place, 55),
            SlipLine(f"{label.number} · {day_in(label.on, book)}", 60),
            SlipLine(f"{book.label.for_patient}: {label.patient}", 80),
            SlipLine(" · ".join(filter(None, (label.medicine, label.quantity))), 95, bold=True),
            SlipLine(_direction(label, book), 115, bold=True),
            *(SlipLine(f"{book.cautions[one]}.", 70) for one in cautions),
        ],
        foot=[SlipLine(_batch(label, book), 65)],
        drawings=[DRAWINGS[one] for one in pictograms_of(label.dosage, cautions)],
        band=_band(label),
    )


def labels_pdf(labels: Sequence[Etiket], paper: Paper, language: str, *, skip: int = 0) -> bytes:
    """The labels as PDF. Raises SlipTooFull where words of one don't fit on the paper."""
    slips = [slip_of(label, language) for label in labels]
    return drawn_slips(slips, paper, skip=skip, title="Etiket")


def label_fits(label: Etiket, paper: Paper, language: str) -> bool:
    """Whether all words of the label can be read on the paper."""
    return fits(slip_of(label, language), paper)


def _direction(label: Etiket, book: Phrasebook) -> str:
    return label.written if label.dosage is None else direction(label.dosage, book.code)


def _batch(label: Etiket, book: Phrasebook) -> str:
    expiry = f"{book.label.expiry} {day_in(label.expires_on, book)}" if label.expires_on else ""
    batch = f"{book.label.batch} {label.batch}" if label.batch else ""
    return " · ".join(filter(None, (batch, expiry)))


def day_in(day: date, book: Phrasebook) -> str:
    """The day as the language writes it; in figures where its months aren't known."""
    return format_date(day, book.code) if book.code in MONTHS_KNOWN else f"{day:%d/%m/%Y}"


def _band(label: Etiket) -> tuple[int, int, int] | None:
    colour = colour_of(label.dosage) if label.dosage else None
    colour = colour or label.colour
    return {LabelColour.BLUE: BLUE, LabelColour.WHITE: GREY}[colour] if colour else None
