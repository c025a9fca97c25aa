/** Bytes as text: base64url without padding (RFC 4648, section 5). Pure. */

/** @param {ArrayBuffer|Uint8Array} bytes */
export function toBase64url(bytes) {
  return btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

/** @returns {Uint8Array} */
export function fromBase64url(text) {
  return Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
}
