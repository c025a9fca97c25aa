/** One product found: price, stock, the batch to take, and for the chosen one its packs. */
import { Component, html } from "../../app/html.js";
import { AppContext } from "../../app/store.js";
import { ClassMark, ExpiryBadge } from "../basket/marks.js";
import { ReservedNames } from "../reserved/named.js";
import { Icon } from "../shell/icon.js";

/** The sellable packs, the one to offer first in front, then larger, then smaller ones. */
export function packChoices(product, first) {
  const sellable = product.packs.filter((pack) => pack.sellable);
  const rest = sellable.filter((pack) => pack.id !== first?.id);
  const larger = rest.filter((pack) => pack.factor > (first?.factor ?? 0));
  const smaller = rest.filter((pack) => pack.factor <= (first?.factor ?? 0)).reverse();
  return first && first.sellable ? [first, ...larger, ...smaller] : sellable;
}

/** Packs that hold what is handed over, but are seldom handed over whole. */
const OUTER = new Set(["box", "carton", "case", "boks", "karton", "dus", "kotak"]);

/** The pack that is offered first: the smallest of several units that isn't a box, else the unit. */
export function usualPack(product) {
  const sellable = product.packs.filter((pack) => pack.sellable);
  const inner = sellable.find((pack) => pack.factor > 1 && !OUTER.has(pack.name.toLowerCase()));
  return inner ?? sellable[0] ?? product.packs[0];
}

export class Hit extends Component {
  static contextType = AppContext;

  shouldComponentUpdate(next) {
    return ["hit", "on", "packId", "version", "index"].some((name) => next[name] !== this.props[name]);
  }

  render({ hit, index, on, packId }) {
    const app = this.context;
    const words = app.words();
    const { product } = hit;
    const take = app.catalogue.takeOf(product);
    const packs = packChoices(product, hit.pack);
    const chosen = packs.find((pack) => pack.id === packId) ?? hit.pack;
    return html`<li id=${`hit-${index}`} data-hit=${index}
      class=${`t-hit ${take.available || take.service ? "" : "is-out"}`} role="option"
        aria-selected=${on ? "true" : "false"}>
      <${ClassMark} code=${product.legal_class} words=${words} />
      <span class="t-hit-name">${marked(product.name, hit.marks)}</span>
      <span class="t-hit-price t-money">${priceText(app, product, chosen, words)}</span>
      ${on ? html`<${Details} product=${product} take=${take} words=${words} />`
        : html`<span class="t-hit-by">${maker(product)}<${Stock} product=${product} take=${take} words=${words} />
            ${take.first && html`<${ExpiryBadge} batch=${take.first} words=${words} now=${app.today()} />`}</span>`}
      ${on && packs.length > 1 && html`<span class="t-packs">${packs.map((pack) => html`
        <span key=${pack.id} data-pack=${pack.id} class=${`t-pack ${pack.id === chosen.id ? "is-on" : ""}`}>
          <b>${words.packTitle(pack)}</b>
            <span class="t-money">${priceText(app, product, pack, words)}</span></span>`)}</span>`}
      ${on && html`<span class="visually-hidden">${words.packTitle(chosen)}</span>`}
    </li>`;
  }
}

function Details({ product, take, words }) {
  const { t } = words;
  return html`<span class="t-hit-by">${maker(product)}<${Stock} product=${product} take=${take} words=${words} />
      ${take.quota && !take.service && !take.quota.unheard && html`<span data-quota>${t("quota.here", {
        left: words.quantity(product, Math.min(take.quota.left, take.available)),
        available: words.quantity(product, take.available),
      })}</span>`}</span>
    ${take.first && html`<span class="t-hit-by">${t("take")} <b class="t-code">${take.first.number}</b>
      <${ExpiryBadge} batch=${take.first} words=${words} now=${take.today} />
      ${take.first.shelf && html`<span>${t("shelf", { shelf: take.first.shelf })}</span>`}</span>`}
    ${take.reserved > 0 && html`<${ReservedNames} product=${product} />`}`;
}

function maker(product) {
  const names = [product.generic_name, product.manufacturer].filter((name) => name && !product.name.includes(name));
  return names.length ? html`<span>${names.join(" · ")}</span>` : null;
}

export function Stock({ product, take, words }) {
  return html`${available(product, take, words)}
    ${take.reserved > 0 && html`<span data-reserved>${words.t("stock.reserved", {
      quantity: words.quantity(product, take.reserved),
    })}</span>`}`;
}

function available(product, take, words) {
  if (take.service) return html`<span class="t-badge t-badge-line" data-service>${words.t("take.service")}</span>`;
  if (take.available) return html`<span class="t-qty">${words.quantity(product, take.available)}</span>`;
  return html`<span class="t-badge t-badge-stop"><${Icon} name="dash-circle" />${words.t(take.reason)}</span>`;
}

export function priceText(app, product, pack, words) {
  const price = app.catalogue.priceOf(product, pack);
  return price === null ? words.t("price.none") : words.money(price);
}

/** The name with the found parts marked; `marks` are pairs of start and end. */
function marked(name, marks) {
  if (!marks?.length) return name;
  const parts = [];
  let at = 0;
  for (const [start, end] of marks) {
    parts.push(name.slice(at, start), html`<mark>${name.slice(start, end)}</mark>`);
    at = end;
  }
  return [...parts, name.slice(at)];
}
