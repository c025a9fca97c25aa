"""What the programs that write a file of the project share: write it where it differs."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def run(program: str, path: Path, content: Callable[[], str]) -> int:
    """Write the file where it differs; with ``--check`` only say so, and fail."""
    parser = argparse.ArgumentParser(prog=f"scripts/{program}")
    parser.add_argument("--check", action="store_true", help="write nothing")
    check = parser.parse_args().check
    text = content()
    if path.exists() and path.read_text("utf-8") == text:
        return 0
    sys.stdout.write(f"{'differs' if check else 'written'}: {path.relative_to(ROOT)}\n")
    if not check:
        path.write_text(text, encoding="utf-8", newline="\n")
    return 1 if check else 0


def start_django() -> None:
    """With the project's own settings, which need no secrets for this."""
    import django  # noqa: PLC0415 (slow)

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "theriac.config.development")
    django.setup()
