"""The refusals of this domain."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Conflict, NotFound, Unprocessable


class SubjectRequestUnknown(NotFound):
    """There is no such request."""

    type = "subject_requests.unknown"
    title = _("This request doesn't exist")


class SubjectRequestSettled(Conflict):
    """The request is answered or closed already, or not yet; the facts name its state."""

    type = "subject_requests.settled"
    title = _("This step isn't possible now")


class SubjectRequestRefused(Unprocessable):
    """Something of what is told about a request can't be taken."""

    type = "subject_requests.refused"


class ProlongingRefused(Conflict):
    """The law lets this request wait no longer, or it was prolonged before."""

    type = "subject_requests.prolonging_refused"
    title = _("This request can't be extended")


class SubjectTextGone(Conflict):
    """The person was erased, or the period is over: no text about them can be kept."""

    type = "subject_requests.text_gone"
    title = _("Nothing more can be recorded about this person")
