/** A discount on a line, and the second person's yes to one above the limit. */
import { keepApproval, setDiscount } from "../../domain/basket.js";

export const APPROVES = "sales.approve_discount";

export const approvalActions = {
  set_discount(app, { lineId, discount }) {
    app.change((basket) => setDiscount(basket, lineId, discount));
    app.speakLine();
  },

  /**
   * Keep somebody's yes to what is above the limit now: by the server, or without it by the PIN that
   * this device knows, sealed for the server to judge.
   * @returns {Promise<{field: string, text: string}|null>} why not, beside its field
   */
  async approve(app, { approver_id: approverId, pin, reason }) {
    const { assessed: { toApprove: content }, basket, person } = app.store.get();
    if (!content) return closed(app);
    const id = app.env.newId();
    const given = { id, approved_by: approverId, approved_at: new Date(app.env.clock.now()).toISOString(), reason: reason.trim() };
    let sealed = "";
    try {
      await app.api.approve({ id, person_id: person.id, approver_id: approverId, pin, reason: given.reason, content });
    } catch (error) {
      if (error.name !== "Refused" && error.name !== "Unreachable") throw error;
      const refused = error.name === "Refused" ? { text: error.problem.detail || error.problem.title } : await alone(app, approverId, pin);
      if (refused) {
        app.env.sound.refused();
        return { field: "pin", text: refused.text };
      }
      sealed = await app.sealFor("approval", [basket.id, id], { pin, content });
    }
    app.change((now) => (now.id === basket.id ? keepApproval(now, { ...given, sealed, content }) : now));
    return closed(app);
  },
};

/** Without the server: whose PIN was typed here before, and who may. @returns why not, or null */
async function alone(app, approverId, pin) {
  const { t } = app.words();
  if (app.sealingLack()) return { text: t("approval.no_sealing") };
  const { person, refused } = await app.recognisePin(approverId, pin);
  if (!person) return { text: refused };
  const own = approverId === app.store.get().person.id;
  return own || app.may(person, APPROVES) ? null : { text: t("approval.not_permitted", { name: person.short_name }) };
}

function closed(app) {
  app.closeThen(() => app.backToSearch());
  return null;
}

/** Who can be asked: others who may, and oneself where a rule lets who works alone confirm again. */
export function approversOf(app) {
  const { person, settings } = app.store.get();
  return app.sellers().filter((one) => (
    one.id === person.id ? settings.discounts?.single_handed : app.may(one, APPROVES)));
}
