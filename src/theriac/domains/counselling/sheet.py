"""The sheet of a counselling, for the pharmacy's file and the patient, with both signatures.

What stands on it follows the documentation of counselling of Indonesia's Permenkes 73/2016, annex:
patient, day, medicines with their directions, what was explained, and the patient's signature.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from theriac.core.formatting import format_date
from theriac.core.paper.documents import PaperColumn, PaperDocument, PaperTable, drawn_document
from theriac.domains.counselling.codes import LISTENERS, TOPICS, WHY_REFUSED, WHY_WITHDRAWN
from theriac.domains.counselling.commands.open import OpenedCounselling
from theriac.domains.counselling.models import Counselling

BLANK = "_" * 30
NONE = "–"


@dataclass(frozen=True, slots=True, kw_only=True)
class CounsellingSheet:
    """A counselling with who prints it, ``on`` which day it was, and medicines with directions."""

    opened: OpenedCounselling
    shop: str
    place: str
    on: date
    pharmacist: str
    prescription: str = ""
    medicines: Sequence[tuple[str, str]] = ()


def counselling_pdf(sheet: CounsellingSheet) -> bytes:
    """The sheet on A4, in the reader's language."""
    return drawn_document(paper_of_counselling(sheet))


def paper_of_counselling(sheet: CounsellingSheet) -> PaperDocument:
    """What stands on it."""
    row = sheet.opened.counselling
    patient = f"{_('Patient')}: {sheet.opened.patient}"
    return PaperDocument(
        title=f"{_('Counselling record')} {row.code}",
        heads=[*filter(None, (sheet.shop, sheet.place)), patient, *_particulars(sheet)],
        bold=frozenset({sheet.shop, patient}),
        columns=(PaperColumn(_("Medicine"), 74), PaperColumn(_("Directions"), 100)),
        rows=list(sheet.medicines) or [(NONE, NONE)],
        total=_outcome(row),
        note=f"{_('Remark')}: {row.note}" if row.note else "",
        further=() if row.refused_why else (_explained(row),),
        foot=(
            f"{_('Patient or caregiver')}: {BLANK}",
            f"{_('Pharmacist')}: {sheet.pharmacist or BLANK}",
        ),
        cell_lines=8,
    )


def _particulars(sheet: CounsellingSheet) -> list[str]:
    row, born, language = sheet.opened.counselling, sheet.opened.birth_date, get_language() or "en"
    found = [f"{_('Birth date')}: {format_date(born, language)}"] if born else []
    found.append(f"{_('Date')}: {format_date(sheet.on, language)}")
    if sheet.prescription:
        found.append(f"{_('Prescription')}: {sheet.prescription}")
    found.append(f"{_('Spoken to')}: {LISTENERS[row.to_whom]}")
    if row.withdrawn_why:
        found.append(f"{_('Withdrawn')}: {WHY_WITHDRAWN[row.withdrawn_why]}")
    return found


def _outcome(row: Counselling) -> tuple[str, str]:
    if row.refused_why:
        return _("Counselling refused"), str(WHY_REFUSED[row.refused_why])
    said = [
        _("Leaflet given") if row.is_leaflet_given else "",
        _("Confirmed that it was understood") if row.is_understood else "",
    ]
    return _("Counselled"), " · ".join(filter(None, said))


def _explained(row: Counselling) -> PaperTable:
    told = frozenset(row.codes)
    yes = _("Yes")
    return PaperTable(
        title=_("What was explained"),
        columns=(PaperColumn(_("Topic"), 134), PaperColumn(_("Explained"), 40)),
        rows=[(str(words), yes if code in told else NONE) for code, words in TOPICS.items()],
    )
