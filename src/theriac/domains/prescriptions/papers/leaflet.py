"""A leaflet of what was explained at the hand-over, in the patient's language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from theriac.core.paper.documents import PaperColumn, PaperDocument, drawn_document
from theriac.domains.dosage.directions.phrasebook import LabelCaution
from theriac.domains.dosage.directions.said import direction, phrasebook
from theriac.domains.dosage.etiket import own_cautions
from theriac.domains.dosage.terms import Dosage
from theriac.domains.prescriptions.papers.copies import PaperHead
from theriac.domains.prescriptions.papers.label import day_in, language_of_label


@dataclass(frozen=True, slots=True)
class ExplainedMedicine:
    """A medicine with how it is taken; ``written`` where that is only known as words."""

    medicine: str
    quantity: str
    dosage: Dosage | None
    written: str = ""
    cautions: Sequence[LabelCaution] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaflet:
    """Everything on a leaflet."""

    head: PaperHead
    code: str
    on: date
    patient: str
    medicines: Sequence[ExplainedMedicine]


def leaflet_pdf(leaflet: Leaflet, language: str) -> bytes:
    """The leaflet on A4; in English where this computer can't write the language."""
    return drawn_document(paper_of_leaflet(leaflet, language))


def paper_of_leaflet(leaflet: Leaflet, language: str) -> PaperDocument:
    """What stands on it: each medicine, how it is used, what to take care of."""
    book = phrasebook(language_of_label(language))
    number = f"{book.label.prescription} {leaflet.code} · {day_in(leaflet.on, book)}"
    patient = f"{book.label.for_patient}: {leaflet.patient}"
    rows = []
    for one in leaflet.medicines:
        cautions = list(one.cautions)
        if one.dosage is not None:
            cautions += [own for own in own_cautions(one.dosage) if own not in cautions]
        cautions.append(LabelCaution.CHILDREN)
        how = direction(one.dosage, book.code) if one.dosage else one.written
        care = " ".join(f"{book.cautions[caution]}." for caution in dict.fromkeys(cautions))
        rows.append((one.medicine, one.quantity, how, care))
    return PaperDocument(
        title=book.label.how,
        heads=[*filter(None, (number, leaflet.head.shop, leaflet.head.place, patient))],
        bold=frozenset({leaflet.head.shop, patient}),
        columns=(
            PaperColumn("R/", 42),
            PaperColumn(book.label.quantity, 24),
            PaperColumn(book.label.how, 56),
            PaperColumn(book.label.cautions, 52),
        ),
        rows=rows,
        total=(book.label.questions, leaflet.head.pharmacist),
        cell_lines=12,
    )
