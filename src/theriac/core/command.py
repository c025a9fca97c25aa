"""The command: one typed, keyword-only function that changes state, in one transaction.

The outermost command owns the transaction, the permission check, idempotency, the audit record
and the outbox; commands called from it join its unit of work. Deadlocks, serialisation
failures, a busy database and contended rows are tried again, at most three times in all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import wraps
from inspect import signature
from typing import Any, ParamSpec, Protocol, TypeVar, cast
from uuid import UUID

from django.db import transaction
from django.db.utils import DataError, OperationalError
from django.utils.translation import gettext_lazy as _

from theriac.core import clock
from theriac.core.actor import Actor, ActorKind
from theriac.core.audit.models import AuditRecord
from theriac.core.changes.attribution import noted_under
from theriac.core.database.counters import Contended
from theriac.core.database.failures import is_transient
from theriac.core.database.together import Writes
from theriac.core.idempotency.context import claim, take_key
from theriac.core.ids import new_id
from theriac.core.outbox.events import Event
from theriac.core.outbox.models import OutboxEvent
from theriac.core.permissions import Permission
from theriac.core.problems import Busy, NotPermitted, Text
from theriac.core.rights import (
    Concerns,
    require,
    require_anywhere,
    require_everywhere,
    require_over,
)
from theriac.core.telemetry.request_id import current_request_id

P = ParamSpec("P")
R = TypeVar("R")


class Ending(Protocol):
    """What is done before a unit's records and events are written."""

    def __init__(self) -> None: ...

    def __call__(self) -> None:
        """Do it."""


E = TypeVar("E", bound=Ending)
ATTEMPTS = 3


@dataclass(slots=True)
class Unit:
    """The unit of work of one outermost command. ``effect_id`` is the id of what it makes.

    ``first_record_id`` is its first audit record's, under which its changes of deciding rows are
    kept (``core.changes``); ``is_recorded`` once there is one.

    ``is_history`` is set where the past is brought in set-wise: nothing is announced then, because
    nobody reacts to what is long over; who joins later reads the rows.

    ``writes`` takes rows and guarded changes: at once, or with records and events at the end of a
    command that is ``written_at_once``.
    """

    command: str
    actor: Actor
    branch_id: UUID | None
    effect_id: UUID = field(default_factory=new_id)
    first_record_id: UUID = field(default_factory=new_id)
    events: list[OutboxEvent] = field(default_factory=list)
    records: list[AuditRecord] = field(default_factory=list)
    is_recorded: bool = False
    is_history: bool = False
    writes: Writes = field(default_factory=lambda: Writes(gathers=False))
    endings: dict[type[Ending], Ending] = field(default_factory=dict)

    def ending(self, kind: type[E]) -> E:
        """The one of this kind that the unit has, made when first asked for.

        It is called before records and events are written: who gathers rows while the command
        runs gives them to ``writes`` there.
        """
        if kind not in self.endings:
            self.endings[kind] = kind()
        return cast("E", self.endings[kind])

    def announce(self, event: Event) -> None:
        """Write a fact to the outbox with this command."""
        if self.is_history:
            return
        self.events.append(
            OutboxEvent(
                id=new_id(),
                type=event.type,
                subject=event.subject,
                branch_id=event.branch_id or self.branch_id,
                recorded_at=clock.now(),
                data=dict(event.data),
            )
        )

    def record(
        self,
        object_kind: str,
        object_id: UUID,
        *,
        reason: str = "",
        facts: Mapping[str, Any] | None = None,
        branch_id: UUID | None = None,
    ) -> None:
        """Leave an audit record about one object; facts hold no personal data."""
        self.records.append(
            AuditRecord(
                id=new_id() if self.is_recorded else self.first_record_id,
                recorded_at=clock.now(),
                command=self.command,
                actor_kind=self.actor.kind.value,
                actor_id=self.actor.id,
                branch_id=branch_id or self.branch_id,
                terminal_id=self.actor.terminal_id,
                object_kind=object_kind,
                object_id=object_id,
                reason=reason[:255],
                facts=dict(facts or {}),
                request_id=current_request_id(),
            )
        )
        self.is_recorded = True

    def flush(self) -> None:
        """Write records and events together; a command without a record gets one."""
        for end in self.endings.values():
            end()
        if not self.records:
            self.record(self.command, self.effect_id)
        self.writes.add([(AuditRecord, self.records), (OutboxEvent, self.events)])
        self.writes.send(last=True)


@dataclass(frozen=True, slots=True)
class DeclaredCommand:
    """A command as its module declares it: its name and words on the trail, what right it asks."""

    name: str
    done: Text
    module: str
    permission: Permission | None
    concerns: Concerns | None
    system_only: bool
    written_at_once: bool
    run: Callable[..., Any]


