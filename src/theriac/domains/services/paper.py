"""A measurement's slip and a patient's vaccination card, on A4, in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from theriac.core.formatting import format_date
from theriac.core.paper.documents import PaperColumn, PaperDocument, drawn_document
from theriac.domains.services.rules.codes import VACCINE_ROUTES, VACCINE_SITES
from theriac.domains.services.rules.quantities import QUANTITIES

BLANK = "_" * 30
NONE = "–"


@dataclass(frozen=True, slots=True, kw_only=True)
class ServicePaper:
    """Who prints it, whose it is, and who signs."""

    shop: str
    place: str
    patient: str
    birth_date: date | None
    on: date
    person: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenDose:
    """A vaccination as the card shows it."""

    on: date
    vaccine: str
    batch: str
    expires_on: date | None
    dose: int
    site: str
    route: str
    next_due_on: date | None


def slip_pdf(paper: ServicePaper, service: str, content: dict[str, object]) -> bytes:
    """What was measured, with units; the remark below."""
    return drawn_document(paper_of_slip(paper, service, content))


def paper_of_slip(paper: ServicePaper, service: str, content: dict[str, object]) -> PaperDocument:
    """What stands on a slip."""
    remark = str(content.get("remark") or "")
    return PaperDocument(
        title=f"{service} {paper.code}",
        heads=_heads(paper),
        bold=frozenset({paper.shop}),
        columns=(PaperColumn(_("Measured"), 110), PaperColumn(_("Value"), 64)),
        rows=value_rows(content) or [(NONE, NONE)],
        total=(_("Recorded by"), paper.person),
        note=f"{_('Remark')}: {remark}" if remark else "",
        foot=(_("These values are no diagnosis. Discuss them with your doctor or pharmacist."),),
        cell_lines=4,
    )


def value_rows(content: dict[str, object]) -> list[tuple[str, str]]:
    """Each value with its name and unit, in the reader's decimals."""
    mark = "," if (get_language() or "en").startswith("id") else "."
    values = content.get("values") or []
    found = []
    for one in values if isinstance(values, list) else []:
        told = QUANTITIES[one["quantity"]]
        found.append((str(told.title), f"{told.written(one['value'], mark)} {told.unit}"))
    return found


def card_pdf(paper: ServicePaper, doses: Sequence[GivenDose]) -> bytes:
    """Every dose that was given here, by day."""
    return drawn_document(paper_of_card(paper, doses))


def paper_of_card(paper: ServicePaper, doses: Sequence[GivenDose]) -> PaperDocument:
    """What stands on a card."""
    return PaperDocument(
        title=_("Vaccination card"),
        heads=_heads(paper),
        bold=frozenset({paper.shop}),
        columns=(
            PaperColumn(_("Date"), 24),
            PaperColumn(_("Vaccine"), 48),
            PaperColumn(_("Batch"), 34),
            PaperColumn(_("Dose"), 14),
            PaperColumn(_("Site"), 30),
            PaperColumn(_("Next due"), 24),
        ),
        rows=[_dose_row(one) for one in doses] or [(NONE,) * 6],
        total=(_("Printed on"), _day(paper.on)),
        foot=(f"{_('Pharmacist')}: {BLANK}",),
        cell_lines=4,
    )


def _dose_row(one: GivenDose) -> tuple[str, ...]:
    return (
        _day(one.on),
        one.vaccine,
        f"{one.batch} ({_day(one.expires_on)})" if one.expires_on else one.batch,
        str(one.dose),
        f"{VACCINE_SITES.get(one.site, one.site)}, {VACCINE_ROUTES.get(one.route, one.route)}",
        _day(one.next_due_on) if one.next_due_on else NONE,
    )


def _heads(paper: ServicePaper) -> list[str]:
    born = f"{_('Birth date')}: {_day(paper.birth_date)}" if paper.birth_date else ""
    told = (f"{_('Patient')}: {paper.patient}", born, f"{_('Date')}: {_day(paper.on)}")
    return [one for one in (paper.shop, paper.place, *told) if one]


def _day(day: date | None) -> str:
    return format_date(day, get_language() or "en") if day else ""
