/** What the law of the country wants before a line leaves, as problems of the line. */
import { NO_GROUND, exceptionsFor, saleGate } from "./gates.js";
import { registerOf } from "./hand_over.js";
import { daysValid, paperFault } from "./prescriptions.js";
import { asksPatient } from "./recipients.js";

const USUAL_DAYS = 30;

/**
 * @param {{ground_id: string|null}} line @param {{legal_class: string}} product
 * @param {{grounds: object[]}} basket @param {{place: object}} world
 */
export function gateOf(line, product, basket, world) {
  const { country } = world.place;
  const recorded = basket.grounds.find((ground) => ground.id === line.ground_id);
  let decision;
  try {
    const register = line.prescription ? registerOf(country, product.legal_class) : "";
    decision = saleGate(country, product.legal_class, groundFor(recorded), register ? [register] : []);
  } catch (error) {
    if (error instanceof RangeError) return [{ kind: "class_refused", level: "stop", missing: "class" }];
    throw error;
  }
  if (decision.allowed) return [...paperProblems(recorded, product, world), ...patientProblems(product, basket, world)];
  if (decision.missing === "prescription" || decision.missing === "pharmacist") {
    return [{ kind: "prescription", level: "look", exceptions: namedFor(country, product, world) }];
  }
  return [{ kind: "class_refused", level: "stop", missing: decision.missing }];
}

/** The law asks for the patient, and the basket names nobody. */
function patientProblems(product, basket, world) {
  const asked = asksPatient(world.place.country, product.legal_class, world.today);
  return asked && !basket.patient ? [{ kind: "patient", level: "look" }] : [];
}

/** The days that a prescription of these goods may be dispensed, or null. */
export function daysFor(product, world) {
  const own = world.settings.prescription_days ?? USUAL_DAYS;
  return daysValid(world.place.country, product.legal_class, world.today, own);
}

/** A prescription that has no date, one still to come, or is too old by today. */
function paperProblems(recorded, product, world) {
  if (recorded?.kind !== "prescription") return [];
  const found = paperFault(recorded.written_on, world.today, daysFor(product, world));
  return found ? [{ kind: "prescription_date", level: "look", ...found, groundId: recorded.id }] : [];
}

function groundFor(recorded) {
  if (!recorded) return NO_GROUND;
  const byException = recorded.kind === "exception";
  return {
    prescription: byException ? null : "original", exception: recorded.exception, permitted: true,
  };
}

/** The exceptions that the country names for the class, with the words that the feed brought. */
function namedFor(country, product, world) {
  const codes = exceptionsFor(country, product.legal_class).map((one) => one.code);
  return world.place.exceptions.filter((one) => codes.includes(one.code));
}
