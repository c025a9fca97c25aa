/** Unsent sales handed over by QR codes: shown here, or read from another counter and brought to the server. */
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
    try {
      return { taken: await app.api.takeSaved(app.store.get().person.id, file) };
    } catch (error) {
      if (error.name === "Unreachable") return { refused: t("codes.unreachable") };
      if (error.name === "Refused") return { refused: error.problem.detail || error.problem.title };
      throw error;
    }
  },

  /** Keep what was read as a file, where the server can't be reached from here. */
  async save_codes(app, series) {
    const file = await app.fileOfCodes(series);
    if (file !== null) app.env.saveFile(app.nameOfCodes(series), file);
  },
};
