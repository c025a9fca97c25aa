/** After a return: its credit note, to print. */
import { html } from "../../app/html.js";
import { useApp, useWords } from "../../app/store.js";
import { Dialog } from "../shell/dialog.js";
import { Icon } from "../shell/icon.js";
import { CreditNote } from "./paper.js";

export function DonePart({ note }) {
  const { t } = useWords();
  const app = useApp();
  const foot = html`<button class="btn btn-primary" type="button" data-first
      onClick=${() => app.run("print_note", note)}><${Icon} name="printer" />${t("till.print")}</button>
    <button class="btn btn-quiet" type="button" onClick=${app.close}>${t("close")}</button>`;
  return html`<${Dialog} title=${t("return.done", { number: note.document.number })} onClose=${app.close} foot=${foot}
      reading><div class="t-done-paper" data-note=${note.document.number}><${CreditNote} note=${note} /></div>
  </${Dialog}>`;
}
