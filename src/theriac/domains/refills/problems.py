"""The refusals of this domain."""

from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Conflict, NotFound, Unprocessable


class RefillRefused(Unprocessable):
    """What was entered of a plan, a reminder or a programme can't be taken as it is."""

    type = "refills.refused"
    title = _("The refill can’t be saved")


class PlanUnknown(NotFound):
    """No plan has this id at this branch."""

    type = "refills.unknown"
    title = _("This refill plan doesn’t exist")


class PlanThere(Conflict):
    """The patient has a plan for the product already; ``plan_id`` says which."""

    type = "refills.there"
    title = _("There is a refill plan already")


class PlanDiffers(Conflict):
    """The plan or its reminder isn't in a state in which this can be done; ``state`` says which."""

    type = "refills.differs"
    title = _("This isn’t possible for the refill plan now")


class NoRefill(Conflict):
    """Nothing can be prepared: too early, used up, no longer valid; ``why`` is the code."""

    type = "refills.no_refill"
    title = _("The refill can’t be prepared")


class ProgrammeUnknown(NotFound):
    """No programme or membership has this id."""

    type = "refills.programme_unknown"
    title = _("This programme doesn’t exist")
