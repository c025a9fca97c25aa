/** What a person does about the device itself. */
import { readHeld, readUnsent, readUnsentVoids } from "../../db/sales.js";
import { readTillWaiting } from "../../db/till.js";
import { savedContent, savedFile, savedName } from "../../domain/saved.js";

export const deviceActions = {
  sell_here: (app) => app.sellHere(),
  take_program: (app) => app.takeProgram(),
  /** Save what the server hasn't booked to a file; it stays here too. @returns {Promise<number>} */
  async save_unsent(app) {
    if (app.training) return 0; // what isn't real is in no file that the office takes in
    const { device } = app.store.get();
    const [unsent, held, voids, waiting] = await Promise.all([
      readUnsent(app.db), readHeld(app.db), readUnsentVoids(app.db), readTillWaiting(app.db),
    ]);
    const savedAt = new Date(app.env.clock.now()).toISOString();
    const sales = [...unsent, ...held].map((row) => row.sale);
    const till = waiting.map((row) => row.document);
    const content = savedContent({ ...device, sales, voids, till, savedAt, version: app.env.version });
    const digest = app.env.sha256 ? await app.env.sha256(content) : null;
    const file = savedFile(content, digest, await app.sign("saved", content));
    app.env.saveFile(savedName(device.terminal, savedAt), file);
    return sales.length + till.length;
  },
  show_unsent: (app) => app.open({ kind: "unsent" }),
};
