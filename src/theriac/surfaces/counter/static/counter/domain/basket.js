/**
 * The basket: what a person put in, before anything is decided about it. Every function returns a
 * new basket. What a line costs, takes and lacks is worked out by `assess.js`.
 *
 * @typedef {{id: string, product_id: string, pack_id: string, packs: number,
 *   pin: string|null, pin_reason: string, ground_id: string|null,
 *   serials?: {gtin: string, serial: string}[],
 *   found?: {batch_id: string, number: string, expiry: string, permitted_by: string}|null,
 *   prescription?: import("./dispense.js").OnLine, dose?: import("./safety/doses.js").Dose|null,
 *   price: {amount: number, units: number}|null}} Line
 *   `pin` is a batch that a person chose against the proposed order; `price` is the price shown
 *   when the line was added; `serials` are single packs of it that were scanned
 * @typedef {{id: string, lines: Line[], grounds: import("./grounds.js").Ground[], selected: string|null,
 *   removed: {line: Line, index: number}[], reserved?: import("./reserved.js").Kept[], name?: string}} Basket
 *   `name` is what it is known by while it waits, sealed
 */
import { withoutDoses } from "./safety/answers.js";

const KEPT_REMOVALS = 20;
export const MOST_PACKS = 99_999;

/** @returns {Basket} */
export function emptyBasket(id) {
  return { id, lines: [], grounds: [], selected: null, removed: [] };
}

/**
 * Add packs: the same pack of the same product again adds to its line.
 * @param {Basket} basket
 * @param {{id: string, product_id: string, pack_id: string, packs: number, pin?: string|null,
 *   pin_reason?: string, price: object|null}} addition `id` is used when a new line is needed
 * @returns {Basket} the touched line is selected
 */
export function addPacks(basket, addition) {
  const pin = addition.pin ?? null;
  const known = basket.lines.find((line) => line.product_id === addition.product_id
    && line.pack_id === addition.pack_id && !line.prescription && (pin === null || line.pin === pin));
  if (known) {
    const serials = [...(known.serials ?? []), ...(addition.serial ? [addition.serial] : [])];
    return change(basket, known.id, { packs: limited(known.packs + addition.packs), serials });
  }
  const line = {
    id: addition.id, product_id: addition.product_id, pack_id: addition.pack_id,
    packs: limited(addition.packs), pin, pin_reason: addition.pin_reason ?? "",
    ground_id: null, price: addition.price, serials: addition.serial ? [addition.serial] : [],
  };
  return { ...basket, lines: [...basket.lines, line], selected: line.id };
}

/** One basket with what was put into another meanwhile, behind its own lines. */
export function together(basket, other) {
  return {
    ...basket, lines: [...basket.lines, ...other.lines], grounds: [...basket.grounds, ...other.grounds],
    reviewed: [...(basket.reviewed ?? []), ...(other.reviewed ?? [])],
    selected: other.selected ?? basket.selected, removed: [...basket.removed, ...other.removed].slice(-KEPT_REMOVALS),
  };
}

function limited(packs) {
  return Math.max(1, Math.min(packs, MOST_PACKS));
}

function change(basket, lineId, changes) {
  const lines = basket.lines.map((line) => (line.id === lineId ? { ...line, ...changes } : line));
  return { ...basket, lines, selected: lineId };
}

/** Set how many packs a line has; fewer than one removes it. */
export function setPacks(basket, lineId, packs) {
  if (packs < 1) return removeLine(basket, lineId);
  const line = basket.lines.find((one) => one.id === lineId);
  return change(basket, lineId, {
    packs: limited(packs), ...(line?.serials ? { serials: line.serials.slice(0, packs) } : {}),
  });
}

/** The line that holds this single pack, or null. */
export function lineOfSerial(basket, { gtin, serial }) {
  const isIt = (one) => one.gtin === gtin && one.serial === serial;
  return basket.lines.find((line) => (line.serials ?? []).some(isIt)) ?? null;
}

/** Take a single pack out again; with its last pack the line goes. */
export function dropSerial(basket, pack) {
  const line = lineOfSerial(basket, pack);
  if (!line) return basket;
  const serials = line.serials.filter((one) => one.gtin !== pack.gtin || one.serial !== pack.serial);
  return line.packs > 1 ? change(basket, line.id, { packs: line.packs - 1, serials }) : removeLine(basket, line.id);
}

