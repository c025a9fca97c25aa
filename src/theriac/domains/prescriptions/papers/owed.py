"""A slip of what is still owed of a prescription: collected with it until its last day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from theriac.core.formatting import format_date
from theriac.core.paper.documents import PaperColumn, PaperDocument, drawn_document
from theriac.domains.prescriptions.papers.copies import BLANK, PaperHead


@dataclass(frozen=True, slots=True)
class OwedLine:
    """Of a medicine ``ordered`` units were due this time, ``given`` of them were handed over."""

    medicine: str
    unit: str
    ordered: int
    given: int

    @property
    def owed(self) -> int:
        return self.ordered - self.given


@dataclass(frozen=True, slots=True, kw_only=True)
class OwingSlip:
    """What is owed to whom, until when."""

    head: PaperHead
    code: str
    on: date
    until: date | None
    patient: str
    lines: Sequence[OwedLine]


def owing_pdf(slip: OwingSlip) -> bytes:
    """Two copies, the patient's and the pharmacy's."""
    return drawn_document(paper_of_owing(slip))


def paper_of_owing(slip: OwingSlip) -> PaperDocument:
    """What stands on it: only lines of which something is owed."""
    language = get_language() or "en"
    number = f"{slip.code} · {format_date(slip.on, language)}"
    patient = f"{_('Patient')}: {slip.patient}"
    owed = [line for line in slip.lines if line.owed > 0]
    until = f"{_('Collect until')}: {format_date(slip.until, language)}" if slip.until else ""
    return PaperDocument(
        title=_("Owing slip"),
        heads=[*filter(None, (number, slip.head.shop, slip.head.place, patient, until))],
        bold=frozenset(filter(None, (number, slip.head.shop, patient, until))),
        columns=(
            PaperColumn(_("Medicine"), 90),
            PaperColumn(_("Ordered"), 28, is_number=True),
            PaperColumn(_("Given"), 28, is_number=True),
            PaperColumn(_("Owed"), 28, is_number=True),
        ),
        rows=[
            (
                line.medicine,
                f"{line.ordered} {line.unit}",
                f"{line.given} {line.unit}",
                f"{line.owed} {line.unit}",
            )
            for line in owed
        ],
        total=(_("Medicines owed"), str(len(owed))),
        note=_("Bring this slip to collect the rest."),
        foot=[f"{_('Handed over by')}: {BLANK}"],
        copies=(_("Patient’s copy"), _("Pharmacy’s copy")),
    )
