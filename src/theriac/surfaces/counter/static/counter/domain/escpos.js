/**
 * A receipt in the language of receipt printers (ESC/POS, as Epson defines it): rows of text, bars, a
 * QR code, the cut, the drawer. Pure: rows in, bytes out.
 */
import { linesOf } from "./columns.js";

const ESC = 0x1b;
const GS = 0x1d;
/** Letters of a line in font A: 576 dots on 80 mm, 384 on 58 mm, 12 a letter. */
export const LETTERS = { 58: 32, 80: 48 };
/** Number of the printer's table of letters; `ascii` needs none. */
export const PAGES = { wpc1252: 16, ascii: null };
const BARCODE_HIGH = 64;
const PULSE = [0, 60, 120]; // pin 2, 120 ms on, 240 ms off
const MOST_QR = 700;

/**
 * @param {import("./columns.js").Row[]} rows
 * @param {{width: 58|80, page?: "wpc1252"|"ascii", number?: string, qr?: string, cut?: boolean,
 *   kick?: boolean, beep?: boolean}} how `number`: what bars of the rows say
 * @returns {Uint8Array}
 */
export function escposOf(rows, {
  width, page = "wpc1252", number = "", qr = "", cut = true, kick = false, beep = false,
}) {
  const letters = LETTERS[width];
  const table = PAGES[page];
  const bytes = [ESC, 0x40, ...(table === null ? [] : [ESC, 0x74, table])];
  if (kick) bytes.push(...drawerKick());
  for (const row of rows) {
    if (row.bars) bytes.push(...barcode(number));
    else {
      const room = row.big ? Math.floor(letters / 2) : letters;
      for (const line of linesOf(row, room, table === null ? asciiOf : undefined)) bytes.push(...written(line, row));
    }
  }
  if (qr) bytes.push(...qrCode(qr));
  if (beep) bytes.push(ESC, 0x42, 2, 2);
  bytes.push(ESC, 0x64, 4);
  if (cut) bytes.push(GS, 0x56, 66, 0);
  return Uint8Array.from(bytes);
}

/** Opens the cash drawer that is plugged into the printer. */
export function drawerKick() {
  return [ESC, 0x70, ...PULSE];
}

function written({ text, bold = false, centred = false }, { big = false }) {
  return [
    ESC, 0x61, centred ? 1 : 0, ESC, 0x45, bold ? 1 : 0, GS, 0x21, big ? 0x11 : 0,
    ...[...text].map((sign) => printable(sign.charCodeAt(0))), 0x0a,
  ];
}

const PLAIN = {
  "\x80": "EUR", "\x91": "'", "\x92": "'", "\x93": '"', "\x94": '"', "\x96": "-", "\x97": "-", "×": "x", "·": "-",
};

/** A text in Windows-1252 by the signs of ASCII. */
function asciiOf(text) {
  const known = [...text].map((sign) => PLAIN[sign] ?? sign).join("");
  return known.normalize("NFKD").replace(/\p{M}/gu, "").replaceAll("\u2044", "/").replace(/[^\0-\x7f]/g, "?");
}

/** No control byte comes from a text: a name can't cut the paper or open the drawer. */
function printable(code) {
  return code < 0x20 || code === 0x7f ? 0x20 : code;
}

/** The number in Code 128, set B. */
function barcode(number) {
  if (!/^[ -~]{1,40}$/.test(number)) return [];
  const data = [0x7b, 0x42, ...[...number.replaceAll("{", "{{")].map((sign) => sign.charCodeAt(0))];
  return [
    ESC, 0x61, 1, GS, 0x68, BARCODE_HIGH, GS, 0x77, number.length > 14 ? 1 : 2, GS, 0x48, 0,
    GS, 0x6b, 73, data.length, ...data, 0x0a, ESC, 0x61, 0,
  ];
}

/** A QR code of model 2, in the printer's own drawing. */
function qrCode(text) {
  const data = [...new TextEncoder().encode(text)].slice(0, MOST_QR);
  const length = data.length + 3;
  const asked = (...parts) => [GS, 0x28, 0x6b, ...parts];
  return [
    ESC, 0x61, 1,
    ...asked(4, 0, 0x31, 0x41, 50, 0), ...asked(3, 0, 0x31, 0x43, 5), ...asked(3, 0, 0x31, 0x45, 49),
    ...asked(length % 256, Math.floor(length / 256), 0x31, 0x50, 0x30, ...data),
    ...asked(3, 0, 0x31, 0x51, 0x30), ESC, 0x61, 0,
  ];
}
