"""What an object store can't do. These are no refusals of a person's request: callers say those."""

from __future__ import annotations


class ObjectStorageProblem(Exception):
    """The store doesn't answer or refuses; the text says what happened, without keys."""


class ObjectMissing(ObjectStorageProblem, FileNotFoundError):
    """There is no object of this name."""


class ObjectTaken(ObjectStorageProblem):
    """An object of this name is there already, and it isn't replaced."""
