/** Finding the patient whom the basket is for. */
import { html, useState } from "../../app/html.js";
import { useApp, useSelect, useWords } from "../../app/store.js";
import { Dialog } from "../shell/dialog.js";
import { TextField } from "../shell/field.js";
import { Icon } from "../shell/icon.js";
import { Newcomer } from "./newcomer.js";

const LEAST = 2;

export function PatientDialog() {
  const { t, day } = useWords();
  const app = useApp();
  const named = useSelect((state) => Boolean(state.basket.patient));
  const [text, setText] = useState("");
  const [found, setFound] = useState(null);
  const [error, setError] = useState(null);
  const [busy, setBusy] = useState(false);
  const [sought, setSought] = useState("");
  const may = app.may(useSelect((state) => state.person), "patients.manage");
  const search = async (event) => {
    event.preventDefault();
    if (text.trim().length < LEAST) return setError("patient.short");
    setBusy(true);
    const answer = await app.run("find_patients", text);
    setBusy(false);
    setError(answer.refused ?? null);
    setSought(text.trim());
    return setFound(answer.found ?? null);
  };
  const take = async (id) => {
    setBusy(true);
    const refused = await app.run("name_patient", id);
    setBusy(false);
    if (refused) setError(refused);
  };
  return html`<${Dialog} title=${t("patient.title")} onClose=${app.close}>
    <form class="t-stack t-stack-4" novalidate autocomplete="off" onSubmit=${search}>
      <${TextField} name="text" label=${t("patient.find")} hint=${t("patient.find.hint")} value=${text} error=${error}
        first autocomplete="off" maxlength="200" onInput=${setText} />
      <div class="t-row"><button class="btn btn-primary" type="submit" disabled=${busy}
        aria-busy=${busy ? "true" : undefined}><${Icon} name="search" />${t("patient.search")}</button>
        ${named && html`<button class="btn btn-plain" type="button" onClick=${() => app.run("forget_patient")}>
          ${t("patient.nobody")}</button>`}
        <button class="btn btn-quiet" type="button" onClick=${app.close}>${t("cancel")}</button></div>
    </form>
    ${found && html`<div class="mt-3" role="status">
      ${found.patients.length === 0 ? html`<p class="t-2">${t(may ? "patient.none.here" : "patient.none")}</p>`
        : html`<ul class="t-menu">${found.patients.map((one) => html`<li key=${one.id}>
          <button type="button" class="t-menu-item" disabled=${busy} onClick=${() => take(one.id)}>
            <${Icon} name="person" />${one.names}
            <span class="t-end t-2 t-num">${one.birth_date ? day(one.birth_date) : ""}</span>
          </button></li>`)}</ul>`}
      ${found.has_more && html`<p class="t-2 t-sm">${t("patient.more")}</p>`}
      ${may && html`<${Newcomer} key=${sought} names=${sought} />`}</div>`}
  </${Dialog}>`;
}
