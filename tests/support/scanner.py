"""A keyboard scanner: keys at its own pace, sent by the browser's input system."""

from __future__ import annotations

import time

from playwright.sync_api import CDPSession, Page

GS = "\x1d"
US_SHIFTED = dict(zip('!@#$%^&*()_+{}|:"<>?~', "1234567890-=[]\\;',./`", strict=True))
CODES = {
    "-": "Minus",
    "=": "Equal",
    "[": "BracketLeft",
    "]": "BracketRight",
    "\\": "Backslash",
    ";": "Semicolon",
    "'": "Quote",
    ",": "Comma",
    ".": "Period",
    "/": "Slash",
    "`": "Backquote",
    " ": "Space",
}
SUFFIXES = {"Enter": 13, "Tab": 9}
CONTROL, SHIFT = 2, 8
# Milliseconds from one key to the next.
SCANNERS_PACE, HANDS_PACE = 4, 150
# While a scanner sends, the page's timers stand still: what rests between two keys is told by their
# instants, and not by how long this process was kept from sending the next one.
HOLD = """() => {
  if (window.heldTimers) { window.heldTimers.held = true; return; }
  const later = window.setTimeout, cancel = window.clearTimeout;
  const state = window.heldTimers = {held: true, due: new Map()};
  window.setTimeout = (act, wait, ...given) => {
    const id = later(() => {
      if (state.held) state.due.set(id, () => act(...given));
      else act(...given);
    }, wait);
    return id;
  };
  window.clearTimeout = (id) => { state.due.delete(id); cancel(id); };
}"""
RELEASE = """() => {
  const { heldTimers } = window;
  heldTimers.held = false;
  const due = [...heldTimers.due.values()];
  heldTimers.due.clear();
  for (const act of due) act();
}"""


class Scanner:
    """``scanner("8991234567891")`` sends the keys, ``pace`` milliseconds apart, and the suffix.

    The keys are sent as fast as the browser takes them and name their instants by the pace, and the
    page's timers wait for the last of them: no busy machine turns a scan into typing, or cuts what
    a hand types (``HANDS_PACE``) in two.

    ``stall=(8, 200)`` keeps the ninth key back for 200 milliseconds more, as a radio does.

    ``fnc1`` says how the sign between GS1 elements is sent: "ctrl", "f8" or "gs".
    """

    def __init__(self, page: Page, *, pace: int = SCANNERS_PACE, fnc1: str = "ctrl") -> None:
        self.page = page
        self.pace = pace
        self.fnc1 = fnc1
        self.session: CDPSession = page.context.new_cdp_session(page)
        self.at = 0.0

    def __call__(
        self, code: str, suffix: str | None = "Enter", *, stall: tuple[int, int] = (0, 0)
    ) -> None:
        stalled, stall_ms = stall
        self.at = max(self.at, time.time() - (len(code) * self.pace + stall_ms) / 1000)
        self.page.evaluate(HOLD)
        for index, character in enumerate(code):
            if index and index == stalled:
                self.at += stall_ms / 1000
            self._character(character)
            self.at += self.pace / 1000
        if suffix:
            text = "\r" if suffix == "Enter" else ""
            self._press(suffix, suffix, SUFFIXES[suffix], text=text)
        self.page.evaluate(RELEASE)
        if not suffix:
            self.page.wait_for_timeout(200)  # nothing comes for as long as ends such a scan

    def _character(self, character: str) -> None:
        if character == GS:
            self._separator()
            return
        plain = US_SHIFTED.get(character, character.lower())
        code = CODES.get(plain) or (f"Digit{plain}" if plain.isdigit() else f"Key{plain.upper()}")
        shift = SHIFT if character in US_SHIFTED or character.isupper() else 0
        self._press(character, code, ord(plain.upper()), text=character, modifiers=shift)

    def _separator(self) -> None:
        if self.fnc1 == "ctrl":
            self._press("]", "BracketRight", 221, modifiers=CONTROL)
        elif self.fnc1 == "f8":
            self._press("F8", "F8", 119)
        else:
            self._press(GS, "", 0)

    def _press(
        self, key: str, code: str, number: int, *, text: str = "", modifiers: int = 0
    ) -> None:
        event = {
            "key": key,
            "code": code,
            "windowsVirtualKeyCode": number,
            "modifiers": modifiers,
            "timestamp": self.at,
        }
        kind = "keyDown" if text else "rawKeyDown"
        self.session.send("Input.dispatchKeyEvent", {"type": kind, "text": text, **event})
        self.session.send("Input.dispatchKeyEvent", {"type": "keyUp", **event})
