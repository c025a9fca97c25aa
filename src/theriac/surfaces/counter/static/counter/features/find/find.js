/** Finding: one field, and a list that never takes the focus from it. */
import { html } from "../../app/html.js";
import { useApp, useSelect, useWords } from "../../app/store.js";
import { Icon } from "../shell/icon.js";
import { Hit, packChoices } from "./hit.js";
import { Resting } from "./resting.js";

export function FindPanel() {
  const { t } = useWords();
  return html`<section class="t-noprint" aria-label=${t("find.title")}>
    <div class="t-search"><${Icon} name="search" /><${SearchField} id="search" />
      <span class="t-search-end"><${FavouritesWay} /><kbd>F2</kbd></span></div>
    <${Hits} />
  </section>`;
}

/** The search field; `plain` is the phone's look. */
export function SearchField({ id, plain = false }) {
  const { t } = useWords();
  const app = useApp();
  const find = useSelect((state) => state.find);
  const open = find.hits.length > 0;
  return html`<input id=${id} type="search" class=${plain ? "form-control" : ""} role="combobox" data-search
    autocomplete="off" autocapitalize="off" spellcheck=${false} enterkeyhint="search"
    aria-label=${t("find.hint")} placeholder=${t("find.hint")} aria-expanded=${open ? "true" : "false"}
    aria-controls="hits" aria-autocomplete="list"
    aria-activedescendant=${open ? `hit-${find.at}` : undefined} value=${find.text}
    onInput=${(event) => app.run("find", event.currentTarget.value)}
    onKeyDown=${(event) => searchKey(event, app)} />`;
}

const MOVES = { ArrowDown: ["hit", 1], ArrowUp: ["hit", -1], ArrowRight: ["pack", 1], ArrowLeft: ["pack", -1] };

function searchKey(event, app) {
  if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey || event.isComposing) return;
  const { find } = app.store.get();
  const move = MOVES[event.key];
  if (move && find.hits.length) app.run("move", { what: move[0], step: move[1] });
  else if (event.key === "ArrowDown" && !find.text) app.run("favourites");
  else if (event.key === "Enter") app.run("enter", event.currentTarget.value);
  else if (event.key === "Escape" && (find.text || find.note)) app.run("clear_find");
  else return;
  event.preventDefault();
  event.stopPropagation();
}

export function Hits() {
  const words = useWords();
  const { t } = words;
  const app = useApp();
  const find = useSelect((state) => state.find);
  const layout = useSelect((state) => state.layout);
  useSelect((state) => state.catalogueVersion);
  if (!find.text && !find.note) return html`<${Resting} />`;
  return html`<div class="t-card t-grow t-hits-card mt-3 d-flex flex-column overflow-hidden">
    <div class="px-3 py-2 t-sm t-2 border-bottom" role="status">
      ${find.asked && layout !== "desktop" ? html`<${Asked} find=${find} phone=${layout === "phone"} />`
        : headline(find, words)}</div>
    <ul id="hits" class="t-hits" role="listbox" aria-label=${t("find.found")}
      onClick=${(event) => chosenByPointer(event, app)} onMouseDown=${(event) => event.preventDefault()}>
      ${find.hits.map((hit, index) => html`<${Hit} key=${hit.product.id} hit=${hit} index=${index}
        on=${index === find.at} packId=${index === find.at ? find.packId : null}
        version=${app.store.get().catalogueVersion} />`)}
    </ul>
    ${find.hits.length > 0 && html`<div class="t-keys">
      <span><kbd>↑</kbd><kbd>↓</kbd>${t("find.choose")}</span><span><kbd>←</kbd><kbd>→</kbd>${t("find.pack")}</span>
      <span><kbd>Enter</kbd>${t("find.add")}</span><span><kbd>3*</kbd>${t("find.quantity")}</span>
      <span><kbd>Esc</kbd>${t("find.clear")}</span></div>`}
  </div>`;
}

/** Which one is meant, said where the list lies over the card that says it elsewhere. */
function Asked({ find, phone }) {
  const { t } = useWords();
  const title = find.several ? "find.several.title" : "find.unsure.title";
  return html`<b class="t-asked">${t(title, { typed: find.query })}</b>${" "}
    ${t(phone ? "find.unsure.tap" : "find.unsure")}`;
}

/** A tablet has no room for tiles beside the basket. */
function FavouritesWay() {
  const { t } = useWords();
  const app = useApp();
  if (useSelect((state) => state.layout) !== "tablet") return null;
  return html`<button class="btn btn-quiet btn-icon" type="button" aria-label=${t("favourites.title")}
    onClick=${() => app.open({ kind: "favourites" })}><${Icon} name="star" /></button>`;
}

function headline(find, { t, number }) {
  if (find.note) return find.note;
  const count = number(find.total);
  if (find.corrected) {
    return t("find.corrected", { n: find.total, count, corrected: find.corrected, typed: find.query });
  }
  if (!find.total) return t("find.nothing", { typed: find.query });
  return t("find.count", { n: find.total, count, typed: find.query });
}

function chosenByPointer(event, app) {
  const option = event.target.closest("[data-hit]");
  if (!option) return;
  const hit = app.store.get().find.hits[Number(option.dataset.hit)];
  if (event.target.closest("[data-reserved-names]")) {
    app.open({ kind: "reserved", productId: hit.product.id });
    return;
  }
  const packId = event.target.closest("[data-pack]")?.dataset.pack;
  const pack = packChoices(hit.product, hit.pack).find((one) => one.id === packId) ?? hit.pack;
  app.run("add_found", { product: hit.product, pack });
}
