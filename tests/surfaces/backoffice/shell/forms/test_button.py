"""Buttons name their command; what it takes comes from the address, the button or the screen."""

from __future__ import annotations

from collections.abc import Iterator
from inspect import Parameter
from typing import Any

import pytest
from django.urls import URLPattern, get_resolver

from theriac.core.command import permission_of
from theriac.surfaces.backoffice.shell.forms.button import ButtonScreen, at_most, whole

OF_THE_SCREEN = {"actor", "branch_id", "version"}


def buttons() -> Iterator[tuple[type[ButtonScreen], set[str]]]:
    """Each button with the parts of its address."""
    for pattern in get_resolver("theriac.surfaces.backoffice.urls").url_patterns:
        assert isinstance(pattern, URLPattern)
        screen: Any = getattr(pattern.callback, "view_class", None)
        if screen is not None and issubclass(screen, ButtonScreen):
            yield screen, set(pattern.pattern.converters)


def test_a_command_is_given_all_that_it_needs() -> None:
    """A screen that computes something says so itself, in ``given``."""
    lacking = {}
    for screen, parts in buttons():
        needed = {
            name
            for name, one in screen.calls.parameters.items()
            if one.default is Parameter.empty and name not in OF_THE_SCREEN
        }
        missing = needed - parts - set(screen.calls.takes)
        if missing and screen.given is ButtonScreen.given:
            lacking[screen.__name__] = missing
    assert lacking == {}


def test_a_command_takes_each_field_that_its_button_reads() -> None:
    unknown = {
        screen.__name__: fields
        for screen, _parts in buttons()
        if (fields := set(screen.calls.takes) - set(screen.calls.parameters))
    }
    assert unknown == {}


def test_a_button_asks_the_right_of_its_command() -> None:
    found = [screen for screen, _parts in buttons()]
    assert len(found) > 40
    for screen in found:
        assert screen.permission is permission_of(screen.calls.command), screen.__name__


@pytest.mark.parametrize(
    ("text", "number"), [("7", 7), ("", 0), ("-1", 0), ("٣", 0), ("9" * 13, 0), ("1.5", 0)]
)
def test_a_number_that_nobody_typed_is_none(text: str, number: int) -> None:
    assert whole(text) == number


def test_a_text_is_cut_where_no_person_types_further() -> None:
    assert at_most(3)("abcd") == "abc"
