/** The till: opened, moved, counted and closed on the device; the server hears of it with the sales. */
import { addMove, closeTill, keepCount, openTill, readLeft, readPaidOut, readTill } from "../../db/till.js";
import { readUnconfirmed } from "../../db/unconfirmed.js";
import { seriesFor } from "../../domain/sale.js";
import { closingDocument, countedCash, moveDocument, newSession, refundDocument } from "../../domain/till.js";
import { asked } from "../shell/asked.js";

export const RUNS_TILL = "tills.run";
export const SEES_TILL = "tills.view";

export const tillActions = {
  /** The session as it is on the device now, and the dialogue of it; `then` is the action that waits for it. */
  async show_till(app, then = null) {
    await app.run("read_till");
    app.open({ kind: "till", left: await readLeft(app.db), then });
  },

  async read_till(app) {
    app.store.set({ till: await readTill(app.db), unconfirmed: await readUnconfirmed(app.db) });
  },

  /** Begin a session with a float; what the last closing left is carried on. */
  async open_till(app, { cash, left, then }) {
    const session = newSession({
      id: app.env.newId(), at: nowOf(app), person: app.store.get().person, cash,
      currency: app.place().currency, carriedFrom: left?.session_id ?? null,
    });
    if (!await written(app, () => openTill(app.db, session))) return;
    app.store.set({ till: session });
    app.close();
    app.say(app.words().t("till.opened"));
    app.syncNow();
    if (then) await app.run(then);
  },

  /** Cash in, cash out or a safe drop. */
  async move_cash(app, told) {
    const { till, person } = app.store.get();
    const document = moveDocument({ ...told, id: app.env.newId(), session: till, at: nowOf(app), person });
    const changed = await written(app, () => addMove(app.db, till.id, document));
    if (!changed) return;
    app.store.set({ till: changed });
    app.say(app.words().t("till.moved"));
    app.syncNow();
  },

  /**
   * Refunds that wait for a till, but those that this one paid.
   * @returns {Promise<{refunds?: object[], refused?: string}>}
   */
  async owed_refunds(app) {
    const ask = () => app.api.refunds(app.store.get().person.id);
    const { found, refused } = await asked(app, "return.unreachable", ask);
    if (refused) return { refused };
    const paid = await readPaidOut(app.db, await readTill(app.db));
    return { refunds: found.refunds.filter((one) => !paid.has(one.return_id)) };
  },

  /** Pay a credit note's cash out of the till. */
  async pay_refund(app, { return_id: returnId, number, amount }) {
    const { till, person } = app.store.get();
    if ((await readPaidOut(app.db, till)).has(returnId)) {
      app.say(app.words().t("till.refund.twice", { number }));
      return;
    }
    const facts = { id: app.env.newId(), session: till, at: nowOf(app), person, amount, returnId, number };
    const changed = await written(app, () => addMove(app.db, till.id, refundDocument(facts)));
    if (!changed) return;
    const { t, money } = app.words();
    app.store.set({ till: changed });
    app.say(t("till.refund.paid", { amount: money(amount), number }));
    app.syncNow();
  },

  /** What was counted; from here on what is expected may be seen. */
  async count_till(app, pieces) {
    const { till } = app.store.get();
    const changed = await written(app, () => keepCount(app.db, till.id, pieces));
    if (changed) app.store.set({ till: changed });
  },

  /** @returns {Promise<object|null>} the closed session, null where it couldn't be written */
  async close_till(app, { toSafe, why, note }) {
    const { till, person } = app.store.get();
    const series = seriesFor(await app.db.series.toArray(), app.today());
    const facts = { id: app.env.newId(), at: nowOf(app), person, toSafe, why, note };
    const left = countedCash(till) - toSafe;
    const complete = (numbered, session) => closingDocument({ ...facts, session, series: numbered });
    const closed = await written(app, () => {
      if (!series) throw Object.assign(new Error("no series for this day"), { kind: "no_series" });
      return closeTill(app.db, till.id, series.id, complete, left);
    });
    if (!closed) return null;
    app.store.set({ till: null });
    app.say(app.words().t("till.closed", { number: closed.closing.z_number }));
    app.syncNow();
    return closed;
  },

  /** On the printer of receipts. */
  print_till(app, session) {
    app.store.set({ tillPaper: session, paper: null, notePaper: null });
    app.env.afterDraw(() => app.putOnPaper({ number: "" }));
  },
};

/**
 * The till is opened before money is taken or given, where the pharmacy has sessions; a counted one is closed first.
 * @param {string} then the action that waits for it @returns {Promise<boolean>} whether it must be opened first
 */
export async function tillAsked(app, then) {
  const { till, settings, person } = app.store.get();
  if (till?.state === "open" || (!till && !settings.till_sessions)) return false;
  if (app.may(person, RUNS_TILL)) {
    await app.run("show_till", then);
    return true;
  }
  const { t } = app.words();
  app.showCard({ level: "stop", icon: "cash-stack", title: t("till.not_open"), text: t("till.not_open.text") });
  return true;
}

const nowOf = (app) => new Date(app.env.clock.now()).toISOString();

/** What was written on the disk; null where it couldn't be, which is said. */
async function written(app, write) {
  try {
    return await write() ?? true;
  } catch (error) {
    app.close();
    app.fail(error);
    return null;
  }
}
