"""What an operator sets, from the environment; all is named here and checked at start."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

PREFIX = "THERIAC_ENGINE_"


class SettingsProblem(ValueError):
    """A variable of the environment is wrong; the text says which, and what to write."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one engine. Each field is `THERIAC_ENGINE_` and its name in capitals."""

    data: Path = Path(".theriac/engine")
    """Folder of the jobs and of documents that wait; closed to other accounts."""
    host: str = "127.0.0.1"
    port: int = 8090
    workers: int = 1
    """Documents that are read at the same time."""
    max_bytes: int = 20_000_000
    """The largest document that is taken."""
    max_pages: int = 200
    max_seconds: int = 60
    """Of one document, by the processor and by the clock."""
    max_memory: int = 1_000
    """Megabytes of address space of the process that reads one."""
    scan_seconds: int = 600
    scan_memory: int = 8_000
    """The same of the process that recognises scans; its models alone take one gigabyte."""
    scan_idle: int = 120
    """Seconds after which that process ends when no scan comes."""
    max_waiting: int = 200
    """Jobs of one client that wait; a further one is refused until some are done."""
    max_tries: int = 3
    """How often a job is taken again when the engine died over it."""
    keep_hours: int = 24
    """After so many hours a job is forgotten. A document goes as soon as it is read."""


def read_settings(environ: Mapping[str, str]) -> Settings:
    """The settings in force. Raises SettingsProblem."""
    given: dict[str, object] = {}
    for one in fields(Settings):
        name = PREFIX + one.name.upper()
        text = environ.get(name, "")
        if text:
            given[one.name] = _value(name, text, str(one.type))
    known = {PREFIX + one.name.upper() for one in fields(Settings)} | {f"{PREFIX}OCR"}
    unknown = sorted(name for name in environ if name.startswith(PREFIX) and name not in known)
    if unknown:
        raise SettingsProblem(f"There is no variable {unknown[0]}. Look at engine/README.md.")
    return Settings(**given)  # type: ignore[arg-type]


def _value(name: str, text: str, kind: str) -> object:
    if kind == "int":
        if not text.isdigit() or int(text) < 1:
            raise SettingsProblem(f"{name} is {text!r}. Write a whole number above 0.")
        return int(text)
    return Path(text) if kind == "Path" else text
