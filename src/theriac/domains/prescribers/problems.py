"""The refusals of this domain."""

from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Conflict, NotFound, Unprocessable


class PrescriberRefused(Unprocessable):
    """A fact of a prescriber can't be taken; ``errors`` say where and why."""

    type = "prescribers.refused"
    title = _("The prescriber can’t be saved")


class PrescriberUnknown(NotFound):
    """No prescriber has this id."""

    type = "prescribers.unknown"
    title = _("This prescriber doesn’t exist")


class PrescriberNumberTaken(Conflict):
    """Another prescriber has this number; ``prescriber_id`` says which."""

    type = "prescribers.number_taken"
    title = _("This number is already registered")


class PrescriberLooksKnown(Conflict):
    """Somebody alike is registered already; ``prescribers`` are the likely ones."""

    type = "prescribers.looks_known"
    title = _("A similar prescriber is already registered")


class PrescriberMergeRefused(Conflict):
    """These two can't be merged, or aren't merged any longer."""

    type = "prescribers.merge_refused"
    title = _("These prescribers can’t be merged")


class PrescriberLicenceExpired(Conflict):
    """The country's rule takes no new prescription of somebody whose licence ended."""

    type = "prescribers.licence_expired"
    title = _("The prescriber’s licence has expired")
