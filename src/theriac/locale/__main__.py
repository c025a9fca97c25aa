"""``python -m theriac.locale extract|missing|compile``."""

from __future__ import annotations

import sys

from django.conf import settings

from theriac.locale.catalogue import (
    FORMS,
    LANGUAGES,
    ROOT,
    Entries,
    Key,
    merged,
    mo_bytes,
    mo_path,
    parts,
    read_po,
    write_po,
)
from theriac.locale.extraction import extract


def add_new(language: str) -> int:
    """Put each sentence that no part has yet into its part, untranslated; how many were added.

    A sentence of several parts stands in one of them, and moves with its translation when that one
    no longer uses it. What nobody uses any more goes.
    """
    wanted = extract()
    before = {path.stem: read_po(path) for path in parts(language)}
    after: dict[str, Entries] = {
        part: {key: forms for key, forms in entries.items() if key in wanted.get(part, ())}
        for part, entries in before.items()
    }
    translated = {key: forms for entries in before.values() for key, forms in entries.items()}
    placed: set[Key] = set().union(*after.values())
    added = 0
    for part in sorted(wanted):
        for key in wanted[part] - placed:
            placed.add(key)
            added += key not in translated
            empty = ("",) * (FORMS[language] if key.plural else 1)
            after.setdefault(part, {})[key] = translated.get(key, empty)
    for part, entries in after.items():
        path = ROOT / language / f"{part}.po"
        if not entries:
            path.unlink(missing_ok=True)
        elif entries != before.get(part):
            write_po(path, entries, language)
    return added


def missing(language: str) -> list[tuple[str, Key]]:
    """The sentences without a translation, with a part that uses each."""
    translated = merged(language)
    found = {key: part for part, keys in extract().items() for key in keys if key not in translated}
    return sorted((part, key) for key, part in found.items())


def compile_all() -> None:
    """Write every language's .mo."""
    for language in LANGUAGES:
        path = mo_path(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(mo_bytes(merged(language), language))


def main(arguments: list[str]) -> int:
    """Do what is asked; 1 where sentences are missing, 2 for an unknown word."""
    if not settings.configured:
        settings.configure(USE_I18N=False)
    say = sys.stdout.write
    match arguments:
        case ["extract"]:
            for language in LANGUAGES:
                say(f"{language}: {add_new(language)} added\n")
            return 0
        case ["compile"]:
            compile_all()
            return 0
        case ["missing"]:
            left = [(code, *found) for code in LANGUAGES for found in missing(code)]
            for language, part, key in left:
                say(f"{language}/{part}.po: {key.id}\n")
            return 1 if left else 0
    say("python -m theriac.locale extract|missing|compile\n")
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
