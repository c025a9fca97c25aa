/**
 * From a basket that stands to the sale document of docs/counter-protocol.md. Pure: the number,
 * the instant and the ids come from outside.
 */
import { groundsInUse, savedOn } from "./basket.js";
import { codesOf, dispenseOf } from "./dispense.js";
import { questionOf } from "./grounds.js";
import { memberOf, pointsOfSale } from "./loyalty.js";
import { formatNumber } from "./numbering.js";
import { couponUsed, isAtPromise, promotionSent } from "./promotions/basket.js";
import { reservedSold } from "./reserved.js";
import { answersSent } from "./safety/answers.js";

/** The series that numbers a sale of this day, or null. */
export function seriesFor(series, today) {
  const open = series.filter((one) => !one.closed && one.starts_on <= today && today <= one.ends_on);
  return open.sort((left, right) => right.generation - left.generation)[0] ?? null;
}

/** The lines as the server is asked about them before payment; it knows nothing of what is in the hand. */
export function questionFor(state) {
  return {
    person_id: state.person.id,
    lines: state.assessed.lines.filter((row) => !row.found).flatMap((row) => row.parts.map((part, index) => ({
      line_id: row.line.id, ...lineFacts(row, part), ...serialsOf(row, index),
    }))),
    grounds: groundsInUse(state.basket).map(questionOf), ...reservedOf(state),
    patient_named: Boolean(state.basket.patient), ...whoseOf(state.basket),
    ...couponOf(state.assessed),
    ...(state.assessed.toHandOver && state.basket.hand_over ? { hand_over_id: state.basket.hand_over.id } : {}),
  };
}

/** Of a basket with a prescription whom it names, sealed: the server compares. */
function whoseOf({ id, patient, lines }) {
  return patient && codesOf(lines).length ? { sale_id: id, patient } : {};
}

function lineFacts(row, part) {
  return {
    product_id: row.product.id, pack_id: part.pack.id, packs: part.packs, quantity: part.quantity,
    price_amount: part.price.amount, price_units: part.price.units, ground_id: row.line.ground_id,
    ...dispenseOf(row.line),
    allocations: part.shares.map((share) => ({ batch_id: share.batch.id, quantity: share.quantity })),
  };
}

/**
 * The sale. Its id is the basket's, so that one basket can't be sold twice. `paper` is what the
 * receipt shows besides; it stays on the device.
 * @param {{series: object, sequence: number, till: object|null, state: object, paid: object, now: number,
 *   today: string, newId: () => string, version: string, tell?: (terms: object) => string}} facts `tell`
 *   says a promotion as the customer is told of it
 */
export function buildSale(facts) {
  const { series, sequence, state, paid, newId } = facts;
  const { totals } = state.assessed;
  const lines = [];
  const paper = {};
  for (const row of state.assessed.lines) {
    const split = row.parts.length > 1 ? { part_of: lines.length + 1 } : {};
    for (const [index, part] of row.parts.entries()) {
      const line = {
        ...saleLine(row, part, { position: lines.length + 1, id: newId(), tell: facts.tell }),
        ...serialsOf(row, index), ...split, ...doseOf(row, index),
      };
      lines.push(line);
      paper[line.id] = linePaper(row, part, state.settings);
    }
  }
  return {
    id: state.basket.id, number: formatNumber(state.settings.pharmacy.country, series.prefix, sequence),
    series_id: series.id, sequence, occurred_at: new Date(facts.now).toISOString(), business_on: facts.today,
    person_id: state.person.id, currency: state.settings.pharmacy.currency, lines,
    grounds: groundsInUse(state.basket), found: foundGoods(state.assessed.lines), payments: paid.payments,
    ...aside(state), ...answersOf(facts), ...(paid.credit_approval ? { credit_approval: paid.credit_approval } : {}),
    gross: totals.gross, discount: totals.discount, tax: totals.tax, rounding: paid.rounding, total: paid.total,
    ...(facts.till ? { till_session_id: facts.till.id } : {}),
    stock_as_of: state.feed.as_of, app_version: facts.version,
    paper: {
      lines: paper, person: state.person.short_name, terminal: state.device.terminal.name,
      ...pointsTold(state, paid),
      taxes: totals.taxes, inclusive: totals.inclusive, prescriptions: codesOf(state.basket.lines),
      form: totals.taxes.length || !state.settings.receipt.forms.untaxed ? "taxed" : "untaxed",
    },
  };
}

