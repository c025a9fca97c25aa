/** The safety checks of the basket, by the sets that this device keeps: with the network and without it. */
import { createKnowledge } from "../domain/safety/knowledge.js";
import { check } from "../domain/safety/check.js";
import { medicinesOf } from "../domain/safety/medicines.js";

export const NOTHING_CHECKED = { alerts: [], ran: [], not_run: [] };

export function safetyParts(app) {
  let knowledge = createKnowledge([]);
  let last = { key: null, result: NOTHING_CHECKED };

  return {
    /** Sets came or went. */
    takeSafety(kept) {
      knowledge = createKnowledge(kept?.sets ?? []);
      last = { key: null, result: NOTHING_CHECKED };
    },

    /** What the checks say of the products of these rows; the same object while nothing changed. */
    checked(rows) {
      const products = rows.map((row) => app.catalogue.product(row.product.id)).filter(Boolean);
      const key = JSON.stringify([app.catalogue.version, ...products.map(({ id }) => id)]);
      if (key !== last.key) {
        last = { key, result: products.length ? check(knowledge, medicinesOf(products)) : NOTHING_CHECKED };
      }
      return last.result;
    },
  };
}
