"""The small parts of a list's page: buttons, the empty state, heads, ways to sort."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from theriac.core.permissions import Permission
from theriac.core.problems import Text


@dataclass(frozen=True, slots=True)
class Action:
    """A button in the page's head; at most one of a page is ``primary``.

    One with a ``key`` leads to what the list shows, so it is drawn anew with the list.
    """

    label: Text
    icon: str
    url: str
    permission: Permission | None = None
    kind: str = "plain"
    key: str = ""


@dataclass(frozen=True, slots=True)
class Empty:
    """What is said where no row is yet: what will be here, and one step."""

    title: Text = _("Nothing here yet")
    text: Text = _("Entries appear here as soon as there are any.")
    icon: str = "inbox"
    step: Action | None = None


@dataclass(frozen=True, slots=True)
class ColumnHead:
    """A column's head: its link turns the order, ``aria_sort`` says how it runs now."""

    column: Any
    url: str = ""
    aria_sort: str = ""


@dataclass(frozen=True, slots=True)
class SortChoice:
    """A way to sort, for the menu that narrow screens show in place of the heads."""

    label: Text
    url: str
    is_chosen: bool
    is_descending: bool
