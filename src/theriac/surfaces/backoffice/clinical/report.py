"""How alerts are met, by rule: shown, answered, heeded; and a rule's severity here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from theriac.core import clock
from theriac.core.problems import Text
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.clinical.commands.force import LONGEST_REASON
from theriac.domains.clinical.commands.weigh import weigh_rule
from theriac.domains.clinical.permissions import MANAGE_KNOWLEDGE
from theriac.domains.clinical.queries.report import (
    RuleAnswers,
    answers_by_rule,
    find_rule,
    weights_of,
)
from theriac.domains.clinical.rules.kinds import Tier
from theriac.domains.clinical.rules.weights import RuleName
from theriac.domains.clinical.words import CHECKS, TIERS
from theriac.surfaces.backoffice.clinical.sets import BelowTheSets
from theriac.surfaces.backoffice.clinical.words import REASON_WORDS
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.listing.export import Export
from theriac.surfaces.backoffice.shell.listing.exported import ExportedScreen
from theriac.surfaces.backoffice.shell.one import One
from theriac.surfaces.backoffice.shell.screens import Crumb
from theriac.surfaces.backoffice.templatetags import theriac as shown

MONTHS = (1, 3, 12)
MONTH = timedelta(days=31)
MOST_PEOPLE = 5
OWN = "own"
"""The tier that the set says."""


def _rate(one: RuleAnswers) -> str:
    """Of those shown in percent; "" where none was counted."""
    if one.rate_bp is None:
        return ""
    return shown.rate(one.rate_bp // 100 * 100)


class SafetyReport(BelowTheSets, ExportedScreen):
    """Which rules are shown and overridden, the noisiest first, why and by whom."""

    permission = MANAGE_KNOWLEDGE
    for_every_branch = True
    title = _("Override report")
    template_name = "backoffice/clinical/report.html"
    exports = (
        Export(_("Check"), lambda row: str(CHECKS[row.rule.check])),
        Export(_("Rule"), lambda row: "" if row.rule.is_of_the_record else row.rule.rule),
        Export(_("Set"), lambda row: row.rule.set_name),
        Export(_("Severity"), lambda row: str(TIERS[row.weighed or row.tier])),
        Export(_("Shown"), lambda row: row.shown),
        Export(_("Overridden"), lambda row: row.answered),
        Export(_("Medicine left out"), lambda row: row.heeded),
        Export(_("Override rate"), _rate),
        Export(_("Reasons"), lambda row: "; ".join(f"{a}: {b}" for a, b in _reasons(row))),
    )

    def context(self) -> dict[str, Any]:
        found = self.exported_rows()
        names = names_of({person for one in found for person in one.people})
        return {
            "months": self._months(),
            "choices": MONTHS,
            "rules": [_row(one, names) for one in found],
        }

    def exported_rows(self) -> Sequence[RuleAnswers]:
        since = clock.now() - self._months() * MONTH
        return answers_by_rule(actor=self.actor, since=since)

    def _months(self) -> int:
        asked = self.request.GET.get("months", "")
        return int(asked) if asked in {str(one) for one in MONTHS} else MONTHS[1]


def _row(one: RuleAnswers, names: Any) -> dict[str, Any]:
    rule = one.rule
    return {
        "check": CHECKS[rule.check],
        "rule": "" if rule.is_of_the_record else rule.rule,
        "set": rule.set_name,
        "tier": TIERS[one.weighed or one.tier],
        "weighed": one.weighed is not None,
        "shown": one.shown,
        "answered": one.answered,
        "heeded": one.heeded,
        "rate": _rate(one),
        "reasons": _reasons(one),
        "people": [
            (names.get(person, "–"), count) for person, count in one.people.most_common(MOST_PEOPLE)
        ],
        "url": "" if rule.is_of_the_record else reverse("backoffice:safety_rule", args=[rule.id]),
    }


def _reasons(one: RuleAnswers) -> list[tuple[Text, int]]:
    return [
        (REASON_WORDS.get(reason, reason), count) for reason, count in one.reasons.most_common()
    ]


class WeighForm(ScreenForm):
    """The severity, and why."""

    tier = forms.ChoiceField(
        label=_("Severity"),
        widget=forms.RadioSelect,
        choices=[
            (OWN, _("As the set says")),
            *((str(int(tier)), words) for tier, words in TIERS.items()),
        ],
    )
    reason = forms.CharField(label=_("Reason"), max_length=LONGEST_REASON)


class WeighRule(BelowTheSets, FormScreen):
    """Gives a rule another severity at this pharmacy, or its set's own back."""

    permission = MANAGE_KNOWLEDGE
    for_every_branch = True
    form_class = WeighForm
    submit_label = _("Change severity")
    lead = _("It counts for every counter and every edition of the set, from now on.")
    done = _("Severity changed. Counters learn of it with their next news.")
    kept: One[RuleName] = One(
        "rule_id",
        lambda at, key: find_rule(actor=at.actor, rule_id=key),
        missing=_("No alert of this rule was shown here."),
    )

    def crumbs(self) -> list[Crumb]:
        """Back to the sets and the report."""
        report = Crumb(_("Override report"), reverse("backoffice:safety_report"))
        return [*super().crumbs(), report]

    def page_title(self) -> Text:
        return f"{CHECKS[self.kept.check]}: {self.kept.rule}"

    def initial(self) -> dict[str, Any]:
        standing = weights_of(actor=self.actor, rule=self.kept)
        return {"tier": str(standing[0].tier) if standing and standing[0].tier else OWN}

    def act(self, form: ScreenForm) -> str:
        chosen = form.cleaned_data["tier"]
        tier = None if chosen == OWN else Tier(int(chosen))
        weigh_rule(actor=self.actor, rule=self.kept, tier=tier, reason=form.cleaned_data["reason"])
        return reverse("backoffice:safety_report")
