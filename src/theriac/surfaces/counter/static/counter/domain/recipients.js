/** For which goods the law asks that the patient be recorded. Twin of the server's countries/recipients.py. */
import { STATUTES } from "./countries/statutes.js";

/** Whether the law asks for the patient of goods of this class on a day. */
export function asksPatient(country, legalClass, on) {
  const row = STATUTES[country].recipients.findLast(
    (one) => one.legal_class === legalClass && one.valid_from <= on);
  return row?.asked ?? false;
}
