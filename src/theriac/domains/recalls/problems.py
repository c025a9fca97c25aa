"""The refusals of this domain."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from theriac.core.problems import Conflict


class RecallEnded(Conflict):
    """The recall is closed or withdrawn."""

    type = "stock.recall_ended"
    title = gettext_lazy("This recall has ended")


class RecallOpenStill(Conflict):
    """Units are neither found nor explained; the facts say how many of which batch."""

    type = "stock.recall_open"
    title = gettext_lazy("Not all units are accounted for")
