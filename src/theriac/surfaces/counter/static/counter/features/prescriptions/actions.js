/**
 * Ready prescriptions: asked of the server by somebody who may see them, and taken into the basket. Whose they are and
 * who prescribed stays in the memory of this page; the basket holds ids and sealed texts.
 */
import { namePatient } from "../../domain/basket.js";
import { packsFor, productFor, takeInto } from "../../domain/dispense.js";
import { takingOrder } from "../../domain/fefo.js";
import { keepReserved } from "../../domain/reserved.js";
import { patientOf } from "../patient/actions.js";
import { asked } from "../shell/asked.js";

export const SEES_PRESCRIPTIONS = "prescriptions.view";
const AWAY = "ready.unreachable";
const LONGEST = { prescriber: 120, number: 60 };

export const prescriptionActions = {
  /** Shift F4: what waits at this branch; who may not see it is told who may. */
  show_ready(app, text = "") {
    if (app.may(app.store.get().person, SEES_PRESCRIPTIONS)) {
      app.open({ kind: "ready", text });
      return;
    }
    const { t } = app.words();
    app.showCard({
      level: "look", icon: "file-earmark-medical", title: t("ready.may_not.title"), text: t("ready.may_not"),
    });
  },

  /** @returns {Promise<{found?: object, refused?: string}>} */
  list_ready: (app) => asked(app, AWAY, () => app.api.readyPrescriptions(app.store.get().person.id)),

  /** Put what is left of one into the basket. @returns {Promise<string|null>} why not, or null when it's done */
  async take_prescription(app, prescriptionId) {
    const { basket, person } = app.store.get();
    const { t } = app.words();
    const lack = app.sealingLack();
    if (lack) return t(`seal.${lack}`);
    if (basket.lines.some((line) => line.prescription?.id === prescriptionId)) return t("ready.twice");
    const { found, refused } = await asked(app, AWAY, () => app.api.takePrescription(person.id, prescriptionId));
    if (refused) return refused;
    const other = otherPatient(app, basket, found);
    if (other) return other;
    const { lines, held, missing } = linesFor(app, found);
    if (!lines.length) return t("ready.not_here");
    const ground = await app.capture(groundOf(app, found), basket.id);
    const sealed = await app.sealFor("patient", [basket.id], { patient_id: found.patient.id });
    if (app.store.get().basket.id !== basket.id) return null;
    app.store.set({ patient: { ...found.patient, basketId: basket.id } });
    const mine = lines.map((line) => ({ ...line, ground_id: ground.id }));
    app.change((now) => (now.id === basket.id
      ? held.reduce(keepReserved, namePatient(takeInto(now, ground, mine, found.reviewed), sealed)) : now));
    app.closeThen(() => tell(app, found, missing));
    return null;
  },
};

function tell(app, found, missing) {
  const { t } = app.words();
  if (missing) {
    app.showCard({
      level: "look", icon: "exclamation-triangle-fill", title: t("ready.missing.title", { n: missing }),
      text: t("ready.missing"),
    });
  } else app.speakLine();
  app.say(t("ready.taken", { code: found.code }));
  app.backToSearch();
}

/** A basket is one person's: who is in it already, or can't be read, is asked for first. */
function otherPatient(app, basket, found) {
  if (!basket.patient) return null;
  const { t } = app.words();
  const known = patientOf(app.store.get());
  if (!known) return t("ready.sealed");
  return known.id === found.patient.id ? null : t("ready.other", { name: known.short_name });
}

function groundOf(app, { prescriber, number, written_on: writtenOn, permitted_by: permittedBy }) {
  return {
    id: app.env.newId(), kind: "prescription", prescriber: prescriber.slice(0, LONGEST.prescriber),
    number: number.slice(0, LONGEST.number), written_on: writtenOn, exception: null, permitted_by: permittedBy,
  };
}

/** A line of the basket for each that this device can sell, what is kept for them, and how many it can't. */
function linesFor(app, found) {
  const { product: productOf } = app.catalogue;
  const sold = found.lines.flatMap((one) => {
    const held = one.product_ids.includes(one.held?.product_id) ? one.held : null;
    const product = (held && productOf(held.product_id))
      ?? productFor(one, productOf, (known, days) => unitsOf(app, known, days));
    return product ? [{ line: lineFor(app, found, one, product), held }] : [];
  });
  const held = sold.map((one) => one.held).filter(Boolean);
  return { lines: sold.map((one) => one.line), held, missing: found.lines.length - sold.length };
}

function unitsOf(app, product, days) {
  const rules = { ...app.catalogue.rules(product), minDays: days };
  return takingOrder(app.catalogue.shelf(product.id), rules).reduce((sum, batch) => sum + batch.quantity, 0);
}

function lineFor(app, found, one, product) {
  const { pack, packs } = packsFor(one.left, product.packs);
  return {
    id: app.env.newId(), product_id: product.id, pack_id: pack.id, packs, pin: null, pin_reason: "",
    price: app.catalogue.quote(product, pack), serials: [], ...(one.dose ? { dose: one.dose } : {}),
    prescription: {
      id: found.id, code: found.code, line_id: one.id, most: one.left, min_days: one.min_days,
      product_ids: one.product_ids,
    },
  };
}
