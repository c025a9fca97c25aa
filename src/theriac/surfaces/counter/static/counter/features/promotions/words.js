/** How a promotion reads: its name, then what it gives; the same on the line and on the receipt. */

/** @param {import("../../domain/promotions/savings.js").Terms} terms @param {object} words */
export function promotionWords(terms, { t, money, rate, number }) {
  const { value, buy, free } = terms;
  const told = { amount: money(value), rate: rate(value), buy: number(buy), free: number(free) };
  const sentence = `${terms.name}: ${t(`promotion.${terms.kind}`, told)}`;
  return terms.coupon ? `${sentence} (${terms.coupon})` : sentence;
}
