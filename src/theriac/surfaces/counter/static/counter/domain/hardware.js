/** What a self-test says of scanner, clock and scale. Pure. */
const SEPARATOR = "\u001d";
const SECOND_MS = 1_000;
const NEAR_MS = 60 * SECOND_MS;
const FAR_MS = 300 * SECOND_MS;

/** What the test symbol holds: a batch that ends in FNC1, then an expiry and a serial number. */
export const TEST_SYMBOL = {
  before: "010950600013435210TEST", after: "17271231211",
  rows: [
    0xaaaaa, 0xcf36f, 0x8a284, 0xbec41, 0xec266, 0x83995, 0x92aee, 0xb5305, 0xe6d78, 0xd2155,
    0xe8cc4, 0xe5095, 0xce43e, 0xf6999, 0x93e68, 0x9ca7b, 0xa024a, 0xdfa8d, 0x992fa, 0xfffff,
  ],
};

/**
 * Whether a scan of the test symbol came with the separator between batch and expiry.
 * @returns {"good"|"lost"|"other"}
 */
export function separatorOf(text) {
  const bare = text.replace(/^\][A-Za-z]\d/, "").replace(/^\u001d/, "");
  const { before, after } = TEST_SYMBOL;
  if (bare.startsWith(before + SEPARATOR + after)) return "good";
  return bare.startsWith(before + after) ? "lost" : "other";
}

/**
 * How far the device's clock is from the server's; half the way there and back is taken off.
 * @param {{sentMs: number, heardMs: number, serverMs: number}} asked
 * @returns {{seconds: number, level: "good"|"look"|"stop"}} seconds ahead, below zero behind
 */
export function driftOf({ sentMs, heardMs, serverMs }) {
  const ahead = Math.round((sentMs + heardMs) / 2) - serverMs;
  const far = Math.abs(ahead);
  const level = far <= NEAR_MS ? "good" : far <= FAR_MS ? "look" : "stop";
  return { seconds: Math.round(ahead / SECOND_MS), level };
}

/**
 * What a scale wrote: the usual line of "ST,GS,+  12.345 kg", "S S 12.3 g" or a bare number with a unit.
 * @returns {{milligrams: number, stable: boolean}|null} exact; null where it says no weight
 */
export function weightOf(line) {
  const found = /([+-]?)\s*(?<![\d.,])(\d{1,6})(?:[.,](\d{1,6}))?\s*(kg|g|mg)\b/i.exec(line);
  if (!found) return null;
  const [, sign, whole, part = "", unit] = found;
  const places = { kg: 6, g: 3, mg: 0 }[unit.toLowerCase()];
  if (part.length > places && /[1-9]/.test(part.slice(places))) return null;
  const digits = whole + part.slice(0, places).padEnd(places, "0");
  const stable = !/^\s*(US|S\s*D|D)\b/i.test(line);
  return { milligrams: (sign === "-" ? -1 : 1) * Number(digits), stable };
}
