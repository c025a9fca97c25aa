"""The refusals of this domain."""

from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Conflict, NotFound, Unprocessable


class ShiftRefused(Unprocessable):
    """A shift can't be planned as it is written."""

    type = "duty.shift_refused"
    title = _("The shift can’t be saved")


class ShiftUnknown(NotFound):
    """No planned shift has this id at this branch."""

    type = "duty.shift_unknown"
    title = _("This shift doesn’t exist")


class TurnUnknown(NotFound):
    """Nobody's turn of duty with this id is at this branch."""

    type = "duty.turn_unknown"
    title = _("This duty doesn’t exist")


class AlreadyOnDuty(Conflict):
    """The person is on duty already, here or at the branch that ``branch_id`` says."""

    type = "duty.already"
    title = _("Already on duty")


class NotOnDuty(Conflict):
    """The turn has ended already."""

    type = "duty.ended"
    title = _("Not on duty")


class DutyLicenceMissing(Conflict):
    """The person holds no licence by which the country makes them responsible here today."""

    type = "duty.licence_missing"
    title = _("No valid licence for duty")


class DutyNotOwn(Conflict):
    """Only a person signs on to duty, and only for themselves."""

    type = "duty.not_own"
    title = _("Sign on to duty yourself")
