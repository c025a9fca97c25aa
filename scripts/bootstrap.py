"""Builds Theriac's own environment in ``.venv`` and hands the command line over to it.

Runs on the machine's Python 3.11 or newer with nothing but the standard library; ``ensurepip``
and even ``venv`` may be missing (some distributions split them off), because the pip wheel in
``vendor/`` is unpacked into the environment. What is installed is locked by hash in
``requirements/*.txt``. A stamp remembers the locks; what was interrupted is begun anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import threading
import time
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
STAMP = ENVIRONMENT / "theriac.json"
UNFINISHED = ENVIRONMENT / "unfinished"
LOG = ROOT / ".boot" / "install.log"
WINDOWS = os.name == "nt"
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if WINDOWS else "bin/python")
NEEDED_BYTES = 600 * 1024 * 1024

DEVELOPERS = frozenset({"test", "check", "bench"})
WITH_ENGINE = frozenset({"demo", "engine"})
OPTIONAL = {"THERIAC_S3_BUCKET": "s3", "THERIAC_REDIS_URL": "redis", "THERIAC_ENGINE_OCR": "ocr"}
DATABASE_LOCKS = {"postgres": "postgres", "mysql": "mariadb", "mariadb": "mariadb"}

REMEDIES = (
    (("No space left", "Errno 28", "disk quota"), "The disk is full. Free about 600 MB."),
    (
        ("DO NOT MATCH THE HASHES", "HashMismatch"),
        "A downloaded package isn't the one that requirements/ names. It was not installed. "
        "Look whether a package mirror or proxy on this network changes files.",
    ),
    (
        ("Temporary failure in name resolution", "NewConnectionError", "Max retries", "timed out"),
        "The packages could not be fetched: no network, or the package index is out of reach. "
        "Connect this machine, or name an index with PIP_INDEX_URL.",
    ),
    (
        ("No matching distribution", "Could not find a version"),
        "A package could not be found for this machine: there may be no network, or the package "
        "index lacks a ready-built package for this Python. Connect it, or set THERIAC_PYTHON to "
        "Python 3.11, 3.12 or 3.13.",
    ),
    (("Permission denied", "Errno 13"), f"Theriac may not write in {ROOT}."),
)


class Failure(Exception):
    """A sentence for the person at the keyboard."""


def said(wanted: str, environ: Mapping[str, str]) -> str:
    """What a variable says, from the environment, its ``_FILE`` or the ``.env`` file."""
    if environ.get(wanted):
        return environ[wanted]
    with contextlib.suppress(OSError):
        if environ.get(f"{wanted}_FILE"):
            return Path(environ[f"{wanted}_FILE"]).read_text(encoding="utf-8").strip()
        for line in (ROOT / ".env").read_text(encoding="utf-8").splitlines():
            name, _, value = line.partition("=")
            if name.strip() == wanted:
                return value.strip().strip("\"'")
    return ""


def locks_for(arguments: Sequence[str], environ: Mapping[str, str]) -> list[str]:
    """The lock files that this command line needs, in the order of installing."""
    word, address = [*arguments, ""][0], said("DATABASE_URL", environ)
    if word in DEVELOPERS:
        return ["core", "engine", "postgres", "mariadb", "s3", "redis", "dev"]
    locks = ["core", *["engine"] * (word in WITH_ENGINE)]
    locks += [lock for start, lock in DATABASE_LOCKS.items() if address.startswith(start)]
    return locks + [lock for name, lock in OPTIONAL.items() if said(name, environ)]


def digest(lock: str) -> str:
    return hashlib.sha256((ROOT / "requirements" / f"{lock}.txt").read_bytes()).hexdigest()


def read_stamp() -> dict[str, str]:
    """What is installed (lock name to digest), or nothing when it can't be relied on."""
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    usable = (
        not UNFINISHED.exists()
        and PYTHON.exists()
        and stamp.get("python") == str(PYTHON.resolve())
        and not is_other_python_asked(stamp["python"])
    )
    return stamp["locks"] if usable else {}


def is_other_python_asked(python: str) -> bool:
    asked = os.environ.get("THERIAC_PYTHON")
    return bool(asked) and not WINDOWS and str(Path(sys.executable).resolve()) != python


def is_ready(locks: Sequence[str]) -> bool:
    installed = read_stamp()
    return all(installed.get(lock) == digest(lock) for lock in locks)


