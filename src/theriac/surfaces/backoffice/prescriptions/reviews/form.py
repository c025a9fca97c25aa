"""The form of an approval: a reason and a note for each alert that stops."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, cast
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.approval.problems import ApprovalUnfit
from theriac.core.ids import parse_id
from theriac.core.problems import Problem
from theriac.domains.clinical.problems import AlertsUnanswered
from theriac.domains.clinical.rules.answers import (
    REASONS,
    AnswerGiven,
    answer_to,
    products_of,
    rule_told,
)
from theriac.surfaces.backoffice.approvals.forms import CREDENTIAL, ApprovedForm
from theriac.surfaces.backoffice.clinical.words import REASON_WORDS
from theriac.surfaces.backoffice.prescriptions.reviews.alerts import (
    AskedAlert,
    alert_words,
    key_of,
)
from theriac.surfaces.backoffice.shell.forms.fields import ask_for_no_names, put_into_our_words
from theriac.surfaces.backoffice.shell.forms.form import EditForm

LONGEST_NOTE = 250
_REASON, _NOTE, _APPROVAL = "reason-", "note-", "approval-"


class ApprovalForm(ApprovedForm, EditForm):
    """Why a prescription is approved in spite of the alerts that stop.

    A field is named by what its answer is about, so that what was typed stays with its alert.
    """

    def __init__(self, *args: Any, asked: Sequence[AskedAlert] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._asked = asked
        for one in asked:
            self._add(one)

    def _add(self, one: AskedAlert) -> None:
        choices = [(str(code), REASON_WORDS[code]) for code in REASONS[one.first.tier]]
        reason = forms.ChoiceField(
            label=gettext_lazy("Reason"),
            choices=[("", "–"), *choices],
            error_messages={"required": gettext_lazy("Choose a reason.")},
        )
        note = forms.CharField(
            label=gettext_lazy("Note"),
            help_text=gettext_lazy("Required with “Another reason”."),
            max_length=LONGEST_NOTE,
            required=False,
        )
        ask_for_no_names("note", note)
        for name, field in ((_REASON, reason), (_NOTE, note)):
            put_into_our_words(field)
            self.fields[name + one.key] = field
        hidden = forms.CharField(required=False, widget=forms.HiddenInput)
        self.fields[_APPROVAL + one.key] = hidden

    @property
    def asked(self) -> Iterator[dict[str, Any]]:
        """Each answer that is wanted: its alerts in words, and its fields."""
        for one in self._asked:
            yield {
                "key": one.key,
                "alerts": [alert_words(alert) for alert in one.alerts],
                "reason": self[_REASON + one.key],
                "note": self[_NOTE + one.key],
            }

    @property
    def further(self) -> Iterator[forms.BoundField]:
        """The fields that belong to no alert: who approves, and what isn't shown."""
        own = {name + one.key for one in self._asked for name in (_REASON, _NOTE)}
        return (field for field in self if field.name not in own)

    def clean(self) -> dict[str, Any]:
        """Say where a note is missing."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for one in self._asked:
            reason, note = cleaned.get(_REASON + one.key), cleaned.get(_NOTE + one.key, "")
            if reason and not answer_to(one.first, reason, note).is_sound:
                self.add_error(_NOTE + one.key, _("Enter what the reason is."))
        return cleaned

    def answers(self) -> list[AnswerGiven]:
        """What was answered, with the approvals that were given to it until now."""
        typed = self.cleaned_data
        return [
            AnswerGiven(
                check=one.first.check.value,
                rule=rule_told(one.first.check, one.first.rule),
                product_ids=products_of(one.first),
                reason=typed[_REASON + one.key],
                note=typed[_NOTE + one.key],
                approval_id=parse_id(typed[_APPROVAL + one.key]),
            )
            for one in self._asked
        ]

    def keep_approval(self, alert: Any, approval_id: UUID) -> None:
        """Keep an approval with its answer, named by the content that was approved.

        It goes with the page too: a passkey answers for one alert, and the page then asks for the
        next.
        """
        name = _APPROVAL + key_of(alert["check"], alert["rule"], alert["product_ids"])
        sent = cast("QueryDict", self.data).copy()
        sent[name] = self.cleaned_data[name] = str(approval_id)
        sent[CREDENTIAL] = self.cleaned_data[CREDENTIAL] = ""
        self.data = sent

    def take(self, problem: Problem) -> None:
        """An alert that the page didn't show yet has no field: say what to do about it."""
        if isinstance(problem, AlertsUnanswered):
            words = _("A safety alert has no answer yet. Reload the page and answer each alert.")
            self.add_error(None, words)
            return
        if isinstance(problem, ApprovalUnfit):
            self._drop_approvals()
        super().take(problem)

    def _drop_approvals(self) -> None:
        """One that doesn't hold isn't sent again: the next try asks for another."""
        sent = cast("QueryDict", self.data).copy()
        for one in self._asked:
            sent[_APPROVAL + one.key] = ""
        self.data = sent
