"""Pages of one form each: how its cause is judged, that it was sent, the branch's own period."""

from __future__ import annotations

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from theriac.core.facts.records import given
from theriac.core.problems import Text
from theriac.domains.adverse_events.commands.assess import assess_report
from theriac.domains.adverse_events.commands.period import MOST_DAYS, set_reporting_period
from theriac.domains.adverse_events.commands.send import send_report
from theriac.domains.adverse_events.ids import AdverseEventId
from theriac.domains.adverse_events.permissions import ASSESS_ADVERSE_EVENTS, REPORT_ADVERSE_EVENTS
from theriac.domains.adverse_events.queries import form_of, get_reporting_period
from theriac.domains.adverse_events.rules.codes import CAUSALITIES, WAYS
from theriac.domains.adverse_events.rules.facts import SendingTold
from theriac.domains.adverse_events.rules.naranjo import ANSWERS, QUESTIONS
from theriac.domains.organisation.queries.branches import branch_date
from theriac.surfaces.backoffice.adverse_events.entry import AmongAdverseEvents, OneReport
from theriac.surfaces.backoffice.adverse_events.words import recipients
from theriac.surfaces.backoffice.shell.forms.fields import WholeNumberField, put_into_our_words
from theriac.surfaces.backoffice.shell.forms.form import EditForm, ScreenForm
from theriac.surfaces.backoffice.shell.forms.records import text_of
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen


class AssessmentForm(EditForm):
    """The ten questions of the scale, and a category."""

    category = forms.ChoiceField(
        label=_("WHO-UMC category"),
        help_text=_("Your own judgement, if you state one."),
        choices=[("", "–"), *CAUSALITIES.items()],
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        category = self.fields.pop("category")
        for number, (code, question) in enumerate(QUESTIONS.items(), start=1):
            self.fields[code] = forms.ChoiceField(
                label=f"{number}. {question.text}",
                choices=list(ANSWERS.items()),
                widget=forms.RadioSelect,
            )
            put_into_our_words(self.fields[code])
        self.fields["category"] = category


class AssessReport(OneReport, FormScreen):
    """How probable it is that the medicine caused the reaction."""

    permission = ASSESS_ADVERSE_EVENTS
    form_class = AssessmentForm
    lead = _("Naranjo scale: 9 or more is definite, 5 to 8 probable, 1 to 4 possible.")
    done = _("Assessment saved.")

    def page_title(self) -> Text:
        return _now("Causality of %(code)s") % {"code": self.opened.report.code}

    def initial(self) -> dict[str, Any]:
        row = self.opened.report
        answers = row.assessment.get("answers") or dict.fromkeys(QUESTIONS, "unknown")
        category = row.assessment.get("category", "")
        return {**answers, "category": category, "version": row.version}

    def act(self, form: ScreenForm) -> str:
        data = form.cleaned_data
        assess_report(
            actor=self.actor,
            branch_id=self.branch,
            report_id=AdverseEventId(self.kwargs["report_id"]),
            version=data["version"],
            answers={code: data[code] for code in QUESTIONS},
            category=data["category"],
        )
        return self.address()

    def cancel_url(self) -> str:
        return self.address()


class SendingForm(EditForm):
    """To whom, by what way, when; with their number where it is known."""

    authority = forms.ChoiceField(label=_("Sent to"))
    way = forms.ChoiceField(label=_("Sent by"), choices=list(WAYS.items()))
    sent_on = forms.DateField(label=_("Sent on"))
    reference = text_of(
        SendingTold,
        "reference",
        _("Authority’s number"),
        help_text=_("If you have it already. You can add it later."),
    )


class SendReport(OneReport, FormScreen):
    """That the report went out; then it is edited no more."""

    permission = REPORT_ADVERSE_EVENTS
    form_class = SendingForm
    lead = _(
        "Send the printed form or enter it on the authority’s site first. Then record it here."
    )
    submit_label = _("Record as sent")
    done = _("Recorded as sent.")

    def page_title(self) -> Text:
        return _now("Record %(code)s as sent") % {"code": self.opened.report.code}

    def form(self, **options: Any) -> ScreenForm:
        form = super().form(**options)
        choices = list(recipients(form_of(self.branch)).items())
        form.fields["authority"].choices = choices  # type: ignore[attr-defined]
        return form

    def initial(self) -> dict[str, Any]:
        return {"version": self.opened.report.version, "sent_on": branch_date(self.branch)}

    def act(self, form: ScreenForm) -> str:
        data = dict(form.cleaned_data)
        send_report(
            actor=self.actor,
            branch_id=self.branch,
            report_id=AdverseEventId(self.kwargs["report_id"]),
            version=data.pop("version"),
            sending=given(SendingTold, **data),
        )
        return self.address()

    def cancel_url(self) -> str:
        return self.address()


class PeriodTyped(ScreenForm):
    """Calendar days, or none."""

    serious_days = WholeNumberField(
        label=_("Report serious reactions within, days"),
        help_text=_(
            "Counted from the day on which the pharmacy learned of it. Empty: no due date."
        ),
        least=1,
        most=MOST_DAYS,
        required=False,
    )


class PeriodSettings(AmongAdverseEvents, FormScreen):
    """The branch's own period, where its country's law sets none."""

    permission = ASSESS_ADVERSE_EVENTS
    form_class = PeriodTyped
    template_name = "backoffice/adverse_events/period.html"
    title = _("Reporting period")
    done = _("Saved.")

    def initial(self) -> dict[str, Any]:
        return {"serious_days": get_reporting_period(actor=self.actor, branch_id=self.branch)[1]}

    def context(self) -> dict[str, Any]:
        return {**super().context(), "law": form_of(self.branch)}

    def act(self, form: ScreenForm) -> str:
        set_reporting_period(actor=self.actor, branch_id=self.branch, **form.cleaned_data)
        return reverse("backoffice:adverse_event_list")
