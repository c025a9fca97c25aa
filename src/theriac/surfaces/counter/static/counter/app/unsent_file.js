/** Everything that the server doesn't have yet, saved to a file that the back office takes in. */
import { readLogUnsent } from "../db/device_log.js";
import { readHeld, readUnsent, readUnsentVoids } from "../db/sales.js";
import { readTillWaiting } from "../db/till.js";
import { readUnmet } from "../db/unmet.js";
import { savedContent, savedFile, savedName } from "../domain/saved.js";
import { logOf, readLost } from "../sync/device_log.js";

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

  return {
    /** It stays here too. @returns {Promise<number>} how many entries the file has */
    async saveUnsent() {
      const { device } = app.store.get();
      const { documents, log } = await documentsWithLog();
      const parked = await app.unsharedParked();
      const savedAt = new Date(env.clock.now()).toISOString();
      const content = savedContent({ ...device, ...documents, parked, log, savedAt, version: env.version });
      const digest = env.sha256 ? await env.sha256(content) : null;
      env.saveFile(savedName(device.terminal, savedAt), savedFile(content, digest, await app.sign("saved", content)));
      return Object.values(documents).reduce((sum, some) => sum + some.length, parked.length);
    },
  };
}
