/**
 * What people do at a simulated counter, by the counter's own actions: they sell, park, fetch, take back, exchange,
 * open, move and close the till. Each act answers what came of it, `{text}` or what was written, and leaves the desk as it found it.
 */
import { readLeft } from "/counter/db/till.js";
import { voidNumber } from "/counter/db/sales.js";
import { goodsAsked, rowsOf } from "/counter/domain/credit_note.js";
import { seriesFor } from "/counter/domain/sale.js";
import { expectedCash } from "/counter/domain/till.js";

const refused = (text) => ({ text: text || "refused" });

/** The basket is empty, nobody's, pays for nothing that came back, and nothing is being paid. */
function emptied(app) {
  if (app.store.get().phase === "paying") app.run("leave_pay");
  app.close();
  if (app.store.get().exchange) app.run("drop_exchange");
  for (const line of app.store.get().basket.lines) app.run("remove", line.id);
  if (app.store.get().basket.member) app.run("forget_member");
}

function fill(app, lines) {
  for (const { product_id: id, factor, packs } of lines) {
    const product = app.catalogue.product(id);
    const pack = product?.packs.find((one) => one.factor === factor);
    if (pack) app.run("add", { product, pack, packs });
  }
}

/** Nothing is sold: the basket is emptied, or waits again, and what stood in the way is told. */
async function unsold(app, keeps) {
  const { assessed, payment, phase } = app.store.get();
  const why = assessed.problems.map((problem) => problem.kind ?? problem.type ?? problem.code);
  if (payment?.error) why.push(payment.error);
  if (phase === "paying") app.run("leave_pay");
  const isParked = keeps && await app.run("park");
  emptied(app);
  return { sale: null, why, isParked };
}

/** The prescription for what needs one. @returns {Promise<object|null>} what was typed */
async function prescribe(app) {
  const rows = app.store.get().assessed.lines.filter((row) => row.problems.some((one) => one.kind === "prescription"));
  if (!rows.length) return null;
  const seen = { prescriber: `dr. ${app.env.newId().slice(-6)}`, number: `R-${app.env.newId().slice(-6)}` };
  const form = { kind: "prescription", ...seen, written_on: app.today() };
  await app.run("add_ground", { form, lineIds: rows.map((row) => row.line.id) });
  return seen;
}

/** By points what they can pay, and the rest in cash. */
async function pay(app, method, account) {
  app.run("method", method);
  if (method === "credit") await app.run("reference", account);
  if (method === "points" && !await app.run("split_payment")) app.run("method", "cash");
}

export async function sell({ app }, { lines, member, ...given }) {
  emptied(app);
  fill(app, lines);
  if (member) await app.run("name_member", member);
  return paid(app, given);
}

/** What is in the basket is paid for. @returns {Promise<{sale: object|null, why?: string[]}>} */
async function paid(app, { method, account, keeps = false }) {
  const seen = await prescribe(app);
  await app.run("pay");
  if (app.store.get().phase !== "paying") return { ...await unsold(app, keeps), seen };
  await pay(app, method, account);
  await app.run("complete", { print: true });
  if (app.store.get().phase === "paying") return { ...await unsold(app, keeps), seen };
  const { paper, ...sale } = app.store.get().shown.sale;
  return { sale: { ...sale, seen } };
}

/** A basket waits for any till. @returns {Promise<{parked?: string, text?: string}>} its id */
export async function park({ app }, { lines }) {
  emptied(app);
  fill(app, lines);
  const { id } = app.store.get().basket;
  return await app.run("park") ? { parked: id } : refused("nothing parked");
}

/** One that waits, here or on another till, is fetched and paid for; else it waits again. */
export async function fetchParked({ app }, { pick, ...given }) {
  emptied(app);
  await app.listParked();
  const { parked, waiting } = app.store.get();
  const ids = [...waiting.map((one) => one.id), ...parked.map((one) => one.basket.id)];
  if (!ids.length) return refused("nothing waits");
  await app.run("fetch_parked", ids[pick % ids.length]);
  if (!app.store.get().basket.lines.length) return refused("not to be had");
  const fetched = app.store.get().basket.id;
  const found = await paid(app, { ...given, keeps: true });
  return { ...found, fetched };
}

/** Goods come back and others are taken for them: only the difference is paid. */
export async function exchange({ app }, { lines, method, account, ...given }) {
  const { found, text } = await asked(app, given);
  if (!found) return refused(text);
  app.run("start_exchange", found);
  fill(app, lines);
  return paid(app, { method, account });
}

/** Some goods of one of the newest receipts come back; what somebody else would have to approve doesn't. */
export async function giveBack({ app }, given) {
  const { found, text } = await asked(app, given);
  if (!found) return refused(text);
  const note = await app.run("complete_return", { noteId: app.env.newId(), ...found, approval: null });
  return note ? { note: note.document } : refused("not written");
}

/** What comes back and what it comes to. @returns {Promise<{found?: object, text?: string}>} */
async function asked(app, { pick, units, condition }) {
  emptied(app);
  const listed = await app.run("find_receipts", { on: app.today() });
  if (!listed.found?.receipts.length) return refused(listed.refused ?? "no receipts");
  const { receipts } = listed.found;
  const { refused: no } = await app.run("show_return", receipts[pick % receipts.length].id);
  const { dialog } = app.store.get();
  app.close();
  if (no || dialog?.kind !== "return") return refused(no ?? "the till is counted");
  const rows = rowsOf(dialog.sale).map((row) => ({ ...row, units: String(Math.min(row.left, units)), condition }));
  if (!rows.length) return refused("all of it came back");
  const facts = { saleId: dialog.sale.sale_id, rows, reason: "unwanted", note: "", refundBy: "" };
  const goods = goodsAsked(facts);
  const { found: answer, refused: why } = await app.run("ask_return", goods);
  if (why || answer.asks) return refused(why ?? `asks for a yes: ${answer.asks.why}`);
  return { found: { sale: dialog.sale, goods, answer } };
}

/** Open the till, or move its cash, or count and close it: whatever comes next. */
export async function runTill({ app, db }, { cash, move, off, closes }) {
  emptied(app);
  await app.run("read_till");
  const { till } = app.store.get();
  if (!till) {
    await app.run("open_till", { cash, left: await readLeft(db), then: null });
    return refused("till opened");
  }
  if (till.state === "open" && !closes) {
    await app.run("move_cash", move);
    return refused(`till moved: ${move.kind}`);
  }
  const counted = Math.max(0, expectedCash(till) + off);
  if (till.state === "open") await app.run("count_till", [{ value: 1, pieces: counted }]);
  const closed = await app.run("close_till", { toSafe: 0, why: "unknown", note: "" });
  return refused(closed ? `till closed: ${closed.closing.z_number}` : "till not closed");
}

/** The file of all that the server doesn't have, as the browser would give it. */
export async function saveUnsent(terminal) {
  await terminal.app.saveUnsent();
  return { file: terminal.file };
}

export async function declareVoid({ app, db }) {
  const series = seriesFor(await db.series.toArray(), app.today());
  if (!series) return { sequence: null };
  const { next } = await db.series.get(series.id);
  await voidNumber(db, series.id, next, "simulated misprint", new Date(app.env.clock.now()).toISOString());
  return { sequence: next };
}
