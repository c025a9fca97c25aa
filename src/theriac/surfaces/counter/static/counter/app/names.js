/**
 * Names of parked baskets: what somebody typed to know a customer again. On the disk they lie sealed by a
 * key (AES-GCM, 256 bits) that the browser gives to no script, each for its basket; readable they are in
 * this page's memory alone.
 */
import { readValue, writeValue } from "../db/device.js";
import { fromBase64url, toBase64url } from "../domain/base64url.js";

const METHOD = "AES-GCM";
const IV_BYTES = 12;
const KEY = "name_key";

export function nameParts(app) {
  const { db, env } = app;
  let known = null;

  async function readKey() {
    const kept = await readValue(db, KEY);
    if (kept) return kept;
    const key = await env.subtle.generateKey({ name: METHOD, length: 256 }, false, ["encrypt", "decrypt"]);
    await writeValue(db, KEY, key);
    return key;
  }

  function key() {
    known ??= readKey();
    return known;
  }

  const method = (basketId, iv) => ({
    name: METHOD, iv, additionalData: new TextEncoder().encode(`theriac basket name 1\n${basketId}`),
  });

  return {
    /** Plain HTTP has nothing to seal by: baskets have no names there. */
    mayName: () => Boolean(env.subtle),

    /** @returns {Promise<string>} sealed, for this basket alone; "" for no name */
    async sealName(basketId, name) {
      if (!name) return "";
      const iv = env.random(IV_BYTES);
      const sealed = await env.subtle.encrypt(method(basketId, iv), await key(), new TextEncoder().encode(name));
      return toBase64url(new Uint8Array([...iv, ...new Uint8Array(sealed)]));
    },

    /** @returns {Promise<Record<string, string>>} the names of those that have one that opens, by basket */
    async openNames(baskets) {
      const named = env.subtle ? baskets.filter((basket) => basket.name) : [];
      const opened = await Promise.all(named.map(async (basket) => [basket.id, await open(basket)]));
      return Object.fromEntries(opened.filter(([, name]) => name));
    },
  };

  async function open({ id, name }) {
    try {
      const bytes = fromBase64url(name);
      const text = await env.subtle.decrypt(
        method(id, bytes.slice(0, IV_BYTES)), await key(), bytes.slice(IV_BYTES));
      return new TextDecoder().decode(text);
    } catch {
      return ""; // altered on the disk: the basket is known by its time
    }
  }
}
