/** Unsent sales of another counter, read from its QR codes and brought to the server. */
import { html, useEffect, useRef, useState } from "../../app/html.js";
import { useApp, useSelect, useWords } from "../../app/store.js";
import { missingOf, rangesOf, withCode } from "../../domain/code_series.js";
import { CameraPicture, Torch, useCamera } from "../scan/looking.js";
import { Dialog } from "../shell/dialog.js";
import { Icon } from "../shell/icon.js";
import { SETTLES } from "./code_actions.js";

/** So few missing numbers are named. */
const NAMED = 40;

export function TakeCodesDialog() {
  const { t } = useWords();
  const app = useApp();
  const person = useSelect((state) => state.person);
  const [series, setSeries] = useState(null);
  const [heard, setHeard] = useState("");
  const read = useRef(null); // several codes may come before the next drawing
  const set = (found) => {
    read.current = found;
    setSeries(found);
  };
  const take = (text) => {
    const found = withCode(read.current, text);
    setHeard(found.heard);
    if (found.heard === "new") app.env.sound.good();
    set(found.series);
  };
  if (!app.may(person, SETTLES)) {
    return html`<${Dialog} title=${t("codes.take")} onClose=${app.close} reading>
      <p class="mb-0">${t("codes.not_permitted")}</p></${Dialog}>`;
  }
  const isWhole = series !== null && missingOf(series).length === 0;
  return isWhole
    ? html`<${Whole} series=${series} onAgain=${() => set(null)} />`
    : html`<${Reading} series=${series} heard=${heard} onText=${take} onAgain=${() => set(null)} />`;
}

function Reading({ series, heard, onText, onAgain }) {
  const { t } = useWords();
  const app = useApp();
  const { video, state } = useCamera(onText);
  useEffect(() => {
    app.codeTaker = onText; // a scanner reads them too
    return () => {
      app.codeTaker = null;
    };
  });
  const foot = html`<${Torch} state=${state} />
    ${series && html`<button class="btn btn-quiet" type="button" onClick=${onAgain}>${t("codes.again")}</button>`}`;
  return html`<${Dialog} title=${t("codes.take")} onClose=${app.close} foot=${foot}>
    <${CameraPicture} video=${video} state=${state} looking=${t("codes.take.text")} />
    <${Progress} series=${series} />
    ${(heard === "other" || heard === "strange") && html`<div class="t-error" role="alert">
      <${Icon} name="exclamation-circle-fill" /><span>${t(`codes.${heard}`)}</span></div>`}</${Dialog}>`;
}

/** How many were read, and which are missing. */
function Progress({ series }) {
  const { t, number } = useWords();
  if (!series) return null;
  const missing = missingOf(series);
  const named = rangesOf(missing.slice(0, NAMED));
  return html`<div class="mt-3" data-read=${series.parts.size}>
    <p class="t-strong mb-1" role="status">
      ${t("codes.read", { n: number(series.parts.size), count: number(series.count) })}</p>
    <progress class="t-progress" max=${series.count} value=${series.parts.size}
      aria-label=${t("codes.take")}></progress>
    <p class="t-2 t-sm mb-0">
      ${t("codes.missing", { numbers: missing.length > NAMED ? `${named} …` : named })}</p></div>`;
}

/** All was read: it goes to the server, and what became of it is told. */
function Whole({ series, onAgain }) {
  const { t } = useWords();
  const app = useApp();
  const [answer, setAnswer] = useState(null);
  const send = async () => {
    setAnswer(null);
    setAnswer(await app.run("send_codes", series));
  };
  useEffect(() => {
    send();
  }, []);
  const refused = answer?.refused;
  const foot = refused && (answer.isBroken
    ? html`<button class="btn btn-primary" type="button" onClick=${onAgain}>${t("codes.again")}</button>`
    : html`<button class="btn btn-primary" type="button" onClick=${send}>
        <${Icon} name="cloud-arrow-up" />${t("codes.send")}</button>
      <button class="btn btn-plain" type="button" onClick=${() => app.run("save_codes", series)}>
        <${Icon} name="download" />${t("unsent.save")}</button>`);
  return html`<${Dialog} title=${t("codes.take")} onClose=${app.close} foot=${foot || null} reading>
    ${!answer ? html`<p class="t-2 mb-0" role="status">${t("codes.sending")}</p>`
      : refused ? html`<div class="t-error" role="alert"><${Icon} name="exclamation-circle-fill" />
          <span>${refused}</span></div>`
        : html`<${Taken} taken=${answer.taken} />`}</${Dialog}>`;
}

/** What the server took, what it had already, and what waits for a person; zeros left out. */
function Taken({ taken }) {
  const { t } = useWords();
  const { sales, till, asked, copies, codes, parked, left } = taken;
  const told = [
    ["sales", sales.booked], ["sales_known", sales.known], ["held", sales.held + till.held], ["cases", sales.cases],
    ["till", till.taken], ["till_known", till.known], ["asked", asked],
    ["copies", copies], ["codes", codes], ["parked", parked],
    ["unreadable", sales.unreadable + till.unreadable + left],
  ].filter(([, n]) => n > 0);
  return html`<div class="t-notice t-notice-go" role="status"><${Icon} name="check-circle-fill" />
    <div class="t-notice-title">${t("codes.taken")}</div>
    ${told.map(([name, n]) => html`<div class="t-notice-text" key=${name}>${t(`codes.taken.${name}`, { n })}</div>`)}
  </div>`;
}
