"""Runs an engine: the web server, and the workers beside it, in one process."""

from __future__ import annotations

import logging
import os
import signal
import sys
from collections.abc import Callable

import waitress

from theriac_engine.service.api import Api
from theriac_engine.service.jobs import Jobs
from theriac_engine.service.settings import Settings
from theriac_engine.service.store import Store, only_one
from theriac_engine.service.workers import Workers

THREADS = 4


def serve(settings: Settings, when_ready: Callable[[int], None] = lambda _port: None) -> int:
    """Serve until asked to end (SIGTERM, Ctrl-C). Raises InUse, or OSError for a taken port."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    os.umask(0o077)
    store = Store(settings.data)
    owner = only_one(settings.data)
    workers = Workers(Jobs(store, settings), settings)
    server = waitress.create_server(
        Api(workers, settings),
        host=settings.host,
        port=settings.port,
        threads=THREADS,
        max_request_body_size=settings.max_bytes + 65_536,
        ident=None,
        clear_untrusted_proxy_headers=True,
    )
    for name in ("SIGTERM", "SIGINT", "SIGBREAK"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), _leave)
    workers.start()
    when_ready(server.effective_port)
    try:
        server.run()
    except SystemExit:
        pass
    finally:
        workers.stop()
        server.close()
        owner.close()
    return 0


def _leave(*_signal: object) -> None:
    sys.exit(0)
