"""The refusals of this domain."""

from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Conflict, NotFound, Unprocessable


class BundleRefused(Unprocessable):
    """A bundle can't be taken as it is; ``errors`` say where, as FHIRPath, and why."""

    type = "eprescriptions.refused"
    title = _("The electronic prescription can’t be accepted")


class SignatureRefused(Unprocessable):
    """The signature is missing, wrong, or of a key that isn't valid now; ``why`` is a code."""

    type = "eprescriptions.signature"
    title = _("The signature isn’t valid")


class NumberTaken(Conflict):
    """The system sent this prescription's number before; ``eprescription_id`` is the first one."""

    type = "eprescriptions.number_taken"
    title = _("This prescription was sent before")


class EPrescriptionSettled(Conflict):
    """It was taken in or refused already."""

    type = "eprescriptions.settled"
    title = _("This electronic prescription is already settled")


class EPrescriptionUnknown(NotFound):
    """No electronic prescription, bundle or system has this id at this branch."""

    type = "eprescriptions.unknown"
    title = _("This electronic prescription doesn’t exist")


class SystemRefused(Unprocessable):
    """A prescribing system or its key can't be registered so."""

    type = "eprescriptions.system_refused"
    title = _("The prescribing system can’t be saved")
