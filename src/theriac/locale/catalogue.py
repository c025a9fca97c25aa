"""Reading and writing of .po files, and the binary .mo that gettext reads, in plain Python."""

from __future__ import annotations

import ast
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent
LANGUAGES = ("id",)
PLURALS = {"id": "nplurals=1; plural=0;"}
FORMS = {"id": 1}
_MAGIC = 0x950412DE


class CatalogueProblem(ValueError):
    """A catalogue can't be read, or two parts disagree; the text names file and sentence."""


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """A sentence in the code: its context, itself, and its plural."""

    id: str
    plural: str = ""
    context: str = ""


Entries = dict[Key, tuple[str, ...]]


def read_po(path: Path) -> Entries:
    """The entries of a .po file, in its order, without its header. Raises CatalogueProblem."""
    entries: Entries = {}
    fields: dict[str, str] = {}
    current = ""

    def close() -> None:
        if fields.get("msgid"):
            key = Key(fields["msgid"], fields.get("msgid_plural", ""), fields.get("msgctxt", ""))
            if key in entries:
                raise CatalogueProblem(f"{path.name}: {key.id!r} stands there twice")
            forms = [fields[name] for name in sorted(fields) if name.startswith("msgstr")]
            entries[key] = tuple(forms)
        fields.clear()

    for number, raw in enumerate(path.read_text("utf-8").splitlines(), start=1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        name, quote, rest = line.partition('"')
        name = name.strip()
        if not quote:
            raise CatalogueProblem(f"{path.name}, line {number}: no text in quotes")
        if name in {"msgid", "msgctxt"} and any(key.startswith("msgstr") for key in fields):
            close()
        current = name or current
        fields[current] = fields.get(current, "") + ast.literal_eval(quote + rest)
    close()
    return entries


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped.replace(chr(9), chr(92) + "t")}"'


def write_po(path: Path, entries: Entries, language: str) -> None:
    """Write a .po file, sorted by sentence, so that two people's additions merge well."""
    lines = [
        'msgid ""',
        'msgstr ""',
        _quoted(f"Language: {language}\n"),
        _quoted("MIME-Version: 1.0\n"),
        _quoted("Content-Type: text/plain; charset=UTF-8\n"),
        _quoted("Content-Transfer-Encoding: 8bit\n"),
        _quoted(f"Plural-Forms: {PLURALS[language]}\n"),
    ]
    for key in sorted(entries, key=lambda one: (one.id.casefold(), one)):
        lines.append("")
        if key.context:
            lines.append(f"msgctxt {_quoted(key.context)}")
        lines.append(f"msgid {_quoted(key.id)}")
        if not key.plural:
            lines.append(f"msgstr {_quoted(entries[key][0])}")
            continue
        lines.append(f"msgid_plural {_quoted(key.plural)}")
        for place, form in enumerate(entries[key]):
            lines.append(f"msgstr[{place}] {_quoted(form)}")
    path.write_text("\n".join(lines) + "\n", "utf-8")


def parts(language: str) -> list[Path]:
    """The .po files of a language, by name."""
    return sorted((ROOT / language).glob("*.po"))


def merged(language: str) -> Entries:
    """All translated entries of a language.

    Raises CatalogueProblem where two parts differ, and where a sentence is used both alone and
    with a plural, which gettext can't tell apart.
    """
    found: Entries = {}
    places: dict[Key, str] = {}
    plurals: dict[tuple[str, str], str] = {}
    for path in parts(language):
        for key, forms in read_po(path).items():
            if not all(forms):
                continue
            if plurals.setdefault((key.context, key.id), key.plural) != key.plural:
                raise CatalogueProblem(f"{key.id!r} has a plural in one place, none in another")
            if found.get(key, forms) != forms:
                raise CatalogueProblem(f"{places[key]} and {path.name} differ on {key.id!r}")
            found[key] = forms
            places[key] = path.name
    return found


def mo_bytes(entries: Entries, language: str) -> bytes:
    """The binary catalogue: the same bytes for the same entries, on every machine."""
    header = (
        f"Language: {language}\nMIME-Version: 1.0\n"
        f"Content-Type: text/plain; charset=UTF-8\nPlural-Forms: {PLURALS[language]}\n"
    )
    pairs: list[tuple[bytes, bytes]] = [(b"", header.encode())]
    for key, forms in entries.items():
        name = f"{key.context}\x04{key.id}" if key.context else key.id
        if key.plural:
            name += f"\0{key.plural}"
        pairs.append((name.encode(), "\0".join(forms).encode()))
    return _packed(sorted(pairs))


def _packed(pairs: list[tuple[bytes, bytes]]) -> bytes:
    count = len(pairs)
    ids = _table((name for name, _text in pairs), 7 * 4 + 16 * count)
    texts = _table((text for _name, text in pairs), 7 * 4 + 16 * count + len(ids[1]))
    head = struct.pack("<7I", _MAGIC, 0, count, 7 * 4, 7 * 4 + 8 * count, 0, 0)
    return head + ids[0] + texts[0] + ids[1] + texts[1]


def _table(items: Iterable[bytes], start: int) -> tuple[bytes, bytes]:
    index = body = b""
    for item in items:
        index += struct.pack("<2I", len(item), start + len(body))
        body += item + b"\0"
    return index, body


def mo_path(language: str) -> Path:
    """Where Django looks for the binary catalogue."""
    return ROOT / language / "LC_MESSAGES" / "django.mo"
