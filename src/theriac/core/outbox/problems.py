"""What a follower of events may be refused."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Problem


class EventsGone(Problem):
    """Events beyond the given position went by retention; ``first`` is the oldest that is kept."""

    type = "events.gone"
    status = 410
    title = _("These events are no longer available")
