"""A scanner is told from a hand by its pace and its end; layouts and FNC1 variants."""

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
  const message = known.find((text) => /^\\]d201|^01/.test(text));
  const kindOf = (text) => {
    if (known.includes(text) && !/^\\]|^01|\\x1d/.test(text)) return text.length > 7 ? "whole" : "own";
    if (message && text.startsWith(message.slice(0, message.indexOf("01") + 16))) {
      return text.length <= 60 ? "message" : "alike";
    }
    return known.includes(text) ? "message" : /^\\d{8,}$|^\\]|\\x1d|^01\\d{14}/.test(text) ? "alike" : null;
  };
  const scanning = createScanning(kindOf);
  const found = [];
  const note = (decision, key) => {
    if (decision.kind === "scan") found.push([decision.text, decision.before, decision.pass ?? false]);
    else if (decision.kind !== "pass") found.push(decision.kind + ":" + (decision.key ?? key));
  };
  let at = 1000;
  for (const {wait, ...key} of keys) {
    let left = wait;
    while (!busy && scanning.waits && left >= scanning.waits) {
      left -= scanning.waits;
      note(scanning.rest());
    }
    at += wait;
    if (key.up) note(scanning.altUp({...key, at}));
    else note(scanning.key({...key, at, before: key.before ?? at}), key.key);
  }
  while (scanning.waits) note(scanning.rest());
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
@pytest.mark.parametrize("pace", [1, 8, 30, 50])
@pytest.mark.parametrize("suffix", ["Enter", "Tab", None])
def test_a_known_code_at_a_scanners_pace_is_a_scan_with_any_suffix(
    run: Run, pace: int, suffix: str | None
) -> None:
    end = [press(suffix, pace)] if suffix else []
    assert feed(run, keys(EAN, pace), end) == [EAN]


@pytest.mark.rows("SAL-05")
@pytest.mark.parametrize("pace", [60, 80, 90])
@pytest.mark.parametrize("code", [EAN, OTHER, "150000"])
def test_a_slow_scanner_is_known_by_its_suffix(run: Run, pace: int, code: str) -> None:
    known = (EAN, "150000")
    for suffix in ("Enter", "Tab"):
        assert feed(run, keys(code, pace), press(suffix, pace), known=known) == [code]
        assert feed(run, keys(code, pace), press(suffix, 150), known=known) == []
    assert feed(run, keys(code, pace), known=known) == []


@pytest.mark.rows("SAL-05")
@pytest.mark.parametrize("pace", [100, 150, 300])
@pytest.mark.parametrize("code", [EAN, "150000", GS1])
@pytest.mark.parametrize("end", ["Enter", "Tab", None])
def test_a_known_code_typed_by_hand_stays_where_it_was_typed(
    run: Run, pace: int, code: str, end: str | None
) -> None:
    """Also after scans, and also where Enter comes at once."""
    typed = [*keys(code.replace("\x1d", ""), pace), *([press(end, 30)] if end else [])]
    known = (EAN, "150000", GS1)
    assert feed(run, typed, known=known) == []
    assert feed(run, keys(EAN), press("Enter"), typed, known=known) == [EAN]
    assert feed(run, keys(EAN), typed, known=known) == [EAN]


def test_a_key_held_down_or_one_of_three_noughts_is_a_hands(run: Run) -> None:
    held = [press("0", 500 if index == 0 else 30, repeat=True) for index in range(3)]
    assert feed(run, keys("150", 150), held, press("Enter", 20), known=("150000",)) == []
    held = [press("1", 30, repeat=index > 0) for index in range(6)]
    assert feed(run, held, press("Enter", 30), known=("111111",)) == []
    noughts = [*keys("1", 150), *keys("000", 1, first=150), *keys("000", 1, first=150)]
    assert feed(run, noughts, press("Enter", 150), known=("1000000",)) == []


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


