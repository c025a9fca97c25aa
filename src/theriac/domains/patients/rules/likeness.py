"""Whether two records may be of one person, and why one would think so."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from theriac.core.persons.names import parts_of
from theriac.core.persons.numbers import phone_digits
from theriac.core.persons.sounds import sound_of
from theriac.core.problems import Text
from theriac.domains.patients.rules.tokens import PersonFacts, dates_around

REASONS: Mapping[str, Text] = {
    "number": _("Same identity number"),
    "names": _("Same names"),
    "sound": _("Names that sound alike"),
    "born": _("Same birth date"),
    "swapped": _("Birth dates with day and month swapped"),
    "phone": _("Same telephone number"),
}
_SURE = ({"number"}, {"sound", "born"}, {"sound", "swapped"}, {"sound", "phone"}, {"phone", "born"})


def likeness(one: PersonFacts, other: PersonFacts) -> tuple[str, ...]:
    """The reasons to think that they are one person, the strongest first; none below suspicion."""
    found: list[str] = []
    if set(one.numbers) & set(other.numbers):
        found.append("number")
    if sorted(parts_of(one.names)) == sorted(parts_of(other.names)):
        found.append("names")
    elif _sound_alike(one.names, other.names):
        found.append("sound")
    if one.birth_date is not None and other.birth_date is not None:
        if one.birth_date == other.birth_date:
            found.append("born")
        elif other.birth_date in set(dates_around(one.birth_date)):
            found.append("swapped")
    if _phones(one) & _phones(other):
        found.append("phone")
    told = set(found) | ({"sound"} if "names" in found else set())
    return tuple(found) if any(why <= told for why in _SURE) else ()


def _phones(person: PersonFacts) -> set[str]:
    digits = (phone_digits(phone, person.calling_code) for phone in person.phones)
    return {number for number in digits if number}


def _sound_alike(one: str, other: str) -> bool:
    """All parts of the shorter have their like in the longer, by sound; or run together they do."""
    parts = [parts_of(names) for names in (one, other)]
    if len({sound_of("".join(some)) for some in parts}) == 1:
        return True
    fewer, more = sorted(({sound_of(part) for part in some} for some in parts), key=len)
    return bool(fewer) and fewer <= more
