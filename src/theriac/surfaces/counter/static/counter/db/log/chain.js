/**
 * The log of a device: an entry for each document that it makes, bound to the one before by its hash. Pure.
 * Twin of the server's domains/device_logs/chain.py.
 *
 * A chain is named by the digest of its first document. An entry's hash is over all that it says.
 *
 * @typedef {{chain: string, index: number, kind: "sale"|"void"|"till"|"asked", key: string, digest: string,
 *   previous: string, hash: string}} LogEntry
 */
import { sha256Of } from "./sha256.js";

const PLACE = "theriac log 1";

/** JSON that is equal for equal content: names in their order, nothing between. */
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map((one) => canonical(one ?? null)).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const names = Object.keys(value).filter((name) => value[name] !== undefined).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(",")}}`;
}

/** What is sent of a document, which is what its entry is about: a sale without what only its paper needs. */
export function documentSent(kind, document) {
  if (kind === "void") {
    const { series_id, sequence, reason } = document;
    return { series_id, sequence, reason };
  }
  const { paper, ...sent } = document;
  return sent;
}

/** What names a document in the log: its id; of a void number its place. */
export function keyOf(kind, document) {
  return kind === "void" ? `${document.series_id}/${document.sequence}` : document.id;
}

/** @returns {string} what binds the entry */
export function hashOf({ chain, index, kind, key, digest, previous }) {
  return sha256Of([PLACE, chain, index, kind, key, digest, previous].join("\n"));
}

/**
 * The entry of a document after the head of the log.
 * @param {LogEntry|null} head @param {string} text the document as it is sent, canonical
 * @returns {LogEntry}
 */
export function nextEntry(head, kind, key, text) {
  const digest = sha256Of(text);
  const entry = {
    chain: head?.chain ?? digest, index: (head?.index ?? 0) + 1, kind, key, digest, previous: head?.hash ?? "",
  };
  return { ...entry, hash: hashOf(entry) };
}

/** What the device signs of the head. */
export const headText = ({ chain, index, hash }) => `${chain}\n${index}\n${hash}`;
