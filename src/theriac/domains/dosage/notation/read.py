"""Reads a direction as it was written; what may mean two things is handed back, never guessed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction

from theriac.domains.dosage.notation.draft import Draft
from theriac.domains.dosage.notation.patterns import patterns
from theriac.domains.dosage.notation.vocabulary import NUMBER_WORDS
from theriac.domains.dosage.terms import Dosage

MOST_LETTERS = 200
_PARTS = {"½": "1/2", "¼": "1/4", "¾": "3/4", "⅓": "1/3", "⅔": "2/3"}
_WORDS = re.compile(rf"\b(?:{'|'.join(sorted(NUMBER_WORDS, key=len, reverse=True))})\b")
_DECIMAL = "\x00"


@dataclass(frozen=True, slots=True)
class DirectionRead:
    """What was understood; ``dosage`` is None where ``choices`` wait or parts contradict another.

    ``rest`` are words that say nothing known; ``clashes`` are words that contradict others or are
    beyond all bounds; ``choices`` are the ways in which the figures can be meant.
    """

    dosage: Dosage | None
    choices: tuple[Dosage, ...] = ()
    rest: tuple[str, ...] = ()
    clashes: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether all words were understood, and say how often."""
        understood = self.dosage is not None and not self.rest and not self.clashes
        return understood and self.dosage is not None and self.dosage.is_timed


def read_direction(text: str, *, times_first: bool = False) -> DirectionRead:
    """The direction, written in English, Indonesian or Latin signs.

    ``times_first``: 3x1 is three times one, as everybody writes it in Indonesia; a dose above the
    frequency (1x3) stays a question there too. A text of more than 200 letters is left unread.
    """
    if len(text) > MOST_LETTERS:
        return DirectionRead(None, rest=(text[:MOST_LETTERS],))
    draft = Draft()
    words = plain(text)
    place = 0
    while place < len(words):
        if words[place] == " ":
            place += 1
            continue
        place = _step(draft, words, place)
    return _settled(draft, times_first=times_first)


def _step(draft: Draft, words: str, place: int) -> int:
    """Take what stands at the place; the place behind it."""
    for pattern in patterns():
        if found := pattern.form.match(words, place):
            pattern.take(draft, found)
            return found.end()
    end = words.find(" ", place)
    end = len(words) if end < 0 else end
    draft.rest.append(words[place:end])
    return end


def _settled(draft: Draft, *, times_first: bool) -> DirectionRead:
    ways = [draft.settled(way) for way in (draft.either or [{}])]
    dosages = [way for way in ways if way is not None]
    rest, clashes = tuple(draft.rest), tuple(dict.fromkeys(draft.clashes))
    if clashes or not dosages or dosages == [Dosage()]:
        return DirectionRead(None, rest=rest, clashes=clashes)
    first = dosages[0]
    is_habit = times_first and (first.dose or Fraction(0)) <= max(first.frequency, 1)
    is_mass = times_first and first.unit is not None
    if len(dosages) == 1 or is_habit or is_mass:
        return DirectionRead(first, rest=rest)
    return DirectionRead(None, choices=tuple(dosages), rest=rest)


def plain(text: str) -> str:
    """The text in small letters, figures and words apart, without the points of abbreviations."""
    for letter, part in _PARTS.items():
        text = text.replace(letter, f" {part} ")
    words = unicodedata.normalize("NFKC", text).lower()
    words = re.sub("[×✕*]", "x", re.sub(r"[\u2010-\u2015\u2212]", "-", words))
    words = re.sub(r"(?<=\d)[.,](?=\d)", _DECIMAL, words)
    words = re.sub(r"(?<=[a-z])\.", "", words)
    words = re.sub(r"(?<=\d)\.(?!\d)", " ", words)
    words = re.sub(r"\bdd(?=[ivx]+\b)", "dd ", words)
    words = re.sub(r"(?<=\d)(?=[a-z])|(?<=[a-z])(?=\d)", " ", words)
    words = re.sub(r"(?<!\d)/|/(?!\d)", " / ", words).replace(",", " , ").replace(";", " ; ")
    words = _WORDS.sub(lambda found: NUMBER_WORDS[found.group()], words)
    return " ".join(words.replace(_DECIMAL, ".").split())
