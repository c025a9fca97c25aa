/** What is told of a basket that waits. */
import { assess } from "../../domain/assess.js";

/** By its name, or by when it was parked and how many lines it has. */
export function parkedRow({ basket, parked_at: at, parked_by: by }, app) {
  const words = app.words();
  const when = whenOf(Date.parse(at), app, words);
  const lines = words.t("basket.lines", { n: basket.lines.length });
  const name = app.store.get().names[basket.id] ?? "";
  const unnamed = `${when} · ${lines}`;
  const who = app.people.get(by)?.short_name;
  const products = basket.lines.map((line) => app.catalogue.product(line.product_id)?.name).filter(Boolean);
  const what = products.length > 1 ? `${products[0]} + ${products.length - 1}` : products[0];
  const parts = [name && unnamed, what, who && words.t("park.by", { name: who })];
  return {
    id: basket.id, name, title: name || unnamed, about: parts.filter(Boolean).join(" · "),
    total: totalOf(basket, app, words), sought: [name, unnamed, who, ...products].join("\n").toLowerCase(),
  };
}

/** "14:32"; of another day than today with its date. */
function whenOf(at, app, words) {
  const day = words.dayOf(at);
  return day === app.today() ? words.time(at) : `${words.day(day)} ${words.time(at)}`;
}

/** What it comes to by today's prices; "" where a line has none. */
function totalOf(basket, app, words) {
  const { lines, totals } = assess({ ...app.store.get(), basket }, app.catalogue, app.world());
  return lines.every((row) => row.amount !== null) ? words.money(totals.total) : "";
}
