"""Followers: how far each one that follows the positions has come.

The relay itself is one, retention another, and each reaction has its own, under its name. A
follower's row is the lock that it works under.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from theriac.core.database.insert import insert_if_absent
from theriac.core.outbox.models import Follower


def follower_position(name: str) -> int:
    """How far the follower has come, read without a lock; 0 before its first step."""
    return positions_of([name]).get(name, 0)


def positions_of(names: Collection[str]) -> Mapping[str, int]:
    """How far these followers have come, in one read; one that never began isn't among them."""
    rows = Follower.objects.filter(name__in=list(names))
    return dict(rows.values_list("name", "position"))


def locked_follower(name: str) -> Follower:
    """The follower's row, made if missing, locked until the transaction ends."""
    begin_following([name], 0)
    return Follower.objects.select_for_update().get(name=name)


def begin_following(names: Collection[str], position: int) -> None:
    """Let those of these followers that never began begin behind ``position``."""
    for name in names:
        insert_if_absent(Follower, Follower(name=name, position=position))


def move_past(names: Collection[str], position: int) -> None:
    """Let followers that have nothing to do up to ``position`` stand there.

    Without a lock: what one of them did meanwhile leaves nothing for it in between either.
    """
    begin_following(names, position)
    behind = Follower.objects.filter(name__in=list(names), position__lt=position)
    behind.update(position=position)
