"""The refusals of this domain."""

from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Conflict, NotPermitted, Unprocessable


class NothingKnown(Conflict):
    """No demand of the branch is known yet."""

    type = "proposals.nothing_known"
    title = _("There is nothing to propose from yet")


class ProposalRefused(Unprocessable):
    """What was asked of a proposal can't be had."""

    type = "proposals.proposal_refused"
    title = _("This proposal needs correction")


class ProposalFixed(Conflict):
    """The proposal's state doesn't allow this any more."""

    type = "proposals.proposal_fixed"
    title = _("This proposal can’t be changed")


class ProposalOutdated(Conflict):
    """Prices, suppliers or days changed since; ``products`` names which."""

    type = "proposals.proposal_outdated"
    title = _("This proposal is out of date")


class ProposalApproverRefused(NotPermitted):
    """This person can't approve this proposal."""

    type = "proposals.approver_refused"
    title = _("You can’t approve this proposal")


class PlanStopped(Conflict):
    """Working out a plan took too long or too much memory, or its process was killed."""

    type = "proposals.plan_stopped"
    title = _("The proposal wasn’t worked out")


class PlannerBusy(Conflict):
    """Too many plans are asked for at once."""

    type = "proposals.planner_busy"
    title = _("Other proposals are being worked out")
