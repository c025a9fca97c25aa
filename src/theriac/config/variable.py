"""One environment variable, how its text is read, and what to say where it can't be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


class EnvironmentProblem(RuntimeError):
    """A variable is missing or can't be read; the text names it and says what to set."""


@dataclass(frozen=True, slots=True)
class Variable:
    """Its name, meaning, default and how its text is read."""

    name: str
    meaning: str
    default: str | None
    read: Callable[[str], Any]
    secret: bool = False


def text(value: str) -> str:
    """As it was set, blanks at both ends included."""
    return value


def number(value: str) -> int:
    """A whole number. Raises ValueError."""
    try:
        return int(value)
    except ValueError:
        raise ValueError("write a whole number") from None


def words(value: str) -> list[str]:
    """Words between commas."""
    return [word.strip() for word in value.split(",") if word.strip()]


def flag(value: str) -> bool:
    """Yes or no. Raises ValueError."""
    words = {"1": True, "true": True, "yes": True, "on": True}
    words |= {"0": False, "false": False, "no": False, "off": False, "": False}
    try:
        return words[value.strip().lower()]
    except KeyError:
        raise ValueError("write yes or no") from None
