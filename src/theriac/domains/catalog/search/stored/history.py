"""Which revision of the entries a copy holds, and whether the database's history has it."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

MARK_LENGTH = 8
MARKS_KEPT = 128
"""Changes after which a copy that slept reads everything again."""


def new_mark() -> str:
    """A mark that no other change has, not even one of a database that this one was copied from."""
    return secrets.token_hex(MARK_LENGTH // 2)


@dataclass(frozen=True, slots=True)
class History:
    """A revision and the marks of the last revisions up to it, oldest first."""

    revision: int = 0
    marks: str = ""

    @property
    def mark(self) -> str:
        """The mark of the revision itself; empty before the first."""
        return self.marks[-MARK_LENGTH:]

    def follows(self, earlier: History) -> bool:
        """Whether ``earlier`` is this history at an earlier revision, or the same one.

        False where it is too long ago to tell.
        """
        behind = self.revision - earlier.revision
        if behind < 0 or earlier.revision == 0:
            return False
        end = len(self.marks) - behind * MARK_LENGTH
        return end >= MARK_LENGTH and self.marks[end - MARK_LENGTH : end] == earlier.mark
