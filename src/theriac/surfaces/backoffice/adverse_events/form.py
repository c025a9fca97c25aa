"""The form of a report: who, what and when; the medicines stand in rows of their own."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from theriac.core.facts.records import given
from theriac.core.problems import Problem
from theriac.domains.adverse_events.rules.codes import (
    AGE_UNITS,
    OUTCOMES,
    PREGNANCIES,
    PROFESSIONS,
    SERIOUS,
    SEXES,
)
from theriac.domains.adverse_events.rules.facts import AdverseEventTold, ReportedMedicine
from theriac.surfaces.backoffice.shell.forms.fields import WholeNumberField
from theriac.surfaces.backoffice.shell.forms.form import EditForm, ScreenForm
from theriac.surfaces.backoffice.shell.forms.records import text_of

TOLD = AdverseEventTold
FIELDS = tuple(
    "initials age age_unit sex weight pregnancy reaction onset_on ended_on outcome seriousness "
    "treatment history allergies tests learned_on profession".split()
)


class AdverseEventTyped(ScreenForm):
    """Who, what and when; the medicines stand in rows below."""

    initials = text_of(TOLD, "initials", _("Patient’s initials"), required=True)
    age = WholeNumberField(label=_("Age when it began"), least=0, most=47_500, required=False)
    age_unit = forms.ChoiceField(label=_("Age in"), choices=list(AGE_UNITS.items()))
    sex = forms.ChoiceField(label=_("Sex"), choices=list(SEXES.items()))
    weight = text_of(TOLD, "weight", _("Weight"))
    pregnancy = forms.ChoiceField(
        label=_("Pregnant"), choices=[("", "–"), *PREGNANCIES.items()], required=False
    )
    onset_on = forms.DateField(label=_("Reaction began on"))
    ended_on = forms.DateField(
        label=_("Reaction ended on"),
        help_text=_("The day of death, if it was fatal."),
        required=False,
    )
    learned_on = forms.DateField(label=_("The pharmacy learned of it on"))
    reaction = text_of(TOLD, "reaction", _("Reaction"), widget=forms.Textarea)
    outcome = forms.ChoiceField(label=_("Outcome"), choices=[("", "–"), *OUTCOMES.items()])
    seriousness = forms.MultipleChoiceField(
        label=_("Seriousness"),
        help_text=_("Choose none if the reaction wasn’t serious."),
        choices=list(SERIOUS.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    treatment = text_of(TOLD, "treatment", _("Treatment of the reaction"), widget=forms.Textarea)
    history = text_of(TOLD, "history", _("Medical history"), widget=forms.Textarea)
    allergies = text_of(TOLD, "allergies", _("Allergies"), widget=forms.Textarea)
    tests = text_of(TOLD, "tests", _("Tests and results"), widget=forms.Textarea)
    profession = forms.ChoiceField(label=_("Your profession"), choices=list(PROFESSIONS.items()))

    def told(self, medicines: Sequence[ReportedMedicine]) -> AdverseEventTold:
        """As the commands take it. Raises Unprocessable."""
        data = {name: self.cleaned_data[name] for name in FIELDS}
        data["pregnancy"] = data["pregnancy"] or None
        return given(AdverseEventTold, **data, medicines=list(medicines))

    def take(self, problem: Problem) -> None:
        """What concerns a row stands there; here that the marked fields are to be checked."""
        errors = getattr(problem, "errors", {}) or {}
        if errors and all(path.startswith("medicines.") for path in errors):
            self.add_error(None, _now("Check the marked medicines."))
            return
        super().take(problem)


class AdverseEventEdit(AdverseEventTyped, EditForm):
    """The same with the version that was seen."""
