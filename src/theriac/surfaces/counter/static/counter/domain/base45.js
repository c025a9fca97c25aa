/** Base45 (RFC 9285): bytes in the letters that a QR code holds most densely. Pure. */
const LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

/** @param {Uint8Array} bytes @returns {string} three letters for two bytes, two for a last one */
export function toBase45(bytes) {
  let text = "";
  for (let at = 0; at + 1 < bytes.length; at += 2) text += digits(bytes[at] * 256 + bytes[at + 1], 3);
  return bytes.length % 2 ? text + digits(bytes[bytes.length - 1], 2) : text;
}

function digits(value, count) {
  let [text, rest] = ["", value];
  for (let n = 0; n < count; n += 1) {
    text += LETTERS[rest % 45];
    rest = Math.floor(rest / 45);
  }
  return text;
}

/** @param {string} text @returns {Uint8Array|null} null for what is no Base45 */
export function fromBase45(text) {
  if (text.length % 3 === 1) return null;
  const bytes = [];
  for (let at = 0; at < text.length; at += 3) {
    const part = text.slice(at, at + 3);
    const value = [...part].reduceRight((sum, letter) => sum * 45 + LETTERS.indexOf(letter), 0);
    if ([...part].some((letter) => !LETTERS.includes(letter)) || value > (part.length === 3 ? 65535 : 255)) return null;
    if (part.length === 3) bytes.push(value >> 8, value & 255);
    else bytes.push(value);
  }
  return Uint8Array.from(bytes);
}
