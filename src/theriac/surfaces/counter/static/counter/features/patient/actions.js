/**
 * Whom the basket is for. What is known of the patient stays in the memory of this page and goes with
 * the basket's end; the basket itself holds a sealed id that this device can't read back.
 */
import { namePatient } from "../../domain/basket.js";
import { asked } from "../shell/asked.js";

/** Another basket than the one that the patient was named for: nothing of them is shown. */
export const patientOf = ({ patient, basket }) => (patient?.basketId === basket.id ? patient : null);

export const FINDS_PATIENTS = "patients.view";

export const patientActions = {
  /** F4: find whom the basket is for; who may not find patients is told who may. */
  show_patient(app) {
    if (app.may(app.store.get().person, FINDS_PATIENTS)) {
      app.open({ kind: "patient" });
      return;
    }
    const { t } = app.words();
    app.showCard({
      level: "look", icon: "person-vcard", title: t("patient.may_not.title"), text: t("patient.may_not"),
    });
  },

  /** @returns {Promise<{found?: object, refused?: string}>} */
  async find_patients(app, text) {
    return asked(app, unreachable(app), () => app.api.patients(app.store.get().person.id, text.trim()));
  },

  /** Read what the banner tells, and seal the id into the basket. @returns {Promise<string|null>} why not */
  async name_patient(app, patientId) {
    const { basket } = app.store.get();
    const refused = await nameFor(app, basket.id, patientId);
    if (!refused && app.store.get().basket.id === basket.id) app.closeThen(() => app.backToSearch());
    return refused;
  },

  /**
   * Register somebody who wasn't found, and name them for the basket.
   * @returns {Promise<{refused: string, isKnown?: boolean}|null>} why not, or null when it's done
   */
  async register_patient(app, told) {
    const lack = app.sealingLack();
    if (lack) return { refused: app.words().t(`seal.${lack}`) };
    const { person } = app.store.get();
    const answer = await asked(app, unreachable(app), () => app.api.registerPatient(person.id, trimmed(told)));
    if (answer.refused) return { refused: answer.refused, isKnown: answer.type === "patients.looks_known" };
    const refused = await app.run("name_patient", answer.found.id);
    return refused ? { refused } : null;
  },

  forget_patient(app) {
    app.store.set({ patient: null });
    app.change((basket) => namePatient(basket, null));
    app.closeThen(() => app.backToSearch());
  },
};

/** Name the patient of the basket of this id, unless another is being filled by then. @returns why not */
export async function nameFor(app, basketId, patientId) {
  const lack = app.sealingLack();
  if (lack) return app.words().t(`seal.${lack}`);
  const { person } = app.store.get();
  const { found, refused } = await asked(app, unreachable(app), () => app.api.patient(person.id, patientId));
  if (refused) return refused;
  const sealed = await app.sealFor("patient", [basketId], { patient_id: found.id });
  if (app.store.get().basket.id !== basketId) return null;
  app.store.set({ patient: { ...found, basketId } });
  app.change((now) => (now.id === basketId ? namePatient(now, sealed) : now));
  return null;
}

const trimmed = ({ is_another, ...told }) => ({
  ...Object.fromEntries(Object.entries(told).map(([name, text]) => [name, text.trim()])), is_another,
});

/** Where the law asks for the patient, there is no going on without. */
export function unreachable(app) {
  const isAsked = app.store.get().assessed.problems.some((one) => one.kind === "patient");
  return isAsked ? "patient.asked.unreachable" : "patient.unreachable";
}
