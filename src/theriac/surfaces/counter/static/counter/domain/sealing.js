/**
 * Texts sealed to a public key, which this device can't read back: HPKE (RFC 9180), mode base,
 * DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-256-GCM. Twin of the server's core/sealing/sealed.py;
 * both meet contracts/vectors/sealed_texts.json. WebCrypto comes from outside.
 *
 * A sealed text is `1.<key id>.<encapsulated key and ciphertext, base64url>`. HPKE's `info` is the
 * text's place (what it is for, then ids from the whole to the part): it opens nowhere else.
 */
import { fromBase64url, toBase64url } from "./base64url.js";

const VERSION = "1";
const PLACE = "theriac sealed 1";
const CURVE = { name: "ECDH", namedCurve: "P-256" };
const SECRET_BITS = 256;
const KEY_BYTES = 32;
const NONCE_BYTES = 12;

const utf8 = (text) => new TextEncoder().encode(text);
const SUITE_OF_KEM = joined(utf8("KEM"), [0x00, 0x10]);
const SUITE = joined(utf8("HPKE"), [0x00, 0x10, 0x00, 0x01, 0x00, 0x02]);
const NOTHING = new Uint8Array(0);
const NO_SALT = new Uint8Array(32); // to HMAC the same as none, which some browsers refuse

/** @param {string} purpose @param {string[]} ids */
export function placeOf(purpose, ids) {
  return utf8([PLACE, purpose, ...ids].join("\n"));
}

/**
 * @param {SubtleCrypto} subtle
 * @param {{key_id: string, public_key: string}} key the receiver's uncompressed point, base64url
 * @param {Uint8Array} place @param {Uint8Array} content
 * @param {CryptoKeyPair} [ephemeral] for tests; a fresh pair otherwise
 * @returns {Promise<string>}
 */
export async function sealBytes(subtle, key, place, content, ephemeral) {
  const receiver = fromBase64url(key.public_key);
  const pair = ephemeral ?? (await subtle.generateKey(CURVE, false, ["deriveBits"]));
  const sender = new Uint8Array(await subtle.exportKey("raw", pair.publicKey));
  const secret = await agreed(subtle, pair.privateKey, receiver, joined(sender, receiver));
  const { aesKey, nonce } = await scheduled(subtle, secret, place);
  const encrypted = new Uint8Array(await subtle.encrypt({ name: "AES-GCM", iv: nonce }, aesKey, content));
  return `${VERSION}.${key.key_id}.${toBase64url(joined(sender, encrypted))}`;
}

/** The secret that both sides come to: RFC 9180, 4.1. */
async function agreed(subtle, privateKey, receiver, context) {
  const publicKey = await subtle.importKey("raw", receiver, CURVE, false, []);
  const shared = new Uint8Array(await subtle.deriveBits({ name: "ECDH", public: publicKey }, privateKey, SECRET_BITS));
  const extracted = await extract(subtle, SUITE_OF_KEM, NO_SALT, "eae_prk", shared);
  return expand(subtle, SUITE_OF_KEM, extracted, "shared_secret", context, KEY_BYTES);
}

/** Key and nonce of the one message: RFC 9180, 5.1. */
async function scheduled(subtle, secret, place) {
  const context = joined(
    [0x00],
    await extract(subtle, SUITE, NO_SALT, "psk_id_hash", NOTHING),
    await extract(subtle, SUITE, NO_SALT, "info_hash", place),
  );
  const extracted = await extract(subtle, SUITE, secret, "secret", NOTHING);
  const bytes = await expand(subtle, SUITE, extracted, "key", context, KEY_BYTES);
  return {
    aesKey: await subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt"]),
    nonce: await expand(subtle, SUITE, extracted, "base_nonce", context, NONCE_BYTES),
  };
}

function extract(subtle, suite, salt, label, material) {
  return hmac(subtle, salt, joined(utf8("HPKE-v1"), suite, utf8(label), material));
}

/** One round of HKDF-Expand, enough for 32 bytes. */
async function expand(subtle, suite, extracted, label, info, length) {
  const labelled = joined([0x00, length], utf8("HPKE-v1"), suite, utf8(label), info, [0x01]);
  return (await hmac(subtle, extracted, labelled)).slice(0, length);
}

async function hmac(subtle, key, message) {
  const imported = await subtle.importKey("raw", key, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  return new Uint8Array(await subtle.sign("HMAC", imported, message));
}

function joined(...parts) {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}
