"""The refusals of this domain."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from theriac.core.problems import Conflict, Unprocessable


class PreparationRefused(Unprocessable):
    """A preparation can't be written or made like this."""

    type = "compounding.refused"
    title = gettext_lazy("This can’t be compounded")


class PreparationSettled(Conflict):
    """The preparation is in another state than the act needs."""

    type = "compounding.settled"
    title = gettext_lazy("This preparation has gone on")


class CheckerUnfit(Conflict):
    """Who made it doesn't check it."""

    type = "compounding.checker_unfit"
    title = gettext_lazy("Another person must check this")
