"""Long work: what runs, behind the arrows in the head, refreshed by htmx while it runs."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from theriac.surfaces.backoffice.shell.screens import Screen


class RunningWork(Screen):
    """The menu of running work as a fragment."""

    permission = None
    title = _("Background tasks")
    template_name = "backoffice/partials/work.html"

    def get(self, request: HttpRequest, **parts: object) -> HttpResponseBase:
        return self.draw()


def time_left(seconds: int | None) -> str:
    """About 20 s left, about 3 min left; nothing while nobody can tell."""
    if seconds is None:
        return ""
    if seconds < 90:
        return ngettext("about %(count)s s left", "about %(count)s s left", seconds) % {
            "count": seconds
        }
    minutes = (seconds + 30) // 60
    return ngettext("about %(count)s min left", "about %(count)s min left", minutes) % {
        "count": minutes
    }
