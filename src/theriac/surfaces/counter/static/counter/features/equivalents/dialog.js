/** The products with the same substances, strengths and form in columns, the cheapest first, with the saving. */
import { html } from "../../app/html.js";
import { useApp, useSelect, useWords } from "../../app/store.js";
import { byCost, savingOf } from "../../domain/alternatives.js";
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
  const wanted = pricedIn(app, product, pack);
  const found = app.catalogue.equivalentsOf(product)
    .map((one) => ({ ...one, ...packsLike(one.product, pack, row?.line.packs ?? 1) }))
    .map((one) => ({ ...one, priced: pricedIn(app, one.product, one.pack) }))
    .sort((one, other) => byCost(one.priced, other.priced));
  const here = found.filter(({ take }) => take.available > 0);
  const gone = found.filter(({ take }) => !take.available);
  const why = lackOf(product, found, here);
  return html`<${Dialog} title=${t("equivalents.title", { name: product.name })} onClose=${app.close}
      wide reading=${!here.length}>
    ${why ? html`<p role="status">${t(why)}</p>`
      : html`<p class="t-2 mb-3">${t(lineId ? "equivalents.replace" : "equivalents.add")}</p>`}
    ${here.length > 0 && html`<div class="t-equivalent t-equivalent-head" aria-hidden="true">
      ${COLUMNS.map((key) => html`<span key=${key}>${t(`equivalents.${key}`)}</span>`)}
    </div>`}
    <ul class="t-menu" data-equivalents onKeyDown=${walk}>${here.map((one, index) => html`
      <${Choice} key=${one.product.id} one=${one} saving=${savingOf(wanted, one.priced)} first=${index === 0}
        lineId=${lineId} of=${product.id} />`)}</ul>
    ${gone.length > 0 && html`<p class="t-2 t-sm mt-3 mb-0">${t("equivalents.gone", {
      list: gone.map((one) => one.product.name).join(", "),
    })}</p>`}
  </${Dialog}>`;
}

const COLUMNS = ["brand", "expiry", "stock", "price", "saving"];

/** What a pack costs and how many base units it holds. */
function pricedIn(app, product, pack) {
  return { price: pack ? app.catalogue.priceOf(product, pack) : null, units: pack?.factor ?? 1 };
}

/** Why nothing is offered; null where something is. */
function lackOf(product, found, here) {
  if (!product.generic_id) return "equivalents.unknown";
  if (!found.length) return "equivalents.none";
  return here.length ? null : "equivalents.none_here";
}

function Choice({ one, saving, first, lineId, of }) {
  const words = useWords();
  const app = useApp();
  const { product, pack, packs, take, priced } = one;
  const choose = () => app.closeThen(() => app.run("substitute", { lineId, of, product, pack, packs, saving }));
  return html`<li><button type="button" class="t-menu-item t-equivalent" data-first=${first ? "" : undefined}
      onClick=${choose}>
    <span><b>${product.name}</b> <span class="d-block t-2 t-sm">${product.manufacturer}</span></span>
    <span><${ExpiryBadge} batch=${take.first} words=${words} now=${app.today()} />
      ${take.first.shelf && html`
        <span class="t-2 t-sm"> ${words.t("shelf", { shelf: take.first.shelf })}</span>`}</span>
    <span class="t-qty t-sm">${words.quantity(product, take.available)}</span>
    <span><b class="t-money">${priced.price === null ? words.t("price.none") : words.money(priced.price)}</b>
      <span class="d-block t-2 t-sm">${words.packTitle(pack)}</span></span>
    <${Saving} amount=${saving} words=${words} /></button></li>`;
}

/** In words, so that no sign or colour need be read. */
function Saving({ amount, words }) {
  const { t } = words;
  if (amount === null) return html`<span></span>`;
  if (amount === 0) return html`<span class="t-2 t-sm" data-saving>${t("equivalents.same")}</span>`;
  const text = t(amount > 0 ? "equivalents.less" : "equivalents.more", { amount: words.money(Math.abs(amount)) });
  const meaning = amount > 0 ? "t-badge-go" : "t-badge-line";
  return html`<span data-saving><span class=${`t-badge ${meaning}`}>${text}</span></span>`;
}

/** The arrows go from one to the next; Enter chooses, as on any button. */
function walk(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const all = [...event.currentTarget.querySelectorAll("button")];
  all[Math.max(0, Math.min(all.indexOf(document.activeElement) + step, all.length - 1))]?.focus();
  event.preventDefault();
}
