"""Acting on a selection: how many things at once, and what is said of those that were left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core.problems import NotFound, Text, Unprocessable

Key = TypeVar("Key", UUID, tuple[UUID, UUID])
MOST = 200
"""Things that one command acts on at most."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many were done, and for each of the others a sentence that says why it wasn't."""

    done: int
    left_out: tuple[str, ...] = ()


def selected(keys: Iterable[Key]) -> list[Key]:
    """Each key once, in order. Raises Unprocessable for none and for more than ``MOST``."""
    found = sorted(set(keys))
    if not found:
        raise Unprocessable(_("Select at least one row."))
    if len(found) > MOST:
        raise Unprocessable(_("Select at most %(most)s rows at once.") % {"most": MOST})
    return found


def outcome(done: int, left_out: Sequence[Text]) -> Outcome:
    """What became of a selection, equal sentences once.

    Raises NotFound with the first sentence where nothing was done, so that nothing is recorded.
    """
    said = tuple(dict.fromkeys(map(str, left_out)))
    if not done:
        raise NotFound(said[0] if said else "")
    return Outcome(done, said)
