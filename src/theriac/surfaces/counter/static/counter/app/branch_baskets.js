/**
 * Parked baskets for any counter of the branch: each is sealed to the branch and told to the server; what others
 * parked is asked of it. What the server doesn't know stays on this device alone.
 */
import { dropParked, markParked, readFetched } from "../db/parked.js";
import { elsewhere } from "../domain/parked.js";
import { totalOf } from "../features/park/rows.js";

const LIST_MS = 10_000;
const REST_MS = 600_000;
const NOT_SHARED = new Set(["full", "refused"]);

export function branchBasketParts(app) {
  const { db, store } = app;
  const refused = new Set(); // stays here, as far as this page knows
  let listedAt = null;
  let restsUntil = 0;

  const here = (id) => store.get().parked.find((one) => one.basket.id === id) ?? null;

  function change(id, changes) {
    store.set(({ parked }) => ({ parked: parked.map((one) => (one.basket.id === id ? { ...one, ...changes } : one)) }));
    return app.drafts.inTurn(() => markParked(db, id, changes));
  }

  async function forget(id) {
    store.set(({ parked }) => ({ parked: parked.filter((one) => one.basket.id !== id) }));
    await app.drafts.inTurn(() => dropParked(db, id));
  }

  async function sealedRow({ basket, parked_at, parked_by, changed_at }) {
    const name = store.get().names[basket.id] ?? "";
    const { name: _own, selected: _line, removed: _removed, ...content } = basket;
    return {
      id: basket.id, parked_at, changed_at, person_id: parked_by, lines: basket.lines.length,
      total: totalOf(basket, app), sealed: await app.sealFor("parked", [basket.id], content),
      sealed_name: name ? await app.sealFor("parked_name", [basket.id], { name }) : "",
    };
  }

  async function tellOne(row) {
    const { id } = row.basket;
    if (!row.telling) await change(id, { telling: true });
    const now = here(id);
    if (!now) return; // fetched meanwhile: the server never heard of it
    const told = await sealedRow(now);
    const [{ state }] = (await app.api.parked([told])).states;
    if (state === "waiting") await change(id, { told: told.changed_at });
    else if (NOT_SHARED.has(state)) refused.add(id);
    else if (here(id)?.changed_at === told.changed_at) await forget(id); // parked again, it is another telling
  }

  async function tell() {
    if (app.sealingLack() || app.env.clock.now() < restsUntil) return;
    const due = store.get().parked.filter((one) => (
      one.parked_by && one.told !== one.changed_at && !refused.has(one.basket.id)));
    for (const row of due) if (here(row.basket.id)) await tellOne(row);
  }

  async function list() {
    if (app.env.clock.now() < restsUntil) return;
    const { person, parked } = store.get();
    const own = parked.filter((one) => one.told === one.changed_at).map((one) => one.basket.id);
    const answer = await app.api.waiting(person?.id, own);
    listedAt = app.env.clock.now();
    const sold = await db.sales.where("id").anyOf(answer.waiting.map((row) => row.id)).primaryKeys();
    const fetched = await readFetched(db);
    const state = store.get();
    const known = new Set([state.basket.id, ...state.parked.map((one) => one.basket.id), ...sold, ...fetched]);
    store.set({ waiting: elsewhere(answer.waiting, known), expired: answer.expired });
    for (const gone of answer.gone) {
      const row = here(gone.id);
      if (row && row.told === row.changed_at) await forget(gone.id);
    }
  }

  /** A server that doesn't know the address, or refuses, is asked again later; nothing else waits for it. */
  async function quietly(act) {
    try {
      await act();
    } catch (error) {
      if (error.name === "Refused") restsUntil = app.env.clock.now() + REST_MS;
      else if (error.name !== "Unreachable") throw error;
    }
  }

  return {
    async shareParked() {
      await quietly(tell);
      if (listedAt === null || app.env.clock.now() - listedAt >= LIST_MS) await quietly(list);
    },

    /** Those that wait here and that the server doesn't know so, as it is told of them; none without a key. */
    async unsharedParked() {
      if (app.sealingLack()) return [];
      const rows = store.get().parked.filter((one) => one.parked_by && one.told !== one.changed_at);
      return Promise.all(rows.map(sealedRow));
    },

    /** Asked when somebody opens the list. */
    listParked: () => quietly(list),
  };
}
