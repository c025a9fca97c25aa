/** A note for whoever links the code: which pack it is, where it lies. */
import { html, useState } from "../../app/html.js";
import { useApp, useWords } from "../../app/store.js";
import { LONGEST_NOTE } from "../../domain/kept_codes.js";
import { Dialog } from "../shell/dialog.js";
import { TextField } from "../shell/field.js";

export function KeepCodeDialog({ code }) {
  const { t } = useWords();
  const app = useApp();
  const [note, setNote] = useState("");
  const submit = (event) => {
    event.preventDefault();
    app.closeThen(() => app.run("keep_code", { code, note }));
  };
  return html`<${Dialog} title=${t("keep.title")} onClose=${app.close}>
    <form class="t-stack t-stack-4" novalidate onSubmit=${submit}>
      <dl class="t-facts"><dt>${t("link.code")}</dt><dd class="t-code text-break">${code}</dd></dl>
      <${TextField} name="note" label=${t("keep.note")} hint=${t("keep.note.hint")} value=${note} first
        autocomplete="off" maxlength=${LONGEST_NOTE} onInput=${setNote} />
      <div class="t-row"><button class="btn btn-primary" type="submit">${t("keep.act")}</button>
        <button class="btn btn-quiet" type="button" onClick=${app.close}>${t("cancel")}</button></div>
    </form></${Dialog}>`;
}
