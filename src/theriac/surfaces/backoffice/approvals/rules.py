"""From when a second person is asked, and where one person may confirm alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.approval.actions import ApprovalAction, Measure, declared_actions, find_action
from theriac.core.approval.commands import end_rule, set_limit, sign_rule
from theriac.core.approval.law import allows_alone
from theriac.core.approval.limits import EVERYBODY
from theriac.core.approval.permissions import SET_LIMITS, SIGN_SINGLE_HANDED
from theriac.core.approval.queries import (
    limit_of,
    limits_of,
    past_limits,
    role_limits_of,
    standing_rules,
)
from theriac.core.money import Money
from theriac.core.problems import NotFound
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.accounts.queries.roles import roles_in_order
from theriac.domains.organisation.queries.branches import get_branch
from theriac.surfaces.backoffice.approvals.words import action_title, limit_words
from theriac.surfaces.backoffice.organisation.settings_form import RateField
from theriac.surfaces.backoffice.shell import frame
from theriac.surfaces.backoffice.shell.forms.fields import MoneyField
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.screens import Crumb, Screen

SHOWN_CHANGES = 20
WHY = gettext_lazy("For later reference.")


def reason_field() -> forms.CharField:
    """Why, for the record."""
    return forms.CharField(label=gettext_lazy("Reason"), help_text=WHY, max_length=250)


class _AtBranch(Screen):
    """A page about the branch that is worked in."""

    @property
    def action(self) -> ApprovalAction:
        """The action of the address. Raises NotFound."""
        found = find_action(str(self.kwargs["action_code"]))
        if found is None:
            raise NotFound(_("This action doesn't need approval. Choose one from the list."))
        return found


class ApprovalRules(_AtBranch):
    """Each action with its limit, its rule, and how the limits changed."""

    permission = SET_LIMITS
    title = gettext_lazy("Limits and rules")
    template_name = "backoffice/approvals/rules.html"

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(gettext_lazy("Approvals"), reverse("backoffice:approval_list"))]

    def _place(self) -> str:
        branch = get_branch(self.branch)
        return branch.name if branch else ""

    def context(self) -> dict[str, Any]:
        """Actions with what holds at the branch, and the past."""
        limits, rules = limits_of(self.branch), standing_rules(self.branch)
        roles = _role_titles()
        changes = list(past_limits(actor=self.actor, branch_id=self.branch)[:SHOWN_CHANGES])
        people = names_of(
            [*(one.set_by for one in changes), *(rule.signed_by for rule in rules.values())]
        )
        return {
            "place": self._place(),
            "may_sign": self.may(SIGN_SINGLE_HANDED),
            "actions": [
                {
                    "action": action,
                    "limit": limit_words(action, limits[action.code]),
                    "role_limits": _role_words(action, self.branch, roles),
                    "has_limit": action.measure is not Measure.ALWAYS,
                    "rule": rules.get(action.code),
                    "by": people.get(rules[action.code].signed_by, "")
                    if action.code in rules
                    else "",
                    "may_be_alone": allows_alone(action, self.branch),
                }
                for action in declared_actions()
            ],
            "changes": [
                {
                    "row": row,
                    "title": action_title(row.action),
                    "role": roles.get(row.role, row.role),
                    "limit": _limit_then(row),
                    "by": people.get(row.set_by, ""),
                }
                for row in changes
            ],
        }


def _role_titles() -> dict[str, str]:
    return {role.code: role.title for role in roles_in_order(with_retired=True)}


def _role_words(action: ApprovalAction, branch_id: UUID, roles: Mapping[str, str]) -> list[str]:
    """What each role has of its own: those that still give their people something."""
    own = role_limits_of(action, branch_id)
    return [
        f"{roles.get(code, code)}: {limit_words(action, limit)}"
        for code, limit in own.items()
        if code != EVERYBODY and limit != 0
    ]


def _limit_then(row: Any) -> str:
    action = find_action(row.action)
    return limit_words(action, row.amount) if action else ""


class _LimitForm(ScreenForm):
    """Up to where nobody is asked, and why."""

    role = forms.ChoiceField(
        label=gettext_lazy("For"),
        help_text=gettext_lazy(
            "A role's limit applies when it is higher than the limit for everyone. The "
            "highest limit among a person's roles counts. 0 means that the role has no limit "
            "of its own."
        ),
        required=False,
    )
    reason = reason_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["role"]
        roles = [(role.code, role.title) for role in roles_in_order()]
        field.choices = [(EVERYBODY, _("Everyone")), *roles]


class SetLimit(_AtBranch, FormScreen):
    """Set a branch's limit of one action."""

    permission = SET_LIMITS
    form_class = _LimitForm
    title = gettext_lazy("Set limit")
    submit_label = gettext_lazy("Set limit")
    lead = gettext_lazy("Leave empty so that approval is never required at this branch.")
    done = gettext_lazy("Limit saved. Counters use it after their next update.")

    def crumbs(self) -> Sequence[Crumb]:
        return [
            Crumb(gettext_lazy("Approvals"), reverse("backoffice:approval_list")),
            Crumb(gettext_lazy("Limits and rules"), reverse("backoffice:approval_rules")),
        ]

    def form(self, **options: Any) -> ScreenForm:
        """With the amount in the action's measure."""
        form = super().form(**options)
        label = str(self.action.title)
        if self.action.measure is Measure.SHARE:
            field: forms.Field = _OptionalRate(
                label=label, help_text=_("In percent of the line."), required=False
            )
        else:
            field = MoneyField(label=label, help_text=self.action.explanation, required=False)
        form.fields = {"amount": field, **form.fields}
        form.initial = {"amount": self._now(), **form.initial}
        return form

    def _now(self) -> Any:
        amount = limit_of(self.action, self.branch)
        if amount is None or self.action.measure is Measure.SHARE:
            return amount
        return Money(amount, frame.pharmacy().currency)

    def act(self, form: ScreenForm) -> str:
        amount = form.cleaned_data["amount"]
        set_limit(
            actor=self.actor,
            branch_id=self.branch,
            action=self.action.code,
            amount=amount.amount if isinstance(amount, Money) else amount,
            reason=form.cleaned_data["reason"],
            role=form.cleaned_data["role"],
        )
        return reverse("backoffice:approval_rules")


