"""The refusals of this domain."""

from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Conflict, NotFound, Unprocessable


class ServiceRefused(Unprocessable):
    """Something can't be taken as it is written; ``errors`` say where and why."""

    type = "services.refused"
    title = _("This can’t be saved")


class ServiceUnknown(NotFound):
    """No such service, appointment or record at this branch."""

    type = "services.unknown"
    title = _("This service, appointment or record doesn’t exist")


class NoPlaceFree(Conflict):
    """As many appointments of the service stand then as it has places (``capacity``)."""

    type = "services.full"
    title = _("No place is free at this time")


class WrongAppointmentState(Conflict):
    """The appointment's ``state`` doesn't allow it."""

    type = "services.wrong_state"
    title = _("The appointment’s status doesn’t allow this")


class ServiceCorrected(Conflict):
    """It was corrected already; ``record_id`` is the record that holds now."""

    type = "services.corrected"
    title = _("The record was already corrected")


class ServiceBilled(Conflict):
    """A sale bills it already; ``sale_id`` says which."""

    type = "services.billed"
    title = _("The service was already billed")
