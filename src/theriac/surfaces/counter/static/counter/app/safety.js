/**
 * The safety checks of the basket: by the sets that this device keeps, with the network and without it; for a patient
 * who is known, by the server, which reads the record for that alone. Its answer stays in the memory of this page.
 */
import { createKnowledge } from "../domain/safety/knowledge.js";
import { check } from "../domain/safety/check.js";
import { medicinesOf } from "../domain/safety/medicines.js";
import { withoutPatient } from "../domain/safety/gaps.js";
import { patientOf } from "../features/patient/actions.js";

export const NOTHING_CHECKED = { alerts: [], ran: [], not_run: [] };
const NOTHING_ASKED = { key: null, result: null, why: null };

export function safetyParts(app) {
  let knowledge = createKnowledge([]);
  let last = { key: null, result: NOTHING_CHECKED };
  let asked = NOTHING_ASKED;

  /** What this device says of these products; the same object while nothing changed. */
  function ofDevice(products) {
    const key = JSON.stringify([app.catalogue.version, ...products.map(({ id }) => id)]);
    if (key !== last.key) {
      last = { key, result: products.length ? check(knowledge, medicinesOf(products)) : NOTHING_CHECKED };
    }
    return last.result;
  }

  /** The server's answer for the patient; until it comes, the device's own and what isn't checked yet. */
  function ofPatient(products, patient, alone) {
    const ids = [...new Set(products.map(({ id }) => id))];
    const key = JSON.stringify([patient.id, alone, ...ids]);
    if (key !== asked.key) {
      asked = { ...NOTHING_ASKED, key, why: alone ? "no_answer" : "waits" };
      if (!alone) ask(key, patient.id, ids).catch(app.fail);
    }
    return asked.result ?? withoutPatient(ofDevice(products), asked.why);
  }

  async function ask(key, patientId, ids) {
    const { person } = app.store.get();
    let answer;
    try {
      answer = { result: await app.api.checkFor(person.id, patientId, ids) };
    } catch (error) {
      if (error.name !== "Unreachable" && error.name !== "Refused") throw error;
      answer = { why: error.name === "Unreachable" ? "no_answer" : "refused" };
    }
    if (asked.key !== key) return;
    asked = { ...asked, ...answer };
    app.reassess();
  }

  return {
    /** Sets came or went. */
    takeSafety(kept) {
      knowledge = createKnowledge(kept?.sets ?? [], kept?.weights ?? []);
      last = { key: null, result: NOTHING_CHECKED };
      asked = NOTHING_ASKED;
    },

    /** What the checks say of the products of these rows. */
    checked(rows, state) {
      const products = rows.map((row) => app.catalogue.product(row.product.id)).filter(Boolean);
      const patient = patientOf(state);
      if (products.length && patient && state.person) return ofPatient(products, patient, state.alone);
      asked = NOTHING_ASKED;
      const result = ofDevice(products);
      return state.basket.patient && products.length ? withoutPatient(result, "sealed") : result;
    },
  };
}
