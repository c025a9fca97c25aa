/**
 * What a return comes to without a network, for a sale that this device made: at least as strict as the server's
 * rules (domains/customer_returns), from what the device knows came back. Pure.
 */
import { cashPart } from "./payments.js";
import { ratioDown, sum } from "./rounding.js";
import { saleRounding } from "./tax.js";

const CASH = "cash";
const EXCHANGE = "exchange";

/** Base units that came back before of a line, and of one batch of it. */
function cameBack(notes, lineId, batchId) {
  const lines = notes.flatMap((note) => note.document.lines).filter((one) => one.sale_line_id === lineId);
  return sum(lines.filter((one) => batchId === undefined || one.batch_id === batchId).map((one) => one.quantity));
}

/**
 * A sale of the device as the server would tell what of it can come back.
 * @param {object} sale @param {object[]} notes this device's credit notes of it
 * @param {(productId: string) => boolean} isRegistered goods that aren't taken back here
 */
export function saleAlone(sale, notes, isRegistered) {
  const lines = sale.lines.map((line) => {
    const paper = sale.paper.lines[line.id];
    const before = cameBack(notes, line.id);
    const barred = isRegistered(line.product_id);
    const batches = line.allocations.map((take, index) => ({
      batch_id: take.batch_id, number: paper.batches[index]?.number ?? "", expiry: paper.batches[index]?.expiry ?? null,
      left: barred ? 0 : take.quantity - cameBack(notes, line.id, take.batch_id),
    }));
    const left = barred ? 0 : line.quantity - before;
    const { id, product_id, quantity: sold } = line;
    return { sale_line_id: id, product_id, product: paper.name, sold, before, left, batches };
  });
  return {
    sale_id: sale.id, number: sale.number, business_on: sale.business_on, total: sale.total, lines,
    left: leftBy(sale, notes),
  };
}

/** What may still be refunded by each way that something was paid by. */
function leftBy(sale, notes) {
  const left = {};
  for (const { method, tendered, change } of sale.payments.filter((one) => one.method !== EXCHANGE)) {
    left[method] = (left[method] ?? 0) + tendered - change;
  }
  for (const { method, amount } of notes.flatMap((note) => note.document.refunds)) {
    if (method in left) left[method] = Math.max(0, left[method] - amount);
  }
  return left;
}

/** The difference of two shares, each rounded down, so that the parts add up to the whole. */
const shareOf = (whole, sold, before, units) => (
  ratioDown([whole, before + units], [sold]) - ratioDown([whole, before], [sold]));

function partsOf(sale, notes, goods) {
  const taken = {};
  return goods.lines.map((one) => {
    const line = sale.lines.find((known) => known.id === one.sale_line_id);
    const before = cameBack(notes, line.id) + (taken[line.id] ?? 0);
    taken[line.id] = (taken[line.id] ?? 0) + one.quantity;
    const share = (whole) => shareOf(whole, line.quantity, before, one.quantity);
    const taxes = line.taxes.map((tax) => ({ ...tax, amount: share(tax.amount) }));
    const put = one.condition === "sealed" ? "quarantine" : "destruction";
    return {
      ...one, product_id: line.product_id, goes: one.batch_id ? put : "nowhere", amount: share(line.total),
      tax: sum(taxes.map((tax) => tax.amount)), taxes,
    };
  });
}

/** How an amount is refunded: by the way it was paid, or by one method. */
function refundOf(amount, by, left, totalOf) {
  const due = totalOf(amount, []);
  const others = Object.keys(left).filter((method) => method !== CASH).sort();
  const other = by === null ? Math.min(due, sum(others.map((one) => left[one]))) : by === CASH ? 0 : due;
  const tenders = [{ method: EXCHANGE, amount: other }, ...(other < due ? [{ method: CASH, amount: 0 }] : [])];
  const total = totalOf(amount, tenders);
  if (by !== null) return { total, refunds: total ? [{ method: by, amount: total }] : [] };
  const refunds = [];
  let rest = total;
  for (const method of others) {
    const part = Math.min(rest, left[method]);
    if (part) refunds.push({ method, amount: part });
    rest -= part;
  }
  return { total, refunds: rest ? [...refunds, { method: CASH, amount: rest }] : refunds };
}

/** @returns what the server's `POST return/check` would answer; sealed goods go to quarantine */
export function answerAlone({ sale, notes, goods, country, multiple, today }) {
  const lines = partsOf(sale, notes, goods);
  const amount = sum(lines.map((one) => one.amount));
  const left = leftBy(sale, notes);
  const rest = sale.total - sum(notes.map((note) => note.document.total));
  const came = sum(sale.lines.map((line) => cameBack(notes, line.id))) + sum(goods.lines.map((one) => one.quantity));
  const isLast = came === sum(sale.lines.map((line) => line.quantity));
  const totalOf = (worth, tenders) => {
    const due = isLast ? rest : worth;
    const rounded = Math.max(0, due + saleRounding(country, due, cashPart(tenders, multiple)));
    return isLast ? rounded : Math.min(rounded, rest);
  };
  const { total, refunds } = refundOf(amount, goods.refund_by, left, totalOf);
  const slack = Math.max(0, total - amount);
  const otherwise = refunds.some((one) => one.amount > (left[one.method] ?? 0) + (one.method === CASH ? slack : 0));
  const why = [...(sale.business_on === today ? [] : ["other_day"]), ...(otherwise ? ["other_means"] : [])];
  return {
    lines, rounding: total - amount, total, exchanged: 0, refunds,
    asks: why.length ? contentOf(goods.sale_id, why, lines, total, refunds) : null,
  };
}

/** Exactly what is approved. Twin of the server's content_of_return. */
function contentOf(saleId, why, lines, total, refunds) {
  return {
    sale_id: saleId, why, total, refunds,
    lines: lines.map(({ product_id, batch_id, quantity, goes, amount }) => (
      { product_id, batch_id, quantity, goes, amount })),
  };
}
