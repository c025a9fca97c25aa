from uuid import UUID

import pytest

from theriac.core.actor import Actor, ActorKind
from theriac.core.permissions import Permission
from theriac.surfaces.backoffice.shell import navigation
from theriac.surfaces.backoffice.shell.menu.drawn import navigation_for
from theriac.surfaces.backoffice.shell.menu.topics import Topic
from theriac.surfaces.backoffice.shell.navigation import DeclaredEntries, NavItem, PaletteCommand

SELL = Permission("sales.sell", "sell")
STOCK = Permission("stock.view", "look at stock")
BRANCH = UUID(int=7)


def actor(*codes: str, branch: UUID | None = BRANCH) -> Actor:
    return Actor(ActorKind.PERSON, UUID(int=1), "Sri", branch, grants={branch: frozenset(codes)})


@pytest.fixture(autouse=True)
def entries(monkeypatch: pytest.MonkeyPatch) -> None:
    items = (
        NavItem(Topic.TODAY, "Me", "sun", "backoffice:me"),
        NavItem(Topic.COUNTER, "Find", "search", "backoffice:palette", SELL),
        NavItem(Topic.COUNTER, "Gone", "search", "backoffice:not_yet", SELL),
        NavItem(Topic.STOCK, "Work", "boxes", "backoffice:work", STOCK, badge=lambda _: 3),
    )
    declared = DeclaredEntries(items, (PaletteCommand("Do", "plus", "backoffice:me"),), ())
    monkeypatch.setattr(navigation, "declared", lambda: declared)


def labels(who: Actor | None, path: str = "/") -> list[tuple[str, list[str]]]:
    found = navigation_for(who, path)
    return [(str(g.title), [str(e.label) for e in g.entries]) for g in found.groups]


def test_only_what_the_role_may_is_shown() -> None:
    assert labels(actor()) == [("", ["Today"])]
    assert labels(actor("sales.sell")) == [("", ["Today"]), ("Sell", ["Counter"])]
    assert labels(actor("stock.view", branch=None)) == [("", ["Today"]), ("Stock room", ["Stock"])]


def test_nobody_sees_nothing() -> None:
    assert labels(None) == []


def test_an_entry_whose_screen_isnt_there_is_left_out() -> None:
    assert "Gone" not in str(labels(actor("sales.sell")))


@pytest.mark.parametrize(
    ("path", "current"),
    [("/me/", "Today"), ("/me/look/", "Today"), ("/_work/", "Stock"), ("/mex/", None)],
)
def test_the_longest_fitting_address_is_current(path: str, current: str | None) -> None:
    found = navigation_for(actor("sales.sell", "stock.view"), path)
    marked = [entry.label for group in found.groups for entry in group.entries if entry.is_current]
    assert marked == ([current] if current else [])


def test_a_badge_counts_and_the_phone_has_its_bar() -> None:
    found = navigation_for(actor("sales.sell", "stock.view"), "/")
    assert [entry.count for group in found.groups for entry in group.entries] == [None, None, 3]
    assert [entry.label for entry in found.thumbs] == ["Today", "Counter", "Stock"]


def test_an_area_is_one_entry_that_opens_its_first_page_and_its_pages_show_each_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    items = (
        NavItem(Topic.SALES, "Me", "sun", "backoffice:me", SELL, lambda _: 2),
        NavItem(Topic.PATIENTS, "Find", "search", "backoffice:palette", SELL),
        NavItem(Topic.SALES, "Work", "boxes", "backoffice:work", STOCK, lambda _: 3),
    )
    monkeypatch.setattr(navigation, "declared", lambda: DeclaredEntries(items, (), ()))
    both, stock = actor("sales.sell", "stock.view"), actor("stock.view")

    found = navigation_for(both, "/_work/")

    [group] = found.groups
    drawn = [(entry.label, entry.url, entry.is_current, entry.count) for entry in group.entries]
    assert drawn == [("Sales", "/me/", True, 5), ("Patients", "/_palette/", False, None)]
    assert found.tabs is not None
    tabs = [(one.label, one.is_current, one.count) for one in found.tabs.pages]
    assert (found.tabs.label, tabs) == ("Sales", [("Me", False, 2), ("Work", True, 3)])
    assert navigation_for(both, "/_work/1/").tabs is None
    assert navigation_for(both, "/_palette/").tabs is None
    alone = navigation_for(stock, "/_work/")
    assert ([one.url for one in alone.groups[0].entries], alone.tabs) == (["/_work/"], None)


def test_other_topics_of_the_area_are_menus_beside_the_pages_of_the_open_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    items = (
        NavItem(Topic.SALES, "Me", "sun", "backoffice:me"),
        NavItem(Topic.CUSTOMER_ACCOUNTS, "Work", "box", "backoffice:work", badge=lambda _: 2),
        NavItem(Topic.CUSTOMER_ACCOUNTS, "Find", "box", "backoffice:palette", STOCK),
    )
    monkeypatch.setattr(navigation, "declared", lambda: DeclaredEntries(items, (), ()))

    both, one = (navigation_for(who, "/me/").tabs for who in (actor("stock.view"), actor()))

    assert both is not None
    assert one is not None
    assert [page.label for page in both.pages] == ["Me"]
    [menu] = both.topics
    assert (menu.label, menu.count) == ("Customer accounts", 2)
    assert [page.url for page in menu.entries] == ["/_work/", "/_palette/"]
    assert [menu.label for menu in one.topics] == ["Work"]
