"""Permissions: named rights that each domain declares in its ``permissions.py``."""

from __future__ import annotations

from dataclasses import dataclass

from theriac.core.problems import Text


@dataclass(frozen=True, slots=True)
class Permission:
    """A right such as ``stock.adjust`` and the words in which people grant it.

    ``explanation`` says what it opens, where the title leaves that to be asked. A ``privileged``
    right decides who gets in, who may what, or what can never be put back: only who holds it may
    give it. A ``shared`` right changes what all branches have in common, such as a product: it
    holds for who was given it for every branch, and for nobody else. ``roles`` are those that hold
    it at delivery, ``methods`` what a new role may start from that has it.
    """

    code: str
    title: Text
    explanation: Text = ""
    privileged: bool = False
    shared: bool = False
    roles: frozenset[str] = frozenset()
    methods: frozenset[str] = frozenset()


_declared: dict[str, Permission] = {}


def permission(
    code: str,
    title: Text,
    explanation: Text = "",
    *,
    privileged: bool = False,
    shared: bool = False,
    roles: str = "",
    methods: str = "",
) -> Permission:
    """Declare a permission; ``roles`` and ``methods`` by code, with spaces between.

    Raises ValueError when the code is declared twice.
    """
    if code in _declared:
        raise ValueError(f"permission {code} is declared twice")
    _declared[code] = Permission(
        code,
        title,
        explanation,
        privileged,
        shared,
        frozenset(roles.split()),
        frozenset(methods.split()),
    )
    return _declared[code]


def declared_permissions() -> tuple[Permission, ...]:
    """Every permission that the installed domains declare, by code."""
    return tuple(_declared[code] for code in sorted(_declared))
