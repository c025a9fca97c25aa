/**
 * What a parcel tells of the device's log. Each entry is sent before its document or with it; where the document
 * isn't what the entry says any more, what was logged is sent beside it, and where it is gone, in its place.
 */
import { readHead, readLogOf, readLogUnsent, readSignedHeads } from "../db/device_log.js";
import { canonical, documentSent, keyOf } from "../db/log/chain.js";
import { sha256Of } from "../db/log/sha256.js";
import { readUnmet } from "../db/unmet.js";

const ENTRIES = 200;

/** @returns {Promise<object[]>} the rows of entries that the server hasn't heard of, in their order */
export const readLogToSend = (db) => readLogUnsent(db, ENTRIES);

/** Of documents those whose entry goes with them or went before; the others wait for the next parcel. */
export async function readyToSend(db, unsent, kind, documents) {
  const near = new Set(unsent.map((row) => row.hash));
  const rows = await readLogOf(db, documents.map((one) => keyOf(kind, one)));
  const later = new Set(rows.filter((row) => row.state === "unsent" && !near.has(row.hash)).map((row) => row.key));
  return documents.filter((one) => !later.has(keyOf(kind, one)));
}

/** The documents that were logged and are nowhere on the device any more, by kind. */
export async function readLost(db, unsent) {
  const rows = unsent.filter((row) => row.text);
  const asked = new Set((await readUnmet(db)).map((row) => row.document.id));
  const lost = { sale: [], void: [], till: [], asked: [] };
  const here = {
    sale: async ({ key }) => Boolean(await db.sales.get(key)),
    till: async ({ key }) => Boolean(await db.till_documents.get(key)),
    asked: async ({ key }) => asked.has(key),
    void: async ({ text }) => {
      const { series_id: seriesId, sequence } = JSON.parse(text);
      return Boolean(await db.voids.get([seriesId, sequence]));
    },
  };
  for (const row of rows) {
    if (here[row.kind] && !await here[row.kind](row)) lost[row.kind].push(JSON.parse(row.text));
  }
  return lost;
}

/**
 * @param {object[]} unsent rows of the log
 * @param {{sale: object[], void: object[], till: object[], asked: object[]}} documents of the parcel
 * @param {{sale: object[], void: object[], till: object[], asked: object[]}} lost those of them that are gone here
 */
export async function logOf(db, unsent, documents, lost) {
  const sent = (of) => Object.entries(of).flatMap(([kind, some]) => some.map((one) => [keyOf(kind, one), kind, one]));
  const texts = new Map(sent(documents).map(([key, kind, one]) => [key, canonical(documentSent(kind, one))]));
  const gone = new Set(sent(lost).map(([key]) => key));
  const near = new Set(unsent.map((row) => row.hash));
  const told = (await readLogOf(db, [...texts.keys()])).filter((row) => !near.has(row.hash));
  const entries = [...told, ...unsent].map(({ text, state: _state, told_at: _at, ...entry }) => ({
    ...entry,
    ...(gone.has(entry.key) ? { lost: true } : {}),
    ...(text && isEdited(entry, texts) ? { text } : {}),
  }));
  return { head: await readHead(db), signed: await readSignedHeads(db), entries };
}

function isEdited({ key, digest }, texts) {
  return texts.has(key) && sha256Of(texts.get(key)) !== digest;
}
