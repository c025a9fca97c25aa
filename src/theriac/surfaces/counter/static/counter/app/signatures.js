/**
 * Somebody signs for what the one at the counter may not decide, and stays a signature: the counter
 * is nobody else's afterwards. The server says who it was; without it, what this device remembers of
 * people who worked here.
 *
 * @typedef {{person_id: string, pin: string}|{badge: string, pin: string}} Means a PIN, or a badge (with the
 *   PIN that some ask for)
 * @typedef {{person?: object, refused?: string, asksPin?: boolean}} Answer
 */
import { badgeCode } from "../domain/badge.js";

export function signatureParts(app) {
  const { db } = app;

  /** @param {Means} means @returns {Promise<Answer|null>} null without an answer */
  async function byServer(means) {
    try {
      const person = await app.api.prove(means);
      await db.people.put(person);
      learn(means, person).catch(app.fail); // takes a moment; nobody waits
      return { person };
    } catch (error) {
      if (error.name === "Unreachable") return null;
      if (error.name !== "Refused") throw error;
      if (error.problem.type === "accounts.badge_asks_pin") return { asksPin: true };
      return { refused: error.problem.detail || error.problem.title };
    }
  }

  async function learn(means, person) {
    if (means.badge) await app.learnBadge(person, means.badge, means.pin !== "");
    if (means.pin) await app.learnPin(person, means.pin);
  }

  /** @param {Means} means @returns {Promise<Answer>} */
  function byDevice(means) {
    return means.badge ? app.recogniseBadge(means.badge, means.pin) : app.recognisePin(means.person_id, means.pin);
  }

  return {
    /** Who can be asked to sign, by name: whoever may, as far as this device has heard. */
    signersOf: (permission) => app.sellers().filter((one) => app.may(one, permission)),

    /** @param {Means} asked @param {string} permission @returns {Promise<Answer>} */
    async askSignature(asked, permission) {
      const means = asked.badge ? { ...asked, badge: badgeCode(asked.badge) } : asked;
      const answer = (await byServer(means)) ?? await byDevice(means);
      if (!answer.person || app.may(answer.person, permission)) return answer;
      return { refused: app.words().t("signature.not_permitted", { name: answer.person.name }) };
    },
  };
}
