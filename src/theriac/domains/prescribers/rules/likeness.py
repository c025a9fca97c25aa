"""Whether two prescribers may be one person, and why one would think so: pure."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from theriac.core.persons.names import parts_of
from theriac.core.persons.sounds import sound_of
from theriac.core.problems import Text
from theriac.domains.prescribers.rules.words import Findable, phones_of

REASONS: Mapping[str, Text] = {
    "number": _("Same licence number"),
    "names": _("Same name"),
    "sound": _("Names that sound alike"),
    "phone": _("Same telephone number"),
}
WEIGHTS = {"number": 8, "names": 4, "sound": 2, "phone": 1}


def likeness(one: Findable, other: Findable) -> tuple[str, ...]:
    """The reasons, the strongest first; none below suspicion.

    A clinic's telephone is shared by its doctors, so that it tells only beside a name; a name of
    one part tells only beside something else.
    """
    found = []
    if set(one.numbers) & set(other.numbers):
        found.append("number")
    mine, theirs = parts_of(one.name), parts_of(other.name)
    if sorted(mine) == sorted(theirs):
        found.append("names")
    elif _sound_alike(mine, theirs):
        found.append("sound")
    shared = phones_of(one.phones, one.calling_code) & phones_of(other.phones, other.calling_code)
    if shared:
        found.append("phone")
    is_alike = bool({"names", "sound"} & set(found))
    is_telling = min(len(mine), len(theirs)) > 1 or bool(shared)
    return tuple(found) if "number" in found or (is_alike and is_telling) else ()


def weight(reasons: tuple[str, ...]) -> int:
    """How much they say together."""
    return sum(WEIGHTS[reason] for reason in reasons)


def _sound_alike(mine: list[str], theirs: list[str]) -> bool:
    fewer, more = sorted(({sound_of(part) for part in some} for some in (mine, theirs)), key=len)
    return bool(fewer) and fewer <= more
