"""Reads one document after the other, in a process of its own that is bounded in memory and time.

`python -m theriac_engine.child` reads a document from standard input, prints what it read as one
line of JSON, and ends. With `--resident` each line of standard input names a file, and each line of
output answers one: so the models of text recognition are loaded once. What the client taught of
headings comes as an argument, or with the file's name.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import signal
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from theriac_engine.extraction.readers import Recognised

MEGABYTE = 1_000_000
PR_SET_PDEATHSIG = 1


def bound(megabytes: int, seconds: int | None) -> None:
    """Hold this process to its memory and processor time, and let it write no file (POSIX)."""
    with contextlib.suppress(ImportError):
        import resource  # noqa: PLC0415 (optional)

        limits = [
            (resource.RLIMIT_AS, megabytes * MEGABYTE),
            (resource.RLIMIT_FSIZE, 0),
            (resource.RLIMIT_CORE, 0),
        ]
        if seconds is not None:
            limits.append((resource.RLIMIT_CPU, seconds))
        for what, most in limits:
            with contextlib.suppress(ValueError, OSError):
                resource.setrlimit(what, (most, most))


def end_with(parent: int) -> None:
    """Let the kernel end this process when the engine is gone (Linux); elsewhere its pipe does."""
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:
            sys.exit(1)


def answer(
    data: bytes, most_pages: int, headings: Mapping[str, str], *, recognise: bool
) -> dict[str, Any]:
    """What the document says, or why it can't be read; ``headings`` mean these fields."""
    from theriac_engine.extraction.readers import read  # noqa: PLC0415 (slow)
    from theriac_engine.extraction.refusals import Unreadable  # noqa: PLC0415 (slow)

    try:
        document = read(data, most_pages, _recognised() if recognise else None, headings)
        return {"document": document.as_json()}
    except Unreadable as problem:
        return {"failure": problem.code}
    except MemoryError:
        return {"failure": "memory"}
    except RecursionError:
        return {"failure": "broken"}


def _recognised() -> Recognised:
    from theriac_engine.extraction.paper.scans import recognised  # noqa: PLC0415 (optional)

    return recognised


def main(arguments: list[str]) -> int:
    """Run as a child of the engine: PARENT MEGABYTES SECONDS PAGES [--headings JSON|--resident]."""
    parent, megabytes, seconds, pages = (int(word) for word in arguments[:4])
    is_resident = "--resident" in arguments
    headings = json.loads(arguments[5]) if "--headings" in arguments[4:5] else {}
    end_with(parent)
    bound(megabytes, None if is_resident else seconds)
    if not is_resident:
        _say(answer(sys.stdin.buffer.read(), pages, headings, recognise=False))
        return 0
    for line in sys.stdin:
        asked = json.loads(line)
        data = Path(asked["path"]).read_bytes()
        _say(answer(data, pages, asked["headings"], recognise=True))
    return 0


def _say(found: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(found) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
