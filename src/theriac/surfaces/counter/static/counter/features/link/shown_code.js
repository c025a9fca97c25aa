/** What of a scan will be linked: of a GS1 code its GTIN, else the text. */
import { UnreadableCode, readCode } from "../../domain/gs1.js";

/** @param {string} code @param {number} year */
export function shownCode(code, year) {
  try {
    return readCode(code, year).lookup;
  } catch (error) {
    if (error instanceof UnreadableCode) return code;
    throw error;
  }
}