/** Give a line another pack, with the price of that pack. */
export function setPack(basket, lineId, packId, price, packs = null) {
  const changes = { pack_id: packId, price };
  return change(basket, lineId, packs === null ? changes : { ...changes, packs: limited(packs) });
}

/** How a line is taken, for the check of daily doses; null takes it back. Answers to sums with it hold no more. */
export function setDose(basket, lineId, dose) {
  const line = basket.lines.find((one) => one.id === lineId);
  if (!line) return basket;
  const answers = withoutDoses(basket.answers, [line.product_id]);
  return { ...change(basket, lineId, { dose }), ...(answers ? { answers } : {}) };
}

/** Take something off a line, by percent or amount with its reason; null takes it back. */
export function setDiscount(basket, lineId, discount) {
  return change(basket, lineId, { discount });
}

/** Keep a second person's yes to the discounts above the limit. */
export function keepApproval(basket, approval) {
  return { ...basket, approval };
}

/** Keep a second person's yes to what is beyond the quota. */
export function keepBeyond(basket, approval) {
  return { ...basket, beyond_approval: approval };
}

/** Keep a second person's signature for its controlled medicines. */
export function keepHandOver(basket, approval) {
  return { ...basket, hand_over: approval };
}

/** Whom the basket is for, by a sealed id; null for nobody. */
export function namePatient(basket, patient) {
  return { ...basket, patient };
}

/** Name the loyalty card that earns, or nobody's (null). */
export function nameMember({ member, ...basket }, number) {
  return number ? { ...basket, member: number } : basket;
}

/** Take a price that changed since the line was added. */
export function setPrice(basket, lineId, price) {
  return change(basket, lineId, { price });
}

/** Let a line take one chosen batch; null goes back to the proposed order. */
export function pinBatch(basket, lineId, batchId, reason) {
  return change(basket, lineId, { pin: batchId, pin_reason: batchId ? reason : "", found: null });
}

/** Let a line take goods that are in the hand although the books lack them; null lets go of them. */
export function findGoods(basket, lineId, found) {
  return change(basket, lineId, { found, pin: found?.batch_id ?? null, pin_reason: found ? "in_hand" : "" });
}

/** What a line saves by being another brand, in the pack in which that was chosen; else 0. */
export function savedOn({ instead, pack_id: packId, packs }) {
  return instead && instead.pack_id === packId ? instead.saving * packs : 0;
}

/** A line was taken for another brand of its medicine: which, and what that saves a pack. */
export function insteadOf(basket, lineId, instead) {
  return change(basket, lineId, { instead });
}

/** Take a line out; it can be put back. */
export function removeLine(basket, lineId) {
  const index = basket.lines.findIndex((line) => line.id === lineId);
  if (index < 0) return basket;
  const lines = basket.lines.filter((line) => line.id !== lineId);
  const next = lines[Math.min(index, lines.length - 1)];
  const removed = [...basket.removed, { line: basket.lines[index], index }].slice(-KEPT_REMOVALS);
  return { ...basket, lines, removed, selected: next?.id ?? null };
}

/** Put the last removed line back where it was. */
export function putBack(basket) {
  const last = basket.removed.at(-1);
  if (!last) return basket;
  const lines = [...basket.lines];
  lines.splice(Math.min(last.index, lines.length), 0, last.line);
  return { ...basket, lines, removed: basket.removed.slice(0, -1), selected: last.line.id };
}

/** Select a line, or the neighbour of the selected one by a step of 1 or -1. */
export function selectLine(basket, lineId) {
  return { ...basket, selected: lineId };
}

export function selectNeighbour(basket, step) {
  if (!basket.lines.length) return basket;
  const at = basket.lines.findIndex((line) => line.id === basket.selected);
  const next = at < 0 ? basket.lines.length - 1 : Math.max(0, Math.min(at + step, basket.lines.length - 1));
  return { ...basket, selected: basket.lines[next].id };
}

/** Record a ground (a prescription seen, or a named exception) for some lines. */
export function addGround(basket, ground, lineIds) {
  const lines = basket.lines.map((line) => (
    lineIds.includes(line.id) ? { ...line, ground_id: ground.id } : line));
  const now = { ...basket, lines, grounds: [...basket.grounds, ground] };
  return { ...now, grounds: groundsInUse(now) };
}

/** The grounds that lines stand on; one whose line was taken out may come back with it. */
export function groundsInUse(basket) {
  const used = new Set(basket.lines.map((line) => line.ground_id));
  return basket.grounds.filter((one) => used.has(one.id));
}
