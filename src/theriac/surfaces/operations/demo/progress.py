"""How far the loading is, told to the person at the keyboard in percent."""

from __future__ import annotations

from typing import TextIO

STEP = 10
"""Percent between two lines where the output is no terminal but a file or a pipe."""


class Percent:
    """Writes one line that counts up in a terminal, and a line every tenth elsewhere."""

    def __init__(self, title: str, out: TextIO) -> None:
        self._title, self._out = title, out
        self._counts_up = out.isatty()
        self._told = -1

    def __call__(self, percent: int) -> None:
        """Tell ``percent`` unless that was told already."""
        step = 1 if self._counts_up else STEP
        if percent // step <= self._told:
            return
        self._told = percent // step
        start, end = ("\r", "" if percent < 100 else "\n") if self._counts_up else ("", "\n")
        self._out.write(f"{start}{self._title}: {percent:3d} %{end}")
        self._out.flush()
