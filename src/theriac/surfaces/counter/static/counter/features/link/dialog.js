/** Which pack an unknown code stands on: the product is searched for, then its pack is pressed. */
import { html, useState } from "../../app/html.js";
import { useApp, useWords } from "../../app/store.js";
import { Dialog } from "../shell/dialog.js";
import { TextField } from "../shell/field.js";
import { Icon } from "../shell/icon.js";
import { shownCode } from "./shown_code.js";

const HITS = 6;

export function LinkDialog({ code, packs = 1 }) {
  const { t, packTitle } = useWords();
  const app = useApp();
  const [text, setText] = useState("");
  const [product, setProduct] = useState(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState(null);
  const type = (typed) => {
    setText(typed);
    setProduct(null);
    setError(null);
  };
  const link = async (pack) => {
    setBusy(true);
    const refused = await app.run("link_code", { code, product, pack, packs });
    setBusy(false);
    setError(refused);
  };
  const typed = text.trim();
  const hits = product || typed.length < 2 ? [] : app.catalogue.search(typed, HITS).hits;
  return html`<${Dialog} title=${t("link.title")} onClose=${app.close}>
    <div class="t-stack t-stack-4"><dl class="t-facts"><dt>${t("link.code")}</dt>
      <dd class="t-code text-break">${shownCode(code, Number(app.today().slice(0, 4)))}</dd></dl>
      <${TextField} name="product" label=${t("link.product")} hint=${t("link.product.hint")} value=${text}
        error=${error} first autocomplete="off" maxlength="200" onInput=${type} />
      ${hits.length > 0 && html`<ul class="t-menu" aria-label=${t("find.found")}>${hits.map((hit) => html`
        <li key=${hit.product.id}><button type="button" class="t-menu-item"
          onClick=${() => { setProduct(hit.product); setText(hit.product.name); }}>
          <${Icon} name="capsule" />${hit.product.name}</button></li>`)}</ul>`}
      ${!product && typed.length >= 2 && !hits.length && html`<p class="t-2" role="status">${t("link.none")}</p>`}
      ${product && html`<div><p class="form-label mb-2">${t("link.pack")}</p><div class="t-row t-wrap">
        ${product.packs.map((pack) => html`<button type="button" class="btn btn-plain" key=${pack.id} disabled=${busy}
          onClick=${() => link(pack)}><${Icon} name="link-45deg" />${packTitle(pack)}</button>`)}</div></div>`}
      <div class="t-row"><button class="btn btn-quiet" type="button" onClick=${app.close}>${t("cancel")}</button></div>
    </div></${Dialog}>`;
}
