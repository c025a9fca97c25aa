"""A line as slow as a shop's: slow 4G between a browser and a server, for every connection alike.

The browser's own throttling holds a page's requests and not its service worker's, which would
bring the program beside it as if over another line. This one stands between: 1.6 Mbit/s down,
0.75 Mbit/s up, 150 ms there and back (Lighthouse's slow 4G), shared by all connections, each of
which begins with one way there and back. Losses, slow starts and TLS are left out.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

DOWN_BYTES_S, UP_BYTES_S = 1_600_000 / 8, 750_000 / 8
ROUND_TRIP_S = 0.150
PARCEL = 1_400


@dataclass
class Direction:
    """One way of the line: how much it carries in a second, and what it carried."""

    rate: float
    carried: int = 0
    free_at: float = 0.0

    def arrives(self, count: int) -> float:
        """When these bytes, given now, are at the other end."""
        now = asyncio.get_running_loop().time()
        self.free_at = max(now, self.free_at) + count / self.rate
        self.carried += count
        return self.free_at + ROUND_TRIP_S / 2


@dataclass
class Line:
    """What a browser is given in place of the server."""

    server_port: int
    port: int = 0
    connections: int = 0

    def __post_init__(self) -> None:
        self.down, self.up = Direction(DOWN_BYTES_S), Direction(UP_BYTES_S)
        self._links: set[asyncio.Task[None]] = set()

    async def open(self) -> asyncio.Server:
        server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        return server

    async def close(self, server: asyncio.Server) -> None:
        """Whatever is on its way is lost."""
        server.close()
        for task in [*self._links]:
            task.cancel()
        await asyncio.gather(*self._links, return_exceptions=True)

    async def _accept(self, near: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        self.connections += 1
        await asyncio.sleep(ROUND_TRIP_S)
        far, there = await asyncio.open_connection("127.0.0.1", self.server_port)
        for ways in ((near, there, self.up), (far, back, self.down)):
            task = asyncio.create_task(carry(*ways))
            self._links.add(task)
            task.add_done_callback(self._links.discard)


async def carry(source: asyncio.StreamReader, goal: asyncio.StreamWriter, way: Direction) -> None:
    """Pass on what comes, each parcel when the line has brought it."""
    due: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue(maxsize=64)
    sender = asyncio.create_task(_deliver(due, goal))
    try:
        with suppress(OSError):
            while parcel := await source.read(PARCEL):
                await due.put((way.arrives(len(parcel)), parcel))
    except asyncio.CancelledError:
        sender.cancel()
        raise
    await due.put((0.0, b""))
    await sender


async def _deliver(due: asyncio.Queue[tuple[float, bytes]], goal: asyncio.StreamWriter) -> None:
    loop = asyncio.get_running_loop()
    with suppress(OSError):
        while True:
            at, parcel = await due.get()
            if not parcel:
                break
            await asyncio.sleep(max(0.0, at - loop.time()))
            goal.write(parcel)
            await goal.drain()
    goal.close()


@contextmanager
def slow_line(server_port: int) -> Iterator[Line]:
    """A line to the server, in a thread of its own."""
    line = Line(server_port)
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    server = asyncio.run_coroutine_threadsafe(line.open(), loop).result()
    try:
        yield line
    finally:
        asyncio.run_coroutine_threadsafe(line.close(server), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
