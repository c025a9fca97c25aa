/**
 * Whether goods of a legal class may be handed over, and on what ground. Twin of the server's
 * countries folders (schedules.py); the cases are contracts/vectors/dispensing_gates.json.
 *
 * @typedef {{prescription: "original"|"copy"|null, copies?: number, holds_original?: boolean,
 *   exception?: string|null, permitted: boolean}} Ground
 * @typedef {{allowed: boolean, code: string, missing: string, records: string[]}} Decision
 */
import { STATUTES } from "./countries/statutes.js";

export const NO_GROUND = Object.freeze({ prescription: null, permitted: false });

const allow = (code = "allow", ...records) => ({ allowed: true, code, missing: "", records });
const deny = (missing) => ({ allowed: false, code: `deny:${missing}`, missing, records: [] });

/** The class's facts. Throws RangeError for an unknown one. */
export function legalClass(country, code) {
  const found = STATUTES[country].legal_classes.find((one) => one.code === code);
  if (!found) throw new RangeError(`${country} has no class ${code}`);
  return found;
}

/** The named exceptions that may stand for a prescription of this class. */
export function exceptionsFor(country, code) {
  return STATUTES[country].named_exceptions.filter((one) => one.legal_classes.includes(code));
}

function indonesia(code, ground, excepted) {
  if (excepted) return allow("allow_owa_limits_and_record", "owa_record");
  const original = ground.prescription === "original" || ground.holds_original === true;
  return code === "narkotika" && !original ? deny("original_prescription") : allow();
}

function india(code, ground) {
  if (code === "X" && (ground.copies ?? 1) < 2) return deny("duplicate_prescription");
  const record = STATUTES.in.records[code];
  return allow(`allow_record:${record}`, record);
}

function generic(code, ground, excepted) {
  if (excepted) return allow("allow_record:emergency_supply", "emergency_supply");
  const { register } = legalClass("generic", code);
  return register ? allow(`allow_record:${register}`, register) : allow();
}

const RULES = { id: indonesia, in: india, generic };

/**
 * The country's decision.
 * @param {string} country @param {string} code the legal class @param {Ground} ground
 * @returns {Decision}
 */
export function gate(country, code, ground) {
  const goods = legalClass(country, code);
  if (!goods.needs_prescription) {
    return code === "bebas_terbatas" ? allow("allow_with_warning_label") : allow();
  }
  const named = exceptionsFor(country, code).some((one) => one.code === ground.exception);
  if (!ground.prescription && !named) return deny("prescription");
  if (!ground.permitted) return deny("pharmacist");
  return RULES[country](code, ground, !ground.prescription);
}

/**
 * The decision of a sale: refused when the class must leave a register that isn't kept yet.
 * @param {string} country @param {string} code @param {Ground} ground @param {string[]} registers
 * @returns {Decision}
 */
export function saleGate(country, code, ground, registers = []) {
  const { register } = legalClass(country, code);
  return register && !registers.includes(register) ? deny("register") : gate(country, code, ground);
}

/**
 * The fields that keep a prescription's record from being whole, in the form's order.
 * @param {{prescriber: string, number: string, written_on: string|null}} record
 * @param {string} today
 */
export function groundGaps(record, today) {
  return [
    record.prescriber.trim() ? null : "prescriber",
    record.number.trim() ? null : "number",
    record.written_on && record.written_on <= today ? null : "written_on",
  ].filter(Boolean);
}
