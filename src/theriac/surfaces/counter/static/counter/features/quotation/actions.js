/** Quotations: issued from the basket by the server, which numbers them, and opened in a basket again. */
import { addPacks, emptyBasket, setDiscount } from "../../domain/basket.js";
import { itemsToQuote, promiseOf } from "../../domain/quotations.js";
import { nameFor, patientOf } from "../patient/actions.js";
import { asked } from "../shell/asked.js";

export const quotationActions = {
  /** Shift F9: quote what is there; where nothing is, open one by its number. */
  show_quotation(app) {
    const { phase, dialog } = app.store.get();
    if (phase !== "desk" || dialog) return;
    app.open({ kind: "quotation" });
  },

  /**
   * Issue what is in the basket. `id` stays the same while somebody tries, so that it is issued once.
   * @returns {Promise<{found?: object, refused?: string}>}
   */
  async issue_quotation(app, { id, buyer, days, account = "" }) {
    const { basket, assessed } = app.store.get();
    const patient = patientOf(app.store.get());
    const { approval } = basket;
    return quoted(app, "quotation/issue", {
      id, basket_id: basket.id, items: itemsToQuote(assessed.lines), valid_days: days, buyer: { name: buyer.trim() },
      credit_number: account.trim(), ...(patient ? { patient_id: patient.id } : {}),
      ...(approval && !approval.sealed ? { approval_id: approval.id } : {}),
    });
  },

  /** @returns {Promise<{found?: object, refused?: string}>} */
  find_quotation: (app, number) => quoted(app, "quotation", { number: number.trim() }),

  /**
   * Put its lines into a new basket, which the server lets have it: of all counters that ask one gets it. What was
   * being filled is parked; where that can't be, it stays, and the quotation isn't opened. `basketId` stays the same
   * while somebody tries, so that the server lets the same basket have it again.
   * @returns {Promise<{refused?: string, taken?: boolean}>}
   */
  async take_quotation(app, { quotation, basketId, takesOver = false }) {
    if (!app.maySell()) return {};
    const notParked = { refused: app.words().t("quotation.not_parked") };
    if (isNamedAlone(app.store.get().basket)) return notParked;
    const lacking = quotation.lines.find((line) => !packOf(app, line));
    if (lacking) return { refused: app.words().t("quotation.product_gone") };
    const { found, refused, type } = await quoted(app, "quotation/take", {
      quotation_id: quotation.id, basket_id: basketId, takes_over: takesOver,
    });
    if (refused) return { refused, taken: type === "quotations.taken" };
    const { basket } = app.store.get();
    if (isNamedAlone(basket) || (basket.lines.length && !(await app.run("park")))) return notParked;
    if (!app.maySell()) return {};
    fill(app, basketId, found);
    const unnamed = found.patient_id && await nameFor(app, basketId, found.patient_id);
    if (unnamed) app.refuse(app.words().t("quotation.patient_lost", { why: unnamed }));
    app.close();
    app.open({ kind: "quoted_prices" });
    return {};
  },

  /** Let a line cost what was promised, or what it costs today. */
  choose_price(app, { lineId, keeps }) {
    const { basket, assessed } = app.store.get();
    const row = assessed.lines.find((one) => one.line.id === lineId);
    const promised = basket.quotation?.promised[lineId];
    if (!row || promised === undefined) return;
    const reason = app.words().t("quotation.reason", { number: basket.quotation.number });
    const discount = keeps ? promiseOf(promised, row.amount, reason) : null;
    app.change((now) => setDiscount(now, lineId, discount));
  },

  /** On the printer of receipts. */
  print_quotation(app, quotation) {
    app.store.set({ notePaper: { quotation }, paper: null, tillPaper: null });
    app.env.afterDraw(() => app.putOnPaper({ number: quotation.number }));
  },

  /** As a file for a sheet. @returns {Promise<{refused?: string}>} */
  async save_quotation(app, { quotation, paper }) {
    const { found, refused } = await quoted(app, "quotation/paper", { quotation_id: quotation.id, paper });
    if (refused) return { refused };
    const bytes = Uint8Array.from(atob(found.pdf), (sign) => sign.charCodeAt(0));
    app.env.saveFile(`${quotation.number}.pdf`, bytes, "application/pdf");
    return {};
  },
};

/** Nothing is in it that could be parked, but somebody said whose it is. */
function isNamedAlone({ lines, patient, member, coupon }) {
  return !lines.length && Boolean(patient || member || coupon);
}

function packOf(app, line) {
  const product = app.catalogue.product(line.product_id);
  return product?.packs.find((pack) => pack.id === line.pack_id && pack.sellable) ?? null;
}

/** A basket with the lines of the quotation, at what was promised where that still holds and is less. */
function fill(app, basketId, quotation) {
  const promised = {};
  let basket = emptyBasket(basketId);
  for (const line of quotation.lines) {
    const product = app.catalogue.product(line.product_id);
    const id = app.env.newId();
    const price = app.catalogue.quote(product, packOf(app, line));
    const before = basket.lines.length;
    basket = addPacks(basket, { ...line, id, price });
    const key = basket.lines.length > before ? id : basket.selected; // the same pack twice is one line
    promised[key] = (promised[key] ?? 0) + line.promised;
  }
  const { id, number, valid_until: until, standing, credit_number: credit = "" } = quotation;
  app.change(() => ({
    ...basket, quotation: { id, number, until, holds: standing === "issued", promised, credit },
  }));
  if (standing !== "issued") return;
  for (const line of basket.lines) app.run("choose_price", { lineId: line.id, keeps: true });
}

const quoted = (app, path, question) => (
  asked(app, "quotation.unreachable", () => app.api.quotation(app.store.get().person.id, path, question)));
