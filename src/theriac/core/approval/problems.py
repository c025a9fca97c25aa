"""The refusals of approvals."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.approval.actions import ApprovalAction
from theriac.core.problems import Conflict, NotPermitted, Problem, Unprocessable


class ApprovalNeeded(Problem):
    """Somebody else must approve first; the facts say what, and who may."""

    type = "approval.needed"
    status = 403
    title = gettext_lazy("This needs approval from another person")

    @classmethod
    def of(
        cls,
        action: ApprovalAction,
        branch_id: UUID,
        content: Mapping[str, Any],
        *,
        may_be_alone: bool,
    ) -> ApprovalNeeded:
        """``content`` is what the approver sends back as it is."""
        return cls(
            _(
                "You need permission for this: %(what)s. Request approval from a colleague who "
                "has it, then repeat this with their approval."
            )
            % {"what": action.approver.title},
            action=action.code,
            branch_id=branch_id,
            content=content,
            permission=action.approver.code,
            single_handed=may_be_alone,
        )


class ApprovalUnfit(Conflict):
    """The approval named isn't one for this: other content, used, over, or somebody else's."""

    type = "approval.unfit"
    title = gettext_lazy("This approval isn't valid here")


class ApproverRefused(NotPermitted):
    """The person named may not approve this, or not their own request."""

    type = "approval.approver_refused"
    title = gettext_lazy("This person can't approve it")


class ActionUnknown(Unprocessable):
    """No action of this code is declared."""

    type = "approval.action_unknown"
    title = gettext_lazy("This action doesn't need approval")


class NeverAlone(NotPermitted):
    """The law wants a second person, so no rule lets one act alone."""

    type = "approval.never_alone"
    title = gettext_lazy("The law requires a second person")


class RuleStands(Conflict):
    """A rule for the action stands already at the branch, or none stands to be ended."""

    type = "approval.rule_stands"
    title = gettext_lazy("This rule was already set or ended")


class RequestDecided(Conflict):
    """The request was decided, taken back, or is over."""

    type = "approval.request_decided"
    title = gettext_lazy("This request is no longer pending")
