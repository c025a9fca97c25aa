"""The refusals of this domain."""

from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Conflict, Unprocessable


class SupplierRefused(Unprocessable):
    """A fact of a supplier can't be taken; ``errors`` say where and why."""

    type = "suppliers.refused"
    title = _("The supplier can’t be saved")


class SupplierCodeTaken(Conflict):
    """Another supplier has this code."""

    type = "suppliers.code_taken"
    title = _("This code is already in use")
