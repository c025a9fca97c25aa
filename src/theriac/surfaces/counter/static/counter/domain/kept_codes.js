/** A code that no product has, as the office gets it: of a GS1 code its GTIN alone, never batch or serial. */
import { UnreadableCode, readCode } from "./gs1.js";

export const LONGEST_CODE = 60;
export const LONGEST_NOTE = 120;
const HIDDEN = /[\p{C}\p{Zl}\p{Zp}]/gu;
const PLAIN = new Set(["gtin", "plain"]);

/**
 * @param {string} text as it was scanned or typed @param {number} year places two-digit years
 * @returns {string|null} null where no barcode can be this
 */
export function codeToKeep(text, year) {
  let read;
  try {
    read = readCode(text, year);
  } catch (error) {
    if (error instanceof UnreadableCode) return null;
    throw error;
  }
  if (read.warnings.includes("gtin_check_digit")) return null;
  if (read.gtin) return read.gtin;
  const code = read.text.trim();
  const shows = code.search(HIDDEN) < 0 && !/[^\S ]/u.test(code);
  return PLAIN.has(read.form) && code && shows && code.length <= LONGEST_CODE ? code : null;
}

/** In one line, without signs that don't show, cut where the server cuts it. */
export function noteToKeep(text) {
  return text.replace(HIDDEN, " ").replace(/\s+/gu, " ").trim().slice(0, LONGEST_NOTE).trim();
}
