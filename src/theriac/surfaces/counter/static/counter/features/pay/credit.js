/** Which credit account pays: by the card's number, or the patient's; without network by the number alone. */
import { readFree } from "../../db/credit.js";
import { plainNumber } from "../../domain/credit.js";
import { patientOf } from "../patient/actions.js";

const LEAST_LETTERS = 2;

/** Look up the account of what was typed or scanned, else of the basket's patient; organisations by their name. */
export async function findCredit(app) {
  const { payment, person } = app.store.get();
  const number = plainNumber(payment.reference);
  const patient = payment.reference ? null : patientOf(app.store.get());
  if (!number && !patient) {
    put(app, { credit: null, accounts: null });
    await findByName(app, payment.reference.trim());
    return;
  }
  try {
    const asked = number ? { number } : { patient_id: patient.id };
    take(app, number, { ...await app.api.credit(person.id, asked), alone: false });
  } catch (error) {
    if (error.name === "Refused" && error.status < 500) take(app, number, null);
    else if (error.name === "Refused" || error.name === "Unreachable") take(app, number, await alone(app, number));
    else throw error;
  }
}

/** Organisations whose name has what is typed, to choose one; without an answer there is none to choose. */
async function findByName(app, name) {
  if ((name.match(/\p{L}/gu) ?? []).length < LEAST_LETTERS) return;
  const { found } = await app.run("find_accounts", name);
  const { payment } = app.store.get();
  if (payment?.method === "credit" && payment.reference.trim() === name) put(app, { accounts: found ?? null });
}

/** What the server last said of the number. */
async function alone(app, number) {
  const free = number ? await readFree(app.db, number) : null;
  return free === null ? null : { number, state: "active", free, alone: true };
}

/** Unless something else is being paid or typed by now. */
function take(app, number, credit) {
  const { payment } = app.store.get();
  if (payment?.method !== "credit" || plainNumber(payment.reference) !== number) return;
  put(app, { credit, accounts: null, ...(credit && !number ? { reference: credit.number } : {}) });
}

function put(app, changes) {
  app.store.set((state) => (state.payment ? { payment: { ...state.payment, ...changes, error: null } } : {}));
}

/** A card that is scanned while somebody pays; whether it was one. */
export async function takeCard(app, text) {
  const number = plainNumber(text);
  if (!number) return false;
  if (app.store.get().payment.method !== "credit") {
    if ((await readFree(app.db, number)) === null) return false;
    await app.run("method", "credit");
  }
  await app.run("reference", number);
  return true;
}
