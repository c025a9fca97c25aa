/** A discount on a line, and the second person's yes to one above the limit. */
import { keepApproval, keepBeyond, keepHandOver, setDiscount } from "../../domain/basket.js";

export const APPROVES = "sales.approve_discount";
export const APPROVES_BEYOND = "stock.approve";
export const SIGNS_HAND_OVER = "controlled.witness";
export const APPROVES_CHARGE = "credit.approve";

export const approvalActions = {
  /** Shift F3: a discount on the chosen line, or the last one. */
  show_discount(app) {
    const { basket, settings } = app.store.get();
    const lineId = basket.selected ?? basket.lines.at(-1)?.id;
    if (lineId && settings?.discounts) app.open({ kind: "discount", lineId });
    else app.refuse(app.words().t(lineId ? "discount.off" : "discount.nothing"));
  },

  set_discount(app, { lineId, discount }) {
    app.change((basket) => setDiscount(basket, lineId, discount));
    app.speakLine();
  },

  /**
   * Keep somebody's yes to what is above the limit now: by the server, or without it by the PIN that
   * this device knows, sealed for the server to judge.
   * @returns {Promise<{field: string, text: string}|null>} why not, beside its field
   */
  async approve(app, { approver_id: approverId, pin, reason }) {
    const asked = askedNow(app, approverId, reason);
    if (!asked) return closed(app);
    let sealed = "";
    try {
      await app.api.approve({ ...asked, pin });
    } catch (error) {
      const refused = error.name === "Unreachable" ? await aloneByPin(app, approverId, pin) : told(error);
      if (refused) return said(app, refused);
      const { content, id } = asked;
      sealed = await app.sealFor("approval", [content.sale_id, id], { pin, content });
    }
    return kept(app, asked, sealed);
  },

  /**
   * Keep the second person's signature for controlled medicines: the server alone judges it, so that nothing of them is
   * sold without the network.
   * @returns {Promise<{field: string, text: string}|null>} why not, beside its field
   */
  sign_hand_over: (app, { approver_id: approverId, pin, reason }) => (
    signed(app, approverId, reason, async () => ({ pin }))),

  /** The same by the second person's passkey. */
  sign_hand_over_by_passkey: (app, { approver_id: approverId, reason }) => (
    signed(app, approverId, reason, (asked) => byPasskey(app, asked))),

  /**
   * Keep a second person's yes to a charge above an account's limit; the server alone judges it.
   * @returns {Promise<{field: string, text: string}|null>} why not, beside its field
   */
  async approve_charge(app, { content, means, form: { approver_id: approverId, pin, reason } }) {
    const asked = {
      id: app.env.newId(), person_id: app.store.get().person.id, approver_id: approverId, reason: reason.trim(),
      content,
    };
    const proof = means === "pin" ? async () => ({ pin }) : (one) => byPasskey(app, one);
    const refused = await judged(app, asked, proof, "pay.credit.away");
    if (refused) return said(app, refused);
    const charge = { ...givenOf(app, asked), content };
    app.store.set(({ payment }) => (payment ? { payment: { ...payment, charge, error: null } } : {}));
    app.close();
    return null;
  },

  /**
   * Keep somebody's yes to what is beyond the quota: always by the PIN that this device knows, since
   * there is no network; sealed for the server to judge.
   * @returns {Promise<{field: string, text: string}|null>} why not, beside its field
   */
  async approve_beyond(app, { approver_id: approverId, pin, reason }) {
    const { assessed: { beyond: content } } = app.store.get();
    if (!content) return closed(app);
    const refused = await aloneByPin(app, approverId, pin, APPROVES_BEYOND);
    if (refused) return said(app, refused);
    const id = app.env.newId();
    const sealed = await app.sealFor("approval", [content.sale_id, id], { pin, content });
    const asked = { id, approver_id: approverId, reason: reason.trim(), content };
    return kept(app, asked, sealed, keepBeyond);
  },

  /**
   * The same by the approver's passkey, which only the server judges.
   * @returns {Promise<{field: string, text: string}|null>} why not, beside its field
   */
  async approve_by_passkey(app, { approver_id: approverId, reason }) {
    const { t } = app.words();
    const asked = askedNow(app, approverId, reason);
    if (!asked) return closed(app);
    try {
      const { token, options } = await app.api.askPasskey(asked);
      const credential = await app.env.passkeys.answer(options);
      if (!credential) return said(app, { text: t("approval.passkey.closed") });
      await app.api.approve({ ...asked, passkey: { token, credential } });
    } catch (error) {
      return said(app, error.name === "Unreachable" ? { text: t("approval.passkey.offline") } : told(error));
    }
    return kept(app, asked, "");
  },
};

