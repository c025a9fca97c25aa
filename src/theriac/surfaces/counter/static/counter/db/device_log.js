/**
 * The log of this device: written in the transaction of each document, so that neither is there without the
 * other. A row keeps the document's own text until the server has heard of the entry.
 */
import { canonical, documentSent, keyOf, nextEntry } from "./log/chain.js";
import { readValue, writeValue } from "./device.js";

const HEAD = "log_head";
const SIGNED = "log_signed";
const DOUBTED = "log_doubted";
const UNSENT = "unsent";

/** The tables that a transaction needs besides the document's own. */
export const logTables = (db) => [db.device, db.log];

/** Append the entry of a document, inside the caller's transaction. */
export async function appendToLog(db, kind, document) {
  const text = canonical(documentSent(kind, document));
  const entry = nextEntry(await readValue(db, HEAD), kind, keyOf(kind, document), text);
  await db.log.add({ ...entry, text, state: UNSENT, told_at: 0 });
  await writeValue(db, HEAD, { chain: entry.chain, index: entry.index, hash: entry.hash });
}

/** Where the log is: its newest entry, null before the first. */
export async function readHead(db) {
  return readValue(db, HEAD);
}

/**
 * Keep the device's signature under the head. One before it that the log doesn't bear out any more is kept
 * too: somebody wrote the log anew, and the server is told.
 * @param {{chain: string, index: number, hash: string, signature: string}} signed
 */
export async function keepSignedHead(db, signed) {
  await db.transaction("rw", db.device, db.log, async () => {
    const before = await readValue(db, SIGNED);
    if (before?.chain === signed.chain && before.index > signed.index) return;
    const row = before && await db.log.get([before.chain, before.index]);
    if (row && row.hash !== before.hash && !await readValue(db, DOUBTED)) await writeValue(db, DOUBTED, before);
    await writeValue(db, SIGNED, signed);
  });
}

/** The heads that this device signed and the server judges: the newest, and one that the log doesn't bear out. */
export async function readSignedHeads(db) {
  return [await readValue(db, DOUBTED), await readValue(db, SIGNED)].filter(Boolean);
}

/** Entries that the server hasn't heard of, in the order of their chain. */
export async function readLogUnsent(db, most) {
  const rows = await db.log.where("state").equals(UNSENT).toArray();
  return rows.sort(byPlace).slice(0, most);
}

/** The entries of documents, told or not. */
export async function readLogOf(db, keys) {
  return (await db.log.where("key").anyOf(keys).toArray()).sort(byPlace);
}

function byPlace(left, right) {
  if (left.chain !== right.chain) return left.chain < right.chain ? -1 : 1;
  return left.index - right.index;
}

/** The server answered for these; what the documents said needn't be kept a second time. */
export async function answerLog(db, entries, isTaken, atMs) {
  const changes = isTaken ? { state: "told", text: "", told_at: atMs } : { text: "" };
  await db.transaction("rw", db.log, async () => {
    for (const { chain, index } of entries) await db.log.update([chain, index], changes);
  });
}

/** The server lacks these documents: from the first of them on it lacks the log too. */
export async function sendLogAgain(db, keys) {
  await db.transaction("rw", db.log, async () => {
    const first = new Map();
    for (const { chain, index } of await readLogOf(db, keys)) {
      if (index < (first.get(chain) ?? Infinity)) first.set(chain, index);
    }
    for (const [chain, index] of first) {
      await db.log.where("[chain+index]").between([chain, index], [chain, Infinity]).modify({ state: UNSENT });
    }
  });
}

/** Forget entries that were told before the instant. */
export async function dropLogTold(db, beforeMs) {
  await db.log.where("state").equals("told").and((row) => row.told_at < beforeMs).delete();
}
