"""A mutant: one small change of one file, and the name by which it is known from day to day."""

from __future__ import annotations

import difflib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Change:
    """Bytes of a file and what stands there instead; ``operator`` says which kind of change."""

    operator: str
    start: int
    end: int
    new: bytes


@dataclass(frozen=True, slots=True)
class Mutant:
    """A change within a function of a file; ``nth`` of those whose lines read the same there."""

    file: str
    function: str
    change: Change
    before: str
    after: str
    nth: int = 1

    @property
    def key(self) -> str:
        """What names it, on one line; it stays while the line and its function stay."""
        again = f" #{self.nth}" if self.nth > 1 else ""
        place = f"{self.file}::{self.function}"
        return f"{place} [{self.change.operator}{again}] {self.before} => {self.after}"

    def applied(self, content: bytes) -> bytes:
        """The file's content with the change; all else stays byte for byte."""
        return content[: self.change.start] + self.change.new + content[self.change.end :]

    def diff(self, content: bytes) -> str:
        """The change as a person reads it, two lines around it."""
        lines = difflib.unified_diff(
            content.decode().splitlines(),
            self.applied(content).decode().splitlines(),
            self.file,
            f"{self.file} ({self.function}, {self.change.operator})",
            lineterm="",
            n=2,
        )
        return "\n".join(lines)


def touched(content: bytes, change: Change) -> tuple[str, str]:
    """The lines that a change touches, before and after it, with single spaces."""
    first = content.rfind(b"\n", 0, change.start) + 1
    last = content.find(b"\n", change.end)
    last = len(content) if last < 0 else last
    before = content[first:last].decode()
    after = (content[first : change.start] + change.new + content[change.end : last]).decode()
    return " ".join(before.split()), " ".join(after.split())
