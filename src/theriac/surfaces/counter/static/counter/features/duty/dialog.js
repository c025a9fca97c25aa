/** Who is on duty here, and the button by which the person who sells comes or leaves. */
import { html, useState } from "../../app/html.js";
import { useApp, useSelect, useWords } from "../../app/store.js";
import { Dialog } from "../shell/dialog.js";
import { Icon } from "../shell/icon.js";
import { SERVES, onDutyNow } from "./actions.js";

export function DutyDialog() {
  const { t, time } = useWords();
  const app = useApp();
  const person = useSelect((state) => state.person);
  const settings = useSelect((state) => state.settings);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState("");
  const people = onDutyNow(settings.duty, app.env.clock.now());
  const leaves = people.some((one) => one.id === person?.id);
  const act = async () => {
    setBusy(true);
    const why = await app.run("duty", leaves);
    if (!why) return;
    setBusy(false);
    setRefused(why);
  };
  return html`<${Dialog} title=${t("duty.title")} onClose=${app.close}>
    <div class="t-stack t-stack-4">
      ${people.length
        ? html`<div><h3 class="t-sm t-2 mb-1">${t("duty.now")}</h3><ul class="list-unstyled mb-0">
          ${people.map((one) => html`<li key=${one.id}>
            ${t("duty.person", { name: one.name, time: time(Date.parse(one.until)) })}</li>`)}</ul></div>`
        : html`<div class="t-notice t-notice-look"><${Icon} name="exclamation-triangle-fill" />
          <div class="t-notice-title">${t("duty.nobody")}</div>
          ${settings.duty?.asked && html`<div class="t-notice-text">${t("duty.text")}</div>`}</div>`}
      ${refused && html`<div class="t-error" role="alert">${refused}</div>`}
      ${app.may(person, SERVES)
        ? html`<div class="t-row"><button class="btn btn-primary" type="button" data-first disabled=${busy}
            aria-busy=${busy ? "true" : undefined} onClick=${act}>${t(leaves ? "duty.off" : "duty.on")}</button>
          <button class="btn btn-quiet" type="button" onClick=${app.close}>${t("cancel")}</button></div>`
        : html`<p class="mb-0">${t("duty.ask", { name: person?.short_name ?? "" })}</p>`}
    </div></${Dialog}>`;
}
