/** The baskets that wait, each by its time and its first line. */
import { html } from "../../app/html.js";
import { useApp, useSelect, useWords } from "../../app/store.js";
import { Dialog } from "../shell/dialog.js";
import { Icon } from "../shell/icon.js";

export function ParkDialog() {
  const words = useWords();
  const { t } = words;
  const app = useApp();
  const parked = useSelect((state) => state.parked);
  const filling = useSelect((state) => state.basket.lines.length);
  const act = (name, argument) => app.closeThen(() => app.run(name, argument));
  const foot = filling > 0 && html`<button class="btn btn-primary" type="button" data-first
      onClick=${() => act("park")}>
    <${Icon} name="pause-circle" />${t("park.this", { n: filling })}</button>`;
  return html`<${Dialog} title=${t("park.title")} onClose=${app.close} foot=${foot}>
    ${filling > 0 && html`<p class="t-2 mb-3">${t("park.instead")}</p>`}
    <ul class="t-menu">${parked.map(({ basket, parked_at: at }, index) => html`<li key=${basket.id}>
      <button type="button" class="t-menu-item" data-first=${index === 0 && !filling ? "" : undefined}
        onClick=${() => act("fetch_parked", basket.id)}>
        <${Icon} name="basket" /><b class="t-num">${words.time(Date.parse(at))}</b>
        <span class="t-grow t-clip">${nameOf(basket, app)}</span>
        <span class="t-2 t-sm">${t("basket.lines", { n: basket.lines.length })}</span></button></li>`)}</ul>
  </${Dialog}>`;
}

function nameOf(basket, app) {
  const [first] = basket.lines;
  return app.catalogue.product(first.product_id)?.name ?? "";
}