@pytest.mark.rows("SAL-05", "CAT-07")
@pytest.mark.parametrize("pause", [120, 180, 250])
@pytest.mark.parametrize("suffix", ["Enter", None])
@pytest.mark.parametrize("busy", [True, False])
def test_a_message_that_a_pause_cut_is_one_scan(
    run: Run, pause: int, suffix: str | None, busy: bool
) -> None:
    """Wherever it was cut, in the first scan of a day too, and nothing of it stays in the field."""
    message = GS1.replace("\x1d21SN1", "")
    end = [press(suffix)] if suffix else []
    for after in (False, True):
        before = [*keys(EAN), *end] if after else []
        for cut in range(1, len(message)):
            cut_keys = [*keys(message[:cut]), *keys(message[cut:], first=pause)]
            strokes = [*before, *cut_keys, *end]
            found = run("domain/scanning.js", FEED, [strokes, [EAN, message], busy])
            whole = [one for one in found if isinstance(one, list) and one[0] != EAN]
            began = 2000 + sum(key["wait"] for key in before)
            if busy and not suffix:  # the scan before is noticed now, and its field given back
                began = 2000
            assert whole == [[message, began, False]], cut


@pytest.mark.rows("SAL-05")
def test_an_unknown_message_that_a_pause_cut_leaves_nothing_in_the_field(run: Run) -> None:
    """Not even where its tail is, by chance, a code of the house's."""
    message = "010899123456790710" + "150000"
    for cut in range(2, len(message)):
        strokes = [*keys(message[:cut]), *keys(message[cut:], first=200), press("Enter")]
        found = run("domain/scanning.js", FEED, [strokes, [EAN, "150000"]])
        assert found == [[message, 2000, False]], cut


@pytest.mark.rows("SAL-05")
def test_scans_that_only_a_pause_parts_are_as_many(run: Run) -> None:
    """A scanner without a suffix, twice within the pause that may be a stall."""
    pairs = [(EAN, EAN), (EAN, "150000"), ("150000", EAN), ("150000", "150000")]
    pairs += [(GS1, EAN), (OTHER, EAN)]
    for codes in [*pairs, ("150000", EAN, "150000")]:
        for pause in (130, 200, 290):
            strokes = [key for code in codes for key in keys(code, first=pause)]
            found = run("domain/scanning.js", FEED, [strokes, [EAN, "150000", GS1]])
            texts = [one[0] for one in found if isinstance(one, list)]
            assert texts == list(codes), (codes, pause)


@pytest.mark.rows("SAL-05")
def test_where_enter_ended_the_scans_before_it_is_waited_for(run: Run) -> None:
    """A scanner without a suffix is done sooner than one whose Enter is still to come."""
    script = """({createScanning}, ends) => {
      const scanning = createScanning((text) => (text === "8991234567891" ? "whole"
        : text.startsWith("0108991234567891") ? "message" : null));
      let at = 0;
      const waits = [];
      for (const [text, end] of ends) {
        at += 1000;
        for (const key of text) scanning.key({key, at: at += 8, before: null});
        waits.push(scanning.waits);
        if (end === "late") {
          scanning.rest();
          scanning.key({key: "Enter", at: at += 200});
        } else if (end) scanning.key({key: end, at: at += 8});
        else scanning.rest();
      }
      return waits;
    }"""
    message = "0108991234567891" + "10LOT"
    codes = [message, EAN, EAN, message, EAN, EAN, message]
    ends = [None, None, "Enter", "Enter", None, "late", "Tab"]
    waits = run("domain/scanning.js", script, list(zip(codes, ends, strict=True)))
    assert waits == [300, 120, 120, 400, 400, 120, 400]


def test_an_unknown_code_is_a_scan_only_at_a_pace_that_no_hand_keeps(run: Run) -> None:
    assert feed(run, keys(OTHER), press("Enter")) == [OTHER]
    assert feed(run, keys(OTHER), []) == [OTHER]
    assert feed(run, keys(OTHER, 120), press("Enter", 120)) == []
    typed = [*keys("12", 150), *keys(OTHER, 8, first=150)]
    assert feed(run, typed, press("Enter")) == [OTHER]


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
    assert feed(run, press("F8", 900, shift=True)) == []


@pytest.mark.parametrize("sign", ["F8", "\x1d"])
def test_a_code_that_begins_with_fnc1_leaves_the_scan_before_it(run: Run, sign: str) -> None:
    """A busy page hears of the first one's end only by the key that begins the second."""
    bare = "\x1d" + GS1[3:].replace("\x1d", "")
    strokes = [*keys(EAN), press(sign, 190), *keys(bare[1:], first=8), press("Enter")]
    found = run("domain/scanning.js", FEED, [strokes, [EAN, bare], True])
    assert found == [[EAN, 2000, False], [bare, 2000, False]]


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
