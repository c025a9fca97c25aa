"""Planning a shift, and a branch's stricter rule."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy

from theriac.core.ids import parse_id
from theriac.domains.accounts.queries.actors import actors_of
from theriac.domains.accounts.queries.people import by_name, people_of_branch
from theriac.domains.duty.commands.branch_rule import set_duty_rule
from theriac.domains.duty.commands.roster import ShiftPlan, plan_shift
from theriac.domains.duty.permissions import PLAN_DUTY, SERVE_DUTY, SET_DUTY_RULE
from theriac.domains.duty.queries import duty_rule
from theriac.domains.duty.rules import monday_of
from theriac.surfaces.backoffice.duty.roster import day_named, week_address
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.screens import Crumb


class ShiftForm(ScreenForm):
    """Who, on which day, from when to when."""

    person_id = forms.ChoiceField(label=gettext_lazy("Pharmacist"))
    on = forms.DateField(label=gettext_lazy("Day"), localize=False)
    begins = forms.TimeField(
        label=gettext_lazy("From"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    ends = forms.TimeField(
        label=gettext_lazy("Until"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=gettext_lazy("A time before the start is on the next day."),
    )


class PlanShift(FormScreen):
    """A shift of somebody who may be on duty at the branch."""

    permission = PLAN_DUTY
    form_class = ShiftForm
    title = gettext_lazy("Plan shift")
    done = gettext_lazy("Shift planned.")

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(gettext_lazy("Duty roster"), reverse("backoffice:duty_roster"))]

    def form(self, **options: Any) -> ScreenForm:
        form = super().form(**options)
        field: Any = form.fields["person_id"]
        field.choices = [(str(key), name) for key, name in self._people()]
        return form

    def initial(self) -> dict[str, Any]:
        return {"on": day_named(self.request.GET.get("on", "")), "begins": "08:00", "ends": "15:00"}

    def act(self, form: ScreenForm) -> str:
        data = form.cleaned_data
        plan = ShiftPlan(
            person_id=parse_id(data["person_id"]) or UUID(int=0),
            on=data["on"],
            begins=data["begins"],
            ends=data["ends"],
        )
        plan_shift(actor=self.actor, branch_id=self.branch, plan=plan)
        return week_address(monday_of(plan.on))

    def _people(self) -> list[tuple[UUID, str]]:
        people = by_name(people_of_branch(self.branch))
        actors = actors_of({one.id for one in people})
        return [
            (one.id, one.display_name)
            for one in people
            if one.id in actors and actors[one.id].may(SERVE_DUTY, self.branch)
        ]


class DutyRuleForm(ScreenForm):
    """Whether a pharmacist must be on duty beyond the law."""

    asked = forms.BooleanField(
        label=gettext_lazy("Sell prescription-only medicines only while a pharmacist is on duty"),
        required=False,
        help_text=gettext_lazy("Where the law asks for it, it applies anyway."),
    )


class BranchDuty(FormScreen):
    """A branch may be stricter than the law."""

    permission = SET_DUTY_RULE
    form_class = DutyRuleForm
    title = gettext_lazy("Duty rule")
    done = gettext_lazy("Saved.")

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(gettext_lazy("Duty roster"), reverse("backoffice:duty_roster"))]

    def initial(self) -> dict[str, Any]:
        return {"asked": duty_rule(actor=self.actor, branch_id=self.branch)}

    def act(self, form: ScreenForm) -> str:
        set_duty_rule(actor=self.actor, branch_id=self.branch, asked=form.cleaned_data["asked"])
        return reverse("backoffice:duty_roster")
