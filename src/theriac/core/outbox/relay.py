"""The relay: gives positions, lets each reaction hear what is new, tries failed ones again.

Each reaction follows the events by itself: one that fails, or breaks altogether, stops no other,
and one that has much to do is handed its batches in turn with the rest.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from logging import getLogger

from theriac.core.outbox.background import background_names, let_hear
from theriac.core.outbox.carried import types_with_carriers
from theriac.core.outbox.delivery import deliver
from theriac.core.outbox.followers import begin_following, move_past, positions_of
from theriac.core.outbox.pending import due, retry
from theriac.core.outbox.positions import any_after, give_positions, last_position
from theriac.core.outbox.reactions import Reaction, declared_reactions

FULL_LOOK_SECONDS = 3600
logger = getLogger(__name__)


class _FullLook:
    """When this process last looked for events of every age."""

    def __init__(self) -> None:
        self._next = 0.0

    def is_due(self) -> bool:
        """Whether an hour has passed, or this is the first time; it counts as done then."""
        if time.monotonic() < self._next:
            return False
        self._next = time.monotonic() + FULL_LOOK_SECONDS
        return True


_full_look = _FullLook()


def relay_once() -> int:
    """Do everything that is due now; tells how many events were placed or handled.

    At a process's first round, and once an hour, events of every age are looked for: those that
    were recorded while the server's clock ran behind would else wait until it caught up. A
    reaction that is new begins with what is placed from then on.
    """
    reached = _reached()
    done = give_positions(everything=_full_look.is_due()) + _let_hear_all(reached)
    background = background_names()
    waiting = due().filter(reaction__in=background).order_by()
    for name in waiting.values_list("reaction", flat=True).distinct():
        let_hear(name)
    return done + retry(due().exclude(reaction__in=background))


def place_once() -> int:
    """Give positions and wait for no reaction; tells how many events were placed.

    A reaction that is new begins before what is placed now, as in a round of the relay.
    """
    _reached()
    return give_positions()


def _reached() -> Mapping[str, int]:
    """How far each reaction has come; one that is new stands at the end."""
    names = [one.name for one in declared_reactions()]
    reached = positions_of(names)
    new = [name for name in names if name not in reached]
    if not new:
        return reached
    begin_following(new, last_position())
    return positions_of(names)


def _let_hear_all(reached: Mapping[str, int]) -> int:
    """A batch to each reaction in turn, until none has more to hear or can hear it now."""
    heard, left = 0, declared_reactions()
    while left:
        last = last_position()
        steps = [(one, _step(one, last)) for one in _behind(left, reached, last)]
        heard += sum(step for _one, step in steps)
        left = [one for one, step in steps if step]
        reached = positions_of([one.name for one in left]) if left else {}
    return heard


def _step(reaction: Reaction, last: int) -> int:
    """How many events one heard at once; 0 where it goes on in the background, or is broken."""
    if reaction.background:
        let_hear(reaction.name)
        return 0
    try:
        return deliver(reaction, last)
    except Exception:  # the others go on; this one is tried again in the next round
        logger.exception("a reaction's events can't be read", extra={"reaction": reaction.name})
        return 0


def _behind(
    reactions: Sequence[Reaction], reached: Mapping[str, int], last: int
) -> Sequence[Reaction]:
    """Those that have something to hear up to here, and want to; the others are past it then."""
    late = [one for one in reactions if reached[one.name] < last]
    found = [one for one in late if one.wanted() and _has_news(one, reached[one.name], last)]
    idle = [one.name for one in late if one not in found]
    if idle:
        move_past(idle, last)
    return found


def _has_news(reaction: Reaction, position: int, last: int) -> bool:
    return any_after(position, types_with_carriers([reaction.event_type]), up_to=last)
