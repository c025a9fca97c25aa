"""The words in which lists name units and packs, and what they are called here.

English, Indonesian, French and the trade's abbreviations. A word that isn't known stays as it is
written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from theriac.core.tables.heads import fold


class UnitKind(StrEnum):
    """A dose is counted, a measure is weighed or poured, a container holds either."""

    DOSE = "dose"
    MEASURE = "measure"
    CONTAINER = "container"


@dataclass(frozen=True, slots=True)
class UnitWord:
    """A unit's name here, and ``times``: how many of it one of the written unit is (kg: 1000)."""

    name: str
    kind: UnitKind
    times: int = 1


_DOSES = {
    "tablet": "tablet tablets tab tabs tbl tabl tablette comprime comprimes kaplet-salut",
    "caplet": "caplet caplets kaplet kapl kplt",
    "capsule": "capsule capsules cap caps kapsul kaps kpsl gelule gelules softgel softgels"
    " rotacap rotacaps instacap instacaps transcaps respicaps",
    "lozenge": "lozenge lozenges loz pastille pastilles",
    "suppository": "suppository suppositories supp suppositoria supositoria suppositoire"
    " suppositoires",
    "ovule": "ovule ovules ovula",
    "patch": "patch patches dispositif dispositifs koyo",
    "piece": "piece pieces pcs pc pce buah bh biji napkin napkins unit units unite unites bar",
    "kit": "kit kits combikit combipack",
    "pair": "pair pairs pasang psg",
    "test": "test tests",
    "respule": "respule respules",
}
_CONTAINERS = {
    "strip": "strip strips str stp strp",
    "blister": "blister blisters blist plaquette plaquettes film",
    "bottle": "bottle bottles btl botol bot flacon flacons pilulier piluliers kolf flakon fls",
    "vial": "vial vials vl flaconnette",
    "ampoule": "ampoule ampoules ampul ampl amp ampoules-bouteilles",
    "tube": "tube tubes tub lamitube lemitube",
    "box": "box boxes dus dos doos ktk kotak boite boites karton",
    "sachet": "sachet sachets sach sct amplop sase",
    "jar": "jar jars pot pots container recipient recipients",
    "bag": "bag bags pouch poche poches",
    "pack": "pack packs packet packets pak paket bks bungkus set zak",
    "syringe": "syringe syringes seringue seringues spuit",
    "pen": "pen pens penfill stylo stylos flexpen",
    "cartridge": "cartridge cartridges catridge cartouche cartouches",
    "inhaler": "inhaler inhalers inhalateur inhalateurs turbuhaler",
    "can": "can cans tin tins klg kaleng",
    "roll": "roll rolls rol gulung",
}
_MEASURES = {
    "ml": ("ml", 1),
    "mls": ("ml", 1),
    "cc": ("ml", 1),
    "l": ("ml", 1000),
    "ltr": ("ml", 1000),
    "liter": ("ml", 1000),
    "litre": ("ml", 1000),
    "g": ("g", 1),
    "gm": ("g", 1),
    "gms": ("g", 1),
    "gr": ("g", 1),
    "gram": ("g", 1),
    "grams": ("g", 1),
    "kg": ("g", 1000),
}
_FORMS = {
    "bottle": "syrup syrups syr syp sirup sirop susp suspension elixir elx emuls drops drop liquid"
    " expectorant lotion infusion infus iv solution mouthwash gargle shampoo drp",
    "vial": "injection inj injections injeksi powder-for-injection",
    "tube": "gel cream crm krim ointment oint oin salep zalf paste pasta",
    "inhaler": "rotahaler",
    "sachet": "granules serbuk",
}

_WORD = re.compile(r"[^\W\d_]+")


def _table() -> dict[str, UnitWord]:
    table = {
        word: UnitWord(name, UnitKind.MEASURE, times) for word, (name, times) in _MEASURES.items()
    }
    for names, kind in ((_DOSES, UnitKind.DOSE), (_CONTAINERS, UnitKind.CONTAINER)):
        for name, written in names.items():
            table |= {word: UnitWord(name, kind) for word in written.split()}
    return table


_UNITS = _table()
_FORM_UNITS = {word: name for name, written in _FORMS.items() for word in written.split()}


def unit_word(word: str) -> UnitWord | None:
    """What a single word means as a unit or pack; None when it means none."""
    return _UNITS.get(fold(word).rstrip("."))


def unit_name(written: str) -> str:
    """What a unit or pack is called here: TAB and tablets are tablet; else in lower case."""
    found = unit_word(written)
    if found is not None and found.times == 1:
        return found.name
    return " ".join(written.split()).lower()


def unit_in(text: str) -> str:
    """The unit by which something so described is counted, by its last telling word; "" if none.

    ``DOLCAZ 100MG TAB`` is counted by the tablet, a syrup by the bottle, a cream by the tube.
    """
    for word in reversed(_WORD.findall(fold(text))):
        found = _UNITS.get(word)
        if found is not None and found.kind is UnitKind.DOSE and len(word) > 2:
            return found.name
        if word in _FORM_UNITS:
            return _FORM_UNITS[word]
    return ""
