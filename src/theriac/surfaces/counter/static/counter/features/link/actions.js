/** A code that no product has: who may change products links it to the pack in their hand, through the server. */
import { takeCode } from "../scan/actions.js";

export const linkActions = {
  /**
   * The code opens the pack from now on; then it is taken as if it had been scanned so.
   * @returns {Promise<string|null>} why not, in words
   */
  async link_code(app, { code, product, pack, packs }) {
    let linked;
    try {
      linked = await app.api.linkCode(app.store.get().person.id, code, pack.id);
    } catch (error) {
      if (error.name === "Unreachable") return app.words().t("link.unreachable");
      if (error.name === "Refused") return error.problem.detail || error.problem.title;
      throw error;
    }
    app.catalogue.learnCode(product.id, pack.id, linked.code);
    app.syncNow();
    app.closeThen(() => {
      const known = app.catalogue.findCode(code, app.today());
      if (known) takeCode(app, known, packs);
      app.say(app.words().t("link.done", { name: product.name }));
    });
    return null;
  },
};