class _OptionalRate(RateField):
    """A rate, or nothing."""

    def clean(self, value: Any) -> Any:
        """None when it is empty. Raises ValidationError."""
        return super().clean(value) if str(value or "").strip() else None


class _RuleForm(ScreenForm):
    """Why."""

    reason = reason_field()


class SingleHanded(_AtBranch, FormScreen):
    """Sign the rule by which one person confirms alone, or take it back."""

    permission = SIGN_SINGLE_HANDED
    form_class = _RuleForm
    title = gettext_lazy("Self-confirmation")
    done = gettext_lazy("Saved. It applies from now on and is in the audit log.")

    def crumbs(self) -> Sequence[Crumb]:
        return [
            Crumb(gettext_lazy("Approvals"), reverse("backoffice:approval_list")),
            Crumb(gettext_lazy("Limits and rules"), reverse("backoffice:approval_rules")),
        ]

    @property
    def stands(self) -> bool:
        """Whether a rule stands."""
        return self.action.code in standing_rules(self.branch)

    @property
    def submit_label(self) -> str:  # type: ignore[override]
        """Sign, or end."""
        return _("End rule") if self.stands else _("Sign rule")

    @property
    def lead(self) -> str:  # type: ignore[override]
        """What it does."""
        if self.stands:
            return _("After that, a second person is required again.")
        return _(
            "A person working alone then enters their own PIN again instead of asking "
            "someone else. Each use appears in the list of approvals."
        )

    def act(self, form: ScreenForm) -> str:
        """Sign it, or end it."""
        given = {
            "actor": self.actor,
            "branch_id": self.branch,
            "action": self.action.code,
            "reason": form.cleaned_data["reason"],
        }
        if self.stands:
            end_rule(**given)
        else:
            sign_rule(**given, starts_at=clock.now())
        return reverse("backoffice:approval_rules")
