"""What the frame and the palette offer: declared per screen folder, shown by permission.

Each folder under ``surfaces/backoffice/`` may hold a ``navigation.py`` with

* ``ITEMS``: NavItem entries, the pages of the menu's areas,
* ``COMMANDS``: Command entries, things to do, for the palette,
* ``SEARCHES``: functions ``(actor, text) -> Iterable[Found]`` that find records for the palette.

Nothing is registered in a central list.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.util import find_spec
from types import ModuleType
from typing import Any

from django.db.models import QuerySet
from django.urls import NoReverseMatch, URLResolver, get_resolver, get_script_prefix, reverse

from theriac.core.actor import Actor
from theriac.core.permissions import Permission
from theriac.core.problems import Text
from theriac.surfaces.backoffice.shell.menu.areas import Area
from theriac.surfaces.backoffice.shell.menu.topics import TOPICS, Topic

PACKAGE = "theriac.surfaces.backoffice"


@dataclass(frozen=True, slots=True, eq=False)
class NavItem:
    """A page of a topic: a tab of its area, and an entry of the palette.

    Each is declared once and equals itself alone: an entry is a key while a page is drawn, and a
    hash of its words would translate them (a tenth of what a page cost).

    ``url_name`` is a full name ("backoffice:product_list"). Without ``permission`` everybody
    signed in sees it; of several, any shows it. ``badge`` gives what waits, as a number or as rows
    that are counted together with those of all entries (None or none shows nothing). ``order``
    sorts within the topic: the first of an area that a person may open is what the menu opens.
    ``words`` are what else people type in the palette for it.
    """

    topic: Topic
    label: Text
    icon: str
    url_name: str
    permission: Permission | tuple[Permission, ...] | None = None
    badge: Callable[[Actor], QuerySet[Any] | int | None] | None = None
    order: int = 100
    words: Text = ""

    @property
    def area(self) -> Area:
        """The area that it is a page of."""
        return TOPICS[self.topic].area


@dataclass(frozen=True, slots=True)
class PaletteCommand:
    """Something to do from the palette: a sentence with a verb, and the page that does it.

    ``words`` are others that people type for it; the palette knows label and words in every
    language.
    """

    label: Text
    icon: str
    url_name: str
    permission: Permission | None = None
    words: Text = ""


@dataclass(frozen=True, slots=True)
class FoundRecord:
    """A record that the palette found: its name, where it opens, a note at the right.

    One that is ``named`` is what was typed or scanned, in so many words: it stands first, and alone
    where no other's label has the typed words (a batch "B1" doesn't hide vitamin B1).
    """

    label: str
    icon: str
    url: str
    note: str = ""
    is_code: bool = False
    named: bool = False


def is_named(text: str, *names: str) -> bool:
    """Whether what was typed is one of the names, in any case."""
    return text.casefold() in {name.casefold() for name in names}


Search = Callable[[Actor, str], Iterable[FoundRecord]]


@dataclass(frozen=True, slots=True)
class DeclaredEntries:
    """Everything that the screen folders declare."""

    items: tuple[NavItem, ...]
    commands: tuple[PaletteCommand, ...]
    searches: tuple[Search, ...]


def screen_packages() -> tuple[str, ...]:
    """The dotted names of the screen folders, by name (shell and templatetags aside)."""
    package = importlib.import_module(PACKAGE)
    return tuple(
        sorted(
            f"{PACKAGE}.{found.name}"
            for found in pkgutil.iter_modules(package.__path__)
            if found.ispkg and found.name not in {"templatetags", "migrations"}
        )
    )


def screen_modules(name: str) -> list[ModuleType]:
    """The modules of that name in the screen folders that have one."""
    return [
        importlib.import_module(f"{package}.{name}")
        for package in screen_packages()
        if not package.endswith(".shell") and find_spec(f"{package}.{name}") is not None
    ]


@cache
def declared() -> DeclaredEntries:
    """What all folders declare, read once a process."""
    items: list[NavItem] = []
    commands: list[PaletteCommand] = []
    searches: list[Search] = []
    for module in screen_modules("navigation"):
        items += getattr(module, "ITEMS", ())
        commands += getattr(module, "COMMANDS", ())
        searches += getattr(module, "SEARCHES", ())
    items.sort(key=lambda item: (item.topic, item.order, item.url_name))
    return DeclaredEntries(tuple(items), tuple(commands), tuple(searches))


def may_see(actor: Actor | None, permission: Permission | tuple[Permission, ...] | None) -> bool:
    """Whether the actor holds the permission anywhere, or one of several.

    None asks for nothing but a sign-in.
    """
    if actor is None or permission is None:
        return actor is not None
    rights = permission if isinstance(permission, tuple) else (permission,)
    return any(actor.may_anywhere(right) for right in rights)


def address_of(url_name: str) -> str | None:
    """The address of a screen; None while the screen isn't there."""
    return _address(get_resolver(), get_script_prefix(), url_name)


@lru_cache(512)
def _address(_resolver: URLResolver, _prefix: str, url_name: str) -> str | None:
    """It is the same while the addresses are, and what the server puts in front of them."""
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return None
