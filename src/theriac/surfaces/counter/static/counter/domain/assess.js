/**
 * What a basket comes to here and now: for each line the batches to take, the price, the tax, and
 * what stands in its way. Pure: stock, prices, rights and the day come from outside.
 *
 * A problem has a kind and a level (stop or look), and keeps the payment waiting until it is
 * decided. One of them is open: the selected line's, else the first.
 */
import { isService, isSold } from "./lifecycle.js";
import { dispenseProblems } from "./dispense.js";
import { approvalHolds, contentToApprove, discountShares, isAbove, isTooMuch, limitFor } from "./discounts.js";
import { allocate, reasonNotSold } from "./fefo.js";
import { gateOf } from "./gating.js";
import { awaitSignature } from "./hand_over.js";
import {
  batchPrice, findBreach, hetInForce, lineAmount, mostFor, resolvePrice, splitLine, unstockedPart,
} from "./pricing.js";
import { promoted } from "./promotions/basket.js";
import { isLater } from "./scanned.js";
import { beyondQuota, quotaProblems, takeByQuota } from "./quotas.js";
import { keptBatches, takenOfKept, withKept } from "./reserved.js";
import { factsOf } from "./tax.js";
import { priceLine, totalSale } from "./totals.js";

/** The listed price of a pack at this branch and moment, or null. */
export function listedPrice(product, pack, world) {
  return resolvePrice(product.packs, product.prices, pack.id, {
    branch_id: world.settings.branch.id, moment: world.now,
  });
}

/** What one pack of goods of this batch costs, in minor units, or null. */
export function priceOfPack(product, pack, batch, world) {
  const price = batchPrice(listedPrice(product, pack, world), goodsOf(batch), soldAs(product, pack, world));
  return price && lineAmount(price, pack.factor);
}

function soldAs(product, pack, world) {
  return {
    sells_at_mrp: factsOf(world.place.country).sells_at_mrp, pack_units: pack.factor,
    het: hetInForce(product.ceilings, world.now),
  };
}

/** What of a batch decides its price. */
const goodsOf = (batch) => ({ mrp: batch?.mrp ?? null, own: batch?.own_price ?? null });

/** What decides the tax of all lines. */
export function taxContext(world) {
  const { settings, today, place } = world;
  const generic = place.country === "generic";
  const rates = generic && settings.tax_rate_bp ? [{
    tax_class: factsOf("generic").tax_classes[0], code: "TAX",
    rate_bp: settings.tax_rate_bp, valid_from: "0001-01-01",
  }] : [];
  return {
    on: today, registered: settings.branch.tax_registered, rates, supplier_state: settings.branch.tax_state,
    inclusive: generic ? settings.tax_inclusive : factsOf(place.country).prices_include_tax,
  };
}

/**
 * @param {{basket: import("./basket.js").Basket, serverRefusals: Record<string, object>}} state
 * @param {{product(id: string): object|null, shelf(id: string): object[],
 *   rules(product: object): import("./fefo.js").Rules}} catalogue
 * @param {{today: string, now: string, settings: object, place: object}} world
 * @param {(line: object, position: number, work: () => object) => object} [remember] gives back
 *   what `work` gave for the same line where nothing around it changed (see memory.js)
 */
export function assess(state, catalogue, world, remember = (line, position, work) => work()) {
  const { basket } = state;
  const around = {
    basket, catalogue, world, alone: state.alone === true, context: taxContext(world), taken: new Map(),
  };
  const known = basket.lines.map((line, index) => remember(line, index + 1, () => {
    const row = assessLine(line, around);
    const refusal = state.serverRefusals[line.id];
    const problems = [...row.problems, ...(refusal && !row.problems.length ? [fromServer(refusal)] : [])]
      .map((problem) => ({ ...problem, lineId: line.id, position: index + 1 }));
    return signed({ ...row, problems });
  }));
  const cheapest = promoted(known, basket, { world, context: around.context, signed });
  const { lines: signedLines, toHandOver } = awaitSignature(cheapest, basket, world, signed);
  const { lines: judgedLines, toApprove } = judged(signedLines, basket, world);
  const { lines, beyond } = withinQuota(judgedLines, state, catalogue, world);
  const problems = lines.flatMap((row) => row.problems);
  return {
    lines, problems, open: openOf(problems, basket.selected),
    totals: totalsOf(lines, around.context, world), toApprove, beyond, toHandOver,
  };
}

/** Without the network only the device's quota is sold; more waits for somebody's approval. */
function withinQuota(rows, { basket, alone }, catalogue, world) {
  const beyond = alone && catalogue.quotaOf ? beyondQuota(basket.id, rows, catalogue.quotaOf) : null;
  const problems = quotaProblems(beyond, rows, basket.beyond_approval, catalogue.quotaOf, world.now);
  if (!problems.size) return { lines: rows, beyond };
  const lines = rows.map((row, index) => (
    problems.has(index) ? signed({ ...row, problems: [...row.problems, problems.get(index)] }) : row));
  return { lines, beyond };
}

