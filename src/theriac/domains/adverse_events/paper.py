"""A report on paper: its country's form, section by section, for the authority and the file.

Sections have the forms' own headings (``countries.adverse_events``); what stands in them is ours.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from textwrap import wrap
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from theriac.core.formatting import format_date
from theriac.core.paper.documents import PaperColumn, PaperDocument, PaperTable, drawn_document
from theriac.core.problems import Text
from theriac.countries.adverse_events.rules import AdverseEventForm, FormPart
from theriac.domains.adverse_events.commands.open import OpenedReport
from theriac.domains.adverse_events.rules.codes import (
    ACTIONS,
    CAUSALITIES,
    DECHALLENGES,
    OUTCOMES,
    PREGNANCIES,
    PROFESSIONS,
    RECHALLENGES,
    SERIOUS,
    SEXES,
    SUSPECT,
    age_words,
)
from theriac.domains.adverse_events.rules.facts import ReportedMedicine
from theriac.domains.adverse_events.rules.naranjo import ANSWERS, BANDS, QUESTIONS

BLANK = "_" * 30
CELL_LINES = 14
PER_ROW = 400
"""Letters of a long text that one row takes, however wide; the rest stands in further rows."""
Row = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPaper:
    """A report with the form, who prints it, who reports, and makers by product."""

    opened: OpenedReport
    form: AdverseEventForm
    shop: str
    place: str
    reporter: str
    makers: Mapping[UUID, str] = field(default_factory=dict)


def report_pdf(paper: ReportPaper) -> bytes:
    """The form on A4, in the reader's language."""
    return drawn_document(paper_of_report(paper))


def paper_of_report(paper: ReportPaper) -> PaperDocument:
    """What stands on it: the form's sections in its order, the first above the line."""
    first, *others = [
        PaperTable(title=str(heading), columns=columns, rows=rows)
        for part, heading in paper.form.sections
        for columns, rows in [_SECTIONS[part](paper)]
    ]
    serious = " · ".join(str(SERIOUS[code]) for code in paper.opened.report.codes)
    return PaperDocument(
        title=str(paper.form.title),
        heads=[*filter(None, (paper.shop, paper.place)), _version(paper), first.title],
        bold=frozenset({paper.shop, first.title}),
        columns=first.columns,
        rows=first.rows,
        total=(_("Seriousness"), serious or _("Not serious")),
        further=others,
        foot=(f"{_('Reporter')}: {paper.reporter or BLANK}", f"{_('Signature')}: {BLANK}"),
        cell_lines=CELL_LINES,
    )


def _version(paper: ReportPaper) -> str:
    row = paper.opened.report
    kind = _("Follow-up %(number)s") % {"number": row.follow_up} if row.follow_up else _("Initial")
    found = [f"{_('Report')}: {row.code}", kind, f"{_('To')}: {paper.form.authority_title}"]
    if row.reference:
        found.append(f"{_('Authority’s number')}: {row.reference}")
    return " · ".join(found)


def _day(day: date | None) -> str:
    return format_date(day, get_language() or "en") if day else ""


def _word(words: Mapping[str, Text], code: str | None) -> str:
    return str(words[code]) if code else ""


def _pairs(*rows: Row) -> tuple[Sequence[PaperColumn], Sequence[Row]]:
    return (PaperColumn("", 54), PaperColumn("", 120)), rows


def _long(name: str, text: str) -> list[Row]:
    """A text under its name, in as many rows as it needs."""
    first, *others = wrap(text, PER_ROW) or [""]
    return [(name, first), *((" ", one) for one in others)]


def _patient(paper: ReportPaper) -> tuple[Sequence[PaperColumn], Sequence[Row]]:
    told = paper.opened.told
    age = age_words(told.age, told.age_unit)
    return _pairs(
        (_("Patient’s initials"), told.initials),
        (_("Age when it began"), age),
        (_("Sex"), _word(SEXES, told.sex)),
        (_("Weight"), told.weight),
        (_("Pregnant"), _word(PREGNANCIES, told.pregnancy)),
    )


def _reaction(paper: ReportPaper) -> tuple[Sequence[PaperColumn], Sequence[Row]]:
    told = paper.opened.told
    return _pairs(
        *_long(_("Reaction"), told.reaction),
        (_("Began on"), _day(told.onset_on)),
        (_("Ended on"), _day(told.ended_on)),
        (_("Outcome"), _word(OUTCOMES, told.outcome)),
        *_long(_("Treatment of the reaction"), told.treatment),
    )


