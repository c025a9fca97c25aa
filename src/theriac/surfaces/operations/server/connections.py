"""Serving what one client asks after another: the thread that answered looks for the next.

Gunicorn's thread worker gives a connection back to its loop after each answer, and the loop gives
it to a thread again at the next request: two hand-overs between threads, 7 to 11 % of what a
program's sale costs (ADR 79). Counters and programs that send what they have ask on at once, so
the thread looks for that first, unless somebody else waits for a thread.
"""

from __future__ import annotations

import select
import socket

from gunicorn.workers.gthread import TConn, ThreadWorker  # noqa: TID251 (gunicorn imports this)

LOOKS_MS = 3
"""So long a thread looks for its client's next request; who comes meanwhile waits no longer."""


class ConnectionWorker(ThreadWorker):  # type: ignore[misc] # gunicorn has no types
    """The thread worker, whose threads keep to a client that goes on asking."""

    def handle(self, conn: TConn) -> object:
        """Answer what the client asks until it pauses; what gunicorn's own says of the last."""
        kept = super().handle(conn)
        while kept is True and self._is_free() and _asks_on(conn.sock):
            kept = super().handle(conn)
        return kept

    def _is_free(self) -> bool:
        """Whether the worker goes on, and nobody waits for a thread."""
        return bool(self.alive) and self.tpool._work_queue.empty()  # noqa: SLF001 (no other way)


def _asks_on(client: socket.socket) -> bool:
    waiting = select.poll()
    waiting.register(client, select.POLLIN)
    return bool(waiting.poll(LOOKS_MS))
