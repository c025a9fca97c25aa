// What a code says, and a quantity in packs.
import { UnreadableCode, readCode } from "../../counter/domain/gs1.js";

/** The codes by which packs are known, and the batch where the code names one. */
export function codesIn(text) {
  const read = reading(text);
  const typed = text.replace(/[\s-]/g, "");
  const short = /^\d{1,14}$/.test(typed) ? typed.padStart(14, "0") : null;
  const codes = [read?.gtin, short, read?.text ?? text.trim()].filter(Boolean);
  return { codes, batch: read?.gtin ? read.batchNumber : null };
}

/** As the counter reads it; null for a code that is damaged or contradicts itself. */
function reading(text) {
  try {
    return readCode(text, new Date().getFullYear());
  } catch (fault) {
    if (fault instanceof UnreadableCode) return null;
    throw fault;
  }
}

/** Whether a line's batch is the one that a code names. */
export function sameBatch(one, other) {
  return one.toUpperCase() === other.toUpperCase();
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
