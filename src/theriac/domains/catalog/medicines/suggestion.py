"""What a product seems to be where its fields leave something open: its name fills the gaps."""

from __future__ import annotations

from collections.abc import Mapping

from theriac.domains.catalog.medicines.forms import form_named_in
from theriac.domains.catalog.medicines.recognition import Recognised, medicine_of, recognise
from theriac.domains.catalog.medicines.strengths import strengths_in
from theriac.domains.catalog.search.text import plain, tokens

LONGEST_NAME = 4
"""Words of a substance's name that are looked for in a product's."""


def suggested(
    name: str,
    substance: str,
    generic_name: str,
    strength: str,
    dose_form: str,
    *,
    substances: Mapping[str, str],
) -> Recognised | None:
    """The medicine that fields and name tell together; None where they don't suffice.

    ``substances`` are the known ones' names by key. A guess for a person to confirm.
    """
    words = tuple(token.text for token in tokens(name))
    form = dose_form.strip() or form_named_in(words)
    found = [written for _start, _end, written in strengths_in(plain(name))]
    size = strength.strip() or " + ".join(found)
    if substance.strip() or generic_name.strip():
        return recognise(
            substance=substance, generic_name=generic_name, strength=size, dose_form=form
        )
    held = _substances_in(words, substances)
    sizes = [size] if strength.strip() else found
    if not held or len(held) != len(sizes):
        return None
    return medicine_of(list(zip(held, sizes, strict=True)), form)


def _substances_in(words: tuple[str, ...], known: Mapping[str, str]) -> list[str]:
    """The known substances that a name holds, the longest at each place, in order."""
    found: list[str] = []
    at = 0
    while at < len(words):
        size = next(
            (n for n in range(LONGEST_NAME, 0, -1) if " ".join(words[at : at + n]) in known), 0
        )
        if size:
            found.append(known[" ".join(words[at : at + size])])
        at += max(size, 1)
    return found
