"""Writes docs/roles.md from the roles at delivery and the hand-written matrices of the tests.

PYTHONPATH=src .venv/bin/python scripts/roles_page.py [--check]
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator, Sequence

from writing import ROOT, run, start_django

PAGE = ROOT / "docs" / "roles.md"
SURFACES = ROOT / "tests" / "surfaces"

INTRODUCTION = """\
# Roles: who may do what

Written by `scripts/roles_page.py` from the roles at delivery and from the two matrices that people
keep by hand and the tests hold every endpoint and screen to: `tests/surfaces/matrix.csv` and
`tests/surfaces/screens_matrix.csv`. Change those, then run the script.

A right is a named permission that a domain declares in its `permissions.py`. A role is a set of
rights; a person holds roles at one branch or at every branch, and may there what they hold and
nothing more. An API key holds one role at one branch.

- A role's change holds from the next request: rights are read with each one and kept nowhere. A
  counter hears of it at its next contact, at most seconds later; one without a network goes on
  with what it last heard, for seven days at most.
- Who manages the staff of a branch gives any role there, whether they could do its work or not: an
  administrator, who sells nothing, makes cashiers. Not so the powerful rights, marked `!` below:
  those decide who gets in, who may what, or what can't be put back, and only who holds one where it
  is given gives it. So an administrator makes nobody an owner, and gets at no owner's account.
- Nobody gives themselves a right that they lack, by a role of their own, by a change of one that
  they hold, or by a key ([ADR 18](adr/0018-who-may-give-what.md)). Powerful rights that are given
  raise an alarm for who sees security events.
- Roles hold in every branch, so only who manages the staff of every branch makes, changes,
  retires or restores one. Who manages the staff of one branch gives roles there.
- Somebody is always left who manages the staff of every branch.
- The nine roles below can be changed and put back. Others are made from nothing, from a copy, or
  from one of three methods that small pharmacies think in. A role that nobody holds can be retired.
- `customer` is who registered themselves, where the pharmacy turned it on: no role of the staff, no
  right, no branch, and never given to anybody. Its column says what such an account opens.

"""

ENDPOINTS = """\
## Every endpoint of the API

`y`: a key or session with this role, or a customer's token, may. `elsewhere` is what somebody gets
who holds the role at another branch only: `own` answers from their own branch alone, `hidden` says
that it isn't there, `refused` says that they may not, `shared` belongs to every branch alike,
`read` does too but is changed only by who holds the right in every branch.

"""

SCREENS = """\
## Every screen of the back office

By the name in the address table (`backoffice:…`, a customer's own pages `customer:…`); `elsewhere`
as above.

"""


def page() -> str:
    """The whole page."""
    return INTRODUCTION + "\n".join(
        [
            "## The rights of each role at delivery",
            "",
            *_rights(),
            "## Methods to start a role from",
            "",
            *_methods(),
            ENDPOINTS + "\n".join(_endpoints()),
            SCREENS + "\n".join(_screens()),
        ]
    )


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield "|" + "---|" * len(heads)
    for row in rows:
        yield f"| {' | '.join(row)} |"
    yield ""


def _rights() -> Iterator[str]:
    from theriac.config import urls  # noqa: F401, PLC0415 (app-ready; declares every right)
    from theriac.core.permissions import declared_permissions  # noqa: PLC0415 (app-ready)
    from theriac.domains.accounts.roles import ROLE_TITLES  # noqa: PLC0415 (app-ready)

    rows = [
        [f"`{one.code}`{' !' if one.privileged else ''}", str(one.title)]
        + ["y" if role in one.roles else "" for role in ROLE_TITLES]
        for one in declared_permissions()
        if one.roles
    ]
    yield from _table(["right", "may", *ROLE_TITLES], rows)


def _methods() -> Iterator[str]:
    from theriac.domains.accounts.roles import (  # noqa: PLC0415 (app-ready)
        METHOD_TITLES,
        method_rights,
    )

    rows = [
        [str(title), ", ".join(f"`{code}`" for code in sorted(method_rights(key)))]
        for key, title in METHOD_TITLES.items()
    ]
    yield from _table(["method", "rights"], rows)


def _endpoints() -> Iterator[str]:
    rows = _csv("matrix.csv")
    heads = [name for name in rows[0] if name not in {"surface", "method", "path", "case"}]
    shown = []
    for row in rows:
        case = f" ({row['case']})" if row["case"] else ""
        cells = [_mark(row[name]) for name in heads]
        shown.append([f"`{row['method']} {row['path']}`{case}", *cells])
    yield from _table(["endpoint", *heads], shown)


def _screens() -> Iterator[str]:
    rows = _csv("screens_matrix.csv")
    heads = [name for name in rows[0] if name != "screen"]
    shown = [[f"`{row['screen']}`", *(_mark(row[name]) for name in heads)] for row in rows]
    yield from _table(["screen", *heads], shown)


def _mark(said: str) -> str:
    return {"yes": "y", "no": "", "n": ""}.get(said, said)


def _csv(name: str) -> list[dict[str, str]]:
    with (SURFACES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


if __name__ == "__main__":
    start_django()
    sys.exit(run("roles_page.py", PAGE, page))
