"""``serve`` runs a pharmacy: web and worker; ``web`` and ``worker`` run one of them alone."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from theriac.config.databases import database_settings
from theriac.config.env import Environment, public_secrets, read_environment
from theriac.surfaces.operations.cli.lan import (
    EVERYWHERE,
    VARIABLE,
    Lan,
    ListenAddress,
    configure_lan,
    lan_of,
    place_of,
    prepare_lan,
)
from theriac.surfaces.operations.cli.subcommand import (
    Refusal,
    Subcommand,
    port_argument,
    start_django,
)
from theriac.surfaces.operations.server import processes
from theriac.surfaces.operations.server.supervisor import (
    Child,
    Supervisor,
    answers,
    check_port,
    say,
)

WSGI = "theriac.config.wsgi:application"
GUNICORN = (
    "--worker-class=theriac.surfaces.operations.server.connections.ConnectionWorker",
    "--timeout=60",
    "--graceful-timeout=10",
    "--keep-alive=30",
    "--log-level=warning",
    "--no-control-socket",
)


def theriac(*words: str) -> list[str]:
    """The command line that runs a sub-command in a process of its own."""
    return [sys.executable, "-m", "theriac", *words]


def supervise(
    place: ListenAddress,
    environ: Mapping[str, str],
    sentences: Callable[[], Sequence[str]],
    lan: Lan | None = None,
    worker_log: Path | None = None,
    *,
    beside: Callable[[], int] | None = None,
    others: Sequence[Child] = (),
) -> int:
    """Run web and worker until stopped; say ``sentences`` as soon as the server answers.

    The worker's own log goes into ``worker_log`` where one is named.
    With ``lan`` the page of trust runs beside them, and all start anew when the addresses change.
    ``beside`` is done first, while the web server starts; where its exit code isn't 0, all ends.
    """
    children = [
        Child("web server", theriac("web", "--host", place.host, "--port", str(place.port))),
        Child("worker", theriac("worker"), worker_log),
        *others,
    ]
    shown = f"{'127.0.0.1' if place.host in EVERYWHERE else place.host}:{place.port}"
    if lan is None:
        supervisor = Supervisor(children, environ)
    else:
        trust = theriac("trust", "--host", place.host, "--port", str(lan.trust_port))
        children.append(Child("page of trust", trust))
        own = {**environ, VARIABLE: lan.variable(place.port)}
        supervisor = Supervisor(children, own, lan.is_stale)
    if beside is not None:
        processes.on_stop(_interrupt)
        if code := supervisor.begin_beside(beside):
            return code

    def is_ready() -> bool:
        return answers(f"https://{shown}", lan.trusted()) if lan else answers(f"http://{shown}")

    return supervisor.run(is_ready, lambda: say("\n".join(sentences())))


def _interrupt() -> None:
    """Give up what is done before all runs, whatever asks to stop, as Ctrl-C does."""
    raise KeyboardInterrupt


def prepare(environ: Mapping[str, str], *words: str) -> int:
    """Bring the database up to date in a process of its own, so that this one stays small."""
    return subprocess.call(theriac("prepare", *words), env=environ)  # noqa: S603


def say_public(environment: Environment) -> None:
    """Tell whoever started this that its secrets are public; once, by the process that they began.

    Only development gets so far: elsewhere such secrets are refused.
    """
    public = public_secrets(environment)
    if not public or processes.SUPERVISED in os.environ:
        return
    say(
        f"THERIAC_ENVIRONMENT is {environment['THERIAC_ENVIRONMENT']}: {', '.join(public)} have "
        "public defaults, which anybody reads in Theriac's source. Keep no real data here; "
        "./theriac setup begins a pharmacy with secrets of its own."
    )


def _serve(options: argparse.Namespace) -> int:
    environment = read_environment()
    lan = lan_of(options, environment["THERIAC_DATA"])
    place = place_of(options)
    check_port(place.host, place.port)
    say_public(environment)
    if code := prepare(os.environ):
        return code
    sentences = [
        *(lan.sentences(place.port) if lan else [f"Theriac serves at {place.address}"]),
        "Ctrl-C stops it.",
    ]
    return supervise(place, os.environ, lambda: sentences, lan)


def _web(options: argparse.Namespace) -> int:
    processes.end_with_parent()
    environment = read_environment()
    say_public(environment)
    certificate = prepare_lan(environment, os.environ)
    engine = database_settings(environment["DATABASE_URL"], environment["THERIAC_DATA"])["ENGINE"]
    # SQLite has one writer: threads of one process queue fairly; others take two processes.
    workers, threads = (1, 8) if engine.endswith("sqlite") else (2, 4)
    if sys.platform == "win32":
        return _waitress(options.host, options.port, threads * workers)
    extra = [f"--workers={workers}", f"--threads={threads}"]
    return _gunicorn(
        options.host, options.port, [*extra, f"--certfile={certificate}"] if certificate else extra
    )


def _gunicorn(host: str, port: int, extra: Sequence[str]) -> NoReturn:
    bind = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    command = [sys.executable, "-m", "gunicorn", WSGI, *GUNICORN]
    command += [f"--bind={bind}", *extra]
    os.execv(sys.executable, command)  # noqa: S606


def _waitress(host: str, port: int, threads: int) -> int:
    import waitress  # noqa: PLC0415 (optional)

    from theriac.config.wsgi import application  # noqa: PLC0415 (slow)

    waitress.serve(application, host=host, port=port, threads=threads, ident="theriac")
    return 0


def _worker(_options: argparse.Namespace) -> int:
    processes.end_with_parent()
    stop = threading.Event()
    processes.on_stop(stop.set)
    environment = read_environment()
    say_public(environment)
    start_django()
    from theriac.core.jobs.worker import WorkerTerms, run_worker  # noqa: PLC0415 (slow)
    from theriac.surfaces.operations.server.web import keep_what_stands  # noqa: PLC0415 (slow)

    keep_what_stands()
    run_worker(stop, WorkerTerms(threads=environment["THERIAC_WORKER_THREADS"]))
    return 0


def _trust(options: argparse.Namespace) -> int:
    processes.end_with_parent()
    start_django()
    from theriac.surfaces.operations.lan import plain  # noqa: PLC0415 (app-ready)

    plain.serve(options.host, options.port)
    return 0


def _prepare(options: argparse.Namespace) -> int:
    start_django()
    from django.conf import settings  # noqa: PLC0415 (app-ready)

    from theriac.surfaces.operations import checks, installation  # noqa: PLC0415 (slow)

    if (disk := checks.check_disk()).status == checks.DOWN:
        say(
            f"The disk of {settings.DATA_DIR} can hold nothing more: {disk.words}. What is sold, "
            "typed or sent is refused until somebody frees some room there."
        )
    if not options.demo or options.note.exists():
        installation.bring_up_to_date()
        return 0
    installation.bring_up_to_date(checks=False)
    with _checked_beside():
        installation.load_demo_data(options.demo, options.note)
    return 0


@contextmanager
def _checked_beside() -> Iterator[None]:
    """Run every check in a process of its own meanwhile. Raises Refusal where one fails."""
    child = processes.start(theriac("checks"), os.environ)
    try:
        yield
        code = child.wait()
    finally:
        processes.end(child)
    if code:
        raise Refusal("A check of this installation failed. What it found is above.")


def _checks(_options: argparse.Namespace) -> int:
    processes.end_with_parent()
    start_django()
    from theriac.surfaces.operations import installation  # noqa: PLC0415 (slow)

    installation.check()
    return 0


def configure_address(parser: argparse.ArgumentParser) -> None:
    """The options --host and --port."""
    parser.add_argument("--host", default="127.0.0.1", help="address to listen at (127.0.0.1)")
    parser.add_argument("--port", type=port_argument, default=8000, help="port (8000)")


def _configure_serve(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", help="address to listen at (127.0.0.1; with --lan: all)")
    parser.add_argument("--port", type=port_argument, help="port (8000; with --lan: 8443)")
    configure_lan(parser)


def _configure_prepare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--demo", choices=["id", "in", "generic"])
    parser.add_argument("--note", type=Path)


SUBCOMMANDS = (
    Subcommand(
        "serve",
        "runs the pharmacy: web server and worker; --lan: for other devices, over HTTPS",
        _serve,
        _configure_serve,
    ),
    Subcommand("web", "", _web, configure_address),
    Subcommand("worker", "", _worker),
    Subcommand("trust", "", _trust, configure_address),
    Subcommand("prepare", "", _prepare, _configure_prepare),
    Subcommand("checks", "", _checks),
)
