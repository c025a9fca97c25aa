/** Who may work at this device while the server can't be asked, and until when. */
import { keepProof, readProof, readValue, writeValue } from "../db/device.js";

const SALT_BYTES = 16;
const nameOf = (username) => username.trim().toLowerCase();

export function peopleParts(app) {
  const { db, env } = app;

  async function deviceKey() {
    const kept = await readValue(db, "proof_key");
    if (kept) return kept;
    const key = await env.secrets.newKey();
    await writeValue(db, "proof_key", key);
    return key;
  }

  return {
    /** The right to work ends some days after the device last heard of the person. */
    hasLapsed: (person) => Boolean(person?.valid_until) && person.valid_until < app.today(),

    /** Remember, after the server said yes, what proves the person without it. */
    async learnPerson(username, password, person) {
      if (!env.secrets) return;
      const salt = env.random(SALT_BYTES);
      const proof = await env.secrets.digest(password, salt, await deviceKey());
      await keepProof(db, nameOf(username), { person_id: person.id, salt, proof });
    },

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
      if (app.hasLapsed(person)) return { refused: t("person.lapsed", { name: person.short_name, date: day(person.valid_until) }) };
      return { person };
    },
  };
}
