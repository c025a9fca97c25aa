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

const told = ({ product, dose }) => (dose ? [product.id, dose.times, dose.milliunits] : product.id);

/** A row for each line of a product of which a line says how it is taken. */
function dosesAsked(lines) {
  const dosed = new Set(lines.filter(({ dose }) => dose).map(({ product }) => product.id));
  return lines.filter(({ product }) => dosed.has(product.id)).map(({ product, dose }) => ({
    product_id: product.id, times: dose?.times ?? 0, milliunits: dose?.milliunits ?? 0,
  }));
}

export function safetyParts(app) {
  let knowledge = createKnowledge([]);
  let last = { key: null, result: NOTHING_CHECKED };
  let asked = NOTHING_ASKED;

  /** What this device says of these lines; the same object while nothing changed. */
  function ofDevice(lines) {
    const key = JSON.stringify([app.catalogue.version, ...lines.map(told)]);
    if (key !== last.key) {
      last = { key, result: lines.length ? check(knowledge, medicinesOf(lines)) : NOTHING_CHECKED };
    }
    return last.result;
  }

  /** The server's answer for the patient; until it comes, the device's own and what isn't checked yet. */
  function ofPatient(lines, patient, alone) {
    const key = JSON.stringify([patient.id, alone, ...lines.map(told)]);
    if (key !== asked.key) {
      asked = { ...NOTHING_ASKED, key, why: alone ? "no_answer" : "waits" };
      if (!alone) ask(key, patient.id, lines).catch(app.fail);
    }
    return asked.result ?? withoutPatient(ofDevice(lines), asked.why);
  }

  async function ask(key, patientId, lines) {
    const ids = [...new Set(lines.map(({ product }) => product.id))];
    const { person } = app.store.get();
    let answer;
    try {
      answer = { result: await app.api.checkFor(person.id, patientId, ids, dosesAsked(lines)) };
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

    /** What the checks say of the products of these rows, as they are taken. */
    checked(rows, state) {
      const lines = rows.map((row) => ({ product: app.catalogue.product(row.product.id), dose: row.line.dose ?? null }))
        .filter(({ product }) => product);
      const patient = patientOf(state);
      if (lines.length && patient && state.person) return ofPatient(lines, patient, state.alone);
      asked = NOTHING_ASKED;
      const result = ofDevice(lines);
      return state.basket.patient && lines.length ? withoutPatient(result, "sealed") : result;
    },
  };
}
