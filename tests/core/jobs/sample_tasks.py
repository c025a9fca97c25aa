"""Tasks for the tests of the queue; a worker in another process imports them too."""

from __future__ import annotations

import os
import time
from datetime import timedelta
from pathlib import Path

from theriac.core.jobs.context import JobContext
from theriac.core.jobs.schedule import scheduled
from theriac.core.jobs.task import task
from theriac.core.problems import Conflict
from theriac.core.telemetry.request_id import current_request_id


@task(name="sample.add", title="Sample")
def add(first: int, second: int) -> int:
    return first + second


@task(name="sample.tell_request", title="Sample")
def tell_request() -> str:
    return current_request_id()


@task(name="sample.fail_always", title="Sample", max_attempts=3, retry_seconds=0)
def fail_always() -> None:
    raise ValueError("the buyer 'Siti' is at 0812 3456 7890")


@task(name="sample.fail_twice", title="Sample", takes_context=True, max_attempts=3, retry_seconds=0)
def fail_twice(context: JobContext) -> int:
    if context.attempt < 3:
        raise ValueError("not yet")
    return context.attempt


@task(name="sample.refuse", title="Sample")
def refuse() -> None:
    raise Conflict("The list is being changed.")


@task(name="sample.answer_no_json", title="Sample")
def answer_no_json() -> object:
    return object()


@task(name="sample.walk", title="Sample", takes_context=True)
def walk(context: JobContext, steps: int) -> int:
    for step in range(1, steps + 1):
        context.check()
        context.progress(step, steps, f"step {step}")
        time.sleep(0.02)
    return steps


@task(name="sample.mark_and_linger", title="Sample", max_attempts=3)
def mark_and_linger(folder: str) -> str:
    """Leave a mark for each attempt; linger in the first, so that it can be killed."""
    marks = Path(folder)
    first = not list(marks.iterdir())
    (marks / f"{os.getpid()}-{time.monotonic_ns()}").write_text("begun", encoding="utf-8")
    if first:
        time.sleep(120)
    return "done"


@scheduled(every=timedelta(days=36_500))
@task(name="sample.rare", title="Sample")
def rare() -> str:
    return "rare"
