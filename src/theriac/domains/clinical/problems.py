"""The refusals of this domain."""

from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Conflict, Unprocessable


class SetFixed(Conflict):
    """The set's state doesn't allow this any more."""

    type = "clinical.set_fixed"
    title = _("This set can’t be changed")


class SetTwice(Conflict):
    """A set of this name and edition is here already."""

    type = "clinical.set_twice"
    title = _("This set is already here")


class AlertsUnanswered(Conflict):
    """Alerts of the top tier that nobody answered; the facts hold each with what answers it."""

    type = "clinical.alert_unanswered"
    title = _("A safety alert must be answered first")


class AnswerUnfit(Unprocessable):
    """A reason that doesn't answer an alert of this tier, or "another" without a note."""

    type = "clinical.answer_unfit"
    title = _("This answer isn’t enough")


class WeighedAlready(Conflict):
    """The rule has this tier already."""

    type = "clinical.weighed_already"
    title = _("Nothing to change")
