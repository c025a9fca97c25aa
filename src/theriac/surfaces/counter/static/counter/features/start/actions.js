/** Pairing, signing in and out, and what a device prefers. */
import { badgeCode } from "../../domain/badge.js";
import { rememberPairing, writeValue } from "../../db/device.js";
import { NOTHING_FOUND } from "../find/reading.js";

const NOT_PAIRED = "organisation.terminal_not_paired";

/** Why the server didn't let somebody in, beside the field that it concerns. */
function refusal(app, error, field) {
  const { t } = app.words();
  app.env.sound.refused();
  if (error.name === "Unreachable") return { field, text: t("start.unreachable") };
  return {
    field: error.problem?.field ?? field,
    text: error.problem?.detail || error.problem?.title || t("start.refused"),
  };
}

/** The person is at the counter; nothing is asked of the server any more. */
async function enter(app, person) {
  app.env.session.write("person", person.id);
  app.people.set(person.id, person);
  await app.startFollowing();
  await app.firstCopy();
  app.store.set({ person, phase: "desk", badge: null, captured: {}, patient: null, dialog: null });
  app.reassess();
  app.backToSearch();
  return null;
}

/** Who came in by password and has no PIN is reminded, until they begin to sell. */
function remindOfPin(app, person) {
  if (person.pin !== false || app.store.get().assessed.open) return;
  const { t } = app.words();
  const set = { first: true, label: t("own_pin.title"), run: () => app.open({ kind: "own_pin" }) };
  app.store.set({
    card: {
      level: "note", role: "status", icon: "123",
      title: t("own_pin.remind.title"), text: t("own_pin.remind"), acts: [set],
    },
  });
}

/** The server doesn't know this device any more: it asks for a code, and keeps what it has. */
function pairAgain(app) {
  app.env.sound.refused();
  app.store.set({ phase: "pairing" });
  return null;
}

/** The badge holds; its person's PIN is asked on the sign-in's page. The code stays in memory alone. */
function askPin(app, code) {
  if (app.store.get().phase === "desk") startActions.sign_out(app);
  app.store.set({ badge: code });
  return null;
}

export const startActions = {
  async pair(app, { code, device_name: deviceName }) {
    try {
      const pairing = await app.withNewKey(async (publicKey, key) => {
        const answer = await app.api.pair(code.trim(), deviceName.trim(), publicKey);
        await rememberPairing(app.db, answer, key);
        app.takeTally(null);
        return answer;
      });
      app.store.set({ device: { terminal: pairing.terminal, branch: pairing.branch }, phase: "signin" });
      await app.startFollowing();
      return null;
    } catch (error) {
      if (error.name !== "Refused" && error.name !== "Unreachable") throw error;
      return refusal(app, error, "code");
    }
  },

  /** A demo's first browser is a counter without being asked; any other is asked for a code. */
  async pair_first(app) {
    try {
      await startActions.pair(app, await app.api.firstPairing());
    } catch (error) {
      if (error.name !== "Refused" && error.name !== "Unreachable") throw error;
    }
  },

  async sign_in(app, { username, password }) {
    try {
      const person = await app.api.signIn(username.trim(), password);
      app.learnPerson(username, password, person).catch(app.fail); // takes a moment; nobody waits
      await app.db.people.put(person);
      await enter(app, person);
      remindOfPin(app, person);
      return null;
    } catch (error) {
      if (error.name !== "Refused" && error.name !== "Unreachable") throw error;
      if (error.problem?.type === NOT_PAIRED) return pairAgain(app);
      if (error.name === "Refused") return refusal(app, error, "password");
    }
    const { person, refused } = await app.recognise(username, password);
    if (person) return enter(app, person);
    app.env.sound.refused();
    return { field: "password", text: refused };
  },

  /** Another person, by PIN: the server's word, or without it what this device remembers. */
  async take_over(app, { person_id: personId, pin }) {
    try {
      const person = await app.api.takeOver(personId, pin);
      app.learnPin(person, pin).catch(app.fail); // takes a moment; nobody waits
      await app.db.people.put(person);
      return await enter(app, person);
    } catch (error) {
      if (error.name !== "Refused" && error.name !== "Unreachable") throw error;
      if (error.problem?.type === NOT_PAIRED) return pairAgain(app);
      if (error.name === "Refused") return { ...refusal(app, error, "pin"), field: "pin" };
    }
    const { person, refused } = await app.recognisePin(personId, pin);
    if (person) return enter(app, person);
    app.env.sound.refused();
    return { field: "pin", text: refused };
  },

  /**
   * A badge: at the sign-in, or over an open basket, which stays for whoever takes over. Whose badge
   * asks for the PIN types it next.
   * @returns {Promise<{field: string, text: string}|null>}
   */
  async badge(app, { code, pin = "" }) {
    const text = badgeCode(code);
    let refused = null;
    try {
      const person = await app.api.badge(text, pin);
      app.learnBadge(person, text, pin !== "").catch(app.fail); // takes a moment; nobody waits
      if (pin) app.learnPin(person, pin).catch(app.fail);
      await app.db.people.put(person);
      return await enter(app, person);
    } catch (error) {
      if (error.name !== "Refused" && error.name !== "Unreachable") throw error;
      if (error.problem?.type === NOT_PAIRED) return pairAgain(app);
      if (error.problem?.type === "accounts.badge_asks_pin") return askPin(app, text);
      if (error.name === "Refused") refused = refusal(app, error, "username").text;
    }
    if (!refused) {
      const known = await app.recogniseBadge(text, pin);
      if (known.asksPin) return askPin(app, text);
      if (known.person) return enter(app, known.person);
      refused = known.refused;
      app.env.sound.refused();
    }
    if (app.store.get().phase === "desk") {
      app.showCard({ level: "stop", icon: "person-badge", title: app.words().t("badge.refused"), text: refused });
    }
    return { field: pin ? "pin" : "username", text: refused };
  },

  /** A new PIN of one's own, with name and password; only where the server answers. */
  async set_pin(app, { username, password, pin }) {
    try {
      await app.api.setPin(username.trim(), password, pin);
      app.store.set({ card: null });
    } catch (error) {
      if (error.name !== "Refused" && error.name !== "Unreachable") throw error;
      return refusal(app, error, "password");
    }
    app.closeThen(() => app.say(app.words().t("own_pin.done")));
    return null;
  },

  forget_badge: (app) => app.store.set({ badge: null }),

  /** The basket stays; the next person finds it. */
  sign_out(app) {
    app.env.session.drop("person");
    app.api.forgetTokens();
    app.store.set({
      person: null, phase: "signin", payment: null, shown: null, captured: {}, patient: null, reserved: {},
      find: NOTHING_FOUND, toast: null, dialog: null,
    });
  },

  async language(app, language) {
    app.store.set({ language });
    document.documentElement.lang = language;
    app.reassess();
    await writeValue(app.db, "language", language);
  },

  async theme(app, theme) {
    app.store.set({ theme });
    document.documentElement.dataset.bsTheme = theme;
    await writeValue(app.db, "theme", theme);
  },
};
