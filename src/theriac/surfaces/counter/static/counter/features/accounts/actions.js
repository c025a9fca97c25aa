/** Payments on credit accounts: whose account it is, by number, patient or an organisation's name. */
import { plainNumber } from "../../domain/credit.js";
import { patientOf } from "../patient/actions.js";
import { asked } from "../shell/asked.js";
import { tillAsked } from "../till/actions.js";

export const RECEIVES_PAYMENTS = "credit.receive";

export const accountActions = {
  /** The dialogue; the till comes first, since cash may come into it. */
  async show_account(app) {
    if (await tillAsked(app, "show_account")) return;
    await app.run("read_unconfirmed");
    app.open({ kind: "account" });
  },

  /**
   * Accounts that fit what was typed or scanned; the patient's of the basket where nothing was.
   * @returns {Promise<{found?: {accounts: object[], has_more: boolean}, refused?: string}>}
   */
  async find_accounts(app, text) {
    const { person } = app.store.get();
    const number = plainNumber(text);
    const patient = text.trim() ? null : patientOf(app.store.get());
    const sought = number ? { number } : patient ? { patient_id: patient.id } : { name: text.trim() };
    return asked(app, "money.away", () => app.api.creditAccounts(person.id, sought));
  },
};
