/** For everybody in the shop: the screen that calls numbers, and the page that gives tickets. No name on either. */
import { html, useEffect, useRef, useState } from "../../app/html.js";
import { useApp, useSelect, useWords } from "../../app/store.js";
import { KINDS, minutesOf, newCalls } from "../../domain/queue.js";

const LOOK_MS = 2_000;
const SHOWN_MS = 8_000;

export function QueueScreen() {
  const { t } = useWords();
  const app = useApp();
  const shop = useSelect((state) => state.settings?.receipt.shop ?? "");
  const [state, setState] = useState({ queue: null, lost: false });
  const heard = useRef(null);
  useEffect(() => {
    let timer = null;
    const look = async () => {
      const { found } = await app.run("read_queue");
      setState((now) => ({ queue: found ?? now.queue, lost: !found }));
      if (found) {
        if (heard.current && newCalls(heard.current, found.called).length) app.env.sound.good();
        heard.current = found.called;
      }
      timer = app.env.clock.later(look, LOOK_MS);
    };
    look();
    return () => app.env.clock.cancel(timer);
  }, []);
  const [latest, ...others] = state.queue?.called ?? [];
  return html`<main class="t-queue" aria-live="polite"><h1 class="t-queue-shop">${shop}</h1>
    ${latest ? html`<section class="t-queue-now" key=${latest.id + latest.calls}>
        <div class="t-queue-number">${latest.number}</div>
        <div class="t-queue-counter">${latest.counter}</div></section>`
      : html`<p class="t-queue-now t-queue-counter">${t("queue.screen.empty")}</p>`}
    <ul class="t-queue-others">${others.map((one) => html`<li key=${one.id}><b>${one.number}</b>
      <span>${one.counter}</span></li>`)}</ul>
    <p class="t-queue-foot">${footText(state, t)}</p></main>`;
}

function footText({ queue, lost }, t) {
  if (lost) return t("queue.unreachable");
  if (!queue) return t("queue.loading");
  const wait = queue.average_wait === null ? "" : ` · ${t("queue.average", {
    time: t("span.minutes", { n: minutesOf(queue.average_wait) }) })}`;
  return t("queue.waiting", { n: queue.waiting.length }) + wait;
}

export function QueueKiosk() {
  const { t } = useWords();
  const app = useApp();
  const shop = useSelect((state) => state.settings?.receipt.shop ?? "");
  const [state, setState] = useState({ busy: false, issued: null, refused: "" });
  const press = async (kind) => {
    setState({ busy: true, issued: null, refused: "" });
    const { found, refused } = await app.run("issue_ticket", { id: app.env.newId(), kind });
    setState({ busy: true, issued: found ?? null, refused: refused ?? "" });
    app.env.clock.later(() => setState({ busy: false, issued: null, refused: "" }), SHOWN_MS);
  };
  return html`<main class="t-queue"><h1 class="t-queue-shop">${shop}</h1>
    ${state.issued ? html`<section class="t-queue-now" role="status"><div>${t("queue.yours")}</div>
        <div class="t-queue-number">${state.issued.number}</div>
        <div>${t("queue.before", { n: state.issued.before })}</div></section>`
      : html`<section class="t-queue-keys">${KINDS.map((kind) => html`<button key=${kind} type="button"
          class="btn btn-primary" disabled=${state.busy} onClick=${() => press(kind)}>
          ${t(`queue.kind.${kind}`)}</button>`)}</section>`}
    <p class="t-queue-foot" role="alert">${state.refused}</p></main>`;
}
