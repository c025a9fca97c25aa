/**
 * A till session on the device: its running sums, what is expected, and the documents that the server
 * gets of it (docs/counter-protocol.md). Pure; whole minor units.
 */
import { sum } from "./rounding.js";

export const MOVES = {
  cash_in: ["change", "bank", "owner", "income"],
  cash_out: ["refund", "expense", "utilities", "salary", "owner"],
  safe_drop: ["safe", "bank"],
};
export const WHYS = ["change", "unrecorded", "method", "counting", "unknown"];
const REFUND = "refund";
const MOST_NOTES = 20;
const NOTHING = { count: 0, gross: 0, discount: 0, tax: 0, rounding: 0, total: 0, received: 0, change: 0 };

/**
 * A sum that hardly any till holds: a code scanned into the field, or a slip. Twin of the server's tills/rules.py,
 * which says why it goes by the digits of what is `held`.
 */
export function isUnlikely(amount, held, largestNote) {
  const about = held > 0 ? 10 ** String(held).length : 0;
  return amount > about + MOST_NOTES * largestNote;
}

/** A session as it begins; `carriedFrom` is the session whose cash it goes on with. */
export function newSession({ id, at, person, cash, currency, carriedFrom }) {
  const opening = {
    kind: "opening", id, at, person_id: person.id, cash, currency,
    ...(carriedFrom ? { carried_from: carriedFrom } : {}),
  };
  return {
    id, state: "open", opening, opened_by: person.short_name, moves: [], sums: NOTHING, methods: {}, taxes: [],
    taken: [], numbers: [], pieces: null, closing: null,
  };
}

/** The session with a sale in its sums. */
export function withSale(session, sale) {
  const cash = sale.payments.filter((payment) => payment.method === "cash");
  const { sums } = session;
  return {
    ...session,
    sums: {
      count: sums.count + 1, gross: sums.gross + sale.gross, discount: sums.discount + sale.discount,
      tax: sums.tax + sale.tax, rounding: sums.rounding + sale.rounding, total: sums.total + sale.total,
      received: sums.received + sum(cash.map((one) => one.tendered)),
      change: sums.change + sum(cash.map((one) => one.change)),
    },
    methods: withMethods(session.methods, sale.payments),
    taxes: withTaxes(session.taxes, sale.lines),
    numbers: withNumber(session.numbers, sale),
  };
}

/** The session with money that came for an account or a gift card, but cash, which is a move. */
export function withTaken(session, { reason, method, amount }) {
  const isSame = (one) => one.reason === reason && one.method === method;
  const { taken } = session;
  const known = taken.find(isSame) ?? { reason, method, count: 0, amount: 0 };
  const changed = { ...known, count: known.count + 1, amount: known.amount + amount };
  return { ...session, taken: [...taken.filter((one) => !isSame(one)), changed] };
}

function withMethods(methods, payments) {
  const found = { ...methods };
  for (const { method, tendered, change } of payments) {
    const known = found[method] ?? { count: 0, amount: 0 };
    found[method] = { count: known.count + 1, amount: known.amount + tendered - change };
  }
  return found;
}

function withTaxes(taxes, lines) {
  const found = taxes.map((one) => ({ ...one }));
  for (const { code, rate_bp: rate, amount } of lines.flatMap((line) => line.taxes)) {
    const known = found.find((one) => one.code === code && one.rate_bp === rate);
    if (known) known.amount += amount;
    else found.push({ code, rate_bp: rate, amount });
  }
  return found;
}

function withNumber(numbers, { series_id: seriesId, sequence, number }) {
  const known = numbers.find((one) => one.series_id === seriesId);
  const others = numbers.filter((one) => one !== known);
  if (!known) return [...others, { series_id: seriesId, first: sequence, last: sequence, from: number, to: number }];
  return [...others, { ...known, last: sequence, to: number }];
}

export function moveDocument({ id, session, kind, at, person, amount, reason, note }) {
  return { kind, id, session_id: session.id, at, person_id: person.id, amount, reason, note };
}

/** Cash that pays a credit note out. */
export function refundDocument({ returnId, number, ...facts }) {
  return { ...moveDocument({ ...facts, kind: "cash_out", reason: REFUND, note: number }), return_id: returnId };
}

/** What the till should hold, line by line. Twin of the server's rules.py. */
export function expectedLines(session) {
  const of = (kind, refund) => sum(session.moves
    .filter((move) => move.kind === kind && (move.reason === REFUND) === refund).map((move) => move.amount));
  return {
    opening: session.opening.cash, received: session.sums.received, change: session.sums.change,
    refunds: of("cash_out", true), put_in: of("cash_in", false), taken_out: of("cash_out", false),
    dropped: of("safe_drop", false),
  };
}

export function expectedCash(session) {
  const { opening, received, change, refunds, put_in: putIn, taken_out: takenOut, dropped } = expectedLines(session);
  return opening + received - change - refunds + putIn - takenOut - dropped;
}

/** The sum of counted pieces by value; null before anything was counted. */
export function countedCash(session) {
  return session.pieces ? sum(session.pieces.map(({ value, pieces }) => value * pieces)) : null;
}

/** MLT-K2-26- gives MLT-K2-Z26-0007. Twin of the server's countries/documents.py. */
export function zNumber(prefix, sequence) {
  const separator = prefix.at(-1);
  const parts = prefix.slice(0, -1).split(separator);
  const year = parts.pop();
  return `${parts.join(separator)}${separator}Z${year}${separator}${String(sequence).padStart(4, "0")}`;
}

export function closingDocument({ id, session, at, person, toSafe, why, note, series }) {
  const sequence = series.next_z ?? 1;
  return {
    kind: "closing", id, session_id: session.id, at, person_id: person.id,
    cash: session.pieces.filter((one) => one.pieces), expected: expectedCash(session), to_safe: toSafe, why, note,
    z_series_id: series.id, z_sequence: sequence, z_number: zNumber(series.prefix, sequence),
    numbers: session.numbers.map(({ series_id, first, last }) => ({ series_id, first, last })),
  };
}
