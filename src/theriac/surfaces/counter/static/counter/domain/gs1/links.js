/** GS1 digital links: a web address that carries element strings in its path and query. */
import { checkedElement, isIdentifier, refuseContradictions } from "./elements.js";
import { UnreadableCode } from "./fault.js";
import { LENGTHS } from "./gtin.js";

const ADDRESS = new RegExp(
  "^(?:https?|HTTPS?)://(?:[A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+\\])(?::[0-9]+)?" +
  "(/[A-Za-z0-9._~:/@!$&'()*+,;=%-]*)(?:\\?([^#]*))?(?:#.*)?$",
);
const URL_CHARACTERS = /^[A-Za-z0-9._~:/?#[\]@!$&'()*+,;=%-]*$/;
const NAMES = new Map(Object.entries({
  gtin: "01", cpv: "22", lot: "10", ser: "21", tpx: "235", exp: "17", sscc: "00",
}));
const QUALIFIERS = new Map([
  ["01", [["22", "10", "21"], ["235"]]],
  ["8006", [["22", "10", "21"]]],
  ["414", [["254"], ["7040"]]],
  ["415", [["8020"]]],
  ["417", [["7040"]]],
  ["8004", [["7040"]]],
  ["8010", [["8011"]]],
  ["8017", [["8019"]]],
  ["8018", [["8019"]]],
  ...["00", "253", "255", "401", "402", "8003", "8013"].map((key) => [key, []]),
]);

/** Percent-decoded as UTF-8; what isn't valid is kept or becomes U+FFFD, never thrown. */
export function percentDecoded(text) {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  return text.replace(/(?:%[0-9A-Fa-f]{2})+/g, (run) =>
    decoder.decode(Uint8Array.from(run.slice(1).split("%"), (pair) => parseInt(pair, 16))));
}

/**
 * The link's elements, and whether one stands where the standard doesn't want it.
 * @param {string} text
 * @returns {{elements: import("./elements.js").Element[], misplaced: boolean} | null}
 * @throws {UnreadableCode} for a link that names a key and is damaged
 */
export function readDigitalLink(text) {
  const address = ADDRESS.exec(text);
  if (!address || !URL_CHARACTERS.test(text)) return null;
  const pairs = pathPairs(address[1]);
  if (!pairs.length) return null;
  const path = pairs.map(([key, value]) => element(key, value));
  const query = queryPairs(address[2] ?? "").map(([key, value]) => element(key, value));
  refuseContradictions([...path, ...query]);
  const known = new Set(path.map(({ identifier }) => identifier));
  const elements = [...path, ...query.filter(({ identifier }) => !known.has(identifier))];
  return { elements, misplaced: isMisplaced(path, query) };
}

function pathPairs(path) {
  const parts = path.slice(1).split("/");
  const pairs = [];
  for (let index = parts.length - 2; index >= 0; index -= 2) {
    const key = NAMES.get(parts[index]) ?? parts[index];
    pairs.unshift([key, parts[index + 1]]);
    if (QUALIFIERS.has(key)) return pairs;
  }
  return [];
}

function queryPairs(query) {
  return query.replaceAll(";", "&").split("&")
    .map((part) => [part, part.indexOf("=")])
    .filter(([, equals]) => equals >= 0)
    .map(([part, equals]) => [part.slice(0, equals), part.slice(equals + 1)])
    .map(([key, value]) => [NAMES.get(key) ?? key, value])
    .filter(([key]) => isIdentifier(key));
}

function element(key, written) {
  if (!isIdentifier(key)) throw new UnreadableCode("identifier", key.slice(0, 4));
  const value = percentDecoded(written);
  const short = key === "01" && LENGTHS.includes(value.length);
  return checkedElement(key, short ? value.padStart(14, "0") : value);
}

function isMisplaced(path, query) {
  const sequences = QUALIFIERS.get(path[0].identifier);
  const keys = path.slice(1).map(({ identifier }) => identifier);
  for (const key of keys) {
    if (!sequences.flat().includes(key)) throw new UnreadableCode("identifier", key);
  }
  const fitting = sequences.filter((sequence) =>
    sequence.filter((key) => keys.includes(key)).join() === keys.join());
  if (!fitting.length && keys.length) return true;
  const places = (fitting.length ? fitting : sequences).flat();
  return query.some(({ identifier }) => places.includes(identifier));
}
