/** Whose points a basket earns and may spend: by card, telephone or patient; without network by the card alone. */
import { readMember } from "../../db/loyalty.js";
import { nameMember } from "../../domain/basket.js";
import { plainCard, spacedCard } from "../../domain/loyalty.js";
import { patientOf } from "../patient/actions.js";

export const ENROLS_MEMBERS = "loyalty.enrol";

export const loyaltyActions = {
  /** Shift F2: ask for the card. */
  show_member: (app) => app.open({ kind: "member" }),

  /**
   * Name the member whom a card or telephone number means, or the basket's patient where nothing was typed.
   * @returns {Promise<string|null>} why not
   */
  async name_member(app, text) {
    const { basket } = app.store.get();
    const { found, refused } = await find(app, text);
    if (refused) return refused;
    if (app.store.get().basket.id !== basket.id) return null;
    app.store.set({ member: found });
    app.change((now) => (now.id === basket.id ? nameMember(now, found.number) : now));
    app.closeThen(() => app.backToSearch());
    return null;
  },

  /**
   * Enrol who has no card: the basket has it at once, and its paper is printed. `id` stays the same while somebody
   * tries, so that one is enrolled.
   * @returns {Promise<string|null>} why not
   */
  async enrol_member(app, { id, ...told }) {
    const { basket, person } = app.store.get();
    const patient = patientOf(app.store.get());
    try {
      const asked = { id, ...told, ...(patient ? { patient_id: patient.id } : {}) };
      const found = { ...await app.api.enrolMember(person.id, asked), alone: false };
      if (app.store.get().basket.id === basket.id) {
        app.store.set({ member: found });
        app.change((now) => (now.id === basket.id ? nameMember(now, found.number) : now));
      }
      app.say(app.words().t("member.enrolled", { number: spacedCard(found.number) }));
      const answer = { number: found.number, recorded_at: new Date(app.env.clock.now()).toISOString() };
      app.run("print_slip", { kind: "member", answer, body: {} });
      app.closeThen(() => app.backToSearch());
      return null;
    } catch (error) {
      if (error.name === "Unreachable") return app.words().t("money.away");
      if (error.name !== "Refused") throw error;
      return error.problem.detail || error.problem.title;
    }
  },

  /** A basket that was named a member for before: look them up again. */
  async look_member(app) {
    const { basket } = app.store.get();
    const { found } = await find(app, basket.member);
    if (found && app.store.get().basket.member === found.number) app.store.set({ member: found });
  },

  forget_member(app) {
    app.store.set({ member: null });
    app.change((now) => nameMember(now, null));
    app.closeThen(() => app.backToSearch());
  },
};

/** A scanned card; whether it was one that checks itself. */
export function takeMemberCard(app, text) {
  if (!plainCard(text)) return false;
  named(app, text);
  return true;
}

async function named(app, text) {
  const refused = await app.run("name_member", text);
  if (!refused) return;
  app.showCard({ level: "stop", icon: "star", title: app.words().t("member.not_found.title"), text: refused });
}

async function find(app, text) {
  const { person } = app.store.get();
  const number = plainCard(text);
  const patient = text.trim() ? null : patientOf(app.store.get());
  if (!text.trim() && !patient) return { refused: app.words().t("member.missing") };
  const asked = number ? { number } : patient ? { patient_id: patient.id } : { phone: text.trim() };
  try {
    return { found: { ...await app.api.loyalty(person.id, asked), alone: false } };
  } catch (error) {
    if (error.name === "Refused" && error.status < 500) return { refused: error.problem.detail || error.problem.title };
    if (error.name !== "Refused" && error.name !== "Unreachable") throw error;
    return alone(app, number);
  }
}

/** What the server last said of the card. A card that checks itself earns also where it isn't known here. */
async function alone(app, number) {
  if (!number) return { refused: app.words().t("member.alone") };
  const kept = await readMember(app.db, number);
  if (!kept) return { found: { number, state: "", points: null, program: null, alone: true } };
  return { found: { number, state: "active", ...kept, alone: true } };
}
