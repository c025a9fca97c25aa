/**
 * What this device sends is signed by a key of its own, which the browser gives to no script: ECDSA,
 * P-256, SHA-256. What is signed begins with what it is for. Twin of the server's
 * core/sealing/signatures.py.
 */
import { readValue } from "../db/device.js";
import { keepSignedHead, readHead, readSignedHeads } from "../db/device_log.js";
import { headText } from "../db/log/chain.js";
import { toBase64url } from "../domain/base64url.js";

const CURVE = { name: "ECDSA", namedCurve: "P-256" };
const METHOD = { name: "ECDSA", hash: "SHA-256" };
const PLACE = "theriac device 1";

/** @param {SubtleCrypto|undefined} subtle plain HTTP has none @returns {object|null} */
export function browserSigning(subtle) {
  if (!subtle) return null;
  return {
    /** @returns {Promise<CryptoKeyPair>} of which the private one can't be exported */
    newKeys: () => subtle.generateKey(CURVE, false, ["sign"]),

    /** @returns {Promise<string>} its uncompressed point */
    publicText: async (key) => toBase64url(await subtle.exportKey("raw", key)),

    /** @param {string} purpose "push" or "saved" @param {string} text @returns {Promise<string>} */
    async sign(key, purpose, text) {
      const signed = new TextEncoder().encode(`${PLACE}\n${purpose}\n${text}`);
      return toBase64url(await subtle.sign(METHOD, key, signed));
    },
  };
}

export function signingParts(env, db) {
  let pairing = Promise.resolve();

  async function sign(purpose, text) {
    await pairing;
    const key = env.signing ? await readValue(db, "signing_key") : null;
    return key ? env.signing.sign(key, purpose, text) : "";
  }

  return {
    /**
     * Pair with a key of its own, which ends with the pairing; `pair` is given its public text ("" where
     * the browser has none) and what to remember. What is signed meanwhile waits: else it would be sent
     * in the new pairing by the key of the one before.
     */
    async withNewKey(pair) {
      const keys = env.signing ? await env.signing.newKeys() : null;
      const paired = pair(keys ? await env.signing.publicText(keys.publicKey) : "", keys?.privateKey ?? null);
      pairing = paired.catch(() => null);
      return paired;
    },

    /** @returns {Promise<string>} the signature, "" from a device without a key */
    sign,

    /** Sign the newest entry of the log, as soon as it is there: who writes the log anew later shows. */
    async signLog() {
      const [head, signed] = [await readHead(db), await readSignedHeads(db)];
      if (!head || signed.at(-1)?.hash === head.hash) return;
      const signature = await sign("log", headText(head));
      if (signature) await keepSignedHead(db, { ...head, signature });
    },
  };
}
