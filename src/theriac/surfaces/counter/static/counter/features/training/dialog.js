/** Beginning a training, and ending it; what it means is said first. */
import { html } from "../../app/html.js";
import { useApp, useSelect, useWords } from "../../app/store.js";
import { Dialog } from "../shell/dialog.js";
import { Icon } from "../shell/icon.js";

export function TrainingDialog() {
  const { t } = useWords();
  const app = useApp();
  useSelect((state) => state.sync);
  const lack = app.run("training_lack");
  return html`<${Dialog} title=${t("training.title")} onClose=${app.close}><div class="t-stack t-stack-4">
    <p class="mb-0">${t("training.text")}</p><p class="mb-0">${t("training.without")}</p>
    ${lack && html`<p class="t-error mb-0" role="alert"><${Icon} name="exclamation-circle-fill" />
      <span>${t(lack)}</span></p>`}
    <div class="t-row">${!lack && html`<button class="btn btn-primary" type="button" data-first
        onClick=${() => app.run("start_training")}><${Icon} name="mortarboard" />${t("training.start")}</button>`}
      <button class="btn btn-quiet" type="button" data-first=${lack ? "" : undefined}
        onClick=${app.close}>${t("cancel")}</button></div></div></${Dialog}>`;
}

export function EndTrainingDialog() {
  const { t } = useWords();
  const app = useApp();
  return html`<${Dialog} title=${t("training.end")} onClose=${app.close}><div class="t-stack t-stack-4">
    <p class="mb-0">${t("training.end.text")}</p>
    <div class="t-row"><button class="btn btn-primary" type="button" data-first
      onClick=${() => app.run("end_training")}>${t("training.end")}</button>
      <button class="btn btn-quiet" type="button" onClick=${app.close}>${t("cancel")}</button></div></div></${Dialog}>`;
}