async function signed(app, approverId, reason, proof) {
  const asked = askedNow(app, approverId, reason, "toHandOver");
  if (!asked) return closed(app);
  const refused = await judged(app, asked, proof, "hand_over.passkey.offline");
  return refused ? said(app, refused) : kept(app, asked, "", keepHandOver);
}

/** What the server alone judges. @returns {Promise<{text: string}|null>} why not */
async function judged(app, asked, proof, offline) {
  const { t } = app.words();
  try {
    const given = await proof(asked);
    if (!given) return { text: t("approval.passkey.closed") };
    await app.api.approve({ ...asked, ...given });
    return null;
  } catch (error) {
    return error.name === "Unreachable" ? { text: t(offline) } : told(error);
  }
}

/** What a passkey answers to exactly this; null where nobody answered. */
async function byPasskey(app, asked) {
  const { token, options } = await app.api.askPasskey(asked);
  const credential = await app.env.passkeys.answer(options);
  return credential && { passkey: { token, credential } };
}

/** What is asked of the server: exactly what needs a yes now; null where nothing does. */
function askedNow(app, approverId, reason, name = "toApprove") {
  const { assessed: { [name]: content }, person } = app.store.get();
  return content && {
    id: app.env.newId(), person_id: person.id, approver_id: approverId, reason: reason.trim(), content,
  };
}

/** A yes as a sale tells it. */
const givenOf = (app, { id, approver_id: approver, reason }) => (
  { id, approved_by: approver, approved_at: new Date(app.env.clock.now()).toISOString(), reason });

function kept(app, asked, sealed, keep = keepApproval) {
  const { content } = asked;
  const given = { ...givenOf(app, asked), sealed, content };
  app.change((now) => (now.id === content.sale_id ? keep(now, given) : now));
  return closed(app);
}

/** The server's own sentence. Throws what isn't a refusal. */
export function told(error) {
  if (error.name !== "Refused") throw error;
  return { text: error.problem.detail || error.problem.title };
}

function said(app, { text }) {
  app.env.sound.refused();
  return { field: "pin", text };
}

/** Without the server: whose PIN was typed here before, and who may. @returns why not, or null */
export async function aloneByPin(app, approverId, pin, right = APPROVES) {
  const { t } = app.words();
  if (app.sealingLack()) return { text: t("approval.no_sealing") };
  const { person, refused } = await app.recognisePin(approverId, pin);
  if (!person) return { text: refused };
  if (app.may(person, right)) return null;
  const own = approverId === app.store.get().person.id;
  return { text: t(own ? "approval.not_own_right" : "approval.not_permitted", { name: person.short_name }) };
}

function closed(app) {
  app.closeThen(() => app.backToSearch());
  return null;
}

/** Who can be asked: who may, and of these oneself only where a rule lets who works alone confirm again. */
export function approversOf(app, right = APPROVES) {
  const { person, settings } = app.store.get();
  const oneself = right === APPROVES && settings.discounts?.single_handed;
  return app.sellers().filter((one) => app.may(one, right) && (one.id !== person.id || oneself));
}
