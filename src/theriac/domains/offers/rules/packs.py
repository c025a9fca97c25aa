"""Which pack of a product a printed line means: by what it says of packs and units."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from uuid import UUID

from theriac.core.tables.heads import name_key
from theriac.domains.catalog.imports.products.pack_texts import read_pack_text
from theriac.domains.catalog.imports.products.units import unit_name

_WITHIN = re.compile(r"\d+\s*[xX*×]\s*\d+(?:\s*[xX*×]\s*\d+)?|\d+\s*'?[sS]\b")


def pack_meant(
    packs: Mapping[UUID, tuple[str, int]], *, texts: Sequence[str], unit: str
) -> tuple[UUID, bool]:
    """The pack by id, and whether the line says so surely; ``packs`` by id: name and base units.

    What counts units (10x10, 100's) counts before the unit's name. Where nothing is said it is the
    only pack, surely, or the largest, unsurely.
    """
    by_factor = {factor: pack_id for pack_id, (_name, factor) in packs.items()}
    for text in texts:
        for said in (text, *_WITHIN.findall(text)):
            read = read_pack_text(said)
            if read is not None and read.units in by_factor and read.units > 1:
                return by_factor[read.units], True
    wanted = _unit(unit)
    named = [pack_id for pack_id, (name, _factor) in packs.items() if wanted == _unit(name)]
    if wanted and len(named) == 1:
        return named[0], True
    return by_factor[max(by_factor)], len(packs) == 1


def _unit(text: str) -> str:
    words = name_key(text).split(" ")
    return unit_name(words[0]) if words[0] else ""
