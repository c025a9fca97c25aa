"""What the frame needs from the pharmacy: country, currency, zone, branches, running work.

Numbers on a page follow the pharmacy's country, times the clock of the branch that is worked
in. Both are read once a request. What a screen folder knows better (long work, notices) it puts
in place through ``set_source`` in its ``navigation.py``, so that the shell imports no screen.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import tzinfo
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.core.signals import request_finished, request_started

from theriac.core.actor import Actor
from theriac.core.problems import Text
from theriac.domains.accounts.queries.people import get_person
from theriac.domains.organisation.queries.branches import get_pharmacy, get_settings, list_branches


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What formatting needs: country's code, currency, the clock on the wall, thresholds."""

    name: str = "Theriac"
    country: str = "generic"
    currency: str = "USD"
    zone: tzinfo = ZoneInfo("UTC")
    expiry_look_days: int = 90
    expiry_stop_days: int = 30


@dataclass(frozen=True, slots=True)
class BranchChoice:
    """A branch that a person may choose in the head."""

    id: UUID
    name: str
    zone: str


@dataclass(frozen=True, slots=True)
class Notice:
    """One line behind the bell: what happened, where it opens, and its meaning."""

    text: Text
    url: str
    meaning: str = "note"
    icon: str = "info-circle"


@dataclass(frozen=True, slots=True)
class Work:
    """Long work that runs: its title, where its page is, how far it is."""

    title: Text
    url: str
    done: int
    total: int | None


class _Kept:
    """What one request has read; outside a request nothing is kept."""

    def __init__(self) -> None:
        self.surroundings: Surroundings | None = None
        self.branch_id: UUID | None = None


_kept: ContextVar[_Kept | None] = ContextVar("surroundings", default=None)


def _begin(**_signal: Any) -> None:
    _kept.set(_Kept())


def _end(**_signal: Any) -> None:
    _kept.set(None)


request_started.connect(_begin, dispatch_uid="backoffice.surroundings.begin")
request_finished.connect(_end, dispatch_uid="backoffice.surroundings.end")


def work_in(branch_id: UUID | None) -> None:
    """From here on this request's times follow the branch's clock."""
    kept = _kept.get()
    if kept is not None and kept.branch_id != branch_id:
        kept.branch_id = branch_id
        kept.surroundings = None


def pharmacy() -> Surroundings:
    """The pharmacy whose country rules every number on the screen."""
    kept = _kept.get()
    if kept is None:
        return _read(None)
    if kept.surroundings is None:
        kept.surroundings = _read(kept.branch_id)
    return kept.surroundings


def _read(branch_id: UUID | None) -> Surroundings:
    found = get_pharmacy()
    if found is None:
        return Surroundings()
    zones = dict(list_branches().values_list("id", "time_zone"))
    zone = zones.get(branch_id) if branch_id else None
    settings = get_settings()
    return Surroundings(
        name=found.name,
        country=found.country,
        currency=found.currency,
        zone=ZoneInfo(zone or next(iter(zones.values()), "UTC")),
        expiry_look_days=settings.expiry_look_days if settings else 90,
        expiry_stop_days=settings.expiry_stop_days if settings else 30,
    )


def branches(actor: Actor) -> tuple[BranchChoice, ...]:
    """The branches where the actor holds any right, by code."""
    only = None if None in actor.grants else [key for key in actor.grants if key is not None]
    found = list_branches(only).values_list("id", "name", "time_zone")
    return tuple(BranchChoice(*row) for row in found)


def role(actor: Actor) -> Text:
    """The title of the role that the actor holds at the branch worked in, else of any."""
    person = get_person(actor.id)
    if person is None:
        return ""
    held = sorted(person.assignments.all(), key=lambda one: one.branch_id != actor.branch_id)
    return held[0].role.title if held else ""


_sources: dict[str, Callable[..., Any]] = {}


def set_source(name: str, source: Callable[[Actor], Sequence[Any]]) -> None:
    """Put a source in place: ``notices(actor)`` gives Notice, ``work(actor)`` gives Work."""
    if name not in {"notices", "work"}:
        raise ValueError(f"the frame asks for no {name}")
    _sources[name] = source


def notices(actor: Actor) -> Sequence[Notice]:
    """What waits behind the bell."""
    source = _sources.get("notices")
    return source(actor) if source else ()


def running_work(actor: Actor) -> Sequence[Work]:
    """The actor's long work that has not ended."""
    source = _sources.get("work")
    return source(actor) if source else ()
