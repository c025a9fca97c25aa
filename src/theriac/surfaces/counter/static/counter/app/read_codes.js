/** The file of a series of QR codes; a page of the back office reads them by this too. */
import { sha256Of } from "../db/log/sha256.js";
import { wholeOf } from "../domain/code_series.js";
import { unpacked } from "./packing.js";

/** Bytes of a file that the server takes at most. */
const MOST_BYTES = 20_000_000;

/** @returns {Promise<string|null>} the file of a series that lacks nothing; null where it isn't what was shown */
export async function fileOfCodes(series) {
  const text = await unpacked(wholeOf(series), series.isPacked, MOST_BYTES);
  return text !== null && sha256Of(text).toUpperCase() === series.sum ? text : null;
}

/** The name of the file that somebody keeps of it. */
export const nameOfCodes = (series) => `theriac-unsent-${series.sum.slice(0, 12).toLowerCase()}.json`;
