"""How many examples a property takes whose every step goes through a database."""

from __future__ import annotations

from hypothesis import settings

from tests.support.databases import own_database

SHARES = {"sqlite": 2, "postgresql": 6, "mariadb": 6}
"""An ordinary run asks a database for one example of so many; ``--long`` asks each for all."""


def through_the_database() -> settings:
    """The run's settings with this database's share of their examples.

    The model is the same on each and what differs is SQL, so that a server goes a part of the ways
    that SQLite goes, drawn from the same seed.
    """
    ordinary = settings.default
    assert ordinary is not None
    if settings.get_current_profile_name() == "long":
        return ordinary
    return settings(ordinary, max_examples=ordinary.max_examples // SHARES[own_database()])
