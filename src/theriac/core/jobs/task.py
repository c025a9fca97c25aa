"""The tasks of Theriac: Django's, with attempts, pause between them, and a unique key.

``@task(name="stock.take_snapshots", title=…)`` on a module-level function makes it one;
``take_snapshots.enqueue(...)`` queues it under that name, and
``take_snapshots.using(unique_key=…).enqueue(...)`` unless one with this key is live already.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Concatenate, Literal, ParamSpec, Self, TypeVar, overload
from uuid import UUID

from django_tasks import task as django_task
from django_tasks.base import Task

from theriac.core.jobs.context import JobContext
from theriac.core.problems import Text

P = ParamSpec("P")
T = TypeVar("T")

LONGEST_PAUSE_SECONDS = 3600
_tasks: dict[str, JobTask[..., Any]] = {}


class UnknownTask(LookupError):
    """A job's name that no task answers to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JobTask(Task[P, T]):
    """A task. ``retry_seconds`` is the first pause after a failure; each further is four-fold.

    ``name`` is what a queued job knows it by, wherever the function stands, and ``title`` what
    people call it. ``unique_key`` and ``requested_by`` (an actor's id) are set with ``using``.
    """

    name: str = field()  # required: without this it would be Django's, the function's own
    title: Text
    max_attempts: int = 5
    retry_seconds: int = 5
    unique_key: str = ""
    requested_by: UUID | None = None

    def using(
        self,
        *,
        priority: int | None = None,
        queue_name: str | None = None,
        run_after: datetime | None = None,
        backend: str | None = None,
        unique_key: str | None = None,
        requested_by: UUID | None = None,
    ) -> Self:
        """The same task with other terms."""
        changes: dict[str, Any] = {
            "priority": priority,
            "queue_name": queue_name,
            "run_after": run_after,
            "backend": backend,
            "unique_key": unique_key,
            "requested_by": requested_by,
        }
        return replace(self, **{key: value for key, value in changes.items() if value is not None})

    def pause_seconds(self, attempt: int) -> int:
        """How long to wait after the failed attempt number ``attempt`` (from 1)."""
        return min(self.retry_seconds * int(4 ** max(0, attempt - 1)), LONGEST_PAUSE_SECONDS)


@overload
def task(
    *,
    name: str,
    title: Text,
    takes_context: Literal[False] = False,
    queue_name: str = ...,
    priority: int = ...,
    max_attempts: int = ...,
    retry_seconds: int = ...,
) -> Callable[[Callable[P, T]], JobTask[P, T]]: ...


@overload
def task(
    *,
    name: str,
    title: Text,
    takes_context: Literal[True],
    queue_name: str = ...,
    priority: int = ...,
    max_attempts: int = ...,
    retry_seconds: int = ...,
) -> Callable[[Callable[Concatenate[JobContext, P], T]], JobTask[P, T]]: ...


def task(*, name: str, title: Text, takes_context: bool = False, **terms: Any) -> Any:
    """Make a module-level function a task; a second one of its name raises ValueError.

    With ``takes_context`` its first argument, called ``context``, is a JobContext. A Problem
    that it raises ends the job with the problem's sentence; any other exception is tried again
    up to ``max_attempts`` times in all.
    """
    make: Any = django_task(name=name, title=title, takes_context=takes_context, **terms)

    def register(function: Callable[..., Any]) -> Any:
        if name in _tasks:
            raise ValueError(f"two tasks are called {name}")
        return _tasks.setdefault(name, make(function))

    return register


def declared_tasks() -> tuple[JobTask[..., Any], ...]:
    """Every task of the modules that were imported, by name."""
    return tuple(_tasks[name] for name in sorted(_tasks))


def find_task(name: str) -> JobTask[..., Any]:
    """The task of this name. Raises UnknownTask where nobody answers to it."""
    if name not in _tasks:
        raise UnknownTask(name)
    return _tasks[name]
