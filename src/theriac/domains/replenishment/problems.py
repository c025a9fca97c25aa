"""The refusals of this domain."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from theriac.core.problems import Conflict


class AlertSettled(Conflict):
    """The alert cleared itself, or somebody acknowledged it already."""

    type = "stock.alert_settled"
    title = gettext_lazy("This alert is closed")


class WantEnded(Conflict):
    """The entry doesn't stand on the want list any more; ``state`` says why."""

    type = "stock.want_ended"
    title = gettext_lazy("This entry is no longer on the want list")
