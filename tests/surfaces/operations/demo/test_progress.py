"""Percent are told once each, one line in a terminal and a line every tenth elsewhere."""

import io

import pytest

from theriac.surfaces.operations.demo.progress import Percent


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.rows("UX-12")
def test_a_terminal_sees_one_line_that_counts_up() -> None:
    out = Terminal()
    progress = Percent("Loading", out)
    for percent in (0, 7, 7, 6, 100):
        progress(percent)
    assert out.getvalue() == "\rLoading:   0 %\rLoading:   7 %\rLoading: 100 %\n"


@pytest.mark.rows("UX-12")
def test_a_file_gets_a_line_every_tenth() -> None:
    out = io.StringIO()
    progress = Percent("Loading", out)
    for percent in (0, 3, 9, 12, 19, 25, 100):
        progress(percent)
    assert out.getvalue() == "Loading:   0 %\nLoading:  12 %\nLoading:  25 %\nLoading: 100 %\n"
