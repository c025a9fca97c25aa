// What a code says, and a quantity in packs.

const SEPARATOR = "\x1d";
const DIGITS_OF = { 11: 6, 12: 6, 13: 6, 15: 6, 16: 6, 17: 6, 20: 2 };

/** The codes by which packs are known, and the batch where the code names one. */
export function codesIn(text) {
  const plain = text.trim().replace(/^\][A-Za-z]\d/, "").replaceAll("\u241d", SEPARATOR);
  const gtin = /^(?:01|\(01\))(\d{14})/.exec(plain)?.[1] ?? /\/01\/(\d{8,14})/.exec(plain)?.[1]?.padStart(14, "0");
  const digits = plain.replace(/\D/g, "");
  return { codes: [gtin, digits.padStart(14, "0"), plain].filter(Boolean), batch: gtin && batchIn(plain) };
}

/** Whether a line's batch is the one that a code names. */
export function sameBatch(one, other) {
  return one.toUpperCase() === other.toUpperCase();
}

function batchIn(plain) {
  const told = /\(10\)([^\x1d(]+)/.exec(plain)?.[1] ?? /\/10\/([^/?#]+)/.exec(plain)?.[1];
  if (told) return decoded(told);
  if (!plain.startsWith("01")) return undefined;
  let at = 16;
  while (at < plain.length) {
    const end = plain.indexOf(SEPARATOR, at) < 0 ? plain.length : plain.indexOf(SEPARATOR, at);
    const kind = plain.slice(at, at + 2);
    if (kind === "10") return plain.slice(at + 2, end) || undefined;
    at = plain[at] === SEPARATOR ? at + 1 : kind in DIGITS_OF ? at + 2 + DIGITS_OF[kind] : end + 1;
  }
  return undefined;
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** 2 box + 3 strip. */
export function inPacks(line, units) {
  const parts = [];
  let left = units;
  for (const pack of line.packs) {
    const count = Math.floor(left / pack.factor);
    left -= count * pack.factor;
    if (count) parts.push(`${count} ${pack.name}`);
  }
  return parts.join(" + ") || "0";
}
