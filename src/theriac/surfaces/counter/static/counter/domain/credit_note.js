/**
 * A credit note that the device writes for goods that come back by their receipt
 * (docs/counter-protocol.md). Pure; whole minor units and base units.
 */
import { formatNumber } from "./numbering.js";
import { sum } from "./rounding.js";

export const CONDITIONS = ["sealed", "opened", "damaged"];
export const REASONS = ["unwanted", "wrong_item", "damaged", "not_tolerated", "recalled", "expired", "other"];
export const REFUNDED_BY = ["cash", "card", "transfer", "qr"];
const FIRST = 1;

/** MLT-K2-26- gives MLT-K2-C26-. Twin of the server's countries/documents.py. */
export function creditNotePrefix(prefix) {
  const separator = prefix.at(-1);
  const parts = prefix.slice(0, -1).split(separator);
  const year = parts.pop().slice(0, 2);
  return `${parts.join(separator)}${separator}C${year}${separator}`;
}

/** What of a sale can come back, batch by batch, as rows of a form. */
export function rowsOf(sale) {
  return sale.lines.flatMap((line) => {
    const service = { batch_id: null, number: "", expiry: null, left: line.left };
    const batches = line.batches.length ? line.batches : [service];
    return batches.filter((batch) => batch.left > 0).map((batch) => ({
      key: `${line.sale_line_id} ${batch.batch_id}`, sale_line_id: line.sale_line_id, product_id: line.product_id,
      product: line.product, batch_id: batch.batch_id, batch: batch.number, expiry: batch.expiry, left: batch.left,
      units: "", condition: CONDITIONS[0],
    }));
  });
}

/**
 * Which rows are wrong, by their keys; "" under none where nothing is to come back.
 * @returns {Record<string, string>}
 */
export function wrongRows(rows) {
  const typed = rows.filter((row) => row.units.trim() !== "" && row.units.trim() !== "0");
  if (!typed.length) return { "": "return.nothing" };
  const wrong = typed.filter((row) => !/^[0-9]{1,9}$/.test(row.units.trim()) || Number(row.units) > row.left);
  return Object.fromEntries(wrong.map((row) => [row.key, "return.units.wrong"]));
}

/** What the server is asked about: the rows of which something comes back. */
export function goodsAsked({ saleId, rows, reason, note, refundBy }) {
  return {
    sale_id: saleId, reason, note: note.trim(), refund_by: refundBy || null,
    lines: rows.filter((row) => Number(row.units) > 0).map((row) => ({
      sale_line_id: row.sale_line_id, batch_id: row.batch_id, quantity: Number(row.units), condition: row.condition,
    })),
  };
}

/** What of the refund is paid in cash. */
export const cashOf = (document) => (
  sum(document.refunds.filter((one) => one.method === "cash").map((one) => one.amount)));

/**
 * The document that the server gets, under the next number of the series.
 * @param {{id: string, at: string, person: object, country: string, goods: object, answer: object,
 *   approval: object|null, exchangeSaleId?: string|null}} facts `answer`: what the return comes to
 * @param {{series: object, till: object|null}} taken
 */
export function creditNoteDocument(facts, { series, till }) {
  const { goods, answer, approval, exchangeSaleId = null } = facts;
  const sequence = series.next_c ?? FIRST;
  const document = {
    kind: "return", id: facts.id, session_id: null, at: facts.at, person_id: facts.person.id,
    series_id: series.id, sequence, number: formatNumber(facts.country, creditNotePrefix(series.prefix), sequence),
    sale_id: goods.sale_id, reason: goods.reason, note: goods.note,
    lines: answer.lines.map(({ sale_line_id, batch_id, quantity, condition, goes }) => (
      { sale_line_id, batch_id, quantity, condition, goes })),
    total: answer.total, refunds: answer.refunds.map(({ method, amount }) => ({ method, amount })),
    ...(answer.exchanged ? { exchange_sale_id: exchangeSaleId, exchanged: answer.exchanged } : {}),
    ...(approval ? { approval } : {}),
  };
  return till && cashOf(document) ? { ...document, session_id: till.id } : document;
}

/** What the paper shows besides the document. */
export function paperOfNote({ sale, answer, person, terminal, productOf }) {
  return notePaper({ receipt: sale.number, labelOf: labelsOf(sale), answer, person, terminal, productOf });
}

/** How the product and the batch of a part are called, by what of a sale can come back. */
export function labelsOf(sale) {
  const rows = Object.fromEntries(sale.lines.map((line) => [line.sale_line_id, line]));
  return (one) => {
    const line = rows[one.sale_line_id];
    return {
      product: line.product, batch: line.batches.find((known) => known.batch_id === one.batch_id)?.number ?? "",
    };
  };
}

/** The same of any return; `receipt` is "" where there is none. */
export function notePaper({ receipt, labelOf, answer, person, terminal, productOf }) {
  return {
    receipt, person: person.short_name, terminal, rounding: answer.rounding,
    lines: answer.lines.map((one) => ({
      ...labelOf(one), quantity: one.quantity, amount: one.amount,
      packs: (productOf(one.product_id)?.packs ?? []).map(({ name, factor }) => ({ name, factor })),
    })),
    taxes: summed(answer.lines.flatMap((one) => one.taxes)),
    taxable: sum(answer.lines.map((one) => one.amount - one.tax)),
  };
}

function summed(taxes) {
  const found = [];
  for (const { code, rate_bp: rate, amount } of taxes) {
    const known = found.find((one) => one.code === code && one.rate_bp === rate);
    if (known) known.amount += amount;
    else found.push({ code, rate_bp: rate, amount });
  }
  return found;
}
