"""Giving a rule another tier at this pharmacy, and giving it back its set's own."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.ids import new_id
from theriac.core.problems import NotFound, require_reason
from theriac.core.rights import Concerns
from theriac.domains.clinical.commands.force import LONGEST_REASON
from theriac.domains.clinical.models import AnsweredAlert, RuleWeight
from theriac.domains.clinical.permissions import MANAGE_KNOWLEDGE
from theriac.domains.clinical.problems import WeighedAlready
from theriac.domains.clinical.queries.counts import is_counted
from theriac.domains.clinical.queries.knowledge import forget_sets, standing_weights
from theriac.domains.clinical.rules.kinds import Tier
from theriac.domains.clinical.rules.weights import RuleName


@command(
    name="clinical.weigh_rule",
    done=gettext_lazy("Changed the severity of a safety rule"),
    permission=MANAGE_KNOWLEDGE,
    concerns=Concerns.PHARMACY,
)
def weigh_rule(*, actor: Actor, rule: RuleName, tier: Tier | None, reason: str) -> None:
    """Let the rule's alerts have this tier from now on, in every edition; None: their set's own.

    Raises NotFound for a rule whose alerts were never shown here, WeighedAlready, Unprocessable
    without a reason.
    """
    why = require_reason(reason)[:LONGEST_REASON]
    answers = AnsweredAlert.objects.filter(
        check_kind=rule.check.value, set_name=rule.set_name, rule=rule.rule
    )
    if rule.is_of_the_record or not (answers.exists() or is_counted(rule)):
        raise NotFound(_("No alert of this rule was shown here."))
    standing = standing_weights().get(rule)
    before = standing.tier if standing else None
    after = int(tier) if tier else None
    if before == after:
        raise WeighedAlready(_("The rule has this severity already. Reload the page."))
    row = RuleWeight.objects.create(
        id=new_id(),
        check_kind=rule.check.value,
        set_name=rule.set_name,
        rule=rule.rule,
        tier=after,
        before=before,
        reason=why,
        person_id=actor.id,
        recorded_at=clock.now(),
    )
    forget_sets()
    transaction.on_commit(forget_sets)
    facts = {"rule": rule.rule, "before": {"tier": before}, "after": {"tier": after}}
    current_unit().record("clinical.weight", row.id, reason=why, facts=facts)
