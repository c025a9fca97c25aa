"""Pages of PDFs as pictures, drawn in a bounded process that a hostile file ends alone."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

from theriac.core.files.checks import pdf_probe

WIDTH = 1_200
PATIENCE_SECONDS = 20
MOST_PAGES = 300

_two_at_a_time = threading.BoundedSemaphore(2)


def page_picture(content: bytes, number: int, width: int = WIDTH) -> bytes | None:
    """The page as a PNG; None where there is none, or it can't be drawn in time."""
    if not 1 <= number <= MOST_PAGES:
        return None
    with _two_at_a_time:
        try:
            done = subprocess.run(  # noqa: S603 (our own file)
                [sys.executable, "-I", str(Path(pdf_probe.__file__)), str(number), str(width)],
                input=content,
                capture_output=True,
                timeout=PATIENCE_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return None
    return done.stdout if done.returncode == 0 and done.stdout else None
