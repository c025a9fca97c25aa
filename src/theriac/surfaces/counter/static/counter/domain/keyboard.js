/**
 * The character of a key on the keyboard that scanners imitate unless told otherwise: US English.
 * Where the computer's layout is another one, a scan arrives as other characters (a French keyboard
 * turns 1 into &); the place of the key still tells which one was sent. Caps lock changes nothing.
 */
const SHIFTED = {
  Digit1: "1!", Digit2: "2@", Digit3: "3#", Digit4: "4$", Digit5: "5%", Digit6: "6^", Digit7: "7&",
  Digit8: "8*", Digit9: "9(", Digit0: "0)", Minus: "-_", Equal: "=+", BracketLeft: "[{", BracketRight: "]}",
  Backslash: "\\|", Semicolon: ";:", Quote: "'\"", Backquote: "`~", Comma: ",<", Period: ".>", Slash: "/?",
  Space: "  ", NumpadAdd: "++", NumpadSubtract: "--", NumpadMultiply: "**", NumpadDivide: "//", NumpadDecimal: "..",
};

/** @param {{code?: string, shift?: boolean}} stroke @returns {string|null} null for an unknown place */
export function usCharacter({ code = "", shift = false }) {
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter) return shift ? letter : letter.toLowerCase();
  const digit = /^Numpad(\d)$/.exec(code)?.[1];
  return digit ?? SHIFTED[code]?.[shift ? 1 : 0] ?? null;
}
