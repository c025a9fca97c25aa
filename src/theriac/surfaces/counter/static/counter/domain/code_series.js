/**
 * A file as a series of QR codes (docs/counter-protocol.md): each is numbered and names the checksum of the whole, so
 * that they may be read in any order, twice, and by turns until none is missing. Pure.
 */
import { fromBase45, toBase45 } from "./base45.js";

const MARK = "THERIAC/1";
const FORM = /^THERIAC\/1\/([0-9A-F]{64})\/([DP])\/([1-9][0-9]{0,2})\/([1-9][0-9]{0,2})\/([0-9A-Z $%*+\-./:]{1,1500})$/;
/** Bytes of one code: 900 letters, which a camera still reads from a telephone's screen. */
const BYTES = 600;
export const MOST_CODES = 999;

/**
 * @param {Uint8Array} bytes @param {string} sum SHA-256 of the file, in hexadecimal digits
 * @param {boolean} isPacked whether the bytes are the file deflated
 * @returns {string[]|null} null for a file of more codes than somebody can show
 */
export function codesOf(bytes, sum, isPacked) {
  const count = Math.max(1, Math.ceil(bytes.length / BYTES));
  if (count > MOST_CODES) return null;
  return Array.from({ length: count }, (_unused, index) => {
    const part = toBase45(bytes.subarray(index * BYTES, (index + 1) * BYTES));
    return `${MARK}/${sum.toUpperCase()}/${isPacked ? "D" : "P"}/${index + 1}/${count}/${part}`;
  });
}

/** @typedef {{sum: string, isPacked: boolean, count: number, parts: Map<number, Uint8Array>}} Series */

/**
 * What a code adds to a series.
 * @param {Series|null} series @param {string} text
 * @returns {{series: Series|null, heard: "new"|"double"|"other"|"strange"}} "other": of another file, which waits
 *   until this one is whole or given up; "strange": no code of a series
 */
export function withCode(series, text) {
  const [, sum, kind, number, count, part] = FORM.exec(text) ?? [];
  const bytes = sum ? fromBase45(part) : null;
  if (!bytes || Number(number) > Number(count)) return { series, heard: "strange" };
  const begun = series ?? { sum, isPacked: kind === "D", count: Number(count), parts: new Map() };
  const isSame = begun.sum === sum && begun.count === Number(count) && begun.isPacked === (kind === "D");
  if (!isSame) return { series, heard: "other" };
  if (begun.parts.has(Number(number))) return { series: begun, heard: "double" };
  return { series: { ...begun, parts: new Map([...begun.parts, [Number(number), bytes]]) }, heard: "new" };
}

/** The numbers that are missing yet, in their order. @param {Series} series @returns {number[]} */
export function missingOf({ count, parts }) {
  return Array.from({ length: count }, (_unused, index) => index + 1).filter((number) => !parts.has(number));
}

/** The numbers as people read them: 3, 5–9. @param {number[]} numbers */
export function rangesOf(numbers) {
  const ranges = [];
  for (const number of numbers) {
    const last = ranges.at(-1);
    if (last && last[1] === number - 1) last[1] = number;
    else ranges.push([number, number]);
  }
  return ranges.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join(", ");
}

/** All bytes in their order; of a series that lacks nothing. @param {Series} series */
export function wholeOf({ count, parts }) {
  const ordered = Array.from({ length: count }, (_unused, index) => parts.get(index + 1));
  const bytes = new Uint8Array(ordered.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of ordered) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
