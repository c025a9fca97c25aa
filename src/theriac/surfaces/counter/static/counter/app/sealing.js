/**
 * What is captured about a person is sealed to the branch's public key before anything is written.
 * What was typed stays readable in the memory of this page alone (`captured` in the store), until
 * it is sold and the next sale begins, or somebody signs out.
 */
import { PURPOSE, namesAnybody, namesOf, withoutNames } from "../domain/grounds.js";
import { placeOf, sealBytes } from "../domain/sealing.js";

/** Names are padded to a multiple of so many bytes, so that a text's length doesn't tell them. */
const PADDED_TO = 256;

export function sealingParts(app) {
  const { env, store } = app;
  const keyNow = () => store.get().settings?.sealing ?? null;

  async function sealed(ground, saleId) {
    if (!namesAnybody(ground)) return ground;
    const place = placeOf(PURPOSE, [store.get().settings.branch.id, saleId, ground.id]);
    const text = await sealBytes(env.subtle, keyNow(), place, padded(JSON.stringify(namesOf(ground))));
    return withoutNames(ground, text);
  }

  return {
    /** Why nothing about a person can be recorded here: "insecure", "no_key"; null when it can. */
    sealingLack() {
      if (!env.subtle) return "insecure";
      return keyNow() ? null : "no_key";
    },

    /** Seal what was typed for a sale, and keep it in memory for the eye and the receipt. */
    async capture(ground, saleId) {
      const kept = await sealed(ground, saleId);
      if (namesAnybody(ground)) {
        store.set(({ captured }) => ({ captured: { ...captured, [ground.id]: namesOf(ground) } }));
      }
      return kept;
    },

    /**
     * Something that belongs to a basket, sealed for its place.
     * @param {string} purpose @param {string[]} ids of the basket and the part @param {object} content
     */
    sealFor(purpose, ids, content) {
      const place = placeOf(purpose, [store.get().settings.branch.id, ...ids]);
      return sealBytes(env.subtle, keyNow(), place, padded(JSON.stringify(content)));
    },
  };
}

/** JSON takes spaces at its end. */
function padded(text) {
  const bytes = new TextEncoder().encode(text);
  const whole = new Uint8Array(Math.ceil(bytes.length / PADDED_TO) * PADDED_TO).fill(0x20);
  whole.set(bytes);
  return whole;
}
