"""Which functions react to which events; each domain registers its own when it is ready."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from theriac.core.outbox.models import OutboxEvent

React = Callable[[Sequence[OutboxEvent]], None]


@dataclass(frozen=True, slots=True)
class Reaction:
    """A named function that is given events of one type, oldest first, each at least once."""

    name: str
    event_type: str
    react: React


_by_type: dict[str, list[Reaction]] = defaultdict(list)


def on_event(event_type: str) -> Callable[[React], React]:
    """Register a reaction to one type of event under its dotted name."""

    def register(react: React) -> React:
        name = f"{react.__module__}.{react.__name__}"
        if all(known.name != name for known in _by_type[event_type]):
            _by_type[event_type].append(Reaction(name, event_type, react))
        return react

    return register


def reactions_to(event_type: str) -> Sequence[Reaction]:
    """The registered reactions to a type, in the order of their registration."""
    return tuple(_by_type.get(event_type, ()))


def reaction_named(event_type: str, name: str) -> Reaction | None:
    """One reaction, or None when it is no longer registered."""
    return next((one for one in reactions_to(event_type) if one.name == name), None)
