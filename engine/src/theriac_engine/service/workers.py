"""The threads beside the web server: they read what waits, call back, and forget what is old."""

from __future__ import annotations

import logging
import sqlite3
import threading
from collections.abc import Callable
from importlib.util import find_spec

from theriac_engine.service.callbacks import Callbacks
from theriac_engine.service.children import Answer, Recogniser, read_once
from theriac_engine.service.jobs import Jobs
from theriac_engine.service.settings import Settings

LOG = logging.getLogger("theriac_engine")
IDLE_SECONDS = 1.0
SWEEP_SECONDS = 60.0
Threads = list[threading.Thread]


def can_recognise() -> bool:
    """Whether text recognition is installed (`requirements/ocr.txt`); it isn't loaded by this."""
    return find_spec("rapidocr") is not None


class Workers:
    """Reads jobs until it is stopped."""

    def __init__(self, jobs: Jobs, settings: Settings) -> None:
        self.jobs = jobs
        self._settings = settings
        self.recogniser = Recogniser(settings)
        self._callbacks = Callbacks(jobs.store)
        self._stopping = threading.Event()
        self._waiting = threading.Condition()
        self._threads: Threads = []

    def start(self) -> None:
        """Take up what the last engine left, and begin."""
        again = self.jobs.recover()
        if again:
            LOG.warning("%s jobs were running when the engine ended; they are read again", again)
        loops = [self._read] * self._settings.workers + [self._call_back, self._sweep]
        self._threads = [threading.Thread(target=loop, daemon=True) for loop in loops]
        for thread in self._threads:
            thread.start()

    def wake(self) -> None:
        """Say that a job has come."""
        with self._waiting:
            self._waiting.notify_all()

    def stop(self) -> None:
        """Stop taking jobs; what is being read is read again at the next start."""
        self._stopping.set()
        self.wake()
        self.recogniser.end()

    def run_one(self) -> bool:
        """Read the next job, if there is one."""
        job = self.jobs.take()
        if job is None:
            return False
        answer = self._answer(job)
        if not self._stopping.is_set():
            self.jobs.end(job["id"], answer.get("document"), answer.get("failure"))
            LOG.info("job %s: %s", job["id"], answer.get("failure", "done"))
            self.wake()
        return True

    def _answer(self, job: sqlite3.Row) -> Answer:
        document = self.jobs.store.document(job["id"])
        try:
            answer = read_once(document, self._settings, job["headings"])
            if answer.get("failure") == "scan" and can_recognise():
                answer = self.recogniser.read(document, job["headings"])
        except FileNotFoundError:  # deleted meanwhile
            return {"failure": "crashed"}
        return answer

    def _loop(self, step: Callable[[], object], pause: float) -> None:
        while not self._stopping.is_set():
            try:
                went_on = step()
            except Exception:
                LOG.exception("a worker's step failed; it is tried again")
                went_on = False
            if not went_on:
                with self._waiting:
                    self._waiting.wait(pause)
        self.jobs.store.close()

    def _read(self) -> None:
        self._loop(self.run_one, IDLE_SECONDS)

    def _call_back(self) -> None:
        self._loop(self._callbacks.send_due, IDLE_SECONDS)

    def _sweep(self) -> None:
        def step() -> bool:
            self.jobs.forget()
            self.recogniser.end_idle()
            return False

        while not self._stopping.is_set():
            try:
                step()
            except Exception:
                LOG.exception("the sweep failed; it is tried again")
            self._stopping.wait(min(SWEEP_SECONDS, self._settings.scan_idle))
        self.jobs.store.close()
