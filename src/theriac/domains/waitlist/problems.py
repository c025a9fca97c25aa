"""The refusals of this domain."""

from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Conflict, NotFound, Unprocessable


class WaitRefused(Unprocessable):
    """An entry of the waitlist can't be taken as it is written."""

    type = "waitlist.refused"
    title = _("The waitlist entry can’t be saved")


class WaitUnknown(NotFound):
    """No wait has this id at this branch."""

    type = "waitlist.unknown"
    title = _("This waitlist entry doesn’t exist")


class AlreadyWaits(Conflict):
    """The same patient or ticket waits for the product already; ``wait_id`` says where."""

    type = "waitlist.already_waits"
    title = _("Already on the waitlist")


class WaitDiffers(Conflict):
    """The entry isn't in a state in which this can be done; ``state`` says which it is in."""

    type = "waitlist.differs"
    title = _("This isn’t possible for the waitlist entry now")
