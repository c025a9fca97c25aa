"""Structured logs without personal data.

A log line is a constant sentence (``event``) and facts under keys that are allowed by name.
The value of any other key is not written. What looks like an e-mail address, a telephone, card
or identity number, or a secret is masked in every text, messages of exceptions included; of
exceptions the values that they quote are masked too. A name can't be recognised by its form:
so never put one into an ``event``.
"""

from __future__ import annotations

import logging
import logging.config
import re
import sys
import traceback
from collections.abc import Mapping
from datetime import UTC, datetime
from types import TracebackType
from typing import Any
from uuid import UUID

import structlog
from structlog.typing import EventDict, Processor

NOT_LOGGED = "[not logged]"
MAX_TEXT = 2_000
MAX_MESSAGE = 500
MAX_NUMBER = 10**9
"""Whole numbers from here on may be a person's number; they are masked."""

ExceptionInfo = tuple[type[BaseException], BaseException, TracebackType | None]

_allowed = {
    "actor_id", "api_key_id", "attempt", "branch_id", "bytes", "command", "count", "database",
    "done", "due", "event_id", "event_type", "job_id", "max_attempts", "method", "ms", "parked",
    "path", "pid", "port", "position", "problem", "queue", "reaction", "request_id", "route",
    "rows", "schedule", "seconds", "setting", "state", "status", "task", "terminal_id", "tick",
    "total", "url_name", "worker",
}  # fmt: skip
_written = {"event", "level", "logger", "timestamp", "exception"}

_PATTERN = re.compile(
    r"""
    (?P<keep>
        (?<![0-9A-Za-z])[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}
        (?![0-9A-Za-z])
      | (?<![0-9A-Za-z])(?=[0-9]*[a-f])[0-9a-f]{32,64}(?![0-9A-Za-z])
      | (?<![0-9])[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?)?
        (?![0-9])
    )
  | (?P<secret>
        (?i:\b(?:bearer|basic)\s+[\w.~+/=-]+)
      | (?i:\b\w{0,32}(?:password|passwd|secret|token|api_?key|authorization|cookie|sessionid)
          ["']?\s{0,3}[=:]\s{0,3}["']?(?:(?:bearer|basic)\s+)?[^\s"',;&]+)
      | (?<=://)[^/\s@]{1,200}(?=@)
    )
  | (?P<email>(?<![\w.+-])[\w.+%-]{1,64}@[\w.-]{1,255})
  | (?P<number>
        \d{9,}
      | (?<![\w-])\+?\(?\d(?:[ ().-]{0,2}\d){8,}(?!\w)
    )
    """,
    re.VERBOSE,
)
_SUSPECT = re.compile(r"[\d@=:]|bearer|basic", re.IGNORECASE)
"""What every text has that _PATTERN would change; most have none of it."""
_QUOTED = re.compile(r"'[^'\n]*'|\"[^\"\n]*\"|=\([^)\n]*\)|\bDETAIL:.*", re.DOTALL)


def _replace(match: re.Match[str]) -> str:
    kind = match.lastgroup or ""
    return match.group() if kind == "keep" else f"[{kind}]"


def mask_text(text: str) -> str:
    """The text with what may identify a person, and secrets, replaced; at most 2,000 long."""
    text = text[:MAX_TEXT]
    return _PATTERN.sub(_replace, text) if _SUSPECT.search(text) else text


def _value(value: Any) -> Any:
    if isinstance(value, bool | float):
        return value
    if isinstance(value, int):
        return value if abs(value) < MAX_NUMBER else "[number]"
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, str):
        return mask_text(str(value))
    return NOT_LOGGED


def keep_allowed(_logger: Any, _method: str, facts: EventDict) -> EventDict:
    """Mask every text and withhold the value of each key that isn't allowed."""
    kept: EventDict = {}
    for key, value in facts.items():
        if value is None:
            continue
        if key in ("timestamp", "level", "exception"):
            kept[key] = value
        elif key in _written or key in _allowed:
            kept[key] = _value(value)
        else:
            kept[key] = NOT_LOGGED
    return kept


def _message(problem: BaseException) -> str:
    return mask_text(_QUOTED.sub("[value]", str(problem))[:MAX_MESSAGE])


def describe_exception(problem: BaseException) -> str:
    """The chain of exceptions with their stacks; of the messages only what quotes no value."""
    parts: list[str] = []
    seen: set[int] = set()
    current: BaseException | None = problem
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        name = f"{type(current).__module__}.{type(current).__qualname__}"
        stack = "".join(traceback.format_tb(current.__traceback__))
        parts.append(f"{stack}{name}: {_message(current)}".rstrip(": "))
        hidden = current.__suppress_context__
        current = current.__cause__ or (None if hidden else current.__context__)
    return "\n\nbecause of\n\n".join(parts)


def _exception(_logger: Any, _method: str, facts: EventDict) -> EventDict:
    given = facts.pop("exc_info", None)
    facts.pop("stack_info", None)
    facts.pop("stack", None)
    if given is True:
        given = sys.exc_info()
    if isinstance(given, tuple):
        given = given[1]
    if isinstance(given, BaseException):
        facts["exception"] = describe_exception(given)
    return facts


def _renderer(form: str) -> Processor:
    if form == "json":
        return structlog.processors.JSONRenderer(ensure_ascii=False)
    return structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), pad_event_to=30)


def _loggers() -> dict[str, dict[str, str]]:
    """Levels of other people's loggers: SQL carries personal values, 4xx have our own line."""
    return {
        "django.db.backends": {"level": "INFO"},
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        "django.server": {"level": "ERROR"},
        "django_tasks": {"level": "WARNING"},
        "waitress.queue": {"level": "ERROR"},
    }


def configure(config: Mapping[str, Any]) -> None:
    """Django's LOGGING_CONFIG: ``format`` is json or console, ``level`` the least level."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )
    formatter = {
        "()": structlog.stdlib.ProcessorFormatter,
        "foreign_pre_chain": shared,
        "processors": [
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            _exception,
            keep_allowed,
            _renderer(config["format"]),
        ],
    }
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {"theriac": formatter},
            "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "theriac"}},
            "root": {"handlers": ["stderr"], "level": str(config["level"]).upper()},
            "loggers": _loggers(),
        }
    )


def write_line(name: str, event: str, facts: Mapping[str, Any], level: int = logging.INFO) -> None:
    """A line as ``get_logger(name)`` writes it, for what writes one at each request.

    It looks neither for its caller nor for what is bound to the context: that costs three times
    as much, so ``facts`` are all that it tells. What may be written is decided as for any other.
    """
    logger = logging.getLogger(name)
    if not logger.isEnabledFor(level):
        return
    word = logging.getLevelName(level).lower()
    instant = datetime.now(UTC).isoformat().replace("+00:00", "Z")
    line = {**facts, "event": event, "logger": name, "level": word, "timestamp": instant}
    marks = {"_logger": logger, "_name": word}
    record = logger.makeRecord(name, level, "", 0, line, (), None, extra=marks)
    logger.handle(record)


def get_logger(name: str) -> structlog.stdlib.BoundLogger:
    """A logger: ``log.info("receipt posted", count=3)``."""
    logger: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(name)
    return logger
