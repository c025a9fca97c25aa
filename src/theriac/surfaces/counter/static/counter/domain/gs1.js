/**
 * One scan or one typed code, read into what the counter needs: the rules of the server's
 * `catalog/gs1`, which meets the same vectors. A product may be matched only by `lookup`.
 */
import {
  SEPARATOR, beginsBracketed, datesOf, hasSwallowed, isMeantAsElements, readBracketed,
  readElements,
} from "./gs1/elements.js";
import { UnreadableCode, isDigits } from "./gs1/fault.js";
import { LENGTHS, gtin14 } from "./gs1/gtin.js";
import { readLabelText } from "./gs1/label_text.js";
import { readDigitalLink } from "./gs1/links.js";

export { UnreadableCode, gtin14 };

const LONGEST = 8000;
const NEEDS_GTIN = ["02", "10", "11", "13", "15", "16", "17", "20", "21", "22", "235", "30", "37"];
const GS1_SYMBOLOGIES = new Set(["]C1", "]d2", "]Q3", "]e0", "]e1", "]e2", "]J1"]);
const GTIN_SYMBOLOGIES = new Map([["]E0", 13], ["]E3", 13], ["]E4", 8], ["]I1", 14]]);
const AROUND = /^[ \t\r\n\0\ufeff]+|[ \t\r\n\0\ufeff]+$/g;

/**
 * @typedef {object} ScannedCode
 * @property {string} raw as it was scanned
 * @property {"element_string"|"digital_link"|"gtin"|"label_text"|"plain"} form
 * @property {string} text without symbology identifier
 * @property {string} lookup what finds the pack: 14 digits, else the text
 * @property {string | null} symbology
 * @property {string | null} gtin 14 digits
 * @property {string | null} batchNumber
 * @property {string | null} expiresOn "YYYY-MM-DD"
 * @property {string | null} producedOn
 * @property {string | null} serial
 * @property {number | null} quantity
 * @property {[string, string][]} elements application identifiers and values
 * @property {[string, string][]} details the pairs of a free text
 * @property {string[]} warnings no_gtin, suspect_missing_separator, misplaced_identifier,
 *   gtin_check_digit, read_from_text
 */

/**
 * What the scanned or typed text says.
 * @param {string} raw @param {number} asOfYear the year that places two-digit years
 * @returns {ScannedCode}
 * @throws {UnreadableCode} for a code that is damaged or contradicts itself
 */
export function readCode(raw, asOfYear) {
  if (raw.length > LONGEST) throw new UnreadableCode("length");
  let text = raw.replace(AROUND, "").replaceAll("\u241d", SEPARATOR);
  const symbology = /^\][A-Za-z][0-9]/.exec(text)?.[0] ?? null;
  if (symbology) text = text.slice(3);
  if (!text.replaceAll(SEPARATOR, "")) throw new UnreadableCode("empty");
  const seen = { raw, text, symbology };
  if (GTIN_SYMBOLOGIES.has(symbology)) return readGtin(seen);
  if (GS1_SYMBOLOGIES.has(symbology)) return fromElements(seen, readElements(text), asOfYear);
  return readUnannounced(seen, asOfYear);
}

function code(seen, form, found = {}) {
  const none = {
    gtin: null, batchNumber: null, expiresOn: null, producedOn: null, serial: null,
    quantity: null, elements: [], details: [], warnings: [],
  };
  const whole = { ...seen, form, ...none, ...found };
  return { ...whole, lookup: whole.gtin ?? whole.text };
}

/** EAN-13, EAN-8 and ITF-14 say what they are, so anything else is a misread. */
function readGtin(seen) {
  const length = GTIN_SYMBOLOGIES.get(seen.symbology);
  const number = seen.symbology === "]E3" ? seen.text.slice(0, length) : seen.text;
  if (!isDigits(number) || number.length !== length) throw new UnreadableCode("length");
  const gtin = gtin14(number);
  if (gtin === null) throw new UnreadableCode("gtin_check_digit");
  return code({ ...seen, text: number }, "gtin", { gtin });
}

function readUnannounced(seen, asOfYear) {
  const { text } = seen;
  const gtin = gtin14(text);
  if (gtin) return code(seen, "gtin", { gtin });
  if (beginsBracketed(text)) return fromElements(seen, readBracketed(text), asOfYear, true);
  const link = readDigitalLink(text);
  if (link) {
    const found = fromElements(seen, link.elements, asOfYear, true, "digital_link");
    const more = link.misplaced ? ["misplaced_identifier"] : [];
    return { ...found, warnings: [...found.warnings, ...more] };
  }
  if (isMeantAsElements(text)) return fromElements(seen, readElements(text), asOfYear);
  return readText(seen, asOfYear);
}

function readText(seen, asOfYear) {
  const label = readLabelText(seen.text, asOfYear);
  if (label) return code(seen, "label_text", { ...label, warnings: ["read_from_text"] });
  const looksLikeGtin = isDigits(seen.text) && LENGTHS.includes(seen.text.length);
  return code(seen, "plain", { warnings: looksLikeGtin ? ["gtin_check_digit"] : [] });
}

/** @param {boolean} keyed fields were told apart by brackets or a link: no separator is lost */
function fromElements(seen, elements, asOfYear, keyed = false, form = "element_string") {
  const values = new Map(elements.map(({ identifier, value }) => [identifier, value]));
  const dates = datesOf(elements, asOfYear);
  const warnings = [];
  if (!values.has("01") && NEEDS_GTIN.some((key) => values.has(key))) warnings.push("no_gtin");
  if (!keyed && hasSwallowed(elements, asOfYear)) warnings.push("suspect_missing_separator");
  const count = values.get("30") ?? values.get("37");
  return code(seen, form, {
    gtin: values.get("01") ?? null,
    batchNumber: values.get("10") ?? null,
    expiresOn: dates.get("17") ?? null,
    producedOn: dates.get("11") ?? null,
    serial: values.get("21") ?? null,
    quantity: count === undefined ? null : Number(count),
    elements: elements.map(({ identifier, value }) => [identifier, value]),
    warnings,
  });
}

/** Whether the text can only be a code: digits long enough for a barcode, or a GS1 message. */
export function looksLikeCode(text) {
  return /^\d{8,}$/.test(text) || /^\][A-Za-z]\d|[\u001d]|^\(\d{2,4}\)/.test(text) || /^https?:\/\/\S+$/i.test(text)
    || /^01\d{14}/.test(text);
}
