/** What happens to lines: more, less, another pack or batch, out and back, a ground for them. */
import {
  addGround, findGoods, pinBatch, putBack, removeLine, selectLine, selectNeighbour, setPack, setPacks, setPrice,
} from "../../domain/basket.js";
import { standIn } from "../../domain/dispense.js";
import { SIGNS } from "./signature.js";

export const basketActions = {
  select(app, lineId) {
    app.select((basket) => selectLine(basket, lineId));
  },

  neighbour(app, step) {
    app.select((basket) => selectNeighbour(basket, step));
    app.focusBasket();
  },

  step(app, { lineId, step }) {
    const row = rowOf(app, lineId);
    if (!row) return;
    if (row.line.packs + step < 1) app.run("remove", lineId);
    else app.change((basket) => setPacks(basket, lineId, row.line.packs + step));
    app.speakLine();
  },

  change_pack(app, { lineId, step }) {
    const row = rowOf(app, lineId);
    if (!row) return;
    const sellable = row.product.packs.filter((pack) => pack.sellable);
    const next = sellable[sellable.findIndex((pack) => pack.id === row.pack.id) + step];
    if (next) app.run("set_pack", { lineId, packId: next.id });
  },

  set_pack(app, { lineId, packId }) {
    const row = rowOf(app, lineId);
    const pack = row?.product.packs.find((one) => one.id === packId);
    if (!pack) return;
    app.change((basket) => setPack(basket, lineId, packId, app.catalogue.quote(row.product, pack)));
    app.speakLine();
  },

  remove(app, lineId) {
    const row = rowOf(app, lineId);
    if (!row) return;
    const { t } = app.words();
    const inBasket = document.activeElement?.closest?.("[data-basket]");
    app.change((basket) => removeLine(basket, lineId));
    const text = t("removed", { name: row.product.name });
    app.store.set({ toast: { text }, said: text });
    if (inBasket && app.store.get().basket.lines.length) app.focusBasket();
    else app.backToSearch();
  },

  put_back(app) {
    if (!app.store.get().basket.removed.length) return;
    app.change(putBack);
    app.store.set({ toast: null });
    app.speakLine();
  },

  pin(app, { lineId, batchId, reason }) {
    app.change((basket) => pinBatch(basket, lineId, batchId, reason));
    app.speakLine();
  },

  unpin(app, lineId) {
    app.run("pin", { lineId, batchId: null, reason: "" });
  },

  /** Take what is here, in the pack that counts it. */
  take_here(app, { lineId, pack, packs }) {
    const row = rowOf(app, lineId);
    if (!row) return;
    app.change((basket) => (pack.id === row.pack.id ? setPacks(basket, lineId, packs)
      : setPack(basket, lineId, pack.id, app.catalogue.quote(row.product, pack), packs)));
    app.speakLine();
    app.backToSearch();
  },

  /** Sell another pack or maker in place of a line. */
  sell_instead(app, { lineId, product, pack }) {
    const { line } = rowOf(app, lineId) ?? {};
    app.change((basket) => removeLine(basket, lineId));
    app.run("add", { product, pack, packs: 1 });
    if (line?.prescription) app.change((basket) => standIn(basket, line));
  },

  /** Goods that the books don't have are in the hand: the line takes them. */
  in_hand(app, { lineId, product, pack, packs, found }) {
    if (!lineId) app.run("add", { product, pack, packs, pin: found.batch_id });
    const id = lineId ?? app.store.get().basket.selected;
    app.change((basket) => findGoods(basket, id, found));
    app.speakLine();
    app.backToSearch();
  },

  /** The chosen line, or the last one, is in the hand whatever the books say. */
  hand_line(app) {
    const { basket } = app.store.get();
    const lineId = basket.selected ?? basket.lines.at(-1)?.id;
    if (lineId) app.open({ kind: "hand", lineId });
  },

  /** Ask the server which other branches have a product, once while the card stands. */
  async look_elsewhere(app, productId) {
    const person = app.store.get().person;
    if (!person || app.store.get().elsewhere[productId]) return;
    const found = await app.elsewhere(productId);
    if (found) app.store.set(({ elsewhere }) => ({ elsewhere: { ...elsewhere, [productId]: found } }));
  },

  take_price(app, lineId) {
    const row = rowOf(app, lineId);
    if (!row) return;
    app.change((basket) => setPrice(basket, lineId, app.catalogue.quote(row.product, row.pack)));
    app.speakLine();
  },

  /**
   * Record a ground, sealed to this basket. Whoever isn't permitted has somebody sign who is, by
   * `means`.
   * @returns {Promise<{refused?: string, asksPin?: boolean}|null>} why not, or null when it's done
   */
  async add_ground(app, { form, lineIds, means }) {
    const { person, basket } = app.store.get();
    const lack = form.kind === "prescription" && app.sealingLack();
    if (lack) return { refused: app.words().t(`seal.${lack}`) };
    let permitted = person;
    if (!app.may(person, SIGNS)) {
      const answer = await app.askSignature(means, SIGNS);
      if (!answer.person) return answer;
      permitted = answer.person;
    }
    const typed = {
      id: app.env.newId(), kind: form.kind, prescriber: form.prescriber.trim(), number: form.number.trim(),
      written_on: form.kind === "prescription" ? form.written_on : null,
      exception: form.kind === "exception" ? form.exception : null, permitted_by: permitted.id,
    };
    const ground = await app.capture(typed, basket.id);
    app.change((now) => (now.id === basket.id ? addGround(now, ground, lineIds) : now));
    app.closeThen(() => app.backToSearch());
    return null;
  },
};

function rowOf(app, lineId) {
  return app.store.get().assessed.lines.find((row) => row.line.id === lineId) ?? null;
}
