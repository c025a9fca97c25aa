"""Logs carry facts under allowed keys and nothing that identifies a person."""

from __future__ import annotations

import io
import json
import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest

from theriac.core.telemetry.logs import (
    MAX_TEXT,
    NOT_LOGGED,
    configure,
    describe_exception,
    get_logger,
    keep_allowed,
    mask_text,
)

ID = "019a9e12-7c41-7d3a-8f21-123456789012"


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("write to siti.rahayu+a@example.co.id now", "write to [email] now"),
        ("call 0812-3456-7890", "call [number]"),
        ("call +62 812 3456 7890.", "call [number]."),
        ("call (021) 555 1234 9", "call [number]"),
        ("NIK3201010101010001", "NIK[number]"),
        ("npwp 01.234.567.8-901.000", "npwp [number]"),
        ("card 4111 1111 1111 1111", "card [number]"),
        ("card 4111111111111111", "card [number]"),
        ("from 192.168.100.200", "from [number]"),
        ("Authorization: Bearer abc.def-1", "[secret]"),
        ("sent bearer abc.def-1", "sent [secret]"),
        ("api_key=s3cr3t&x=1", "[secret]&x=1"),
        ('{"password": "hunter2"}', '{"[secret]"}'),
        ("postgresql://theriac:pw@localhost/x", "postgresql://[secret]@localhost/x"),
    ],
)
def test_what_identifies_is_masked(text: str, masked: str) -> None:
    assert mask_text(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        f"/sales/{ID}/lines",
        "2026-11-20T03:42:10.123456Z",
        "at 2026-11-20 03:42:10 done",
        "MLT-K1-26-000421",
        "20000 rows in 12.5 s",
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "version 5.2.19",
    ],
)
def test_ids_instants_and_counts_stay(text: str) -> None:
    assert mask_text(text) == text


HOSTILE = ("a", "1 ", "a.", "password", "=(", "1-", "a@", "token = ", "://", "0-0 ")


@pytest.mark.parametrize("letters", HOSTILE)
def test_of_long_text_only_the_beginning_is_looked_at(letters: str) -> None:
    assert mask_text(letters * 100_000) == mask_text((letters * MAX_TEXT)[:MAX_TEXT])


def test_no_text_sends_the_patterns_on_a_walk_without_end() -> None:
    """A pattern that tries every way through a text wouldn't be back from 2,000 letters in years;
    nothing can stop it, so it is sent in a process of its own.
    """
    program = (
        "import sys; from theriac.core.telemetry.logs import describe_exception, mask_text\n"
        "for text in sys.stdin.read().splitlines():\n"
        "    mask_text(text), describe_exception(ValueError(text))"
    )
    texts = [(letters * MAX_TEXT)[: MAX_TEXT - 1] + end for letters in HOSTILE for end in "!@'"]
    subprocess.run(
        [sys.executable, "-c", program],
        input="\n".join(texts),
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        check=True,
        timeout=300,
    )


def test_only_allowed_keys_are_written() -> None:
    kept = keep_allowed(
        None,
        "info",
        {
            "event": "receipt posted",
            "timestamp": "2026-11-20T03:42:10.123456Z",
            "level": "info",
            "count": 3,
            "seconds": 0.25,
            "rows": 3201010101010001,
            "job_id": UUID(ID),
            "actor_id": None,
            "task": ["a"],
            "name": "Siti Rahayu",
            "patient_id": UUID(ID),
        },
    )
    assert kept == {
        "event": "receipt posted",
        "timestamp": "2026-11-20T03:42:10.123456Z",
        "level": "info",
        "count": 3,
        "seconds": 0.25,
        "rows": "[number]",
        "job_id": ID,
        "task": NOT_LOGGED,
        "name": NOT_LOGGED,
        "patient_id": NOT_LOGGED,
    }


def _fail() -> None:
    try:
        int("Siti Rahayu")
    except ValueError as problem:
        raise RuntimeError('duplicate key DETAIL: Key (name)=(Siti)\n "Rahayu"') from problem


def test_an_exception_tells_where_but_quotes_no_value() -> None:
    with pytest.raises(RuntimeError) as caught:
        _fail()
    text = describe_exception(caught.value)
    assert "Siti" not in text.replace('int("Siti Rahayu")', "").replace("(name)=(Siti)", "")
    assert text.splitlines()[-1] == (
        "builtins.ValueError: invalid literal for int() with base 10: [value]"
    )
    assert "builtins.RuntimeError: duplicate key [value]" in text
    assert "in _fail" in text


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """What a JSON log writes; the logging of the run is put back afterwards."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    configure({"format": "json", "level": "info"})
    stream = io.StringIO()
    handler = root.handlers[-1]
    assert isinstance(handler, logging.StreamHandler)
    handler.setStream(stream)
    yield stream
    root.handlers[:] = handlers
    root.setLevel(level)


def _read(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_our_lines_and_those_of_libraries_are_json_and_masked(lines: io.StringIO) -> None:
    get_logger("theriac.x").info("receipt posted", count=2, buyer="Siti")
    logging.getLogger("other").warning("no mail to %s", "siti@example.com")
    get_logger("theriac.x").debug("not written")
    written = [{k: v for k, v in line.items() if k != "timestamp"} for line in _read(lines)]
    assert written == [
        {
            "event": "receipt posted",
            "count": 2,
            "buyer": NOT_LOGGED,
            "level": "info",
            "logger": "theriac.x",
        },
        {"event": "no mail to [email]", "level": "warning", "logger": "other"},
    ]


def test_an_exception_of_a_library_is_masked_too(lines: io.StringIO) -> None:
    try:
        raise ValueError("no such patient: 'Siti' 0812 3456 7890")
    except ValueError:
        logging.getLogger("other").exception("failed")
    (line,) = _read(lines)
    assert line["exception"].splitlines()[-1] == (
        "builtins.ValueError: no such patient: [value] [number]"
    )


def test_statements_with_their_values_are_never_logged(lines: io.StringIO) -> None:
    configure({"format": "json", "level": "debug"})
    assert logging.getLogger("django.db.backends").isEnabledFor(logging.DEBUG) is False
