"""A list over the last so many days, which its reader chooses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from django.http import HttpRequest
from django.utils.translation import gettext


def window_choices(windows: Sequence[int]) -> list[tuple[str, str]]:
    """The windows in words."""
    return [(str(days), gettext("%(days)s days") % {"days": days}) for days in windows]


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
