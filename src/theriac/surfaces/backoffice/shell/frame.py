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
from theriac.domains.organisation.queries.frame import Organisation, organisation


@dataclass(frozen=True, slots=True)
class FrameFacts:
    """What formatting needs: country's code, currency, the clock on the wall, thresholds."""

    name: str = "Theriac"
    country: str = "generic"
    currency: str = "USD"
    zone: tzinfo = ZoneInfo("UTC")
    expiry_look_days: int = 90
    expiry_stop_days: int = 30

    def locale(self, language: str) -> str:
        """The browser's name for how numbers are shortened on an axis."""
        return f"{language}-{self.country.upper()}".removesuffix("-GENERIC")


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
        self.organisation: Organisation | None = None
        self.pharmacy: FrameFacts | None = None
        self.branch_id: UUID | None = None


_kept: ContextVar[_Kept | None] = ContextVar("frame", default=None)


def _begin(**_signal: Any) -> None:
    _kept.set(_Kept())


def _end(**_signal: Any) -> None:
    _kept.set(None)


request_started.connect(_begin, dispatch_uid="backoffice.frame.begin")
request_finished.connect(_end, dispatch_uid="backoffice.frame.end")


def work_in(branch_id: UUID | None) -> None:
    """From here on this request's times follow the branch's clock."""
    kept = _kept.get()
    if kept is not None and kept.branch_id != branch_id:
        kept.branch_id = branch_id
        kept.pharmacy = None


def pharmacy() -> FrameFacts:
    """The pharmacy whose country rules every number on the screen."""
    kept = _kept.get()
    if kept is None:
        return _read(None)
    if kept.pharmacy is None:
        kept.pharmacy = _read(kept.branch_id)
    return kept.pharmacy


def _read(branch_id: UUID | None) -> FrameFacts:
    found = _organisation()
    if found is None:
        return FrameFacts()
    zones = {branch.id: branch.time_zone for branch in found.branches}
    zone = zones.get(branch_id) if branch_id else None
    return FrameFacts(
        name=found.name,
        country=found.country,
        currency=found.currency,
        zone=ZoneInfo(zone or next(iter(zones.values()), "UTC")),
        expiry_look_days=90 if found.expiry_look_days is None else found.expiry_look_days,
        expiry_stop_days=30 if found.expiry_stop_days is None else found.expiry_stop_days,
    )


def _organisation() -> Organisation | None:
    """Read once a request; a pharmacy that isn't founded yet is looked for again."""
    kept = _kept.get()
    if kept is None:
        return organisation()
    if kept.organisation is None:
        kept.organisation = organisation()
    return kept.organisation


def branches(actor: Actor) -> tuple[BranchChoice, ...]:
    """The branches where the actor holds any right, by code."""
    found = _organisation()
    return tuple(
        BranchChoice(branch.id, branch.name, branch.time_zone)
        for branch in (found.branches if found else ())
        if None in actor.grants or branch.id in actor.grants
    )


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
