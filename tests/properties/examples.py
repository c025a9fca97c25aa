"""How many examples a property takes whose every step goes through a database."""

from __future__ import annotations

from hypothesis import settings

from tests.support.databases import own_database

SHARES = {"sqlite": 2, "postgresql": 6, "mariadb": 6}
"""An ordinary run asks a database for one example of so many."""
AT_NIGHT = {"sqlite": 400, "postgresql": 100, "mariadb": 100}
"""How many ``--long`` asks of a database: what a night on two cores has time for."""


def through_the_database() -> settings:
    """The run's settings with this database's share of their examples.

    The model is the same on each and what differs is SQL, so that a server goes a part of the ways
    that SQLite goes, drawn from the same seed. Each night draws other ways.
    """
    ordinary = settings.default
    assert ordinary is not None
    database = own_database()
    if settings.get_current_profile_name() == "long":
        return settings(ordinary, max_examples=AT_NIGHT[database])
    return settings(ordinary, max_examples=ordinary.max_examples // SHARES[database])
