/** Ctrl K: does and opens everything by its name; the way without function keys. */
import { html, useRef, useState } from "../../app/html.js";
import { useApp, useSelect, useWords } from "../../app/store.js";
import { usualPack } from "../find/hit.js";
import { Heard } from "../scan/heard.js";
import { Icon } from "./icon.js";
import { useModal } from "./modal.js";
import { moreActions } from "./more.js";

function basics(app, t) {
  return [
    { key: "pay", icon: "cash-stack", title: t("foot.pay"), keys: "F9", act: () => app.run("pay") },
    { key: "basket", icon: "basket", title: t("foot.basket"), keys: "F3", act: () => app.focusBasket() },
    {
      key: "put_back", icon: "arrow-counterclockwise", title: t("foot.put_back"), keys: "Ctrl Z",
      act: () => app.run("put_back"),
    },
    { key: "help", icon: "keyboard", title: t("foot.all_keys"), keys: "F1", act: () => app.open({ kind: "help" }) },
  ];
}

function entriesFor(app, words, text) {
  const { t } = words;
  const wanted = text.trim().toLowerCase();
  const actions = [...basics(app, t), ...moreActions(app, t, app.store.get())]
    .filter((action) => action.title.toLowerCase().includes(wanted));
  const products = wanted.length < 2 ? [] : app.catalogue.search(text, 6).hits.map((hit) => ({
    key: hit.product.id, icon: "capsule", title: hit.product.name,
    side: words.quantity(hit.product, app.catalogue.onHand(hit.product.id)),
    act: () => app.run("add", { product: hit.product, pack: usualPack(hit.product), packs: 1 }),
  }));
  return { actions, products };
}

export function Palette() {
  const words = useWords();
  const app = useApp();
  const element = useRef(null);
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  useSelect((state) => state.person);
  useModal(element);
  const { actions, products } = entriesFor(app, words, text);
  const all = [...actions, ...products];
  const chosen = Math.min(at, all.length - 1);

  const choose = (entry) => {
    app.closeThen(() => entry?.act());
  };
  const onKey = (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) setAt(Math.max(0, Math.min(chosen + step, all.length - 1)));
    else if (event.key === "Enter") choose(all[chosen]);
    else return;
    event.preventDefault();
  };
  const row = (entry) => {
    const index = all.indexOf(entry);
    return html`<div key=${entry.key} id=${`do-${index}`} class="t-palette-item" role="option"
        aria-selected=${index === chosen ? "true" : "false"} onClick=${() => choose(entry)}>
      <${Icon} name=${entry.icon} /><span class="t-grow">${entry.title}</span>
      ${entry.side && html`<span class="t-2 t-sm">${entry.side}</span>`}
      ${entry.keys && html`<kbd>${entry.keys}</kbd>`}</div>`;
  };
  return html`<dialog ref=${element} class="t-dialog t-palette" aria-label=${words.t("palette.title")}
      onCancel=${(event) => { event.preventDefault(); app.close(); }}>
    <div class="t-palette-in"><${Icon} name="search" />
      <input class="t-palette-field" role="combobox" aria-expanded="true" aria-controls="do" autocomplete="off"
        aria-activedescendant=${all.length ? `do-${chosen}` : undefined} aria-label=${words.t("palette.title")}
        placeholder=${words.t("palette.hint")} value=${text} onKeyDown=${onKey}
        onInput=${(event) => { setText(event.currentTarget.value); setAt(0); }} /></div>
    <${Heard} />
    <div id="do" role="listbox" aria-label=${words.t("palette.title")} class="t-palette-list">
      ${actions.length > 0 && html`<div class="t-palette-group" role="presentation">${words.t("palette.do")}</div>`}
      ${actions.map(row)}
      ${products.length > 0 && html`<div class="t-palette-group" role="presentation">${words.t("palette.sell")}</div>`}
      ${products.map(row)}
    </div>
    ${!all.length && html`<p class="t-palette-group" role="status">${words.t("palette.none")}</p>`}
  </dialog>`;
}