/** What its member's receipt shows of points. */
function pointsTold(state, paid) {
  const points = pointsOfSale(memberOf(state), state.assessed.lines, paid.payments);
  return points ? { points } : {};
}

/** What it has of reservations; nothing for an ordinary sale. */
function reservedOf({ basket, assessed }) {
  const reserved = reservedSold(basket, assessed.lines);
  return reserved.length ? { reserved } : {};
}

/** Who approved its discounts above the limit, whom it is for; nothing for an ordinary sale. */
function aside({ basket, assessed }) {
  const { content, ...approval } = basket.approval ?? {};
  return {
    ...beyondOf(basket, assessed), ...reservedOf({ basket, assessed }),
    ...(assessed.toApprove && basket.approval ? { approval } : {}),
    ...handOverOf(basket, assessed),
    ...(basket.patient ? { patient: basket.patient } : {}),
    ...couponOf(assessed), ...quotationOf(basket, assessed),
    ...(basket.member ? { member_number: basket.member } : {}),
  };
}

function couponOf(assessed) {
  const coupon = couponUsed(assessed.lines);
  return coupon ? { coupon } : {};
}

/** The quotation that promised what lines cost; nothing where they cost what they cost today. */
function quotationOf({ quotation }, assessed) {
  return quotation && assessed.lines.some(isAtPromise) ? { quotation_id: quotation.id } : {};
}

/** Of a brand that was taken for another: which, and what that saved by the prices then; once a line. */
function insteadOf({ line, parts }, part) {
  if (!line.instead || part !== parts[0]) return {};
  return { instead_of: line.instead.product_id, instead_saved: savedOn(line) };
}

/** Who signed its controlled medicines beside the seller: the server has it under its id. */
function handOverOf(basket, assessed) {
  const { content, ...given } = basket.hand_over ?? {};
  return assessed.toHandOver && content ? { hand_over: given } : {};
}

/** Safety alerts that somebody answered. */
function answersOf({ state: { basket, assessed }, answering }) {
  const products = assessed.lines.map((row) => row.product.id);
  return answersSent(basket.answers, products, { ...answering, forPatient: Boolean(basket.patient) });
}

/** What was sold without the network beyond the quota, and who approved it. */
function beyondOf(basket, assessed) {
  if (!assessed.beyond) return {};
  const { content, ...approval } = basket.beyond_approval ?? {};
  return { beyond: assessed.beyond.beyond, ...(content ? { beyond_approval: approval } : {}) };
}

/** What comes in with the sale: units that the books lack of batches in the hand. */
function foundGoods(rows) {
  return rows.filter((row) => row.found > 0).map((row) => {
    const { batch_id, number, expiry, permitted_by } = row.line.found;
    return { batch_id, product_id: row.product.id, quantity: row.found, number, expires_on: expiry, permitted_by };
  });
}

function saleLine(row, part, { position, id, tell = () => "" }) {
  const { gross, discount, taxable, tax, total, taxes } = part.priced;
  const { allocations, ...known } = lineFacts(row, part);
  const reason = reasonFor(row.line, part);
  return {
    id, position, ...known, gross, discount, taxable, tax, total, taxes, allocations,
    ...(reason ? { batch_reason: reason } : {}), ...promotionSent(part, tell),
    ...(isAtPromise(row) ? { is_promised: true } : {}), ...insteadOf(row, part),
  };
}

/** The single packs that were scanned, so many on each part as it has packs; what is left on the last. */
function serialsOf(row, index) {
  const before = row.parts.slice(0, index).reduce((sum, part) => sum + part.packs, 0);
  const end = index === row.parts.length - 1 ? undefined : before + row.parts[index].packs;
  const serials = (row.line.serials ?? []).slice(before, end);
  return serials.length ? { serials } : {};
}

/** How it is taken, where anybody said so; of a line in parts on its first. */
function doseOf({ line: { dose } }, index) {
  return dose && index === 0 ? { dose } : {};
}

/** Why a person took this batch before the first to expire; "" where nobody did. */
function reasonFor(line, part) {
  return part.shares.some((share) => share.batch?.id === line.pin) ? line.pin_reason ?? "" : "";
}

function linePaper(row, part, settings) {
  const printed = settings.classes[row.product.legal_class];
  return {
    name: row.product.name, pack: { name: part.pack.name, factor: part.pack.factor },
    unit_price: part.unitPrice, hsn: row.product.hsn ?? "", mark: printed?.on_receipt ? printed.mark : "",
    batches: part.shares.map((share) => ({
      number: share.batch.number, expiry: share.batch.expiry, quantity: share.quantity,
    })),
  };
}
