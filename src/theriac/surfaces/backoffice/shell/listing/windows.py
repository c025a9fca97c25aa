"""A list over the last so many days, which its reader chooses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

import django_filters
from django.http import HttpRequest
from django.utils.functional import lazy
from django.utils.translation import gettext

from theriac.core.problems import Text


def window_filter(label: Text, windows: Sequence[int], usual: int) -> django_filters.ChoiceFilter:
    """The choice among the windows: nothing chosen is the usual one, and says so."""
    return django_filters.ChoiceFilter(
        label=label,
        method="keep",
        choices=lambda: [(str(days), _in_words(days)) for days in windows],
        empty_label=lazy(lambda: gettext("Default: %(days)s days") % {"days": usual}, str)(),
    )


def _in_words(days: int) -> str:
    return gettext("%(days)s days") % {"days": days}


class Windowed:
    """Which of ``windows`` the address says; what it says otherwise is the usual one."""

    windows: ClassVar[Sequence[int]]
    usual_window: ClassVar[int]
    request: HttpRequest

    @property
    def window(self) -> int:
        """Over how many days."""
        word = self.request.GET.get("window", "")
        return int(word) if word in map(str, self.windows) else self.usual_window
