"""Which functions react to which events; each domain registers its own when it is ready."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from theriac.core.outbox.models import OutboxEvent

React = Callable[[Sequence[OutboxEvent]], None]


def _always() -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Reaction:
    """A named function that is given events of one type, oldest first, each at least once.

    Its effect commits with its place among the events, so that it happens once. One in the
    ``background`` is handed an event at a time by a background task, without a transaction. What
    happens while it isn't ``wanted`` it never hears of.
    """

    name: str
    event_type: str
    react: React
    background: bool = False
    wanted: Callable[[], bool] = _always


_declared: dict[str, Reaction] = {}


def on_event(
    event_type: str,
    *,
    name: str,
    background: bool = False,
    wanted: Callable[[], bool] = _always,
) -> Callable[[React], React]:
    """Register a reaction to one type of event.

    Its place among the events and what waits for another attempt are kept under ``name``,
    wherever the function stands; a second reaction of that name raises ValueError. What calls
    anything but this database, or may need more than a tenth of a second for one event, goes on
    in the ``background`` and may meet the same event again. ``wanted`` tells whether there is
    anybody to be told, so that nothing is queued for nobody.
    """

    def register(react: React) -> React:
        if name in _declared:
            raise ValueError(f"two reactions are called {name}")
        _declared[name] = Reaction(name, event_type, react, background, wanted)
        return react

    return register


def declared_reactions() -> Sequence[Reaction]:
    """Every reaction of the installed apps, by name."""
    return [_declared[name] for name in sorted(_declared)]


def reaction_named(name: str) -> Reaction | None:
    """One reaction, or None where nobody answers to the name."""
    return _declared.get(name)