def _suspects(paper: ReportPaper) -> tuple[Sequence[PaperColumn], Sequence[Row]]:
    columns = (
        PaperColumn(_("Medicine"), 40),
        PaperColumn(_("Batch, expiry"), 26),
        PaperColumn(_("Dose, route"), 28),
        PaperColumn(_("From – to"), 26),
        PaperColumn(_("Indication"), 22),
        PaperColumn(_("Action and effect"), 32),
    )
    rows = [_suspect(one, paper.makers) for one in _of_role(paper, suspected=True)]
    return columns, rows


def _suspect(one: ReportedMedicine, makers: Mapping[UUID, str]) -> Row:
    effects = (
        _word(ACTIONS, one.action),
        _word(DECHALLENGES, one.dechallenge),
        _word(RECHALLENGES, one.rechallenge),
    )
    maker = makers.get(one.product_id, "") if one.product_id else ""
    return (
        f"{one.name} ({maker})" if maker else one.name,
        ", ".join(filter(None, (one.batch_number, _day(one.expires_on)))),
        ", ".join(filter(None, (one.dose, one.route))),
        _span(one),
        one.indication,
        " · ".join(filter(None, effects)),
    )


def _span(one: ReportedMedicine) -> str:
    if one.from_on is None and one.until_on is None:
        return ""
    return f"{_day(one.from_on)} – {_day(one.until_on)}".strip()


def _concomitant(paper: ReportPaper) -> tuple[Sequence[PaperColumn], Sequence[Row]]:
    columns = (
        PaperColumn(_("Medicine"), 62),
        PaperColumn(_("Batch"), 28),
        PaperColumn(_("Dose, route"), 34),
        PaperColumn(_("From – to"), 26),
        PaperColumn(_("Indication"), 24),
    )
    rows = [
        (
            one.name,
            one.batch_number,
            ", ".join(filter(None, (one.dose, one.route))),
            _span(one),
            one.indication,
        )
        for one in _of_role(paper, suspected=False)
    ]
    return columns, rows or [("–", "", "", "", "")]


def _of_role(paper: ReportPaper, *, suspected: bool) -> list[ReportedMedicine]:
    return [one for one in paper.opened.told.medicines if (one.role == SUSPECT) is suspected]


def _history(paper: ReportPaper) -> tuple[Sequence[PaperColumn], Sequence[Row]]:
    told = paper.opened.told
    return _pairs(
        *_long(_("Medical history"), told.history), *_long(_("Allergies"), told.allergies)
    )


def _tests(paper: ReportPaper) -> tuple[Sequence[PaperColumn], Sequence[Row]]:
    return _pairs(*_long(_("Tests and results"), paper.opened.told.tests))


def _causality(paper: ReportPaper) -> tuple[Sequence[PaperColumn], Sequence[Row]]:
    opened = paper.opened
    columns = (PaperColumn("", 130), PaperColumn("", 44))
    found = opened.report.assessment
    if opened.score is None:
        return columns, [(_("Naranjo scale"), _("Not assessed"))]
    rows = [
        (str(question.text), str(ANSWERS[found["answers"][code]]))
        for code, question in QUESTIONS.items()
    ]
    rows.append((_("Naranjo scale"), f"{opened.score} · {BANDS[opened.band]}"))
    if found["category"]:
        rows.append((_("WHO-UMC category"), str(CAUSALITIES[found["category"]])))
    return columns, rows


def _reporter(paper: ReportPaper) -> tuple[Sequence[PaperColumn], Sequence[Row]]:
    row, told = paper.opened.report, paper.opened.told
    return _pairs(
        (_("Name"), paper.reporter),
        (_("Profession"), _word(PROFESSIONS, told.profession)),
        (_("Pharmacy"), ", ".join(filter(None, (paper.shop, paper.place)))),
        (_("Reaction became known on"), _day(told.learned_on)),
        (_("Sent on"), _day(row.sent_on)),
    )


_Section = Callable[[ReportPaper], tuple[Sequence[PaperColumn], Sequence[Row]]]
_SECTIONS: Mapping[FormPart, _Section] = {
    FormPart.PATIENT: _patient,
    FormPart.REACTION: _reaction,
    FormPart.SUSPECTS: _suspects,
    FormPart.CONCOMITANT: _concomitant,
    FormPart.HISTORY: _history,
    FormPart.TESTS: _tests,
    FormPart.CAUSALITY: _causality,
    FormPart.REPORTER: _reporter,
}
