/** After a return: its credit note, to print and to send. */
import { html } from "../../app/html.js";
import { useApp, useWords } from "../../app/store.js";
import { SendKey } from "../receipt/send.js";
import { Dialog } from "../shell/dialog.js";
import { Icon } from "../shell/icon.js";
import { CreditNote } from "./paper.js";

export function DonePart({ note }) {
  const { t } = useWords();
  const app = useApp();
  const foot = html`<button class="btn btn-primary" type="button" data-first
      onClick=${() => app.run("print_note", note)}><${Icon} name="printer" />${t("till.print")}</button>
    <${SendKey} document=${{ kind: "credit_note", id: note.document.id, number: note.document.number }}
      unknown=${async () => (await app.run("has_note_arrived", note.document.id) ? "" : "send.note_unsent")} />
    <button class="btn btn-quiet" type="button" onClick=${app.close}>${t("close")}</button>`;
  return html`<${Dialog} title=${t("return.done", { number: note.document.number })} onClose=${app.close} foot=${foot}
      reading><div class="t-done-paper" data-note=${note.document.number}><${CreditNote} note=${note} /></div>
  </${Dialog}>`;
}
