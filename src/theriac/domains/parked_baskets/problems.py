"""The refusals of this domain."""

from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Conflict, NotFound, Unprocessable


class BasketGone(Conflict):
    """The basket doesn't wait any more; ``state`` says why: fetched, sold or expired."""

    type = "parked_baskets.gone"
    title = _("This basket is no longer parked")


class BasketUnknown(NotFound):
    """No basket of this id waits at the branch."""

    type = "parked_baskets.unknown"
    title = _("This basket isn’t parked here")


class BasketUnreadable(Unprocessable):
    """What is sealed isn't a basket, or doesn't open."""

    type = "parked_baskets.unreadable"
    title = _("This basket can’t be read")
