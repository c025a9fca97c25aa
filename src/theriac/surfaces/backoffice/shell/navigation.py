"""What the frame and the palette offer: declared per screen folder, shown by permission.

Each folder under ``surfaces/backoffice/`` may hold a ``navigation.py`` with

* ``ITEMS``: NavItem entries of the navigation,
* ``COMMANDS``: Command entries, things to do, for the palette,
* ``SEARCHES``: functions ``(actor, text) -> Iterable[Found]`` that find records for the palette.

Nothing is registered in a central list.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import cache, lru_cache
from importlib.util import find_spec
from types import ModuleType
from typing import Any

from django.db.models import QuerySet
from django.urls import NoReverseMatch, URLResolver, get_resolver, get_script_prefix, reverse
from django.utils.translation import gettext_lazy as _

from theriac.core.actor import Actor
from theriac.core.database.counts import count_together
from theriac.core.permissions import Permission
from theriac.core.problems import Text

PACKAGE = "theriac.surfaces.backoffice"


class Section(IntEnum):
    """The parts of the navigation, in their order."""

    TODAY = 0
    SELL = 1
    STOCK_ROOM = 2
    BUSINESS = 3


SECTION_TITLES: dict[Section, Text] = {
    Section.TODAY: "",
    Section.SELL: _("Sell"),
    Section.STOCK_ROOM: _("Stock room"),
    Section.BUSINESS: _("Business"),
}


@dataclass(frozen=True, slots=True, eq=False)
class NavFamily:
    """Pages that share one entry of the navigation; each of them shows the others as tabs.

    Each is declared once and equals itself alone, as entries do.
    """

    label: Text
    icon: str


WHO = NavFamily(_("People"), "people")
PROOF = NavFamily(_("Audit"), "journal-text")
KEPT = NavFamily(_("Files"), "folder2")


@dataclass(frozen=True, slots=True, eq=False)
class NavItem:
    """An entry of the navigation.

    Each is declared once and equals itself alone: an entry is a key while a page is drawn, and a
    hash of its words would translate them (a tenth of what a page cost).

    ``url_name`` is a full name ("backoffice:product_list"). Without ``permission`` everybody
    signed in sees it. ``badge`` gives what waits, as a number or as rows that are counted together
    with those of all entries (None or none shows nothing). ``order`` sorts
    within the section. ``tab`` is the place in the phone's bar (1 to 4), None for none. Items of a
    ``family`` stand under one entry, which opens the first of them that the actor may see.
    ``words`` are what else people type in the palette for it.
    """

    section: Section
    label: Text
    icon: str
    url_name: str
    permission: Permission | None = None
    badge: Callable[[Actor], QuerySet[Any] | int | None] | None = None
    order: int = 100
    tab: int | None = None
    family: NavFamily | None = None
    words: Text = ""


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
    items.sort(key=lambda item: (item.section, item.order, item.url_name))
    return DeclaredEntries(tuple(items), tuple(commands), tuple(searches))


def may_see(actor: Actor | None, permission: Permission | None) -> bool:
    """Whether the actor holds the permission anywhere; None asks for nothing but a sign-in."""
    return actor is not None and (permission is None or actor.may_anywhere(permission))


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


@dataclass(frozen=True, slots=True)
class Entry:
    """A navigation entry as it is drawn."""

    label: Text
    icon: str
    url: str
    is_current: bool
    count: int | None


@dataclass(frozen=True, slots=True)
class NavGroup:
    """A section as it is drawn."""

    title: Text
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Navigation:
    """The navigation of one person on one page.

    ``tabs`` is the phone's bar without its menu; ``family`` the pages beside this one, empty on
    every other page.
    """

    groups: tuple[NavGroup, ...]
    tabs: tuple[Entry, ...]
    family: tuple[Entry, ...] = ()


def _is_current(url: str, path: str) -> bool:
    return path == url if url == "/" else path == url or path.startswith(url.rstrip("/") + "/")


def navigation_for(actor: Actor | None, path: str) -> Navigation:
    """The entries that the actor may open; the longest address that fits ``path`` is current."""
    drawn: list[tuple[NavItem, str]] = []
    for item in declared().items:
        url = address_of(item.url_name)
        if url is not None and may_see(actor, item.permission):
            drawn.append((item, url))
    fitting = [url for _item, url in drawn if _is_current(url, path)]
    current = max(fitting, key=len) if fitting else None
    counts = _counts(actor, [item for item, _url in drawn])
    entries = {
        item: Entry(
            label=item.label,
            icon=item.icon,
            url=url,
            is_current=url == current,
            count=counts.get(item),
        )
        for item, url in drawn
    }
    groups = tuple(
        NavGroup(SECTION_TITLES[section], tuple(of_section))
        for section in Section
        if (of_section := _gathered({k: v for k, v in entries.items() if k.section is section}))
    )
    tabbed = sorted((item for item in entries if item.tab), key=lambda item: item.tab or 0)
    return Navigation(
        groups, tuple(entries[item] for item in tabbed[:4]), _family_at(entries, path)
    )


def _counts(actor: Actor | None, items: Iterable[NavItem]) -> dict[NavItem, int | None]:
    """What waits at each of these entries, in one statement."""
    if actor is None:
        return {}
    told = {item: item.badge(actor) for item in items if item.badge is not None}
    rows = {item: waits for item, waits in told.items() if isinstance(waits, QuerySet)}
    counted = dict(zip(rows, count_together(list(rows.values())), strict=True))
    return {
        item: counted[item] if isinstance(waits, QuerySet) else waits
        for item, waits in told.items()
    }


def _gathered(entries: Mapping[NavItem, Entry]) -> list[Entry]:
    """The entries of a section, each family as one in its first one's place."""
    gathered: dict[NavItem | NavFamily, Entry] = {}
    for item, entry in entries.items():
        if item.family is None:
            gathered[item] = entry
        elif (known := gathered.get(item.family)) is None:
            gathered[item.family] = replace(entry, label=item.family.label, icon=item.family.icon)
        else:
            counts = [count for count in (known.count, entry.count) if count is not None]
            gathered[item.family] = replace(
                known,
                is_current=known.is_current or entry.is_current,
                count=sum(counts) if counts else None,
            )
    return list(gathered.values())


def _family_at(entries: Mapping[NavItem, Entry], path: str) -> tuple[Entry, ...]:
    """The pages beside the one at ``path``, itself among them; none where it stands alone."""
    family = next((item.family for item, entry in entries.items() if entry.url == path), None)
    beside = [entry for item, entry in entries.items() if family and item.family == family]
    return tuple(beside) if len(beside) > 1 else ()
