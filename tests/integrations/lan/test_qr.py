"""A drawn code reads as the address that it was made of."""

from __future__ import annotations

import re

from theriac.integrations.lan.qr import in_characters, modules_path

ADDRESS = "http://192.168.1.20:8080/trust/"


def test_the_page_and_the_terminal_show_the_same_code() -> None:
    width, path = modules_path(ADDRESS)
    dark = {(int(x), int(y)) for x, y in re.findall(r"M(\d+) (\d+)h1v1h-1z", path)}
    lines = in_characters(ADDRESS).splitlines()
    assert {len(line) for line in lines} == {width}
    upper = {"▀": (False, True), "▄": (True, False), "█": (False, False), " ": (True, True)}
    drawn = {
        (x, 2 * line + half)
        for line, text in enumerate(lines)
        for x, character in enumerate(text.replace("\xa0", " "))
        for half in (0, 1)
        if upper[character][half] and 2 * line + half < width
    }
    assert drawn == dark


def test_it_has_the_three_corners_and_a_quiet_edge() -> None:
    width, path = modules_path(ADDRESS)
    dark = {(int(x), int(y)) for x, y in re.findall(r"M(\d+) (\d+)h1v1h-1z", path)}
    assert min(x for x, _y in dark) == 4
    assert max(y for _x, y in dark) == width - 5
    for left, top in ((4, 4), (width - 11, 4), (4, width - 11)):
        assert all((left + step, top) in dark for step in range(7))
        assert (left + 1, top + 1) not in dark
