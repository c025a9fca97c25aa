/** How a line is taken; answering an alert: by who sells, or where it stops and they may not, by a pharmacist's PIN. */
import { setDose } from "../../domain/basket.js";
import { contentOf, keepAnswer, namedOf, reviewedStill, STOP } from "../../domain/safety/answers.js";
import { aloneByPin, told } from "../approval/actions.js";

export const OVERRIDES = "clinical.override";

export const safetyActions = {
  /** How a line is taken; null takes it back. */
  set_dose(app, { lineId, dose }) {
    app.change((basket) => setDose(basket, lineId, dose));
    app.backToSearch();
  },

  /**
   * Keep an answer to this alert with the basket.
   * @returns {Promise<{field: string, text: string}|null>} why not, beside its field
   */
  async answer_alert(app, { alert, reason, note, approver_id: approverId, pin }) {
    const { basket, person } = app.store.get();
    const answer = { ...namedOf(alert), reason, note: note.trim(), approval: null };
    if (answer.tier === STOP && !app.may(person, OVERRIDES)) {
      const { approval, refused } = await approvalOf(app, basket.id, answer, { approverId, pin });
      if (refused) {
        app.env.sound.refused();
        return { field: "pin", text: refused };
      }
      answer.approval = approval;
    }
    app.change((now) => (now.id === basket.id ? keepAnswer(now, answer) : now));
    app.closeThen(() => app.backToSearch());
    return null;
  },
};

/** By the server, or without it by the PIN that this device knows, sealed for the server to judge. */
async function approvalOf(app, saleId, { approval, ...answer }, { approverId, pin }) {
  const content = contentOf(saleId, answer);
  const id = app.env.newId();
  const reason = answer.note || app.words().t(`safety.reason.${answer.reason}`);
  let sealed = "";
  try {
    await app.api.approve({
      id, person_id: app.store.get().person.id, approver_id: approverId, reason, content, pin,
    });
  } catch (error) {
    const refused = error.name === "Unreachable" ? await aloneByPin(app, approverId, pin, OVERRIDES) : told(error);
    if (refused) return { refused: refused.text };
    sealed = await app.sealFor("approval", [saleId, id], { pin, content });
  }
  const approvedAt = new Date(app.env.clock.now()).toISOString();
  return { approval: { id, approved_by: approverId, approved_at: approvedAt, sealed, content } };
}

/** Who answers what stops, besides who sells. */
export function pharmacistsOf(app) {
  const { person } = app.store.get();
  return app.sellers().filter((one) => app.may(one, OVERRIDES) && one.id !== person.id);
}

/** What decides whether the basket's answers hold now. */
export function answeringIn(app) {
  const { basket, person } = app.store.get();
  const now = new Date(app.env.clock.now()).toISOString();
  return { own: app.may(person, OVERRIDES), now, saleId: basket.id, reviewed: reviewedStill(basket) };
}
