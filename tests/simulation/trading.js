/**
 * What people do at a simulated counter, by the counter's own actions: they sell, take back, open, move and close
 * the till. Each act answers what came of it, `{text}` or what was written, and leaves the desk as it found it.
 */
import { readLeft } from "/counter/db/till.js";
import { voidNumber } from "/counter/db/sales.js";
import { goodsAsked, rowsOf } from "/counter/domain/credit_note.js";
import { seriesFor } from "/counter/domain/sale.js";
import { expectedCash } from "/counter/domain/till.js";

const refused = (text) => ({ text: text || "refused" });

/** The basket is empty, nobody's, and nothing is being paid. */
function emptied(app) {
  if (app.store.get().phase === "paying") app.run("leave_pay");
  app.close();
  for (const line of app.store.get().basket.lines) app.run("remove", line.id);
  if (app.store.get().basket.member) app.run("forget_member");
}

/** Nothing is sold: the basket is emptied, and what stood in the way is told. */
function unsold(app) {
  const { assessed, payment } = app.store.get();
  const why = assessed.problems.map((problem) => problem.kind ?? problem.type ?? problem.code);
  if (payment?.error) why.push(payment.error);
  emptied(app);
  return { sale: null, why };
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

export async function sell({ app }, { lines, method, member, account }) {
  emptied(app);
  for (const { product_id: id, factor, packs } of lines) {
    const product = app.catalogue.product(id);
    const pack = product?.packs.find((one) => one.factor === factor);
    if (pack) app.run("add", { product, pack, packs });
  }
  if (member) await app.run("name_member", member);
  const seen = await prescribe(app);
  await app.run("pay");
  if (app.store.get().phase !== "paying") return unsold(app);
  await pay(app, method, account);
  await app.run("complete", { print: true });
  if (app.store.get().phase === "paying") return unsold(app);
  const { paper, ...sale } = app.store.get().shown.sale;
  return { sale: { ...sale, seen } };
}

/** Some goods of one of the newest receipts come back; what somebody else would have to approve doesn't. */
export async function giveBack({ app }, { pick, units, condition }) {
  emptied(app);
  const listed = await app.run("find_returnable", { number: "", on: null, total: null, product_id: null });
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
  const noteId = app.env.newId();
  const note = await app.run("complete_return", { noteId, sale: dialog.sale, goods, answer, approval: null });
  return note ? { note: note.document } : refused("not written");
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

export async function declareVoid({ app, db }) {
  const series = seriesFor(await db.series.toArray(), app.today());
  if (!series) return { sequence: null };
  const { next } = await db.series.get(series.id);
  await voidNumber(db, series.id, next, "simulated misprint", new Date(app.env.clock.now()).toISOString());
  return { sequence: next };
}
