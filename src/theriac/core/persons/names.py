"""The parts of a person's names, folded so that they can be compared and found.

People write names in any order, with or without titles, with one part or seven. Nothing here says
which part is a family name: many have none.
"""

from __future__ import annotations

import unicodedata

LONGEST_PART = 15
"""Letters of a part that are told apart when people are found."""
_TITLES = frozenset(
    "h hj haji hajah dr drs dra ir prof apt ny nyonya tn tuan an nn bpk bapak ibu sdr sdri kh "
    "mr mrs ms miss master shri smt kum kumari km late alm almh se sh spd mpd st skm ssi amd "
    "sfarm mm msi mkes s h sp og pd".split()
)
_SHORT = {
    "muh": "muhammad",
    "moh": "muhammad",
    "moch": "muhammad",
    "mohd": "muhammad",
    "muhd": "muhammad",
    "mhd": "muhammad",
    "abd": "abdul",
    "md": "muhammad",
    "jusuf": "yusuf",
    "joesoef": "yusuf",
    "chairul": "khairul",
    "choirul": "khairul",
    "chairil": "khairil",
    "chotimah": "khotimah",
}
"""Parts that are usually written short, or in a spelling that their letters don't tell."""


def fold(text: str) -> str:
    """Small letters, and Latin ones without their marks; other scripts stay as they are."""
    kept: list[str] = []
    for letter in unicodedata.normalize("NFKD", text):
        is_mark = unicodedata.combining(letter) != 0
        if is_mark and kept and kept[-1].isascii():
            continue
        kept.append(letter)
    return unicodedata.normalize("NFC", "".join(kept)).casefold()


def all_parts(names: str) -> list[str]:
    """The folded parts in their order, titles too."""
    folded = fold(names.replace("'", "").replace("’", "").replace(".", " "))
    spaced = "".join(
        letter if unicodedata.category(letter)[0] in "LMN" else " " for letter in folded
    )
    return [part[:LONGEST_PART] for part in spaced.split()]


def parts_of(names: str) -> list[str]:
    """The folded parts in their order, titles left out unless there is nothing else."""
    parts = all_parts(names)
    own = [part for part in parts if part not in _TITLES]
    return own or parts


def written_out(part: str) -> str:
    """A part that is usually written short, in full."""
    return _SHORT.get(part, part)
