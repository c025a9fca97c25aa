"""The refusals of this domain."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from theriac.core.problems import Conflict


class CountUnfinished(Conflict):
    """Lines of the count aren't counted, or wait to be counted again; the facts say how many."""

    type = "stock.count_unfinished"
    title = gettext_lazy("This stock count isn’t finished")


class CountContradicted(Conflict):
    """More has left since the look than was counted, or somebody adjusted the batch meanwhile."""

    type = "stock.count_contradicted"
    title = gettext_lazy("This count can’t be right")


class CountEnded(Conflict):
    """The count is posted or cancelled."""

    type = "stock.count_ended"
    title = gettext_lazy("This stock count has ended")


class CountedByYou(Conflict):
    """Somebody else must look again."""

    type = "stock.count_by_another"
    title = gettext_lazy("Recount by another person")
