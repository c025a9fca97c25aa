"""What the columns of a logger's file are called, and what the lines above them tell; pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from theriac.core.tables.cells import Row, text_of
from theriac.core.tables.heads import column_letter, fold, name_key

SENSOR, DATE, TIME, TEMPERATURE = "code", "date", "taken_at", "tenths"


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split("|"))


SERIAL = _words(
    "serial number|serial|serial no|serial nr|s n|sn|logger id|device id|logger serial number"
    "|device serial number|nomor seri|no seri|instrument serial number|logger serial|sensor id"
)
UNIT = _words("unit|units|temperature unit|temp unit|satuan|measurement unit")
ZONE = _words("time zone|timezone|zona waktu|utc offset|gmt offset")
_NAMES: Mapping[str, frozenset[str]] = {
    SENSOR: _words(
        "sensor|code|kode|logger|probe|device|alat|serial|serial number|serial no|sn|logger id"
        "|device id|sensor id|nomor seri"
    ),
    DATE: _words("date|day|tanggal|tgl|datum|reading date|log date"),
    TIME: _words(
        "time|taken at|timestamp|date time|datetime|waktu|jam|pukul|read at|dibaca|tanggal jam"
        "|date and time|time stamp|logging time|record time|recorded at|measured at|uhrzeit"
        "|reading time|log time|tanggal waktu|local time|date hour"
    ),
}
_WARM = re.compile(r"\b(temp\w*|suhu|celsius|fahrenheit|value|nilai|messwert)\b|°\s*[cf]\b")
_NOT_WARM = re.compile(r"hum|rh\b|alarm|limit|batas|dew|embun|mkt|status|battery|\bmin\b|\bmax\b")
_ZONE_MARK = re.compile(
    r"[(\[]?\b(?:gmt|utc)(?:\s+(?:gmt|utc))?\s*(?:([+-])\s*(\d{1,2})(?::?(\d{2}))?)?[)\]]?"
)
_FAHRENHEIT = re.compile(
    r"°\s*f\b|\bfahrenheit\b|[(\[]\s*f\s*[)\]]|\bdeg\.?\s*f\b|\btemp\w*[ _]f\b"
)
_CELSIUS = re.compile(r"°\s*c\b|\bcelsius\b|[(\[]\s*c\s*[)\]]|\bdeg\.?\s*c\b|\btemp\w*[ _]c\b")


def places_of(titles: Sequence[str]) -> dict[str, int]:
    """The columns by what they hold. A day without a time of day beside it holds both."""
    keys = [name_key(_ZONE_MARK.sub("", fold(title))) for title in titles]
    places = {
        name: place
        for name, words in _NAMES.items()
        if (place := next((n for n, key in enumerate(keys) if key in words), -1)) >= 0
    }
    if DATE in places and TIME not in places:
        places[TIME] = places.pop(DATE)
    return places


def temperatures_of(titles: Sequence[str]) -> dict[str, int]:
    """The columns that may hold the temperature, by their titles."""
    found: dict[str, int] = {}
    for place, title in enumerate(titles):
        plain = fold(title)
        if _WARM.search(plain) and not _NOT_WARM.search(plain):
            found.setdefault(title.strip() or column_letter(place), place)
    return found


def told_beside(rows: Sequence[Row], keys: frozenset[str]) -> list[str]:
    """What stands beside one of these words: ``Serial: 123`` in a cell, or in the next one."""
    found = []
    for row in rows:
        texts = [text_of(cell).strip() for cell in row.cells]
        for place, text in enumerate(texts):
            name, _mark, value = text.replace("=", ":").partition(":")
            if name_key(name) in keys:
                beside = next((one for one in texts[place + 1 :] if one), "")
                found += [told[:60] for told in [value.strip() or beside] if told]
    return found


def is_fahrenheit(texts: Sequence[str]) -> bool | None:
    """Whether these titles name °F; None where they name no unit."""
    for text in map(fold, texts):
        if _FAHRENHEIT.search(text):
            return True
        if _CELSIUS.search(text):
            return False
    return None


def offset_in(texts: Sequence[str]) -> str:
    """The offset from UTC that one of these names (GMT+7 is +07:00); "" where none does."""
    for text in map(fold, texts):
        if found := _ZONE_MARK.search(text):
            sign, hours, minutes = found.groups()
            return f"{sign or '+'}{int(hours or 0):02}:{minutes or '00'}"
    return ""
