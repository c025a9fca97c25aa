"""Enrolling a member, who has the card, and points by hand."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any
from uuid import UUID

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from theriac.core.facts.records import given
from theriac.core.ids import parse_id
from theriac.domains.loyalty.commands.change import (
    LONGEST,
    MOST_BY_HAND,
    adjust_points,
    change_member,
)
from theriac.domains.loyalty.commands.enrol import (
    LoyaltyHolder,
    LoyaltyMemberNew,
    enrol_member,
)
from theriac.domains.loyalty.ids import LoyaltyMemberId
from theriac.domains.loyalty.permissions import ENROL_MEMBERS, MANAGE_MEMBERS
from theriac.domains.patients.commands.open import name_patient
from theriac.domains.patients.ids import PatientId
from theriac.domains.patients.permissions import VIEW_PATIENTS
from theriac.surfaces.backoffice.loyalty.detail import OneMember
from theriac.surfaces.backoffice.shell.forms.fields import WholeNumberField
from theriac.surfaces.backoffice.shell.forms.form import EditForm, ScreenForm
from theriac.surfaces.backoffice.shell.forms.records import text_of
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.screens import Crumb

HOLDER = ("name", "phone")


class _Holder(ScreenForm):
    """Who has the card, as far as they say."""

    name = text_of(LoyaltyHolder, "name", _("Name"), required=False)
    phone = text_of(
        LoyaltyHolder,
        "phone",
        _("Telephone"),
        required=False,
        help_text=_("Use this number to find the card at the counter."),
    )

    def holder(self) -> LoyaltyHolder:
        """What was typed."""
        told = {name: self.cleaned_data.get(name, "") or "" for name in HOLDER}
        return given(LoyaltyHolder, **told)


class NewLoyaltyForm(_Holder):
    """Who it is, and the printed card if there is one."""

    number = text_of(
        LoyaltyMemberNew,
        "number",
        _("Card number"),
        required=False,
        help_text=_("The number on a printed card. Leave it empty for a new number."),
    )


class NewLoyaltyMember(FormScreen):
    """Enrol whoever takes a card, or the patient that the address names."""

    permission = ENROL_MEMBERS
    form_class = NewLoyaltyForm
    template_name = "backoffice/loyalty/new.html"
    title = _("Enrol a loyalty member")
    submit_label = _("Enrol member")
    done = _("Member enrolled.")

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(_("Loyalty members"), reverse("backoffice:loyalty_list"))]

    @property
    def of_patient(self) -> UUID | None:
        """The patient, as the address says."""
        return parse_id(self.request.GET.get("patient", ""))

    @cached_property
    def patient_name(self) -> str:
        """Whose record it is, read on the record; "" where the address names none."""
        if self.of_patient is None or not self.may(VIEW_PATIENTS):
            return ""
        return name_patient(
            actor=self.actor, branch_id=self.branch, patient_id=PatientId(self.of_patient)
        )

    def form(self, **options: Any) -> ScreenForm:
        """A patient needs no particulars."""
        form = super().form(**options)
        if self.of_patient is not None:
            for name in HOLDER:
                del form.fields[name]
        return form

    def context(self) -> dict[str, Any]:
        return {**super().context(), "patient": self.patient_name}

    def act(self, form: Any) -> str:
        new = given(
            LoyaltyMemberNew,
            patient_id=self.of_patient,
            holder=form.holder(),
            number=form.cleaned_data["number"] or "",
        )
        made = enrol_member(actor=self.actor, branch_id=self.branch, member=new)
        return reverse("backoffice:loyalty_member", args=[made])


class EditLoyaltyForm(EditForm, _Holder):
    """Who has the card."""


class EditLoyaltyMember(OneMember, FormScreen):
    """Change who has the card."""

    permission = ENROL_MEMBERS
    form_class = EditLoyaltyForm
    title = _("Edit loyalty member")
    done = _("Saved.")
    below = True

    def initial(self) -> dict[str, Any]:
        return {**self.member.holder, "version": self.member.version}

    def act(self, form: Any) -> str:
        change_member(
            actor=self.actor,
            branch_id=self.branch,
            loyalty_member_id=LoyaltyMemberId(self.member.id),
            version=form.cleaned_data["version"],
            holder=form.holder(),
        )
        return self.address()


class AdjustPointsForm(ScreenForm):
    """So many points, given or taken, and why."""

    direction = forms.ChoiceField(
        label=_("What to do"), choices=[("give", _("Give points")), ("take", _("Take points"))]
    )
    points = WholeNumberField(label=_("Points"), least=1, most=MOST_BY_HAND)
    reason = forms.CharField(
        label=_("Reason"), help_text=_("For later reference."), max_length=LONGEST
    )


class AdjustLoyaltyPoints(OneMember, FormScreen):
    """Give or take points without a sale."""

    permission = MANAGE_MEMBERS
    form_class = AdjustPointsForm
    title = _("Adjust points")
    submit_label = _("Adjust points")
    done = _("Points adjusted.")
    below = True

    def act(self, form: Any) -> str:
        data = form.cleaned_data
        sign = -1 if data["direction"] == "take" else 1
        adjust_points(
            actor=self.actor,
            branch_id=self.branch,
            loyalty_member_id=LoyaltyMemberId(self.member.id),
            points=sign * data["points"],
            reason=data["reason"],
        )
        return self.address()
