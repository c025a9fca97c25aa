/** Shift F4: the prescriptions that are ready at this branch, searched by number, code or name. */
import { html, useLayoutEffect, useState } from "../../app/html.js";
import { useApp, useSelect, useWords } from "../../app/store.js";
import { Dialog } from "../shell/dialog.js";
import { TextField } from "../shell/field.js";
import { Icon } from "../shell/icon.js";

/** What a row is found by, besides what it shows. */
export function matching(rows, text) {
  const wanted = text.trim().toLowerCase().split(/\s+/).filter(Boolean);
  if (!wanted.length) return rows;
  return rows.filter((one) => {
    const told = [one.code, one.number, one.patient, one.prescriber].filter(Boolean).join(" ").toLowerCase();
    return wanted.every((word) => told.includes(word));
  });
}

/** @param {{text?: string}} props what is looked for at first */
export function ReadyDialog({ text: first = "" }) {
  const { t } = useWords();
  const app = useApp();
  const online = useSelect((state) => state.sync?.online !== false);
  const [list, setList] = useState(null);
  const [text, setText] = useState(first);
  const [error, setError] = useState(null);
  const [busy, setBusy] = useState(false);
  const look = async () => {
    const { found, refused } = await app.run("list_ready");
    setList(found ?? null);
    setError(refused ?? null);
  };
  useLayoutEffect(() => {
    look();
  }, [online]);
  const found = matching(list?.prescriptions ?? [], text);
  const take = async (one) => {
    setBusy(true);
    const refused = await app.run("take_prescription", one.id);
    setBusy(false);
    if (!refused) return;
    app.env.sound.refused();
    setError(refused);
  };
  const submit = (event) => {
    event.preventDefault();
    if (found.length === 1 && !busy) take(found[0]);
  };
  return html`<${Dialog} title=${t("ready.title")} wide onClose=${app.close}>
    <form class="mb-3" novalidate autocomplete="off" onSubmit=${submit}>
      <${TextField} name="ready" label=${t("ready.search")} value=${text} error=${error} first
        autocomplete="off" maxlength="80" onInput=${setText} /></form>
    ${!list && !error && html`<p class="t-2" role="status">${t("ready.asking")}</p>`}
    ${list && html`<p class="t-2" role="status" data-ready-count>${counted(found, list, text, t)}</p>
      <ul class="t-menu" data-ready-list>${found.map((one) => html`<${Waiting} key=${one.id} one=${one} busy=${busy}
        onTake=${() => take(one)} />`)}</ul>`}
    ${error && html`<button class="btn btn-plain" type="button" onClick=${look}>${t("cards.again")}</button>`}
  </${Dialog}>`;
}

function counted(found, list, text, t) {
  if (!list.prescriptions.length) return t("ready.none");
  if (!found.length) return t("ready.none.found", { text: text.trim() });
  return t(list.has_more ? "ready.count.more" : "ready.count", { n: found.length });
}

function Waiting({ one, busy, onTake }) {
  const words = useWords();
  const { t } = words;
  const app = useApp();
  const at = Date.parse(one.since);
  const since = words.dayOf(at) === app.today() ? words.time(at) : `${words.day(words.dayOf(at))}, ${words.time(at)}`;
  return html`<li><button type="button" class="t-menu-item t-ready" disabled=${busy} onClick=${onTake}
      data-ready=${one.code}>
    <${Icon} name="file-earmark-medical" />
    <span class="t-grow t-clip"><b class="d-block t-clip"><span class="t-code">${one.code}</span>
        ${one.patient ? ` · ${one.patient}` : ""}
        ${one.number ? ` · ${t("ready.number", { number: one.number })}` : ""}</b>
      <span class="d-block t-2 t-sm t-clip">${one.prescriber}</span>
      <span class="d-block t-sm">${linesText(one, words, app)}</span>
      <span class="d-block t-2 t-sm">${t("ready.since", { since })}</span></span>
    <span class=${`t-badge ${one.is_begun ? "t-badge-look" : "t-badge-go"}`}>
      ${t(one.is_begun ? "ready.begun" : "ready.state")}</span></button></li>`;
}

/** The medicines with what is left of each, where they are told; else how many lines. */
function linesText({ lines }, words, app) {
  const named = lines.map((line) => [app.catalogue.product(line.product_id), line]).filter(([product]) => product);
  if (!named.length) return words.t("basket.lines", { n: lines.length });
  return named.map(([product, line]) => `${product.name}: ${words.quantity(product, line.left)}`).join(" · ");
}
