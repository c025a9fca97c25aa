"""The refusals of this domain."""

from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Conflict, NotFound, Unprocessable


class PatientUnknown(NotFound):
    """There is no such patient."""

    type = "patients.unknown"
    title = _("This patient doesn't exist")


class PatientGone(Conflict):
    """The record was merged into another, or erased."""

    type = "patients.gone"
    title = _("This record no longer exists")


class PatientRestricted(Conflict):
    """The record is restricted: hidden and unchangeable until it is erased or freed."""

    type = "patients.restricted"
    title = _("This record is restricted")


class PatientHeld(Conflict):
    """The law keeps records of this patient; the facts name the day on which that ends."""

    type = "patients.held"
    title = _("The law requires this record")


class ParticularsRefused(Unprocessable):
    """Something typed about a patient can't be taken."""

    type = "patients.particulars_refused"


class PatientMergeRefused(Conflict):
    """These two can't be merged, or this merge can't be undone."""

    type = "patients.merge_refused"
    title = _("These records can't be merged")


class LooksKnown(Conflict):
    """Somebody like this is registered; the facts name the records."""

    type = "patients.looks_known"
    title = _("This person may already be registered")
