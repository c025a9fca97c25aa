/** What is told of a basket that waits. */
import { assess } from "../../domain/assess.js";

/** By its name, or by when it was parked and how many lines it has. */
export function parkedRow({ basket, parked_at: at, parked_by: by, told, changed_at: changedAt }, app) {
  const words = app.words();
  const when = whenOf(Date.parse(at), app, words);
  const lines = words.t("basket.lines", { n: basket.lines.length });
  const name = app.store.get().names[basket.id] ?? "";
  const unnamed = `${when} · ${lines}`;
  const who = app.people.get(by)?.short_name;
  const products = basket.lines.map((line) => app.catalogue.product(line.product_id)?.name).filter(Boolean);
  const what = products.length > 1 ? `${products[0]} + ${products.length - 1}` : products[0];
  const alone = told !== changedAt && words.t("park.here");
  const parts = [name && unnamed, what, who && words.t("park.by", { name: who }), alone];
  return {
    id: basket.id, name, title: name || unnamed, about: parts.filter(Boolean).join(" · "),
    total: shownTotal(basket, app, words), sought: [name, unnamed, who, ...products].join("\n").toLowerCase(),
  };
}

/** "14:32"; of another day than today with its date. */
function whenOf(at, app, words) {
  const day = words.dayOf(at);
  return day === app.today() ? words.time(at) : `${words.day(day)} ${words.time(at)}`;
}

/** What another counter of the branch parked, as it was told. */
export function waitingRow({ id, parked_at: at, person_id: by, terminal, lines: count, total, name }, app) {
  const words = app.words();
  const unnamed = `${whenOf(Date.parse(at), app, words)} · ${words.t("basket.lines", { n: count })}`;
  const who = app.people.get(by)?.short_name;
  const parts = [name && unnamed, who && words.t("park.by", { name: who }), terminal];
  return {
    id, name, title: name || unnamed, about: parts.filter(Boolean).join(" · "),
    total: total === null ? "" : words.money(total), sought: [name, unnamed, who, terminal].join("\n").toLowerCase(),
    isElsewhere: true,
  };
}

/** "20 Nov 2026 14:32, 3 lines, parked by Sari": one that waited too long. */
export function expiredText({ parked_at: at, person_id: by, lines: count }, app) {
  const words = app.words();
  const who = app.people.get(by)?.short_name ?? "";
  const when = whenOf(Date.parse(at), app, words);
  return words.t("park.expired", { when, lines: words.t("basket.lines", { n: count }), who });
}

/** Minor units by today's prices; null where a line has none. */
export function totalOf(basket, app) {
  const { lines, totals } = assess({ ...app.store.get(), basket }, app.catalogue, app.world());
  return lines.every((row) => row.amount !== null) ? totals.total : null;
}

function shownTotal(basket, app, words) {
  const total = totalOf(basket, app);
  return total === null ? "" : words.money(total);
}
