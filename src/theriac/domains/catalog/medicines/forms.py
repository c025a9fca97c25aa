"""Dose forms that are written in several ways and are one.

A caplet is a tablet's shape, not a form of its own (dm+d files caplets under the tablet's VMP).
What changes how a medicine is released or taken (enteric-coated, chewable) stays apart.
"""

from __future__ import annotations

from theriac.domains.catalog.search.text import tokens

_WRITTEN: dict[str, tuple[str, ...]] = {
    "tablet": ("tab", "tabs", "tabl", "tablets", "caplet", "caplets", "kaplet", "kapl"),
    "capsule": ("cap", "caps", "capsules", "kapsul", "kaps"),
    "syrup": ("sirup", "syr", "sirop"),
    "dry syrup": ("sirup kering",),
    "suspension": ("suspensi", "susp"),
    "cream": ("krim", "cr"),
    "ointment": ("salep", "oint"),
    "gel": ("jel",),
    "suppository": ("supositoria", "suppositoria", "supp", "suppositories"),
    "injection": ("injeksi", "inj"),
    "eye drops": ("tetes mata",),
    "ear drops": ("tetes telinga",),
    "film-coated tablet": ("fct", "tablet salut selaput", "film coated tablets"),
    "enteric-coated tablet": ("tablet salut enterik", "enteric coated tablets"),
    "chewable tablet": ("tablet kunyah", "chewable tablets"),
}
_FORMS = {written: form for form, others in _WRITTEN.items() for written in others} | {
    form.replace("-", " "): form for form in _WRITTEN
}


def form_of(written: str) -> str:
    """The one writing of a dose form; a form that isn't known stays, in plain letters."""
    words = " ".join(token.text for token in tokens(written))
    return _FORMS.get(words, words)


def form_named_in(words: tuple[str, ...]) -> str:
    """The known form that these words of a name tell, the longest; "" for none."""
    known = [
        " ".join(words[start:end])
        for start in range(len(words))
        for end in range(start + 1, min(len(words), start + 3) + 1)
    ]
    found = sorted((one for one in known if one in _FORMS), key=len)
    return _FORMS[found[-1]] if found else ""
