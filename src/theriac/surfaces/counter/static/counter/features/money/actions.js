/**
 * What a customer pays at this till for something that the server books at once: an account, a gift card. It is asked
 * once under an id that the device keeps until it was answered; asking again books nothing twice.
 */
import { answerUnconfirmed, dropUnconfirmed, keepUnconfirmed, readUnconfirmed } from "../../db/unconfirmed.js";
import { readTillUnsent } from "../../db/till.js";
import { moveDocument, withTaken } from "../../domain/till.js";

const ASKS = {
  account: (api, personId, body) => api.payAccount(personId, body),
  gift_card: (api, personId, body) => api.sellGiftCard(personId, body),
  top_up: (api, personId, body) => api.topUpGiftCard(personId, body),
};
/** The server's last word: nothing was booked. Others may have come between, such as a sign-in that ran out. */
const FINAL = new Set([404, 409, 422]);

export const moneyActions = {
  async read_unconfirmed(app) {
    app.store.set({ unconfirmed: await readUnconfirmed(app.db) });
  },

  /** Take money in a way that was chosen. @returns {Promise<string|null>} why not */
  async take_money(app, { kind, told, way }) {
    const { till } = app.store.get();
    if (!app.maySell()) return app.words().t("money.elsewhere");
    if (!await answers(app)) return app.words().t("money.away"); // nothing was asked, so that nothing waits
    const id = app.env.newId();
    const at = new Date(app.env.clock.now()).toISOString();
    const session = till?.state === "open" ? till.id : null;
    const row = { id, kind, body: { ...told, ...way, id, at, till_session_id: session } };
    await keepUnconfirmed(app.db, row);
    return send(app, row, true);
  },

  /** Ask again about what wasn't answered. @returns {Promise<string|null>} why not */
  confirm_money: (app) => send(app, app.store.get().unconfirmed),

  /** Its paper was seen. */
  async end_money(app) {
    const { unconfirmed } = app.store.get();
    if (unconfirmed?.answer) await dropUnconfirmed(app.db, unconfirmed.id);
    await app.run("read_unconfirmed");
    app.closeThen(() => app.backToSearch());
  },

  /** On the printer of receipts. */
  print_slip(app, received) {
    app.store.set({ notePaper: { received }, paper: null, tillPaper: null });
    app.env.afterDraw(() => app.putOnPaper({ number: received.answer.number, kick: isCash(received) }));
  },
};

async function answers(app) {
  try {
    await app.api.clock();
    return true;
  } catch (error) {
    if (error.name === "Refused") return true;
    if (error.name === "Unreachable") return false;
    throw error;
  }
}

const isCash = ({ body }) => body.method === "cash";

/** @param isFirst nothing can have been booked before, so that each refusal is the last word */
async function send(app, row, isFirst = false) {
  const { person } = app.store.get();
  try {
    if ((await readTillUnsent(app.db)).length) await app.syncNow(); // the session is known there before its cash
    const answer = await ASKS[row.kind](app.api, person.id, row.body);
    const answered = await answerUnconfirmed(app.db, row.id, answer, receivedOf(row, answer));
    app.store.set({ unconfirmed: answered });
    if (row.body.till_session_id) await app.run("read_till");
    app.env.sound.good();
    app.syncNow();
    if (app.store.get().printAtOnce) app.run("print_slip", answered);
    return null;
  } catch (error) {
    app.env.sound.refused();
    const { name, status, problem } = error;
    if (name === "Refused" && (FINAL.has(status) || (isFirst && status < 500))) await dropUnconfirmed(app.db, row.id);
    await app.run("read_unconfirmed");
    if (name === "Unreachable") return app.words().t("money.unanswered");
    if (name !== "Refused") throw error;
    return problem.detail || problem.title;
  }
}

/** What came into the session: cash as the move that the server wrote, other money as a line of its report. */
function receivedOf({ id, kind, body }, { number, person_id: personId }) {
  const { till_session_id: sessionId, at, amount, method } = body;
  return {
    sessionId,
    move: sessionId && method === "cash" ? moveDocument({
      id, session: { id: sessionId }, kind: "cash_in", at, person: { id: personId }, amount, reason: kind, note: number,
    }) : null,
    report: (session) => withTaken(session, { reason: kind, method, amount }),
  };
}
