"""The refusals of this domain."""

from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Conflict, NotFound, Unprocessable


class QueueFull(Conflict):
    """The kind has no number left today."""

    type = "queue_tickets.full"
    title = _("No tickets left today")


class TicketUnknown(NotFound):
    """No ticket of this id is the branch's today."""

    type = "queue_tickets.unknown"
    title = _("This ticket doesn’t exist")


class TicketNotCalled(Conflict):
    """Only a ticket that is called can be called again or ended; ``state`` says how it stands."""

    type = "queue_tickets.not_called"
    title = _("This ticket hasn’t been called")


class TicketUnfit(Unprocessable):
    """No ticket is of this kind."""

    type = "queue_tickets.unfit"
    title = _("This ticket can’t be issued")
