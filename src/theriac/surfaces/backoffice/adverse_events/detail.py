"""A report: what it tells, its versions, what may be done with it; printed. Each look is logged."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from theriac.core.problems import NotPermitted, Problem, Text
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.adverse_events.commands.follow_up import follow_up_report
from theriac.domains.adverse_events.commands.send import LONGEST_REFERENCE, note_reference
from theriac.domains.adverse_events.commands.withdraw import withdraw_report
from theriac.domains.adverse_events.paper import ReportPaper, report_pdf
from theriac.domains.adverse_events.permissions import (
    ASSESS_ADVERSE_EVENTS,
    OPEN_ADVERSE_EVENTS,
    REPORT_ADVERSE_EVENTS,
)
from theriac.domains.adverse_events.problems import AdverseEventUnknown
from theriac.domains.adverse_events.queries import form_of
from theriac.domains.adverse_events.rules.codes import (
    ACTIONS,
    CAUSALITIES,
    DECHALLENGES,
    DRAFT,
    OUTCOMES,
    PREGNANCIES,
    PROFESSIONS,
    RECHALLENGES,
    ROLES,
    SENT,
    SEXES,
    WAYS,
    WHY_WITHDRAWN,
    age_words,
)
from theriac.domains.adverse_events.rules.facts import ReportedMedicine
from theriac.domains.adverse_events.rules.naranjo import BANDS
from theriac.domains.catalog.queries.names import makers_of
from theriac.domains.patients.permissions import VIEW_PATIENTS
from theriac.domains.prescriptions.papers.sources import paper_head
from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.surfaces.backoffice.adverse_events.entry import OneReport
from theriac.surfaces.backoffice.adverse_events.words import STATES, recipients, serious_words
from theriac.surfaces.backoffice.audit.lines import history_beside
from theriac.surfaces.backoffice.shell.forms.button import ButtonScreen, Calls, at_most
from theriac.surfaces.backoffice.shell.markup.pdf import pdf_answer

OF_ANOTHER_BRANCH: tuple[type[Problem], ...] = (NotPermitted, AdverseEventUnknown)


class ReportDetail(OneReport):
    """What it tells, and the buttons."""

    permission = OPEN_ADVERSE_EVENTS
    template_name = "backoffice/adverse_events/one.html"

    def page_title(self) -> Text:
        return self.opened.report.code

    def context(self) -> dict[str, Any]:
        row, told = self.opened.report, self.opened.told
        people = names_of({one for one in (row.by, row.sent_by, row.withdrawn_by) if one})
        return {
            "opened": self.opened,
            "row": row,
            "told": told,
            "state": STATES.badge(row.state),
            "serious": serious_words(row),
            "age": age_words(told.age, told.age_unit),
            "sex": SEXES[told.sex],
            "pregnancy": PREGNANCIES[told.pregnancy] if told.pregnancy else "",
            "outcome": OUTCOMES[told.outcome],
            "profession": PROFESSIONS[told.profession],
            "medicines": [_told(one) for one in told.medicines],
            "band": BANDS.get(self.opened.band, ""),
            "category": CAUSALITIES.get(row.assessment.get("category", ""), ""),
            "by": people.get(row.by, ""),
            "sent_by": people.get(row.sent_by or row.by, ""),
            "recipient": recipients(form_of(row.branch_id)).get(row.authority, row.authority),
            "way": WAYS.get(row.way, ""),
            "withdrawn_by": people.get(row.withdrawn_by or row.by, ""),
            "withdrawn": WHY_WITHDRAWN.get(row.withdrawn_why, ""),
            "versions": [(one, STATES.badge(one.state)) for one in self.opened.versions],
            "whys": list(WHY_WITHDRAWN.items()),
            "longest_reference": LONGEST_REFERENCE,
            **self._rights(),
            **history_beside(self, row.id),
        }

    def _rights(self) -> dict[str, bool]:
        state, may_report = self.opened.report.state, self.may(REPORT_ADVERSE_EVENTS)
        return {
            "sees_patient": self.may(VIEW_PATIENTS),
            "sees_stock": self.may(VIEW_STOCK),
            "may_edit": may_report and state == DRAFT,
            "may_assess": self.may(ASSESS_ADVERSE_EVENTS) and state == DRAFT,
            "may_follow": may_report
            and state == SENT
            and all(one.state != DRAFT for one in self.opened.versions),
            "may_note": may_report and state == SENT,
            "may_withdraw": may_report and state in (DRAFT, SENT),
        }


def _told(one: ReportedMedicine) -> tuple[ReportedMedicine, Text, Sequence[Text]]:
    effects = (
        ACTIONS[one.action] if one.action else "",
        DECHALLENGES[one.dechallenge] if one.dechallenge else "",
        RECHALLENGES[one.rechallenge] if one.rechallenge else "",
    )
    return one, ROLES[one.role], [words for words in effects if words]


class NoteReference(OneReport, ButtonScreen):
    """The authority's own number."""

    calls = Calls(note_reference, reference=at_most(LONGEST_REFERENCE))
    unsaid = OF_ANOTHER_BRANCH
    done = _("Number saved.")


class FollowUpReport(OneReport, ButtonScreen):
    """A further version; it leads to the draft."""

    calls = Calls(follow_up_report)
    unsaid = OF_ANOTHER_BRANCH
    done = _("Follow-up draft saved. Add what is known now.")

    def onward(self, result: Any) -> str:
        return reverse("backoffice:adverse_event_change", args=[result])


class WithdrawReport(OneReport, ButtonScreen):
    """It was wrong and counts no more."""

    calls = Calls(withdraw_report, reason_code=at_most(12))
    unsaid = OF_ANOTHER_BRANCH
    done = _("Report withdrawn.")


class ReportPdf(OneReport):
    """The country's form; each print is a logged look."""

    permission = OPEN_ADVERSE_EVENTS
    http_method_names = ("get",)

    def get(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """Draw it."""
        row = self.opened.report
        head = paper_head(row.branch_id)
        products = {one.product_id for one in self.opened.told.medicines if one.product_id}
        paper = ReportPaper(
            opened=self.opened,
            form=form_of(row.branch_id),
            shop=head.shop,
            place=head.place,
            reporter=names_of([row.by]).get(row.by, ""),
            makers=makers_of(products),
        )
        return pdf_answer(report_pdf(paper), f"adverse-event-{row.code}")
