"""The demo's staff of every role and the prescribers that its sales name.

Names come from the CC0 excerpt; the passwords are for demos only and printed at the start.
"""

from __future__ import annotations

from dataclasses import dataclass

from theriac.surfaces.operations.demo.plan.chance import Chance
from theriac.surfaces.operations.demo.plan.settings import DemoCountry
from theriac.surfaces.operations.demo.plan.sources import names

ROLES = (
    "owner",
    "manager",
    "pharmacist",
    "technician",
    "cashier",
    "restocker",
    "auditor",
    "administrator",
    "stocktaker",
)
EVERYWHERE = ("owner", "auditor", "administrator")
"""Roles that one person holds for all branches; the others are held at each branch."""
A_BRANCH = {
    "manager": 1,
    "pharmacist": 2,
    "technician": 1,
    "cashier": 3,
    "restocker": 1,
    "stocktaker": 1,
}
PRESCRIBERS = 14

_PLANTS = (
    "cardamom",
    "turmeric",
    "lemongrass",
    "galangal",
    "tamarind",
    "cinnamon",
    "vetiver",
    "coriander",
    "nutmeg",
)
_WATERS = ("river", "harbour", "lagoon", "meadow", "summit", "island", "valley", "canyon")


@dataclass(frozen=True, slots=True)
class PersonPlan:
    """A member of staff. ``branch`` is None for a role held everywhere."""

    key: str
    username: str
    name: str
    role: str
    branch: str | None
    password: str
    pin: str


@dataclass(frozen=True, slots=True)
class PeoplePlan:
    """Everybody in the demo."""

    staff: tuple[PersonPlan, ...]
    prescribers: tuple[str, ...]

    def at(self, branch: str, role: str) -> tuple[PersonPlan, ...]:
        """Those who hold a role at a branch, in a fixed order."""
        return tuple(one for one in self.staff if (one.branch, one.role) == (branch, role))


def plan_people(country: DemoCountry, seed: str) -> PeoplePlan:
    """The staff and prescribers of a country's demo, the same for the same seed."""
    chance = Chance(seed, "people", country.code)
    given = _full_names(country, chance)
    staff: list[PersonPlan] = []
    for role in ROLES:
        posts: list[str | None] = (
            [None]
            if role in EVERYWHERE
            else [branch.code for branch in country.branches for _ in range(A_BRANCH[role])]
        )
        for number, branch in enumerate(posts, 1):
            staff.append(
                PersonPlan(
                    key=f"{role}-{number}",
                    username=role if number == 1 else f"{role}{number}",
                    name=_unlike(given, staff, branch),
                    role=role,
                    branch=branch,
                    password=_password(role, number),
                    pin=_pin(role, number),
                )
            )
    prescribers = tuple(country.doctor + given.pop() for _ in range(PRESCRIBERS))
    return PeoplePlan(tuple(staff), prescribers)


def _unlike(given: list[str], staff: list[PersonPlan], branch: str | None) -> str:
    """Take the name that is least mistaken for one of those who work there already."""

    def likeness(name: str) -> int:
        return sum(
            _likeness(name, one.name) * (100 if one.branch == branch or together(one) else 1)
            for one in staff
        )

    def together(one: PersonPlan) -> bool:
        return one.branch is None or branch is None

    taken = min(given, key=likeness)
    given.remove(taken)
    return taken


def _likeness(name: str, other: str) -> int:
    """How easily two names are taken for each other: by their beginnings, words and initials."""
    words, others = name.split(), other.split()
    return (
        40 * (words[0] == others[0])
        + 8 * (words[0][:3] == others[0][:3])
        + 4 * len({*words} & {*others})
        + 2 * ([word[0] for word in words] == [word[0] for word in others])
    )


def _password(role: str, number: int) -> str:
    """Three parts that are easily typed; the same on every machine, so only for demos."""
    index = ROLES.index(role)
    tail = (index * 13 + number * 29) % 90 + 10
    return f"{_PLANTS[index]}-{_WATERS[(index + number) % 8]}-{tail}"


def _pin(role: str, number: int) -> str:
    """Six digits, another for everybody; the same on every machine, so only for demos."""
    return str(400_000 + (ROLES.index(role) * 10 + number) * 5_471)


def _full_names(country: DemoCountry, chance: Chance) -> list[str]:
    """Enough different names: given and family, or two given ones as is usual in Indonesia."""
    family = list(names(country.code, "family"))
    found: list[str] = []
    for kind in ("female", "male"):
        given = names(country.code, kind)
        seconds = [*given, *family] if country.code == "id" else family
        found += [f"{first} {second}" for first in given for second in seconds if first != second]
    chance.shuffle(found)
    return found
