/** Everything that the server doesn't have yet, as a file that the back office takes in, or as a series of QR codes. */
import { readCodes } from "../db/codes.js";
import { readCopies } from "../db/copies.js";
import { readLogUnsent } from "../db/device_log.js";
import { sha256Of } from "../db/log/sha256.js";
import { readHeld, readUnsent, readUnsentVoids } from "../db/sales.js";
import { readTillWaiting } from "../db/till.js";
import { readUnmet } from "../db/unmet.js";
import { codesOf } from "../domain/code_series.js";
import { savedContent, savedFile, savedName } from "../domain/saved.js";
import { logOf, readLost } from "../sync/device_log.js";
import { packed } from "./packing.js";
import { fileOfCodes, nameOfCodes } from "./read_codes.js";

export function unsentFileParts(app) {
  const { db, env } = app;

  /** The documents by kind, with those that are left in the log alone, and the log. */
  async function documentsWithLog() {
    const rows = await readLogUnsent(db, Infinity);
    const lost = await readLost(db, rows);
    const [sales, till] = [[...await readUnsent(db), ...await readHeld(db)], await readTillWaiting(db)];
    const documents = {
      sale: [...sales.map((row) => row.sale), ...lost.sale], void: [...await readUnsentVoids(db), ...lost.void],
      till: [...till.map((row) => row.document), ...lost.till],
      asked: [...(await readUnmet(db)).map((row) => row.document), ...lost.asked],
    };
    return { documents, log: await logOf(db, rows, documents, lost) };
  }

  /** @returns {Promise<{name: string, text: string, count: number}>} the file, and how many entries it has */
  async function unsentFile() {
    const { device } = app.store.get();
    const { documents, log } = await documentsWithLog();
    const parked = await app.unsharedParked();
    const [copies, codes] = [await readCopies(db), await readCodes(db)];
    const savedAt = new Date(env.clock.now()).toISOString();
    const facts = { ...device, ...documents, parked, copies, codes, log };
    const content = savedContent({ ...facts, savedAt, version: env.version });
    const digest = env.sha256 ? await env.sha256(content) : null;
    const text = savedFile(content, digest, await app.sign("saved", content));
    const count = [...Object.values(documents), parked, copies, codes].reduce((sum, some) => sum + some.length, 0);
    return { name: savedName(device.terminal, savedAt), text, count };
  }

  return {
    /** It stays here too. @returns {Promise<number>} how many entries the file has */
    async saveUnsent() {
      const { name, text, count } = await unsentFile();
      env.saveFile(name, text);
      return count;
    },

    /** The same as codes; null where it would be more of them than somebody can show. */
    async unsentCodes() {
      const { text, count } = await unsentFile();
      const { bytes, isPacked } = await packed(text);
      const codes = codesOf(bytes, sha256Of(text), isPacked);
      return codes && { codes, count };
    },

    fileOfCodes,

    nameOfCodes,
  };
}
