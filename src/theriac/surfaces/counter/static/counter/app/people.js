/** Who may work at this device while the server can't be asked, and until when. */
import { countTry, forgetTries, keepProof, readProof, readValue, writeValue } from "../db/device.js";

const SALT_BYTES = 16;
const PIN_TRIES = 5;
/** A badge's code is random, so that one salt for all lets a device find whose it is. */
const BADGE_SALT = new TextEncoder().encode("theriac badge 1");
const nameOf = (username) => username.trim().toLowerCase();
/** A space no sign-in name has: a PIN is never taken for a password. */
const pinOf = (personId) => `pin ${personId}`;

export function peopleParts(app) {
  const { db, env } = app;

  async function deviceKey() {
    const kept = await readValue(db, "proof_key");
    if (kept) return kept;
    const key = await env.secrets.newKey();
    await writeValue(db, "proof_key", key);
    return key;
  }

  async function keep(name, secret, person) {
    if (!env.secrets) return;
    const salt = env.random(SALT_BYTES);
    const proof = await env.secrets.digest(secret, salt, await deviceKey());
    await keepProof(db, name, { person_id: person.id, salt, proof });
  }

  return {
    /** The right to work ends some days after the device last heard of the person. */
    hasLapsed: (person) => Boolean(person?.valid_until) && person.valid_until < app.today(),

    /** Remember, after the server said yes, what proves the person without it. */
    async learnPerson(username, password, person) {
      await keep(nameOf(username), password, person);
      await forgetTries(db, person.id);
    },

    /** Remember a PIN that the server just took; wrong tries at this device begin anew. */
    async learnPin(person, pin) {
      await keep(pinOf(person.id), pin, person);
      await forgetTries(db, person.id);
    },

    /**
     * Take over by PIN without the server: only whose PIN was taken here before. Five wrong tries,
     * counted on the device before each is judged, lock it until the server is reached.
     * @returns {Promise<{person?: object, refused?: string}>}
     */
    async recognisePin(personId, pin) {
      const { t, day } = app.words();
      const kept = env.secrets && app.store.get().settings ? await readProof(db, pinOf(personId)) : null;
      const person = app.people.get(personId);
      if (!kept || !person) return { refused: t("pin.unreachable") };
      if (app.hasLapsed(person)) {
        return { refused: t("person.lapsed", { name: person.short_name, date: day(person.valid_until) }) };
      }
      const before = await countTry(db, personId);
      if (before >= PIN_TRIES) return { refused: t("pin.locked") };
      const proof = await env.secrets.digest(pin, kept.salt, await deviceKey());
      if (proof !== kept.proof) {
        return { refused: before + 1 < PIN_TRIES ? t("pin.wrong", { n: PIN_TRIES - before - 1 }) : t("pin.locked") };
      }
      await forgetTries(db, personId);
      return { person };
    },

    /** Remember a badge that the server just took: by a slow digest of its code, bound to this device. */
    async learnBadge(person, code, asksPin) {
      if (!env.secrets) return;
      const digest = await env.secrets.digest(code, BADGE_SALT, await deviceKey());
      await keepProof(db, `badge ${digest}`, { person_id: person.id, badge: person.badge, asks_pin: asksPin });
    },

    /**
     * Take over by badge without the server: only by one that it took here before, and that nobody
     * ended since as far as this device heard.
     * @returns {Promise<{person?: object, refused?: string, asksPin?: boolean}>}
     */
    async recogniseBadge(code, pin) {
      const { t, day } = app.words();
      if (!env.secrets || !app.store.get().settings) return { refused: t("badge.unreachable") };
      const digest = await env.secrets.digest(code, BADGE_SALT, await deviceKey());
      const kept = await readProof(db, `badge ${digest}`);
      const person = kept && app.people.get(kept.person_id);
      if (!person || !person.badge || person.badge !== kept.badge) return { refused: t("badge.unreachable") };
      if (app.hasLapsed(person)) {
        return { refused: t("person.lapsed", { name: person.short_name, date: day(person.valid_until) }) };
      }
      if (!kept.asks_pin) return { person };
      return pin ? this.recognisePin(person.id, pin) : { asksPin: true };
    },

    /** Who may be picked at the sign-in, by name. */
    sellers: () => [...app.people.values()].sort((one, other) => one.name.localeCompare(other.name)),

    /**
     * Sign in without the server: only who signed in here before, may still sell here, and was
     * heard of lately. @returns {Promise<{person?: object, refused?: string}>}
     */
    async recognise(username, password) {
      const { t, day } = app.words();
      const kept = env.secrets && app.store.get().settings ? await readProof(db, nameOf(username)) : null;
      if (!kept) return { refused: t("start.unreachable") };
      const proof = await env.secrets.digest(password, kept.salt, await deviceKey());
      if (proof !== kept.proof) return { refused: t("signin.check") };
      const person = app.people.get(kept.person_id);
      if (!person) return { refused: t("person.gone") };
      if (app.hasLapsed(person)) {
        return { refused: t("person.lapsed", { name: person.short_name, date: day(person.valid_until) }) };
      }
      return { person };
    },
  };
}
