"""The refusals of this domain."""

from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Conflict, NotFound, NotPermitted, Unprocessable


class CodeTaken(Conflict):
    """A branch or terminal code is in use."""

    type = "organisation.code_taken"
    title = _("This code is already in use")


class PairingCodeUnknown(Unprocessable):
    """The pairing code is wrong, used or too old."""

    type = "organisation.pairing_code_unknown"
    title = _("This pairing code is not valid")


class DeviceHasNoKey(Unprocessable):
    """The device brought no key to sign with, and its code doesn't let it pair without one."""

    type = "organisation.device_has_no_key"
    title = _("This device can't sign its sales")


class TerminalNotPaired(NotPermitted):
    """The device holds no valid terminal secret."""

    type = "organisation.terminal_not_paired"
    status = 401
    title = _("This device isn't paired")


class SeriesUnknown(NotFound):
    """There is no such document series."""

    type = "organisation.series_unknown"
    title = _("This number series isn't open")


class NumberGiven(Conflict):
    """A document of this kind has a number already, so the series can't begin elsewhere."""

    type = "organisation.number_given"
    title = _("This number series has begun")