/** Lines whose discount is above the limit wait for somebody's approval of exactly these. */
function judged(rows, basket, world) {
  const limit = limitFor(world.settings.discounts, world.roles);
  const toApprove = contentToApprove(basket.id, rows, limit);
  if (!toApprove || approvalHolds(basket.approval, toApprove, world.now)) return { lines: rows, toApprove };
  const lines = rows.map((row, index) => {
    if (!isAbove(row, limit)) return row;
    const problem = { kind: "approval", level: "stop", limit, lineId: row.line.id, position: index + 1 };
    return signed({ ...row, problems: [...row.problems, problem] });
  });
  return { lines, toApprove };
}

/** The problem that is shown whole: the selected line's, else the first. */
export function openOf(problems, selected) {
  return problems.find((problem) => problem.lineId === selected) ?? problems[0] ?? null;
}

function fromServer(refusal) {
  const { type, title, detail } = refusal;
  return { kind: "server", level: "stop", type, title, detail };
}

function totalsOf(lines, context, world) {
  const priced = lines.flatMap((row) => row.parts.map((part) => part.priced)).filter(Boolean);
  const totals = totalSale(world.place.country, priced, null);
  return { ...totals, subtotal: totals.total - totals.rounding, inclusive: context.inclusive };
}

function assessLine(line, around) {
  const product = around.catalogue.product(line.product_id);
  const pack = product?.packs.find((one) => one.id === line.pack_id);
  if (!pack || !isSold(product)) return goneLine(line, product);
  const quantity = line.packs * pack.factor;
  const stock = takeStock(line, product, quantity, around);
  const parts = pricedParts(line, product, pack, stock, around);
  const [first] = parts;
  const known = parts.every((part) => part.priced);
  return {
    line, product, pack, quantity, parts, proposed: stock.proposed, taken: stock.taken,
    found: stock.found ?? 0, kept: stock.kept ?? 0, openedFirst: openedFirst(stock),
    unitPrice: first.price ? lineAmount(first.price, first.pack.factor) : null,
    amount: known ? parts.reduce((sum, part) => sum + part.priced.gross, 0) : null,
    off: known ? parts.reduce((sum, part) => sum + part.priced.discount, 0) : 0,
    problems: [
      ...stockProblems(line, product, pack, stock, around),
      ...gateOf(line, product, around.basket, around.world), ...dispenseProblems(line, quantity, around.alone),
      ...priceProblems(line, product, pack, parts, around.world),
      ...discountProblems(line, parts),
    ],
  };
}

/** A product that left the catalogue while it lay in the basket. */
function goneLine(line, product) {
  const pack = { id: line.pack_id, name: "", factor: 1, sellable: false };
  return {
    line, product: product ?? { id: line.product_id, name: line.product_id, legal_class: "", packs: [pack] }, pack,
    quantity: line.packs, parts: [], proposed: [], taken: [], unitPrice: null, amount: null,
    problems: [{ kind: "gone", level: "stop" }],
  };
}

/** The batches for a line out of what earlier lines left; a chosen batch goes first. */
function takeStock(line, product, quantity, { basket, catalogue, taken, alone }) {
  if (isService(product)) return { proposed: [], taken: [], short: 0, pinned: null, why: null, left: [] };
  const rules = { ...catalogue.rules(product), minDays: line.prescription?.min_days ?? 0 };
  const kept = keptBatches(basket, product.id);
  const left = catalogue.shelf(product.id)
    .map((batch) => without(withKept(batch, kept.get(batch.id)), taken.get(batch.id) ?? 0));
  const proposed = allocate(left, Number.MAX_SAFE_INTEGER, rules).taken.map((part) => part.batch);
  if (line.found) return takeFound(line, product, quantity, { left, rules, proposed, taken });
  const pinned = left.find((batch) => batch.id === line.pin) ?? null;
  const why = pinned ? reasonNotSold(pinned, rules) : null;
  const order = pinned && !why ? [pinned, ...proposed.filter((batch) => batch.id !== pinned.id)] : proposed;
  const quota = alone && catalogue.quotaOf ? catalogue.quotaOf(product.id) : null;
  const { parts, missing } = takeByQuota(order, quantity, quota, { pinned: pinned && !why ? pinned : null, kept });
  for (const part of parts) taken.set(part.batch.id, (taken.get(part.batch.id) ?? 0) + part.quantity);
  return { proposed, taken: parts, short: missing, pinned, why, left, rules, kept: takenOfKept(parts, kept) };
}

/** Whether the box to take from is open while another batch could be taken instead. */
function openedFirst({ taken: [first], proposed }) {
  return first?.opened === true && proposed.length > 1;
}

/** The batch as it lies there once earlier lines took so many units of it. */
function without(batch, units) {
  return { ...batch, quantity: batch.quantity - units, earlier: units, lying: (batch.lying ?? batch.quantity) - units };
}

