/** What was asked for, how many, and a note; Enter records it. Of a product that isn't meant, what was typed. */
import { html, useState } from "../../app/html.js";
import { useApp, useWords } from "../../app/store.js";
import { LONGEST_TEXT, mostPacks, packsAsked, textToKeep } from "../../domain/unmet.js";
import { packChoices, usualPack } from "../find/hit.js";
import { Dialog } from "../shell/dialog.js";
import { TextField } from "../shell/field.js";

export function UnmetDialog({ product: found = null, packId = null, packs = 1, text = "" }) {
  const { t, number, packTitle } = useWords();
  const app = useApp();
  const [product, setProduct] = useState(found);
  const choices = product ? packChoices(product, null) : [];
  const first = choices.find((pack) => pack.id === packId) ?? (product && usualPack(product));
  const [form, setForm] = useState({ text, count: String(packs), packId: first?.id ?? null, note: "" });
  const [errors, setErrors] = useState({});
  const pack = choices.find((one) => one.id === form.packId) ?? first;
  const set = (changes) => setForm({ ...form, ...changes });
  const submit = (event) => {
    event.preventDefault();
    const factor = pack?.factor ?? 1;
    const count = packsAsked(form.count, factor);
    const wrong = {
      ...(!product && !textToKeep(form.text) ? { text: "unmet.text.missing" } : {}),
      ...(count === null ? { count: t("unmet.count.wrong", { n: number(mostPacks(factor)) }) } : {}),
    };
    setErrors(wrong);
    if (Object.keys(wrong).length) return;
    const sought = app.store.get().find.text;
    app.run("clear_find"); // at once: what is typed next is sought next, however long the disk takes
    const asked = { product, pack, packs: count, text: form.text, note: form.note };
    app.closeThen(() => app.run("record_unmet", { ...asked, sought }));
  };
  return html`<${Dialog} title=${t("unmet.title")} onClose=${app.close}>
    <form class="t-stack t-stack-4" novalidate autocomplete="off" onSubmit=${submit}>
      ${product ? html`<p class="t-strong mb-0">${product.name}</p>
          ${text && html`<button class="btn btn-plain" type="button" onClick=${() => setProduct(null)}>
            ${t("unmet.other", { text })}</button>`}`
        : html`<${TextField} name="unmet-text" label=${t("unmet.text")} hint=${t("unmet.text.hint")} first=${!text}
            value=${form.text} error=${errors.text} maxlength=${LONGEST_TEXT}
            onInput=${(typed) => set({ text: typed })} />`}
      ${choices.length > 1 && html`<div class="t-row t-wrap" role="group" aria-label=${t("unmet.pack")}>
        ${choices.map((one) => html`<button key=${one.id} type="button" class="btn btn-plain"
          aria-pressed=${one.id === pack.id ? "true" : "false"}
          onClick=${() => set({ packId: one.id })}>${packTitle(one)}</button>`)}</div>`}
      <${TextField} name="unmet-count" label=${t("unmet.count")} value=${form.count} error=${errors.count}
        first=${Boolean(product || text)} inputmode="numeric" maxlength="6"
        onInput=${(count) => set({ count })} />
      <${TextField} name="unmet-note" label=${t("unmet.note")} hint=${t("unmet.note.hint")} value=${form.note}
        maxlength=${LONGEST_TEXT} onInput=${(note) => set({ note })} />
      <div class="t-row"><button class="btn btn-primary" type="submit">${t("unmet.record")}</button>
        <button class="btn btn-quiet" type="button" onClick=${app.close}>${t("cancel")}</button></div>
    </form></${Dialog}>`;
}