_declared: dict[str, DeclaredCommand] = {}
_unit: ContextVar[Unit | None] = ContextVar("unit_of_work", default=None)


def declared_commands() -> tuple[DeclaredCommand, ...]:
    """Every command of the modules that were imported, by name."""
    return tuple(_declared[name] for name in sorted(_declared))


def words_of(name: str) -> Text:
    """What people read of a command on the trail; empty where this version has none such."""
    declared = _declared.get(name)
    return declared.done if declared else ""


def permission_of(run: Callable[..., Any]) -> Permission | None:
    """The right that a command asks, None for none. Raises KeyError for what is no command."""
    by_function = {declared.run: declared.permission for declared in _declared.values()}
    return by_function[run]


def current_unit() -> Unit:
    """The running command's unit of work. Raises RuntimeError outside a command."""
    unit = _unit.get()
    if unit is None:
        raise RuntimeError("this happens only inside a command")
    return unit


def command(
    *,
    name: str,
    done: Text,
    permission: Permission | None = None,
    concerns: Concerns | None = None,
    system_only: bool = False,
    written_at_once: bool = False,
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Make a function a command. It takes ``actor`` and, where a branch matters, ``branch_id``.

    ``name`` is what the trail and the API know it by (``stock.adjust_stock``), wherever it stands;
    a second function of the same name raises ValueError. ``done`` is what people read there.
    ``permission`` is asked of the actor, when the command is outermost, where what it ``concerns``
    lies. That needn't be said of a command with a ``branch_id`` (None: every branch), with a
    shared right, or with none; of any other that doesn't say it, ValueError is raised. What is
    ``system_only`` nobody else begins. One that is ``written_at_once`` reads nothing of what it
    gives its unit to write, so that one statement can do it at the end, where the command is
    outermost. Raises NotPermitted, and NotFound for a person elsewhere.
    """

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        scope = concerns or _concerned(name, function, permission)

        @wraps(function)
        def run(*args: P.args, **kwargs: P.kwargs) -> R:
            if _unit.get() is not None:
                return function(*args, **kwargs)
            actor: Any = kwargs["actor"]
            branch_id: Any = kwargs.get("branch_id", actor.branch_id)
            if system_only and actor.kind is not ActorKind.SYSTEM:
                raise NotPermitted
            over = _asked(scope, actor, permission, kwargs)

            def act() -> R:
                over()
                return function(*args, **kwargs)

            return _run_outermost(name, actor, branch_id, act)

        if name in _declared:
            raise ValueError(f"two commands are called {name}")
        _declared[name] = DeclaredCommand(
            name,
            done,
            function.__module__,
            permission,
            scope,
            system_only,
            written_at_once,
            run,
        )
        return run

    return decorate


def _concerned(
    name: str, function: Callable[..., Any], permission: Permission | None
) -> Concerns | None:
    """What a command concerns that doesn't say it. Raises ValueError where that isn't plain."""
    if permission is None:
        return None
    if "branch_id" in signature(function).parameters:
        return Concerns.BRANCH
    if permission.shared:
        return Concerns.PHARMACY
    raise ValueError(f"{name} doesn't say what it concerns")


def _asked(
    scope: Concerns | None, actor: Actor, permission: Permission | None, given: Mapping[str, Any]
) -> Callable[[], None]:
    """Ask the right where it lies; what remains to be asked of people, in the transaction."""
    people: Sequence[UUID] = ()
    if permission is not None:
        if scope is Concerns.PHARMACY:
            require_everywhere(actor, permission)
        elif scope is Concerns.BRANCH:
            require(actor, permission, given.get("branch_id"))
        else:
            require_anywhere(actor, permission)
        if scope is Concerns.PERSON and actor.kind is not ActorKind.SYSTEM:
            people = given["user_ids"] if "user_ids" in given else [given["user_id"]]
    return lambda: require_over(actor, permission, people)


def _run_outermost(name: str, actor: Actor, branch_id: UUID | None, body: Callable[[], R]) -> R:
    key = take_key()
    for attempt in range(1, ATTEMPTS + 1):
        writes = Writes(gathers=_declared[name].written_at_once)
        unit = Unit(command=name, actor=actor, branch_id=branch_id, writes=writes)
        token = _unit.set(unit)
        try:
            with noted_under(unit.first_record_id), transaction.atomic():
                if key is not None:
                    claim(key, unit.effect_id, with_the_next=_declared[name].written_at_once)
                result = body()
                unit.flush()
            return result
        except (OperationalError, DataError, Contended) as problem:
            if not is_transient(problem):
                raise
            if attempt == ATTEMPTS:
                raise Busy(_("Too many people changed this at once. Try again.")) from problem
        finally:
            _unit.reset(token)
    raise AssertionError("unreachable")
