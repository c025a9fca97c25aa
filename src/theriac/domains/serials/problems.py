"""The refusals of this domain."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from theriac.core.problems import Conflict


class SerialRefused(Conflict):
    """This very pack was sold already, or a national system says that it may not be sold."""

    type = "stock.serial_refused"
    title = gettext_lazy("This pack can’t be sold")


class SerialNotSold(Conflict):
    """The pack isn't sold, or came back already."""

    type = "stock.serial_not_sold"
    title = gettext_lazy("This pack has not been sold")
