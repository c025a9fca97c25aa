/** The products with the same substances, strengths and form: stock, price, earliest expiry, shelf. */
import { html } from "../../app/html.js";
import { useApp, useSelect, useWords } from "../../app/store.js";
import { ExpiryBadge } from "../basket/marks.js";
import { Dialog } from "../shell/dialog.js";
import { packsLike } from "./actions.js";

export function EquivalentsDialog({ productId, packId, lineId = null }) {
  const { t } = useWords();
  const app = useApp();
  useSelect((state) => state.catalogueVersion);
  const row = useSelect((state) => state.assessed.lines.find((one) => one.line.id === lineId) ?? null);
  const product = app.catalogue.product(productId);
  if (!product) return null;
  const pack = product.packs.find((one) => one.id === packId);
  const found = app.catalogue.equivalentsOf(product)
    .map((one) => ({ ...one, ...packsLike(one.product, pack, row?.line.packs ?? 1) }));
  const here = found.filter(({ take }) => take.available > 0);
  const gone = found.filter(({ take }) => !take.available);
  const why = lackOf(product, found, here);
  return html`<${Dialog} title=${t("equivalents.title", { name: product.name })} onClose=${app.close}
      wide reading=${!here.length}>
    ${why ? html`<p role="status">${t(why)}</p>`
      : html`<p class="t-2 mb-3">${t(lineId ? "equivalents.replace" : "equivalents.add")}</p>`}
    <ul class="t-menu" data-equivalents onKeyDown=${walk}>${here.map((one, index) => html`
      <${Choice} key=${one.product.id} one=${one} first=${index === 0} lineId=${lineId} />`)}</ul>
    ${gone.length > 0 && html`<p class="t-2 t-sm mt-3 mb-0">${t("equivalents.gone", {
      list: gone.map((one) => one.product.name).join(", "),
    })}</p>`}
  </${Dialog}>`;
}

/** Why nothing is offered; null where something is. */
function lackOf(product, found, here) {
  if (!product.generic_id) return "equivalents.unknown";
  if (!found.length) return "equivalents.none";
  return here.length ? null : "equivalents.none_here";
}

function Choice({ one, first, lineId }) {
  const words = useWords();
  const app = useApp();
  const { product, pack, packs, take } = one;
  const price = app.catalogue.priceOf(product, pack);
  const choose = () => app.closeThen(() => app.run("substitute", { lineId, product, pack, packs }));
  return html`<li><button type="button" class="t-menu-item t-equivalent" data-first=${first ? "" : undefined}
      onClick=${choose}>
    <span class="t-grow"><b>${product.name}</b> <span class="t-2 t-sm">${product.manufacturer}</span></span>
    <span class="t-row t-wrap"><${ExpiryBadge} batch=${take.first} words=${words} now=${app.today()} />
      ${take.first.shelf && html`<span class="t-2 t-sm">${words.t("shelf", { shelf: take.first.shelf })}</span>`}
      <span class="t-qty t-sm">${words.quantity(product, take.available)}</span>
      <span>${words.packTitle(pack)} <b
        class="t-money">${price === null ? words.t("price.none") : words.money(price)}</b></span></span>
  </button></li>`;
}

/** The arrows go from one to the next; Enter chooses, as on any button. */
function walk(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const all = [...event.currentTarget.querySelectorAll("button")];
  all[Math.max(0, Math.min(all.indexOf(document.activeElement) + step, all.length - 1))]?.focus();
  event.preventDefault();
}
