"""A run says how fast and how busy the machine was."""

import re

from tests.running.machine import Machine, pace


def test_a_fixed_work_takes_some_time() -> None:
    assert pace() > 0


def test_the_line_has_both_paces_and_the_share() -> None:
    line = Machine().line()

    assert re.match(r"machine: \d+ ms for a fixed work at the start, \d+ at the end", line)
