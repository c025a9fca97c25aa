"""The menu of one person on one page: only what they may open, with what waits there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from theriac.core.actor import Actor
from theriac.core.database.counts import count_together
from theriac.core.problems import Text
from theriac.surfaces.backoffice.shell import navigation
from theriac.surfaces.backoffice.shell.menu.areas import FACES, SECTION_TITLES, Area, Section
from theriac.surfaces.backoffice.shell.menu.topics import TOPICS, Topic
from theriac.surfaces.backoffice.shell.navigation import NavItem, address_of, may_see


@dataclass(frozen=True, slots=True)
class Entry:
    """A link of the menu or a tab, as it is drawn."""

    label: Text
    icon: str
    url: str
    is_current: bool
    count: int | None


@dataclass(frozen=True, slots=True)
class NavGroup:
    """A section of the menu as it is drawn."""

    title: Text
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class TopicMenu:
    """A topic beside the open one, with the pages that it holds for the person."""

    label: Text
    entries: tuple[Entry, ...]

    @property
    def count(self) -> int | None:
        """What waits on its pages."""
        return _sum(self.entries)


@dataclass(frozen=True, slots=True)
class TabRow:
    """The pages of the open topic, and the other topics of the area.

    A topic of which a person may open one page is called as that page.
    """

    label: Text
    pages: tuple[Entry, ...]
    topics: tuple[TopicMenu, ...]


@dataclass(frozen=True, slots=True)
class Navigation:
    """The navigation of one person on one page.

    ``thumbs`` is the phone's bar without its menu; ``tabs`` the pages of the same area, none on a
    page below one of them and where the person may open one alone.
    """

    groups: tuple[NavGroup, ...]
    thumbs: tuple[Entry, ...]
    tabs: TabRow | None = None


def navigation_for(actor: Actor | None, path: str) -> Navigation:
    """The areas that the actor may open; the longest address that fits ``path`` is current.

    An area opens the first of its pages that the actor may open.
    """
    drawn: list[tuple[NavItem, str]] = []
    for item in navigation.declared().items:
        url = address_of(item.url_name)
        if url is not None and may_see(actor, item.permission):
            drawn.append((item, url))
    fitting = [url for _item, url in drawn if _is_current(url, path)]
    current = max(fitting, key=len) if fitting else None
    counts = _counts(actor, [item for item, _url in drawn])
    pages: dict[Topic, list[Entry]] = {}
    for item, url in drawn:
        page = Entry(item.label, item.icon, url, url == current, counts.get(item))
        pages.setdefault(item.topic, []).append(page)
    areas = {area: _entry(area, found) for area in Area if (found := _pages_of(area, pages))}
    groups = (
        NavGroup(
            SECTION_TITLES[section],
            tuple(entry for area, entry in areas.items() if FACES[area].section is section),
        )
        for section in Section
    )
    return Navigation(
        tuple(group for group in groups if group.entries),
        tuple(entry for area, entry in areas.items() if FACES[area].is_thumbed),
        _tabs_at(pages, path),
    )


def _is_current(url: str, path: str) -> bool:
    return path == url if url == "/" else path == url or path.startswith(url.rstrip("/") + "/")


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


def _entry(area: Area, pages: Sequence[Entry]) -> Entry:
    """The area's entry: it opens its first page, and counts what waits on all of them."""
    face = FACES[area]
    is_current = any(page.is_current for page in pages)
    return Entry(face.label, face.icon, pages[0].url, is_current, _sum(pages))


def _sum(pages: Iterable[Entry]) -> int | None:
    counts = [page.count for page in pages if page.count is not None]
    return sum(counts) if counts else None


def _pages_of(area: Area, pages: dict[Topic, list[Entry]]) -> list[Entry]:
    """All pages of the area, topic after topic."""
    return [
        page for topic, entries in pages.items() if TOPICS[topic].area is area for page in entries
    ]


def _tabs_at(pages: dict[Topic, list[Entry]], path: str) -> TabRow | None:
    """The row of the topic whose page stands at ``path``; None where the area has no other page."""
    for topic, entries in pages.items():
        if not any(entry.url == path for entry in entries):
            continue
        area = TOPICS[topic].area
        beside = [one for one in pages if TOPICS[one].area is area and one is not topic]
        if len(entries) > 1 or beside:
            menus = tuple(_menu(one, pages[one]) for one in beside)
            return TabRow(FACES[area].label, tuple(entries), menus)
    return None


def _menu(topic: Topic, entries: Sequence[Entry]) -> TopicMenu:
    label = TOPICS[topic].label if len(entries) > 1 else entries[0].label
    return TopicMenu(label, tuple(entries))
