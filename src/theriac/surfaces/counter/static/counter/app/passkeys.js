/** Passkeys (WebAuthn) as the server asks for them: its options in JSON, the answer in JSON. */
import { fromBase64url, toBase64url } from "../domain/base64url.js";

/**
 * @returns {{answer(options: object): Promise<object|null>}|null} null where the browser offers none,
 *   such as over plain HTTP; the answer is null where the person closed the browser's own window
 */
export function browserPasskeys() {
  if (!window.PublicKeyCredential || !window.isSecureContext || !navigator.credentials) return null;
  return {
    async answer({ publicKey: asked }) {
      const publicKey = {
        ...asked, challenge: fromBase64url(asked.challenge),
        allowCredentials: (asked.allowCredentials ?? []).map((one) => ({ ...one, id: fromBase64url(one.id) })),
      };
      let given;
      try {
        given = await navigator.credentials.get({ publicKey });
      } catch (error) {
        if (error instanceof DOMException) return null;
        throw error;
      }
      const { clientDataJSON, authenticatorData, signature, userHandle } = given.response;
      return {
        id: given.id, rawId: toBase64url(given.rawId), type: given.type, clientExtensionResults: {},
        response: {
          clientDataJSON: toBase64url(clientDataJSON), authenticatorData: toBase64url(authenticatorData),
          signature: toBase64url(signature), ...(userHandle ? { userHandle: toBase64url(userHandle) } : {}),
        },
      };
    },
  };
}
