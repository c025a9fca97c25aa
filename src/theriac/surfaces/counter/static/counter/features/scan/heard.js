/** What became of a scan while a dialogue or the payment lay over the basket. */
import { html } from "../../app/html.js";
import { useSelect } from "../../app/store.js";
import { Icon } from "../shell/icon.js";

export function Heard() {
  const heard = useSelect((state) => state.heard);
  if (!heard) return null;
  return html`<div class=${`t-heard t-heard-${heard.level}`} role="status" data-heard>
    <${Icon} name=${heard.level === "go" ? "check-circle-fill" : "upc-scan"} /><span>${heard.text}</span></div>`;
}
