/** The contacts about quotas: what may be sold without the network, told and given back. */
import { applyQuotas, readGiven, readQuotas } from "../db/quotas.js";

const NAMED = 100;
const EVERY_MS = 30_000;
const CONTACTS = 20;

/**
 * @param {{db: object, api: object, clock: object, unsent: (productId: string) => number,
 *   onQuotas: (around: object, rows: object[]) => void}} parts
 */
export function createQuotas({ db, api, clock, unsent, onQuotas }) {
  const named = new Set();
  let lastAt = null;

  async function contact() {
    const { around } = await readQuotas(db);
    const question = {
      named: [...named].slice(0, NAMED), kept: await readGiven(db), after: around.next, limited: around.limited,
    };
    const answer = await api.quota(question);
    for (const id of question.named) named.delete(id);
    const rows = await applyQuotas(db, answer, unsent);
    onQuotas(answer, rows);
    const news = answer.limited !== around.limited || rows.some((row) => row.give);
    return news || answer.next !== null || named.size > 0;
  }

  return {
    /** The stock of these products changed. */
    name(productIds) {
      for (const id of productIds) named.add(id);
    },

    /** As many contacts as there is news for. */
    async renew() {
      const due = lastAt === null || named.size > 0 || clock.now() - lastAt >= EVERY_MS;
      if (!due) return;
      for (let count = 0; count < CONTACTS && (await contact()); count += 1);
      lastAt = clock.now();
    },
  };
}
