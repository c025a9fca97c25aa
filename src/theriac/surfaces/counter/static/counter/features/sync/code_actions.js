/** Unsent sales handed over by QR codes: shown here, or read from another counter and brought to the server. */
import { asked } from "../shell/asked.js";

export const SETTLES = "sales.settle";

export const codeActions = {
  /** @returns {Promise<{codes: string[], count: number}|null>} null where they are too many to show */
  unsent_codes: (app) => app.unsentCodes(),

  show_take_codes: (app) => app.open({ kind: "take_codes" }),

  /**
   * Bring what was read to the server; again changes nothing there.
   * @returns {Promise<{taken?: object, refused?: string, isBroken?: boolean}>}
   */
  async send_codes(app, series) {
    const { t } = app.words();
    const file = await app.fileOfCodes(series);
    if (file === null) return { refused: t("codes.broken"), isBroken: true };
    const take = () => app.api.takeSaved(app.store.get().person.id, file);
    const { found: taken, refused } = await asked(app, "codes.unreachable", take);
    return refused ? { refused } : { taken };
  },

  /** Keep what was read as a file, where the server can't be reached from here. */
  async save_codes(app, series) {
    const file = await app.fileOfCodes(series);
    if (file !== null) app.env.saveFile(app.nameOfCodes(series), file);
  },
};
