/**
 * Paying with a gift card: the server is asked what it holds, and takes it off the card before the sale is made. A
 * card isn't taken without the network, since nobody else would know that it is spent.
 */

const LENGTH = 16;

/** A code as it is asked; "" for what can be none. */
export function plainCode(text) {
  const signs = text.toUpperCase().replace(/[ -]/g, "");
  return signs.length === LENGTH && /^[A-Z0-9]+$/.test(signs) ? signs : "";
}

/** Look up the card of what was typed or scanned. */
export async function findGiftCard(app) {
  const { payment, person } = app.store.get();
  const code = plainCode(payment.reference);
  if (!code) {
    put(app, code, null);
    return;
  }
  try {
    put(app, code, { code, ...await app.api.giftCard(person.id, { act: "look", code }) });
  } catch (error) {
    if (error.name !== "Refused" && error.name !== "Unreachable") throw error;
    const away = error.name === "Unreachable" || error.status >= 500;
    put(app, code, away ? { code, away: true } : { code, unknown: true });
  }
}

/** Unless something else is being paid or typed by now. */
function put(app, code, gift) {
  app.store.set((state) => {
    const { payment } = state;
    if (payment?.method !== "gift_card" || plainCode(payment.reference) !== code) return {};
    return { payment: { ...payment, gift, error: null } };
  });
}

/** A card that is scanned while somebody pays; whether it was one. */
export async function takeGiftCard(app, text) {
  const code = plainCode(text);
  if (!code) return false;
  if (app.store.get().payment.method !== "gift_card") await app.run("method", "gift_card");
  await app.run("reference", code);
  return true;
}

/** Why what is typed can't be paid with the card that was found; null where it can. */
export function giftFault({ rows, gift, reference }, typed, { t, money }) {
  if (!typed) return null;
  if (rows.some((row) => row.method === "gift_card")) return t("pay.gift.once");
  if (gift?.away) return t("pay.gift.away");
  if (!gift || gift.unknown || gift.code !== plainCode(reference)) return t("pay.gift.unknown");
  if (gift.state !== "active") return t("pay.gift.blocked");
  return typed > gift.balance ? t("pay.gift.over", { amount: money(gift.balance) }) : null;
}

/**
 * Let the card pay its part of a sale that is about to be made.
 * @returns {Promise<{paid?: object, entryId?: string, error?: string}>} the payments with what the card's is called
 */
export async function payByCard(app, paid) {
  const row = paid.payments.find((one) => one.method === "gift_card");
  if (!row) return { paid };
  const { basket, person } = app.store.get();
  const asked = {
    act: "pay", code: row.reference, amount: row.tendered, sale_id: basket.id, payment_id: row.id,
  };
  try {
    const { entry_id: entryId } = await app.api.giftCard(person.id, asked);
    const payments = paid.payments.map((one) => (one === row ? { ...one, reference: entryId } : one));
    return { paid: { ...paid, payments }, entryId };
  } catch (error) {
    if (error.name === "Unreachable") return { error: app.words().t("pay.gift.away") };
    if (error.name === "Refused") return { error: error.problem.detail || error.problem.title };
    throw error;
  }
}

/** The sale wasn't made: the card has it again; without an answer who manages gift cards gives it back. */
export async function undoByCard(app, entryId) {
  if (!entryId) return;
  try {
    await app.api.giftCard(app.store.get().person.id, { act: "undo", entry_id: entryId });
  } catch (error) {
    if (error.name !== "Refused" && error.name !== "Unreachable") throw error;
  }
}
