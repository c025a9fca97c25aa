from uuid import UUID

import pytest

from theriac.core.actor import Actor, ActorKind
from theriac.core.permissions import Permission
from theriac.surfaces.backoffice.shell import navigation
from theriac.surfaces.backoffice.shell.navigation import (
    DeclaredEntries,
    NavFamily,
    NavItem,
    PaletteCommand,
    Section,
    may_see,
    navigation_for,
    screen_packages,
)

SELL = Permission("sales.sell", "sell")
STOCK = Permission("stock.view", "look at stock")
BRANCH = UUID(int=7)


def actor(*codes: str, branch: UUID | None = BRANCH) -> Actor:
    return Actor(ActorKind.PERSON, UUID(int=1), "Sri", branch, grants={branch: frozenset(codes)})


@pytest.fixture(autouse=True)
def entries(monkeypatch: pytest.MonkeyPatch) -> None:
    items = (
        NavItem(Section.TODAY, "Me", "sun", "backoffice:me", tab=1),
        NavItem(Section.SELL, "Find", "search", "backoffice:palette", SELL, tab=2),
        NavItem(Section.SELL, "Gone", "search", "backoffice:not_yet", SELL),
        NavItem(Section.STOCK_ROOM, "Work", "boxes", "backoffice:work", STOCK, badge=lambda _: 3),
    )
    declared = DeclaredEntries(items, (PaletteCommand("Do", "plus", "backoffice:me"),), ())
    monkeypatch.setattr(navigation, "declared", lambda: declared)


def labels(who: Actor | None, path: str = "/") -> list[tuple[str, list[str]]]:
    found = navigation_for(who, path)
    return [(str(g.title), [str(e.label) for e in g.entries]) for g in found.groups]


def test_only_what_the_role_may_is_shown() -> None:
    assert labels(actor()) == [("", ["Me"])]
    assert labels(actor("sales.sell")) == [("", ["Me"]), ("Sell", ["Find"])]
    assert labels(actor("stock.view", branch=None)) == [("", ["Me"]), ("Stock room", ["Work"])]


def test_nobody_sees_nothing() -> None:
    assert labels(None) == []
    assert not may_see(None, None)


def test_an_entry_whose_screen_isnt_there_is_left_out() -> None:
    assert "Gone" not in str(labels(actor("sales.sell")))


@pytest.mark.parametrize(
    ("path", "current"), [("/me/", "Me"), ("/me/look/", "Me"), ("/_work/", "Work"), ("/mex/", None)]
)
def test_the_longest_fitting_address_is_current(path: str, current: str | None) -> None:
    found = navigation_for(actor("sales.sell", "stock.view"), path)
    marked = [entry.label for group in found.groups for entry in group.entries if entry.is_current]
    assert marked == ([current] if current else [])


def test_a_badge_counts_and_the_phone_has_its_tabs() -> None:
    found = navigation_for(actor("sales.sell", "stock.view"), "/")
    assert [entry.count for group in found.groups for entry in group.entries] == [None, None, 3]
    assert [tab.label for tab in found.tabs] == ["Me", "Find"]


def test_screen_folders_are_found_by_themselves() -> None:
    found = screen_packages()
    assert "theriac.surfaces.backoffice.shell" in found
    assert "theriac.surfaces.backoffice.templatetags" not in found


def test_a_family_is_one_entry_and_its_pages_show_each_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kin = NavFamily("Both", "sun")
    items = (
        NavItem(Section.SELL, "Me", "sun", "backoffice:me", SELL, lambda _: 2, family=kin),
        NavItem(Section.SELL, "Find", "search", "backoffice:palette", SELL),
        NavItem(Section.SELL, "Work", "boxes", "backoffice:work", STOCK, lambda _: 3, family=kin),
    )
    monkeypatch.setattr(navigation, "declared", lambda: DeclaredEntries(items, (), ()))
    both, stock = actor("sales.sell", "stock.view"), actor("stock.view")

    found = navigation_for(both, "/_work/")

    [group] = found.groups
    drawn = [(entry.label, entry.url, entry.is_current, entry.count) for entry in group.entries]
    assert drawn == [("Both", "/me/", True, 5), ("Find", "/_palette/", False, None)]
    assert [(one.label, one.is_current) for one in found.family] == [("Me", False), ("Work", True)]
    assert navigation_for(both, "/_work/1/").family == ()
    assert navigation_for(both, "/_palette/").family == ()
    alone = navigation_for(stock, "/_work/")
    assert ([one.url for one in alone.groups[0].entries], alone.family) == (["/_work/"], ())
