from uuid import UUID

from theriac.core.actor import Actor, ActorKind
from theriac.core.permissions import Permission
from theriac.surfaces.backoffice.shell.navigation import declared, may_see, screen_packages

SELL = Permission("sales.sell", "sell")


def test_nobody_sees_nothing_and_who_is_signed_in_what_asks_for_nothing() -> None:
    somebody = Actor(ActorKind.PERSON, UUID(int=1), "Sri", None, grants={})
    assert not may_see(None, None)
    assert may_see(somebody, None)
    assert not may_see(somebody, SELL)


def test_screen_folders_are_found_by_themselves() -> None:
    found = screen_packages()
    assert "theriac.surfaces.backoffice.shell" in found
    assert "theriac.surfaces.backoffice.templatetags" not in found


def test_a_page_is_declared_once_and_no_two_of_an_area_share_a_place() -> None:
    items = declared().items
    names = [item.url_name for item in items]
    places = [(item.area, item.order) for item in items]
    assert len(set(names)) == len(names)
    assert len(set(places)) == len(places)
