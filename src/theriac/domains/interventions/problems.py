"""The refusals of this domain."""

from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Conflict, NotFound, Unprocessable


class InterventionRefused(Unprocessable):
    """An intervention can't be taken as it is written; ``errors`` say where and why."""

    type = "interventions.refused"
    title = _("The intervention can’t be saved")


class InterventionUnknown(NotFound):
    """No intervention has this id at this branch."""

    type = "interventions.unknown"
    title = _("This intervention doesn’t exist")


class AlreadyIntervened(Conflict):
    """The same was recorded a moment ago; ``intervention_id`` says where."""

    type = "interventions.already"
    title = _("The intervention was already recorded")


class OutcomeKnown(Conflict):
    """Its outcome was recorded already; ``outcome`` says which."""

    type = "interventions.outcome_known"
    title = _("The outcome was already recorded")
