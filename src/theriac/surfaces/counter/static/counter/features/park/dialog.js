/** The baskets that wait, each by its name, when and by whom it was parked, and what is in it. */
import { html, useEffect, useState } from "../../app/html.js";
import { useApp, useSelect, useWords } from "../../app/store.js";
import { Dialog } from "../shell/dialog.js";
import { TextField } from "../shell/field.js";
import { Icon } from "../shell/icon.js";
import { NAME_LIMIT } from "./actions.js";
import { expiredText, parkedRow, waitingRow } from "./rows.js";

/** From so many on they can be searched. */
const SEARCHED_FROM = 6;
/** So many are shown at once; the search finds the others. */
const SHOWN = 50;

/** @param {{naming?: boolean}} props `naming`: somebody wants to type a name for what is being filled */
export function ParkDialog({ naming = false }) {
  const { t } = useWords();
  const app = useApp();
  const parked = useSelect((state) => state.parked);
  const waiting = useSelect((state) => state.waiting);
  const expired = useSelect((state) => state.expired);
  const offline = useSelect((state) => state.sync?.online === false);
  const filling = useSelect((state) => state.basket.lines.length);
  const [text, setText] = useState("");
  const [renamed, setRenamed] = useState(null);
  useSelect((state) => state.names);
  useEffect(() => {
    app.listParked();
  }, []);
  if (renamed) return html`<${RenameDialog} row=${renamed} onBack=${() => setRenamed(null)} />`;
  const rows = [...parked.map((one) => parkedRow(one, app)), ...waiting.map((one) => waitingRow(one, app))];
  const found = matching(rows, text);
  const many = rows.length >= SEARCHED_FROM;
  const fetch = (row) => app.closeThen(() => app.run("fetch_parked", row.id));
  const first = filling ? null : many ? "search" : "row";
  return html`<${Dialog} title=${t("park.title")} wide onClose=${app.close}>
    ${filling > 0 && html`<${ParkForm} filling=${filling} naming=${naming} />`}
    ${filling > 0 && rows.length > 0 && html`<p class="t-2 mt-3 mb-3">${t("park.instead")}</p>`}
    <div onKeyDown=${stepThrough}>
      ${many && html`<form class="mb-3" novalidate autocomplete="off" onSubmit=${(event) => {
        event.preventDefault();
        if (found.length) fetch(found[0]);
      }}><${TextField} name="parked" label=${t("park.search")} hint=${t("park.search.hint")} value=${text}
        first=${first === "search"} autocomplete="off" maxlength=${NAME_LIMIT} onInput=${setText} /></form>`}
      <ul class="t-menu">${found.slice(0, SHOWN).map((row, index) => html`<${Parked} key=${row.id} row=${row}
        first=${first === "row" && index === 0} onFetch=${() => fetch(row)} onRename=${() => setRenamed(row)} />`)}</ul>
      <p class="t-2 t-sm" role="status">${counted(found, text, t)}</p>
      ${offline && html`<p class="t-2 t-sm mt-3 mb-0">${t("park.offline")}</p>`}
      ${expired.map((one) => html`<p key=${one.id} class="t-2 t-sm mt-3 mb-0" data-expired>
        ${expiredText(one, app)}</p>`)}</div>
  </${Dialog}>`;
}

/** Park what is being filled, with a name or without. */
function ParkForm({ filling, naming }) {
  const { t } = useWords();
  const app = useApp();
  const [name, setName] = useState(app.store.get().names[app.store.get().basket.id] ?? "");
  const may = app.mayName();
  const submit = (event) => {
    event.preventDefault();
    app.closeThen(() => app.run("park", name));
  };
  return html`<form class="t-stack t-stack-3" novalidate autocomplete="off" onSubmit=${submit}>
    ${may ? html`<${NameField} value=${name} first=${naming} onInput=${setName} />`
      : html`<p class="t-2 t-sm">${t("park.name.insecure")}</p>`}
    <div><button class="btn btn-primary" type="submit" data-first=${naming && may ? undefined : ""}>
      <${Icon} name="pause-circle" />${t("park.this", { n: filling })}</button></div></form>`;
}

function NameField({ value, first, onInput }) {
  const { t } = useWords();
  return html`<${TextField} name="name" label=${t("park.name")} hint=${t("park.name.hint")} value=${value}
    first=${first} autocomplete="off" maxlength=${NAME_LIMIT} onInput=${onInput} />`;
}

function Parked({ row, first, onFetch, onRename }) {
  const { t } = useWords();
  const app = useApp();
  return html`<li class="t-parked" data-parked=${row.id}>
    <button type="button" class="t-menu-item t-parked-item" data-first=${first ? "" : undefined} onClick=${onFetch}>
      <${Icon} name=${row.isElsewhere ? "shop" : "basket"} />
      <span class="t-grow t-clip"><b class="t-clip d-block">${row.title}</b>
        <span class="t-2 t-sm d-block t-clip">${row.about}</span></span>
      <b class="t-money">${row.total}</b></button>
    ${app.mayName() && !row.isElsewhere && html`
      <button type="button" class="btn btn-quiet t-parked-name" onClick=${onRename}
      aria-label=${t("park.rename.which", { title: row.title })}><${Icon} name="pencil" /></button>`}</li>`;
}

function RenameDialog({ row, onBack }) {
  const { t } = useWords();
  const app = useApp();
  const [name, setName] = useState(row.name);
  const submit = async (event) => {
    event.preventDefault();
    await app.run("rename_parked", { basketId: row.id, name });
    onBack();
  };
  return html`<${Dialog} title=${t("park.rename")} onClose=${onBack}>
    <p class="t-2 mb-3">${row.about}</p>
    <form class="t-stack t-stack-4" novalidate autocomplete="off" onSubmit=${submit}>
      <${NameField} value=${name} first onInput=${setName} />
      <div class="t-row"><button class="btn btn-primary" type="submit">${t("park.rename.save")}</button>
        <button class="btn btn-quiet" type="button" onClick=${onBack}>${t("cancel")}</button></div></form>
  </${Dialog}>`;
}

function matching(rows, text) {
  const wanted = text.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter((row) => wanted.every((word) => row.sought.includes(word)));
}

function counted(found, text, t) {
  if (!found.length) return text.trim() ? t("park.none", { typed: text.trim() }) : "";
  return found.length > SHOWN ? t("park.more", { n: found.length - SHOWN }) : "";
}

/** Arrows go from one basket to the next, and into the list from the search. */
function stepThrough(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const items = [...event.currentTarget.querySelectorAll("input, .t-parked-item")];
  const here = items.indexOf(event.target.closest("input, .t-parked")?.querySelector(".t-parked-item") ?? event.target);
  items[Math.max(0, Math.min(here + step, items.length - 1))]?.focus();
  event.preventDefault();
}
