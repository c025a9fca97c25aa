"""The refusals of this domain."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Conflict, NotFound, Unprocessable


class PrescriptionRefused(Unprocessable):
    """A prescription can't be taken as it is written; ``errors`` say where and why."""

    type = "prescriptions.refused"
    title = _("The prescription can’t be saved")


class PrescriptionUnknown(NotFound):
    """No prescription has this id at this branch."""

    type = "prescriptions.unknown"
    title = _("This prescription doesn’t exist")


class PrescriptionJump(Conflict):
    """It isn't in a state from which this can be done; ``state`` says which it is in."""

    type = "prescriptions.jump"
    title = _("This isn’t possible for the prescription now")


class SecondPersonNeeded(Conflict):
    """A high-risk prescription isn't verified by who prepared it."""

    type = "prescriptions.second_person"
    title = _("Another person must verify this prescription")


class LineUnsettled(Conflict):
    """A line has no product, dispense or reason why not; ``positions`` say which."""

    type = "prescriptions.line_unsettled"
    title = _("Some lines aren’t finished")


class WhyRefused(StrEnum):
    """Why a line isn't dispensed."""

    NOTED = "noted"
    EXPIRED = "expired"
    PRODUCT = "product"
    TOO_MUCH = "too_much"


class DispenseRefused(Conflict):
    """More than the prescription authorises, or on a day on which it isn't valid.

    ``remaining`` is what may be dispensed now, in base units; ``why`` is one of WhyRefused.
    """

    type = "prescriptions.dispense_refused"
    title = _("This can’t be dispensed on the prescription")
