/** Free text in a code, as India's Schedule H2 permits: `Batch No: B123; Exp: 12/2027`. */
import { labelDate } from "./dates.js";
import { gtin14 } from "./gtin.js";
import { percentDecoded } from "./links.js";

const NAMES = new Map();
for (const [meaning, names] of Object.entries({
  gtin: "gtin|gtin no|upic|unique product identification code|unique product code" +
    "|product code|product identification code",
  batchNumber: "batch|batch no|batch number|b no|bno|lot|lot no|lot number" +
    "|no batch|nomor bets|no bets|bets",
  expiresOn: "exp|exp date|expiry|expiry date|exp dt|date of expiry|expires|expire date" +
    "|use before|ed|kedaluwarsa|kadaluarsa|tgl exp",
  producedOn: "mfg|mfg date|mfd|mfg dt|manufacturing date|date of manufacture" +
    "|date of manufacturing|manufacture date|production date|tgl produksi",
  serial: "serial|serial no|serial number|sr no|sn|s no|no seri",
})) {
  for (const name of names.split("|")) NAMES.set(name.replaceAll(" ", ""), meaning);
}
const PAIR = /^ *([A-Za-z][A-Za-z0-9 ./&()_-]{0,50}?) *[:=] *(.*?) *$/s;
const BREAKS = /[\r\n;|\t]+|,(?= *[A-Za-z][A-Za-z0-9 ./_-]{0,50}[:=])/;

const trimmed = (text) => text.replace(/^ +| +$/g, "");

/**
 * The pairs of the text and their meanings; null where it holds no pair.
 * @param {string} text @param {number} asOfYear
 */
export function readLabelText(text, asOfYear) {
  const details = text.includes("://") ? addressPairs(text) : textPairs(text);
  if (!details.length) return null;
  const meanings = {};
  for (const [label, value] of details) {
    const meaning = NAMES.get(label.toLowerCase().replace(/[^a-z]/g, ""));
    if (meaning && value) meanings[meaning] ??= value;
  }
  return {
    details,
    gtin: gtin14(meanings.gtin ?? ""),
    batchNumber: meanings.batchNumber ?? null,
    serial: meanings.serial ?? null,
    expiresOn: labelDate(meanings.expiresOn ?? "", asOfYear),
    producedOn: labelDate(meanings.producedOn ?? "", asOfYear),
  };
}

function textPairs(text) {
  const pairs = [];
  for (const piece of text.split(BREAKS)) {
    const found = PAIR.exec(piece);
    if (found) {
      pairs.push([found[1], found[2]]);
    } else if (pairs.length && trimmed(piece)) {
      const last = pairs[pairs.length - 1];
      last[1] = trimmed(`${last[1]} ${trimmed(piece)}`);
    }
  }
  return pairs;
}

function addressPairs(address) {
  const mark = address.indexOf("?");
  const query = mark < 0 ? "" : address.slice(mark + 1).split("#", 1)[0];
  return query.split("&").filter((part) => part.includes("=")).map((part) => {
    const equals = part.indexOf("=");
    return [part.slice(0, equals), part.slice(equals + 1)]
      .map((piece) => percentDecoded(piece.replaceAll("+", " ")));
  });
}
