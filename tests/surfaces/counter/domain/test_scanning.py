"""A scanner is told from a hand by content first, then by its pace; layouts and FNC1 variants."""

from __future__ import annotations

from typing import Any

import pytest

from tests.surfaces.counter.domain.conftest import Run

pytestmark = pytest.mark.journey
EAN = "8991234567891"
OTHER = "8991234567907"
"""A right EAN that the catalogue doesn't have."""
GS1 = "]d2010899123456789117270630" + "10LOT-7a\x1d21SN1"
FEED = """({createScanning}, [keys, known, busy]) => {
  const isCode = (text, fast) => known.includes(text) || (fast && /^\\d{8,}$|^\\]/.test(text));
  const scanning = createScanning(isCode);
  const found = [];
  const note = (decision, key) => {
    if (decision.kind === "scan") found.push([decision.text, decision.before, decision.pass ?? false]);
    else if (decision.kind !== "pass") found.push(decision.kind + ":" + (decision.key ?? key));
  };
  let at = 1000;
  for (const {wait, ...key} of keys) {
    if (!busy && scanning.waits && wait >= scanning.waits) note(scanning.rest());
    at += wait;
    if (key.up) scanning.altUp({...key, at});
    else note(scanning.key({...key, at, before: key.before ?? at}), key.key);
  }
  if (scanning.waits) note(scanning.rest());
  return found;
}"""


def keys(text: str, pace: int = 8, first: int = 1000) -> list[dict[str, Any]]:
    return [
        {"key": character, "wait": pace if index else first} for index, character in enumerate(text)
    ]


def press(key: str, wait: int = 8, **more: Any) -> dict[str, Any]:
    return {"key": key, "wait": wait, **more}


def feed(run: Run, *strokes: Any, known: tuple[str, ...] = (EAN,)) -> list[Any]:
    flat = [one for part in strokes for one in (part if isinstance(part, list) else [part])]
    found: list[Any] = run("domain/scanning.js", FEED, [flat, list(known)])
    return [one[0] if isinstance(one, list) else one for one in found]


@pytest.mark.rows("SAL-05")
@pytest.mark.parametrize("pace", [1, 8, 30, 90, 300])
@pytest.mark.parametrize("suffix", ["Enter", "Tab", None])
def test_a_known_code_is_a_scan_at_any_pace_with_any_suffix(
    run: Run, pace: int, suffix: str | None
) -> None:
    end = [press(suffix, pace)] if suffix else []
    assert feed(run, keys(EAN, pace), end) == [EAN]


def test_twenty_scans_in_ten_seconds_are_twenty(run: Run) -> None:
    scan = [*keys(EAN, 15, first=290), press("Enter", 15)]
    assert feed(run, *[scan for _ in range(20)]) == [EAN] * 20


def test_a_rest_that_nobody_noticed_still_parts_two_scans(run: Run) -> None:
    """A busy page hears its timers late; the instants of the keys tell the same."""
    scans = [*keys(EAN, 40), *keys(EAN, 40, first=190)]
    found = run("domain/scanning.js", FEED, [scans, [EAN], True])
    assert found == [[EAN, 2000, True], [EAN, 2000, False]]


def test_a_stall_in_the_middle_of_a_scan_doesnt_cut_it(run: Run) -> None:
    stalled = [*keys(EAN[:11], 8), *keys(EAN[11:], 8, first=300)]
    assert feed(run, stalled, press("Enter")) == [EAN]


def test_an_unknown_code_is_a_scan_only_at_a_pace_that_no_hand_keeps(run: Run) -> None:
    assert feed(run, keys(OTHER), press("Enter")) == [OTHER]
    assert feed(run, keys(OTHER), []) == [OTHER]
    assert feed(run, keys(OTHER, 120), press("Enter", 120)) == []


def test_typing_is_left_alone(run: Run) -> None:
    assert feed(run, keys("paracetamol", 90), press("Enter", 90)) == []
    assert feed(run, keys("paracetamol", 4), press("Enter", 4)) == []
    assert feed(run, keys("125000", 90), press("Enter", 90), press("Enter", 700)) == []
    assert feed(run, keys("12", 4), press("Backspace", 4), keys(EAN[2:], 4), press("Enter")) == [
        EAN[2:]
    ]