@contextlib.contextmanager
def only_one() -> Iterator[None]:
    """Let one installer work at a time; the lock goes with its process."""
    LOG.parent.mkdir(exist_ok=True)
    with (LOG.parent / "lock").open("a+b") as handle:
        if WINDOWS:
            import msvcrt

            while True:
                with contextlib.suppress(OSError):
                    msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
                    break
                time.sleep(0.5)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def create_environment() -> None:
    """An empty environment in place of whatever is there, with the vendored pip in it."""
    if ENVIRONMENT.exists():
        shutil.rmtree(ENVIRONMENT)
    try:
        import venv
    except ImportError:
        create_by_hand()
    else:
        venv.EnvBuilder(with_pip=False, symlinks=not WINDOWS).create(ENVIRONMENT)
    UNFINISHED.touch()
    (wheel,) = (ROOT / "vendor").glob("pip-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site_packages())


def create_by_hand() -> None:
    """What ``venv`` does, as far as it is needed, for a Python that lacks it (POSIX)."""
    if WINDOWS:
        raise Failure("This Python lacks its venv module. Install Python from python.org.")
    base = Path(getattr(sys, "_base_executable", "") or sys.executable)
    PYTHON.parent.mkdir(parents=True)
    PYTHON.symlink_to(base)
    site_packages().mkdir(parents=True)
    (ENVIRONMENT / "pyvenv.cfg").write_text(
        f"home = {base.parent}\ninclude-system-site-packages = false\n", encoding="utf-8"
    )


def site_packages() -> Path:
    places = {"base": str(ENVIRONMENT), "platbase": str(ENVIRONMENT)}
    return Path(sysconfig.get_path("purelib", "venv", vars=places))


class Progress:
    """Tells in percent what is found and laid down: one line counts up; in a file, every tenth."""

    def __init__(self, locks: Sequence[str]) -> None:
        texts = [(ROOT / "requirements" / f"{lock}.txt").read_text("utf-8") for lock in locks]
        self._packages = len(re.findall(r"^[\w.-]+==", "\n".join(texts), re.MULTILINE))
        self._laid_before, self._told, self._done = laid(), -1, threading.Event()
        self._watch = threading.Thread(target=self._look, daemon=True)

    @contextlib.contextmanager
    def running(self) -> Iterator[None]:
        self._watch.start()
        try:
            yield
        finally:
            self._done.set()
            self._watch.join()
        self.tell(100)

    def percent(self) -> int:
        found = LOG.read_bytes().count(b"Collecting ")
        done = min(found, self._packages) + laid() - self._laid_before
        return min(99, done * 50 // max(1, self._packages))

    def tell(self, percent: int) -> None:
        counts_up = sys.stderr.isatty()
        if (step := percent // (1 if counts_up else 10)) > self._told:
            self._told = step
            start, end = ("\r", "\n" * (percent == 100)) if counts_up else ("", "\n")
            print(f"{start}Installing: {percent:3d} %", end=end, file=sys.stderr, flush=True)

    def _look(self) -> None:
        while not self._done.wait(0.3):
            self.tell(self.percent())


def laid() -> int:
    """How many packages are in the environment."""
    return len(list(site_packages().glob("*.dist-info/RECORD")))


def install(locks: Sequence[str]) -> None:
    """Install lock files in one go; each import compiles its own. Raises Failure: what to do."""
    command = [str(PYTHON), "-I", "-m", "pip", "install", "--no-input", "--progress-bar", "off"]
    command += ["--disable-pip-version-check", "--require-hashes", "--only-binary", ":all:"]
    command += ["--no-compile", *(f"-r{ROOT / 'requirements' / lock}.txt" for lock in locks)]
    refused = {"PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_REQUIRE_VIRTUALENV"}
    environ = {name: value for name, value in os.environ.items() if name not in refused}
    environ["PIP_USER"] = "0"
    with LOG.open("ab") as log:
        start = log.tell()
        result = subprocess.run(
            command, env=environ, stdin=subprocess.DEVNULL, stdout=log, stderr=log, check=False
        )
    if result.returncode != 0:
        with LOG.open("rb") as log:
            log.seek(start)
            raise Failure(explain(log.read().decode("utf-8", "replace")))


def explain(output: str) -> str:
    for signs, remedy in REMEDIES:
        if any(sign in output for sign in signs):
            return remedy
    return f"Installing stopped. Its last words:\n{output.strip()[-1500:]}"


def build(locks: Sequence[str]) -> None:
    """Bring the environment to the locks. Raises Failure; the next start then goes on."""
    installed = read_stamp()
    LOG.write_bytes(b"")
    if shutil.disk_usage(ROOT).free < NEEDED_BYTES and not installed:
        raise Failure(f"Theriac needs about 600 MB in {ROOT}, and less is free.")
    say("Building Theriac's own environment in .venv (once; about half a minute) …")
    if not installed:
        create_environment()
    UNFINISHED.touch()
    missing = [lock for lock in locks if installed.get(lock) != digest(lock)]
    with Progress(missing).running():
        install(missing)
    installed |= {lock: digest(lock) for lock in missing}
    stamp = {"python": str(PYTHON.resolve()), "locks": installed}
    STAMP.write_text(json.dumps(stamp), encoding="utf-8")
    UNFINISHED.unlink()


def say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


def hand_over(arguments: Sequence[str]) -> int:
    """Run ``python -m theriac`` in the environment, in place of this process where possible."""
    environ = {name: value for name, value in os.environ.items() if name != "PYTHONHOME"}
    environ["PYTHONPATH"] = str(ROOT / "src")
    environ["PYTHONUTF8"] = "1"
    with contextlib.suppress(OSError):
        environ["THERIAC_CALLED_FROM"] = str(Path.cwd())
    os.chdir(ROOT)
    command = [str(PYTHON), "-m", "theriac", *arguments]
    if not WINDOWS:
        os.execve(command[0], command, environ)
    with subprocess.Popen(command, env=environ) as child:
        while True:
            with contextlib.suppress(KeyboardInterrupt):
                return child.wait()


def main(arguments: Sequence[str]) -> int:
    locks = locks_for(arguments, os.environ)
    try:
        if not is_ready(locks):
            with only_one():
                if not is_ready(locks):
                    build(locks)
    except Failure as failure:
        say(f"Theriac can't start yet. {failure}\nThe whole story is in {LOG}.")
        return 1
    except KeyboardInterrupt:
        say("\nStopped. The next start builds the environment anew.")
        return 130
    except OSError as error:
        say(f"Theriac can't start yet. {explain(str(error))}")
        return 1
    return hand_over(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
