"""The processes of a run, and which of them takes which test.

A part is what one process can run: the tests of one database, or those that drive a browser.
SQLite's part, or that of the only database, takes what needs no database besides. The tests of a
file stay together; of the files that are left, the next free process of the part takes the
dearest.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from execnet import XSpec
from xdist.scheduler.loadscope import LoadScopeScheduling
from xdist.workermanage import parse_tx_spec_config

from tests.running.choosing import ONLY

BROWSER = "browser"
VARIABLE = "THERIAC_TEST_PART"
PROCESSES = {"sqlite": 2}
"""SQLite is asked everything; the servers' parts are shorter, and one process each."""


def parts_of(databases: Sequence[str]) -> list[str]:
    """The part of each process of a run; the browser's first, which takes longest alone."""
    if len(databases) == 1:
        return [BROWSER, BROWSER, *databases * 2]
    return [BROWSER, BROWSER, *(name for name in databases for _ in range(PROCESSES.get(name, 1)))]


def spread_over(parts: Iterable[str]) -> list[str]:
    """The words for pytest that start a process for each of these parts."""
    return ["--dist=loadgroup", *(f"--tx=popen//env:{VARIABLE}={part}" for part in parts)]


def each_with(only: Mapping[str, Path]) -> list[str]:
    """The words that start a process for each part, which runs only the tests that a file names."""
    named = (f"env:{VARIABLE}={part}//env:{ONLY}={path}" for part, path in only.items())
    return ["--dist=loadgroup", *(f"--tx=popen//{words}" for words in named)]


class FileScheduling(LoadScopeScheduling):  # type: ignore[misc,unused-ignore]
    """One part's files, handed out to its processes as they get free."""

    def __init__(self, config: Any, log: Any, processes: int) -> None:
        super().__init__(config, log)
        self.numnodes = processes

    def _split_scope(self, nodeid: str) -> str:
        """The group that the test is marked with, or else its file."""
        test, _, group = nodeid.partition("@")
        return group or test.split("::", 1)[0]


class PartScheduling:
    """Each part has a queue of its own; its processes never see another part's tests."""

    def __init__(self, config: Any, log: Any) -> None:
        config.option.loadscopereorder = False  # they come in the order of their cost
        specs = [XSpec(text) for text in parse_tx_spec_config(config)]
        parts = [spec.env.get(VARIABLE, "") for spec in specs]
        self._queues = {
            part: FileScheduling(config, log, parts.count(part)) for part in dict.fromkeys(parts)
        }

    def _queue_of(self, node: Any) -> FileScheduling:
        return self._queues[node.gateway.spec.env.get(VARIABLE, "")]

    @property
    def nodes(self) -> list[Any]:
        return [node for queue in self._queues.values() for node in queue.nodes]

    @property
    def collection_is_completed(self) -> bool:
        return all(queue.collection_is_completed for queue in self._queues.values())

    @property
    def tests_finished(self) -> bool:
        return all(queue.tests_finished for queue in self._queues.values())

    @property
    def has_pending(self) -> bool:
        return any(queue.has_pending for queue in self._queues.values())

    def add_node(self, node: Any) -> None:
        self._queue_of(node).add_node(node)

    def add_node_collection(self, node: Any, collection: Sequence[str]) -> None:
        self._queue_of(node).add_node_collection(node, collection)

    def mark_test_complete(self, node: Any, item_index: int, duration: float = 0) -> None:
        self._queue_of(node).mark_test_complete(node, item_index, duration)

    def mark_test_pending(self, item: str) -> None:
        raise NotImplementedError(item)

    def remove_pending_tests_from_node(self, node: Any, indices: Sequence[int]) -> None:
        raise NotImplementedError(node)

    def remove_node(self, node: Any) -> str | None:
        return self._queue_of(node).remove_node(node)

    def schedule(self) -> None:
        """Hand out what a part has; one that has nothing lets its processes go."""
        for queue in self._queues.values():
            queue.schedule()
            if not queue.has_pending:
                for node in queue.nodes:
                    node.shutdown()
