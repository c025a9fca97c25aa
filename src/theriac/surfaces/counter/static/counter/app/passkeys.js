/** Passkeys (WebAuthn) as the server asks for them: its options in JSON, the answer in JSON. */

/** Base64url without padding, as WebAuthn's JSON form writes bytes. */
function written(buffer) {
  const text = btoa(String.fromCharCode(...new Uint8Array(buffer)));
  return text.replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

function read(text) {
  const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

/**
 * @returns {{answer(options: object): Promise<object|null>}|null} null where the browser offers none,
 *   such as over plain HTTP; the answer is null where the person closed the browser's own window
 */
export function browserPasskeys() {
  if (!window.PublicKeyCredential || !window.isSecureContext || !navigator.credentials) return null;
  return {
    async answer({ publicKey: asked }) {
      const publicKey = {
        ...asked, challenge: read(asked.challenge),
        allowCredentials: (asked.allowCredentials ?? []).map((one) => ({ ...one, id: read(one.id) })),
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
        id: given.id, rawId: written(given.rawId), type: given.type, clientExtensionResults: {},
        response: {
          clientDataJSON: written(clientDataJSON), authenticatorData: written(authenticatorData),
          signature: written(signature), ...(userHandle ? { userHandle: written(userHandle) } : {}),
        },
      };
    },
  };
}
