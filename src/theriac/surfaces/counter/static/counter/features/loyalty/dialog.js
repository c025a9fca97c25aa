/** Shift F2: a loyalty card, scanned or typed, or the telephone number of one. */
import { html, useEffect, useState } from "../../app/html.js";
import { useApp, useSelect, useWords } from "../../app/store.js";
import { ENROLS_MEMBERS } from "./actions.js";
import { patientOf } from "../patient/actions.js";
import { Dialog } from "../shell/dialog.js";
import { EnrolForm } from "./enrol.js";
import { TextField } from "../shell/field.js";
import { Icon } from "../shell/icon.js";

export function MemberDialog() {
  const { t } = useWords();
  const app = useApp();
  const isNamed = useSelect((state) => Boolean(state.basket.member));
  const patient = useSelect((state) => patientOf(state));
  const [text, setText] = useState("");
  const [error, setError] = useState(null);
  const [busy, setBusy] = useState(false);
  const [isNew, setNew] = useState(false);
  const may = app.may(useSelect((state) => state.person), ENROLS_MEMBERS);
  const take = async (asked) => {
    setBusy(true);
    const refused = await app.run("name_member", asked);
    setBusy(false);
    if (refused) setError(refused);
  };
  useEffect(() => {
    if (isNew) return undefined;
    app.codeTaker = take;
    return () => {
      app.codeTaker = null;
    };
  });
  const submit = (event) => {
    event.preventDefault();
    if (!text.trim()) setError("member.missing");
    else take(text);
  };
  if (isNew) {
    return html`<${Dialog} title=${t("member.enrol.title")} onClose=${app.close}>
      <${EnrolForm} onBack=${() => setNew(false)} /></${Dialog}>`;
  }
  return html`<${Dialog} title=${t("member.title")} onClose=${app.close}>
    <form class="t-stack t-stack-4" novalidate autocomplete="off" onSubmit=${submit}>
      <${TextField} name="text" label=${t("member.text")} hint=${t("member.text.hint")} value=${text} error=${error}
        first autocomplete="off" maxlength="40" onInput=${setText} />
      <div class="t-row t-wrap"><button class="btn btn-primary" type="submit" disabled=${busy}
        aria-busy=${busy ? "true" : undefined}><${Icon} name="star" />${t("member.take")}</button>
        ${patient && html`<button class="btn btn-plain" type="button" disabled=${busy}
          onClick=${() => take("")}>${t("member.of_patient")}</button>`}
        ${may && !app.training && html`<button class="btn btn-plain" type="button" disabled=${busy}
          onClick=${() => setNew(true)}><${Icon} name="person-plus" />${t("member.new")}</button>`}
        ${isNamed && html`<button class="btn btn-plain" type="button"
          onClick=${() => app.run("forget_member")}>${t("member.forget")}</button>`}
        <button class="btn btn-quiet" type="button" onClick=${app.close}>${t("cancel")}</button></div>
    </form></${Dialog}>`;
}
