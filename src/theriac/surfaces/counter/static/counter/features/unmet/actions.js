/** Shift F7: somebody asked for what isn't in stock. It is recorded on the device and sent with the sales. */
import { noteUnmet } from "../../db/unmet.js";
import { textToKeep, unmetDocument } from "../../domain/unmet.js";
import { readTyped } from "../find/reading.js";

export const unmetActions = {
  /** For the line named, else for what is found or was looked for, else for the chosen line or the last one. */
  show_unmet(app, { lineId = null } = {}) {
    const { phase, dialog, find, basket, assessed } = app.store.get();
    if (phase !== "desk" || dialog) return;
    const typed = readTyped(find.text);
    const hit = lineId ? null : find.hits[find.at];
    const wanted = lineId ?? basket.selected;
    const row = assessed.lines.find((one) => one.line.id === wanted) ?? assessed.lines.at(-1);
    if (hit) app.open({
      kind: "unmet", product: hit.product, packId: find.packId, packs: typed.packs ?? 1,
      text: typed.kind === "find" ? typed.text : "",
    });
    else if (!lineId && typed.kind === "find") app.open({ kind: "unmet", text: typed.text, packs: typed.packs });
    else if (!row) app.open({ kind: "unmet" });
    else app.open({
      kind: "unmet", product: row.product, packId: row.pack.id, packs: lackingPacks(row, assessed.problems),
    });
  },

  /**
   * @param {{product?: object, pack?: object, packs: number, text?: string, note?: string,
   *   sought?: string}} asked `sought`: what the search held; it is there again where nothing was recorded
   */
  async record_unmet(app, { product = null, pack = null, packs, text = "", note = "", sought = "" }) {
    const { t } = app.words();
    const { person } = app.store.get();
    const at = new Date(app.env.clock.now()).toISOString();
    const document = unmetDocument({ id: app.env.newId(), at, person, product, pack, packs, text, note });
    let kept = false;
    try {
      kept = await noteUnmet(app.db, document);
    } catch (error) {
      seekAgain(app, sought);
      app.fail(error);
      return;
    }
    if (!kept) {
      seekAgain(app, sought);
      app.refuse(t("unmet.full"));
      return;
    }
    const name = product?.name ?? textToKeep(text);
    app.store.set({ card: null });
    app.env.sound.good();
    app.store.set({
      said: `${t("unmet.done")} ${name}`, flash: { title: t("unmet.done"), text: name },
    });
    app.backToSearch();
    app.syncNow();
  },
};

function seekAgain(app, sought) {
  if (!app.store.get().find.text) app.run("find", sought);
}

/** The packs of the line that aren't here; all of them where none lacks. */
function lackingPacks({ pack, line }, problems) {
  const short = problems.find((one) => one.lineId === line.id && one.kind === "insufficient");
  return short ? Math.ceil((line.packs * pack.factor - short.here) / pack.factor) : line.packs;
}