def test_what_was_typed_before_isnt_part_of_the_scan(run: Run) -> None:
    """The field gets back what it held when the scan began, not what it held before the typing."""
    strokes = [*keys("para", 150), *keys(EAN, 8, first=200), press("Enter")]
    found = run("domain/scanning.js", FEED, [strokes, [EAN]])
    assert found == [[EAN, 1000 + 1000 + 3 * 150 + 200, False]]
    assert feed(run, keys("3*"), keys(EAN, first=90), press("Enter"), known=(EAN, "3*" + EAN)) == [
        "3*" + EAN
    ]


def test_a_second_key_of_the_suffix_does_nothing(run: Run) -> None:
    end = [press("Enter"), press("Enter"), press("j", 5, ctrl=True)]
    assert feed(run, keys(EAN), end) == [EAN, "swallow:Enter", "swallow:j"]
    assert feed(run, keys(EAN), press("Enter"), press("Enter", 600)) == [EAN]
    assert feed(run, keys(EAN), press("Enter", 200)) == [EAN, "swallow:Enter"]
    assert feed(run, keys(EAN), press("Enter"), press("F9"), press("Enter")) == [EAN]


@pytest.mark.rows("SAL-05", "CAT-07")
@pytest.mark.parametrize(
    "sign",
    [
        {"key": "\x1d"},
        {"key": "]", "code": "BracketRight", "ctrl": True},
        {"key": "+", "code": "BracketRight", "ctrl": True},
        {"key": "F8"},
    ],
)
def test_fnc1_comes_in_many_ways(run: Run, sign: dict[str, Any]) -> None:
    head, tail = GS1.split("\x1d")
    strokes = [*keys(head), press("Control", 3), press(wait=5, **sign), *keys(tail, first=8)]
    found = feed(run, strokes, press("Enter"), known=(GS1,))
    name = sign["key"]
    assert found == [f"swallow:{name}", GS1]


def test_f8_in_front_of_a_code_is_fnc1_and_alone_is_a_key(run: Run) -> None:
    bare = "\x1d" + GS1[3:].replace("\x1d", "")
    strokes = [press("F8", 900), *keys(bare[1:], first=8), press("Enter")]
    assert feed(run, strokes, known=(bare,)) == ["swallow:F8", bare]
    assert feed(run, press("F8", 900)) == ["swallow:F8", "lone:F8"]


def test_characters_sent_as_their_numbers(run: Run) -> None:
    def by_number(character: str) -> list[dict[str, Any]]:
        digits = [
            press(digit, 2, code=f"Numpad{digit}", alt=True) for digit in f"{ord(character):04}"
        ]
        return [*digits, {"key": "Alt", "wait": 2, "up": True}]

    strokes = [key for character in GS1 for key in by_number(character)]
    assert feed(run, strokes, press("Enter"), known=(GS1,)) == [GS1]


@pytest.mark.parametrize("layout", ["french", "german", "caps"])
def test_another_layout_or_caps_lock_reads_the_same(run: Run, layout: str) -> None:
    def place(character: str) -> dict[str, Any]:
        if character.isalpha():
            return {"code": f"Key{character.upper()}", "shift": character.isupper()}
        codes = {"]": ("BracketRight", False), "-": ("Minus", False)}
        code, shift = codes.get(character, (f"Digit{character}", False))
        return {"code": code, "shift": shift}

    seen = {
        "french": dict(zip("1234567890]-", "&é\"'(-è_çà$)", strict=True)),
        "german": dict(zip("]-", "+ß", strict=True)),
        "caps": {},
    }[layout]
    code = "]d2010899123456789110LOT-7a"
    strokes = []
    for character in code:
        shown = character.swapcase() if layout == "caps" else seen.get(character, character)
        if place(character)["shift"]:
            strokes.append(press("Shift", 1))
        strokes.append(press(shown, 6, **place(character)))
    assert feed(run, strokes, press("Enter"), known=(code,)) == [code]
