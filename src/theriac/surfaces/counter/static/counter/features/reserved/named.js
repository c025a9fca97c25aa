/** Whose reserved units are, how many and until when: beside what is found, and beside a line. */
import { html, useLayoutEffect } from "../../app/html.js";
import { useApp, useSelect, useWords } from "../../app/store.js";
import { Dialog } from "../shell/dialog.js";
import { Icon } from "../shell/icon.js";

/** What is known of a product's reservations; asks for it. null: nothing yet, or no answer. */
function useReserved(product) {
  const app = useApp();
  useSelect((state) => state.catalogueVersion);
  const known = useSelect((state) => (product ? state.reserved[product.id] : null));
  const units = product ? app.catalogue.takeOf(product).reserved : 0;
  useLayoutEffect(() => {
    if (units) app.run("look_reserved", product.id);
  }, [product?.id, units]);
  return units ? known?.list ?? null : null;
}

/** "Web order 1042", or what it is for where the reader may not see whose it is. */
export function whoseOf(one, { t }) {
  return one.reference ?? t(`reserved.purpose.${one.purpose}`);
}

export function untilOf(one, words, today) {
  const at = Date.parse(one.expires_at);
  const day = words.dayOf(at);
  return day === today ? words.time(at) : `${words.day(day)}, ${words.time(at)}`;
}

function sentence(one, product, words, today) {
  return words.t("reserved.for", {
    whose: whoseOf(one, words), quantity: words.quantity(product, one.quantity), until: untilOf(one, words, today),
  });
}

/** Beside the chosen result. */
export function ReservedNames({ product }) {
  const words = useWords();
  const app = useApp();
  const list = useReserved(product);
  if (!list?.length) return null;
  return html`<span class="t-hit-by t-wrap" data-reserved-names>${list.map((one, index) => html`
    <span class="d-block w-100" key=${one.id}><${Icon} name="bookmark" />
      ${" "}${sentence(one, product, words, app.today())}
      ${index === 0 && html` <span class="t-nowrap t-strong"><kbd>F6</kbd> ${words.t("reserved.fetch")}</span>`}
    </span>`)}</span>`;
}

/** Beside the basket, for the selected line: what could be fetched. */
export function ReservedCard() {
  const words = useWords();
  const { t } = words;
  const app = useApp();
  const basket = useSelect((state) => state.basket);
  const row = useSelect((state) => state.assessed.lines.find((one) => one.line.id === state.basket.selected) ?? null);
  const list = useReserved(row?.product ?? null);
  const fetched = (basket.reserved ?? []).map((one) => one.id);
  const left = (list ?? []).filter((one) => !fetched.includes(one.id));
  if (!row || !left.length) return null;
  return html`<div class="t-notice t-notice-note" role="status" data-reserved-card><${Icon} name="bookmark" />
    <div class="t-notice-title">${t("reserved.title", { name: row.product.name })}</div>
    <div class="t-notice-text">${left.map((one) => html`
      <div key=${one.id}>${sentence(one, row.product, words, app.today())}</div>`)}</div>
    <div class="t-notice-acts">${left.slice(0, 3).map((one) => html`
      <button class="btn btn-plain btn-sm" type="button" key=${one.id}
        onClick=${() => app.run("fetch_reserved", one)}>
        ${t("reserved.sell", { whose: whoseOf(one, words) })}</button>`)}</div></div>`;
}

/** F6: the reservations of a product, one a button. */
export function ReservedDialog({ productId }) {
  const words = useWords();
  const { t } = words;
  const app = useApp();
  const product = app.catalogue.product(productId);
  const list = useReserved(product);
  const fetched = useSelect((state) => state.basket.reserved ?? []).map((one) => one.id);
  if (!product) return null;
  const units = app.catalogue.takeOf(product).reserved;
  const unheard = () => t("reserved.unheard", { quantity: words.quantity(product, units) });
  const lack = !units ? t("reserved.none") : !list && unheard();
  const choose = (one) => app.closeThen(() => {
    app.run("fetch_reserved", one);
    app.backToSearch();
  });
  return html`<${Dialog} title=${t("reserved.title", { name: product.name })} onClose=${app.close}
      reading=${!list?.length}>
    ${lack ? html`<p role="status">${lack}</p>` : html`<p class="t-2 mb-3">${t("reserved.text")}</p>`}
    <ul class="t-menu" data-reserved-list>${(list ?? []).map((one, index) => html`<li key=${one.id}>
      <button type="button" class="t-menu-item" data-first=${index === 0 ? "" : undefined}
        disabled=${fetched.includes(one.id)} onClick=${() => choose(one)}>
        <${Icon} name=${fetched.includes(one.id) ? "bookmark-check" : "bookmark"} />
        <span class="t-grow"><b>${whoseOf(one, words)}</b><span class="d-block t-2 t-sm">
          ${t("reserved.until", { until: untilOf(one, words, app.today()) })}</span></span>
        <span class="t-qty t-sm">${words.quantity(product, one.quantity)}</span>
        ${fetched.includes(one.id) && html`<span class="t-badge t-badge-go">${t("reserved.here")}</span>`}
      </button></li>`)}</ul>
  </${Dialog}>`;
}
