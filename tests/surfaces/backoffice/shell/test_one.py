"""The thing that an address names: found once, under its own name, or said to be missing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.urls import URLPattern, get_resolver

from theriac.core.problems import NotFound
from theriac.surfaces.backoffice.shell.one import One, OneScreen
from theriac.surfaces.backoffice.shell.screens import Crumb, Screen

THINGS = {UUID(int=7): "the seventh"}


class Seventh(OneScreen):
    permission = None
    own_page = "backoffice:job_detail"
    among = (("Work", "backoffice:job_list"),)
    asked = 0

    @staticmethod
    def _find(screen: Any, wanted: UUID) -> str | None:
        screen.asked += 1
        return THINGS.get(wanted)

    job: One[str] = One("job_id", _find, missing="There is no such thing.")

    def name(self) -> str:
        return self.job.title()


class Below(Seventh):
    permission = None
    title = "Change it"
    below = True


def of(kind: type[Seventh], number: int) -> Any:
    screen = kind()
    screen.kwargs = {"job_id": str(UUID(int=number))}
    return screen


def test_it_is_found_once() -> None:
    screen = of(Seventh, 7)
    assert (screen.job, screen.job, screen.asked) == ("the seventh", "the seventh", 1)


def test_without_it_its_sentence_is_said() -> None:
    with pytest.raises(NotFound) as refused:
        of(Seventh, 8).address()
    assert str(refused.value) == "There is no such thing."


def test_its_own_page_is_called_by_it_and_stands_among_its_list() -> None:
    screen = of(Seventh, 7)
    assert screen.page_title() == "The Seventh"
    assert screen.crumbs() == [Crumb("Work", "/jobs/")]
    assert screen.address() == f"/jobs/{UUID(int=7)}/"


def test_a_page_below_it_leads_back_to_it() -> None:
    screen = of(Below, 7)
    assert screen.page_title() == "Change it"
    assert screen.crumbs() == [Crumb("Work", "/jobs/"), Crumb("The Seventh", screen.address())]


def test_each_is_named_by_a_part_of_the_address() -> None:
    for pattern in get_resolver("theriac.surfaces.backoffice.urls").url_patterns:
        assert isinstance(pattern, URLPattern)
        screen: Any = getattr(pattern.callback, "view_class", Screen)
        ones = {
            vars(kind)[name]
            for kind in screen.__mro__
            for name in vars(kind)
            if isinstance(vars(kind)[name], One)
        }
        assert {one.part for one in ones} <= set(pattern.pattern.converters), screen.__name__
