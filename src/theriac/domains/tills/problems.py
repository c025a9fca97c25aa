"""The refusals of this domain."""

from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Conflict, NotFound, Unprocessable


class TillRefused(Unprocessable):
    """Something can't be taken as it is written; ``errors`` say where and why."""

    type = "tills.refused"
    title = _("This can’t be saved")


class TillSessionUnknown(NotFound):
    """No such session, or held till document, at this branch."""

    type = "tills.unknown"
    title = _("This till session doesn’t exist")


class TillOpen(Conflict):
    """The terminal has an open session already; ``session_id`` says which."""

    type = "tills.open"
    title = _("The till is already open")


class TillNotOpen(Conflict):
    """The session's ``state`` doesn't allow it."""

    type = "tills.wrong_state"
    title = _("The till session’s status doesn’t allow this")
