"""Which of several limits counts for a person: a rule of its own, without a database."""

from __future__ import annotations

from collections.abc import Collection, Mapping

EVERYBODY = ""
"""In place of a role: the limit of everybody at the branch."""


def most_generous(
    everybody: int | None, by_role: Mapping[str, int | None], roles: Collection[str]
) -> int | None:
    """The highest of everybody's limit and those of the roles held; None, no limit, is above all.

    ``contracts/vectors/discount_limits.json`` holds it and the counter's to the same.
    """
    held = [everybody, *(by_role[role] for role in roles if role in by_role)]
    limits = [limit for limit in held if limit is not None]
    return max(limits) if len(limits) == len(held) else None
