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
  let left = 0;

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

  const isDue = () => lastAt === null || named.size > 0 || clock.now() - lastAt >= EVERY_MS;

  return {
    /** The stock of these products changed. */
    name(productIds) {
      for (const id of productIds) named.add(id);
    },

    /**
     * As many contacts as there is news for, at least one where one is due. Where `mayGoOn` says no
     * after one, the next call goes on with the rest.
     * @param {() => boolean} [mayGoOn]
     */
    async renew(mayGoOn = () => true) {
      if (left === 0) left = isDue() ? CONTACTS : 0;
      while (left > 0) {
        left = (await contact()) ? left - 1 : 0;
        if (left === 0) lastAt = clock.now();
        else if (!mayGoOn()) return;
      }
    },
  };
}
