// Passkeys: shown only where the browser offers them; what fails is said on the page.
import { say } from "./words.js";

const offered = Boolean(window.PublicKeyCredential && window.isSecureContext);
for (const place of document.querySelectorAll("[data-t-passkey-only]")) place.hidden = !offered;
for (const place of document.querySelectorAll("[data-t-no-passkey]")) place.hidden = offered;

document.addEventListener("allauth.error", (event) => {
  const place = document.querySelector("[data-t-passkey-failed]");
  if (!place) return;
  event.preventDefault();
  place.textContent = say("passkey");
  place.hidden = false;
  place.scrollIntoView({ block: "nearest" });
});
