"""A bell that rings as an event, and ears that hear it as a reaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from theriac.core.command import command, current_unit
from theriac.core.outbox.events import Event
from theriac.core.outbox.models import OutboxEvent
from theriac.core.outbox.reactions import on_event


@dataclass(frozen=True, slots=True, kw_only=True)
class Rang(Event):
    """A bell rang."""

    type: ClassVar[str] = "theriac.test.rang.v1"


@command(name="test_relay.ring", done="Sample")
def ring(*, actor: object, subjects: Sequence[str]) -> None:
    """Announce a bell for each subject."""
    for subject in subjects:
        current_unit().announce(Rang(subject=subject, data={"n": 1}))


class Ears:
    """A reaction that hears, and fails as often as it is told."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.at_once: list[int] = []
        self.fails: dict[str, int] = {}

    def hear(self, events: Sequence[OutboxEvent]) -> None:
        self.at_once.append(len(events))
        for event in events:
            if self.fails.get(event.subject, 0):
                self.fails[event.subject] -= 1
                raise RuntimeError("deaf")
        self.heard += [event.subject for event in events]


def listening(name: str, *, background: bool = False) -> Ears:
    """Ears that follow the bell under this name."""
    ears = Ears()
    on_event(Rang.type, name=name, background=background)(ears.hear)
    return ears


def later(minutes: int) -> timedelta:
    return timedelta(minutes=minutes)
