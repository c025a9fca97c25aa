"""What a sub-command is, and what several of them share."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from theriac.config.own_secrets import PRODUCTION_SECRETS, file_of

ROOT = Path(__file__).resolve().parents[5]
"""The project's folder, with the tests, the checks and the benches."""


class Refusal(Exception):
    """A sentence for the person at the keyboard: what happened, then what to do."""


def _no_arguments(_parser: argparse.ArgumentParser) -> None:
    pass


@dataclass(frozen=True, slots=True)
class Subcommand:
    """One word after ``./theriac``; without a summary it isn't listed."""

    name: str
    summary: str
    run: Callable[[argparse.Namespace], int]
    configure: Callable[[argparse.ArgumentParser], None] = _no_arguments


def path_argument(text: str) -> Path:
    """A path as its writer meant it: from the folder where the command was typed."""
    return Path(os.environ.get("THERIAC_CALLED_FROM", ".")) / Path(text).expanduser()


def port_argument(text: str) -> int:
    """A TCP port. Raises ArgumentTypeError."""
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"{text} is no port; write a number from 1 to 65535")
    return int(text)


def configure_data(parser: argparse.ArgumentParser) -> None:
    """The option --data: another installation than the environment's, such as a demo."""
    parser.add_argument(
        "--data", type=path_argument, metavar="DIR", help="an SQLite data folder (THERIAC_DATA)"
    )


def use_data(folder: Path) -> None:
    """Work on the SQLite installation in ``folder``, with its own secrets where it has them."""
    os.environ["THERIAC_DATA"] = str(folder.resolve())
    os.environ["DATABASE_URL"] = ""
    os.environ["THERIAC_KEY_STORE"] = os.environ["THERIAC_KEY_BACKUP_DIR"] = ""
    os.environ.pop("DATABASE_URL_FILE", None)
    for name in PRODUCTION_SECRETS:
        if (path := file_of(folder.resolve(), name)).exists():
            os.environ[f"{name}_FILE"] = str(path)


def start_django(data: Path | None = None) -> None:
    """Load settings and apps, for the installation in ``data`` where one is named."""
    if data is not None:
        use_data(data)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "theriac.config.settings")
    import django  # noqa: PLC0415 (slow)

    django.setup()
