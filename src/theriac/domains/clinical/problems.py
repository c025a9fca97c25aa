"""The refusals of this domain."""

from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Conflict


class SetFixed(Conflict):
    """The set's state doesn't allow this any more."""

    type = "clinical.set_fixed"
    title = _("This set can’t be changed")


class SetTwice(Conflict):
    """A set of this name and edition is here already."""

    type = "clinical.set_twice"
    title = _("This set is already here")