/** All of the line out of the hand: what the books have of that batch, the rest is found. */
function takeFound(line, product, quantity, { left, rules, proposed, taken }) {
  const { batch_id: id, number, expiry } = line.found;
  const known = left.find((batch) => batch.id === id);
  const batch = known ?? {
    id, product_id: product.id, number, expiry, status: "available", shelf: "", mrp: null, own_price: null, quantity: 0,
  };
  const found = quantity - Math.min(quantity, batch.quantity);
  taken.set(id, (taken.get(id) ?? 0) + quantity - found);
  const why = reasonNotSold(batch, rules);
  return { proposed, taken: [{ batch, quantity, opened: false }], short: 0, pinned: batch, why, left, rules, found };
}

/**
 * The line's parts, one for each MRP and own price, with price and amounts; what is missing is priced too. A part
 * counted in a smaller pack than was asked for keeps that pack's price, by exact ratio.
 */
function pricedParts(line, product, pack, stock, { world, context }) {
  const shares = stock.taken.map(({ batch, quantity }) => ({ batch, batch_id: batch.id, quantity, ...goodsOf(batch) }));
  if (stock.short) shares.push({ batch: null, batch_id: "", quantity: stock.short, ...goodsOf(stock.taken[0]?.batch) });
  const het = hetInForce(product.ceilings, world.now);
  const listed = line.price ?? listedPrice(product, pack, world);
  const whole = isService(product) ? unstockedPart(line.packs * pack.factor, product.packs, pack.id) : null;
  const split = (whole ?? splitLine(shares, product.packs, pack.id)).map((part) => ({
    part, price: batchPrice(listed, part, soldAs(product, part.pack, world)),
  }));
  const grosses = split.map(({ part, price }) => (price ? lineAmount(price, part.quantity) : 0));
  const off = discountShares(line.discount, grosses);
  return split.map(({ part, price }, index) => {
    const ceilings = [part.mrp && { kind: "mrp", ...part.mrp }, het].filter(Boolean);
    if (!price) return { ...part, price: null, unitPrice: null, priced: null, ceilings };
    const toPrice = { price, quantity: part.quantity, tax_class: product.tax_class, discount: off[index] };
    return {
      ...part, price, unitPrice: lineAmount(price, part.pack.factor), ceilings,
      priced: priceLine(world.place.country, toPrice, context),
    };
  });
}

function stockProblems(line, product, pack, stock, { world }) {
  const problems = [];
  if (stock.pinned && stock.why) {
    problems.push({
      kind: "unsellable_batch", level: "stop", why: stock.why, batch: stock.pinned,
      next: stock.proposed[0] ?? null,
    });
  } else if (stock.short) {
    const here = line.packs * pack.factor - stock.short;
    const unsold = here ? null : stock.left.find((batch) => batch.quantity > 0);
    problems.push({
      kind: "insufficient", level: "stop", here, sellable: mostOf(here, product, pack),
      why: unsold ? reasonNotSold(unsold, stock.rules) : null, today: world.today,
    });
  } else if (stock.pinned && !line.pin_reason && stock.rules.rotation !== "fifo"
    && isLater(stock.pinned, stock.proposed[0])) {
    problems.push({ kind: "later_batch", level: "look", batch: stock.pinned, first: stock.proposed[0] });
  }
  return problems;
}

/** The most that can be sold of what is here, in the pack asked for or the next smaller one. */
function mostOf(here, product, pack) {
  const fitting = product.packs.filter((one) => one.sellable && one.factor <= pack.factor && one.factor <= here)
    .sort((left, right) => right.factor - left.factor);
  return fitting.length ? { pack: fitting[0], packs: Math.floor(here / fitting[0].factor) } : null;
}

function priceProblems(line, product, pack, parts, world) {
  if (parts.some((part) => !part.price)) return [{ kind: "no_price", level: "stop" }];
  const now = listedPrice(product, pack, world);
  const listed = parts.some((part) => !part.own && !(part.mrp && factsOf(world.place.country).sells_at_mrp));
  if (listed && line.price && now && differs(line.price, now)) {
    return [{
      kind: "price_changed", level: "look",
      was: lineAmount(line.price, pack.factor), is: lineAmount(now, pack.factor),
    }];
  }
  for (const part of parts) {
    const breach = findBreach(part.priced.total, part.quantity, part.ceilings);
    if (breach) {
      const limit = mostFor(breach.ceiling, part.pack.factor);
      return [{ kind: "over_ceiling", level: "stop", ceiling: breach.ceiling.kind, limit }];
    }
  }
  return [];
}

/** The line got smaller than what was taken off it. */
function discountProblems(line, parts) {
  const grosses = parts.map((part) => part.priced?.gross ?? 0);
  return isTooMuch(line.discount, grosses) ? [{ kind: "discount_unfit", level: "stop" }] : [];
}

function differs(was, is) {
  return was.amount !== is.amount || was.units !== is.units;
}

/** What is drawn of a line, as text: equal texts need no new drawing. */
function signed(row) {
  const signature = JSON.stringify([
    row.line, row.product.name, row.product.legal_class, row.pack.name, row.unitPrice, row.amount, row.off,
    row.taken.map(({ batch, quantity }) => [batch.number, batch.expiry, batch.shelf, batch.status, quantity]),
    row.openedFirst, row.problems.map((problem) => problem.kind), row.kept,
    row.promotions?.map((one) => [one.id, one.off]),
  ]);
  return { ...row, signature };
}
