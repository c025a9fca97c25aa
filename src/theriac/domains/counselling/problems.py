"""The refusals of this domain."""

from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Conflict, NotFound, Unprocessable


class CounsellingRefused(Unprocessable):
    """A counselling can't be taken as it is written; ``errors`` say where and why."""

    type = "counselling.refused"
    title = _("The counselling can’t be saved")


class CounsellingUnknown(NotFound):
    """No counselling has this id at this branch."""

    type = "counselling.unknown"
    title = _("This counselling doesn’t exist")


class AlreadyCounselled(Conflict):
    """The same was recorded before and stands; ``counselling_id`` says where."""

    type = "counselling.already"
    title = _("The counselling was already recorded")


class CounsellingWithdrawn(Conflict):
    """It was withdrawn already."""

    type = "counselling.withdrawn"
    title = _("The counselling was already withdrawn")


class CounsellingMissing(Conflict):
    """Nothing is handed over before the patient was counselled, or refused it."""

    type = "counselling.missing"
    title = _("The counselling isn’t recorded yet")
