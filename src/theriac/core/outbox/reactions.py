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


def on_event(event_type: str, *, name: str) -> Callable[[React], React]:
    """Register a reaction to one type of event.

    What waits for another attempt waits under ``name``, wherever the function stands; a second
    reaction of that name to the type raises ValueError.
    """

    def register(react: React) -> React:
        if reaction_named(event_type, name) is not None:
            raise ValueError(f"two reactions to {event_type} are called {name}")
        _by_type[event_type].append(Reaction(name, event_type, react))
        return react

    return register


def declared_reactions() -> Sequence[Reaction]:
    """Every reaction of the installed apps, by name and type."""
    found = [one for of_type in _by_type.values() for one in of_type]
    return sorted(found, key=lambda one: (one.name, one.event_type))


def reactions_to(event_type: str) -> Sequence[Reaction]:
    """The registered reactions to a type, in the order of their registration."""
    return tuple(_by_type.get(event_type, ()))


def reaction_named(event_type: str, name: str) -> Reaction | None:
    """One reaction, or None where nobody answers to the name."""
    return next((one for one in reactions_to(event_type) if one.name == name), None)
