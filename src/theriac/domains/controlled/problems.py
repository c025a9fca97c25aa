"""The refusals of this domain."""

from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Conflict, NotFound, Unprocessable


class ExtractTooLong(Unprocessable):
    """More entries than are printed at once."""

    type = "controlled.too_long"
    title = _("Too many entries")


class NotRegistered(NotFound):
    """The product stands in no register of the branch."""

    type = "controlled.not_registered"
    title = _("Not in a register")


class CountCaseSettled(Conflict):
    """The difference was settled before."""

    type = "controlled.settled"
    title = _("Already settled")


class LimitStands(Conflict):
    """A limit of the same class or substance holds already."""

    type = "controlled.limit_stands"
    title = _("There is a limit already")
