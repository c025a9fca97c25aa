/**
 * Passwords on the device: only a slow, salted digest, bound to a key that the browser holds and
 * gives to no script. So a person who signed in here before can sign in without a network.
 */
const ROUNDS = 600_000;
const BITS = 256;

/** @param {SubtleCrypto|undefined} subtle plain HTTP has none @returns {object|null} */
export function browserSecrets(subtle) {
  if (!subtle) return null;
  return {
    newKey: () => subtle.generateKey({ name: "HMAC", hash: "SHA-256" }, false, ["sign"]),

    /** @returns {Promise<string>} hexadecimal */
    async digest(password, salt, key) {
      const typed = await subtle.importKey("raw", new TextEncoder().encode(password), "PBKDF2", false, ["deriveBits"]);
      const slow = await subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt, iterations: ROUNDS }, typed, BITS);
      return hexOf(new Uint8Array(await subtle.sign("HMAC", key, slow)));
    },
  };
}

/** @returns {Promise<string>} hexadecimal */
export async function sha256(subtle, text) {
  return hexOf(new Uint8Array(await subtle.digest("SHA-256", new TextEncoder().encode(text))));
}

function hexOf(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
