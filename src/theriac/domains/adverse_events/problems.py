"""The refusals of this domain."""

from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Conflict, NotFound, Unprocessable


class AdverseEventRefused(Unprocessable):
    """A report can't be taken as it is written; ``errors`` say where and why."""

    type = "adverse_events.refused"
    title = _("The report can’t be saved")


class AdverseEventUnknown(NotFound):
    """No report has this id at this branch."""

    type = "adverse_events.unknown"
    title = _("This report doesn’t exist")


class AlreadyReported(Conflict):
    """The same was written a moment ago; ``report_id`` says where."""

    type = "adverse_events.already"
    title = _("The report was already saved")


class WrongReportState(Conflict):
    """The report's ``state`` doesn't allow it."""

    type = "adverse_events.wrong_state"
    title = _("The report’s status doesn’t allow this")


class FollowUpOpen(Conflict):
    """A further version is being written already; ``report_id`` says which."""

    type = "adverse_events.follow_up_open"
    title = _("A follow-up is already being written")
