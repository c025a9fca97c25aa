/** A code that no product has: who may change products links it to the pack in their hand, through the server. */
import { noteCode } from "../../db/codes.js";
import { noteToKeep } from "../../domain/kept_codes.js";
import { NOTHING_FOUND } from "../find/reading.js";
import { takeCode } from "../scan/actions.js";

export const linkActions = {
  /** Keep the code for whoever may link it: on the device at once, to the server with the next round. */
  async keep_code(app, { code, note = "" }) {
    const { t } = app.words();
    const kept = {
      id: app.env.newId(), code, note: noteToKeep(note), person_id: app.store.get().person.id,
      seen_at: new Date(app.env.clock.now()).toISOString(),
    };
    const close = () => app.store.set({ card: null });
    app.store.set({ card: null, find: NOTHING_FOUND });
    app.backToSearch();
    try {
      if (!await noteCode(app.db, kept, app.today())) {
        app.showCard({ level: "look", icon: "upc-scan", title: t("keep.full.title"),
          text: t("keep.full"), enter: close });
        return;
      }
    } catch (error) {
      app.fail(error);
      return;
    }
    app.env.sound.good();
    const [title, text] = [t("keep.done"), t("keep.done.text", { code })];
    if (!app.store.get().card) {
      app.store.set({ card: { level: "go", icon: "check-circle-fill", title, text, enter: close } });
    }
    app.syncNow();
  },

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
