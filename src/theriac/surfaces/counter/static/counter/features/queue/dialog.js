/** The queue at the counter: call the next, call again, say that somebody came or didn't. */
import { html, useEffect, useRef, useState } from "../../app/html.js";
import { useApp, useWords } from "../../app/store.js";
import { KINDS, minutesOf } from "../../domain/queue.js";
import { Dialog } from "../shell/dialog.js";
import { Icon } from "../shell/icon.js";

const LOOK_MS = 3_000;

export function QueueDialog() {
  const { t } = useWords();
  const app = useApp();
  const [state, setState] = useState({ queue: null, refused: "", issued: null });
  const take = ({ found, refused }) => setState((now) => (
    { ...now, queue: found ?? now.queue, refused: refused ?? "" }));
  const calling = useRef(false);
  /** One press is one call: while one is under way nothing more is called. */
  const call = async (what) => {
    if (calling.current) return;
    calling.current = true;
    try {
      take(await app.run("call_ticket", what));
    } finally {
      calling.current = false;
    }
  };
  useEffect(() => {
    let timer = null;
    const look = async () => {
      take(await app.run("read_queue"));
      timer = app.env.clock.later(look, LOOK_MS);
    };
    look();
    return () => app.env.clock.cancel(timer);
  }, []);
  const issue = async (kind) => {
    const { found, refused } = await app.run("issue_ticket", { id: app.env.newId(), kind });
    setState((now) => ({ ...now, refused: refused ?? "", issued: found ?? null }));
  };
  const own = state.queue?.called.find((one) => one.is_own) ?? null;
  return html`<${Dialog} title=${t("queue.title")} onClose=${app.close}>
    <div class="t-stack t-stack-4" onKeyDown=${ignoreRepeats}>
    ${state.refused && html`<p class="t-error mb-0" role="alert"><${Icon} name="exclamation-circle-fill" />
      <span>${state.refused}</span></p>`}
    <${Standing} queue=${state.queue} />
    ${own && html`<${Own} ticket=${own} onCall=${call} />`}
    <div class="t-row t-wrap"><button class="btn btn-primary" type="button" data-first
        onClick=${() => call({ act: "next" })}><${Icon} name="megaphone" />${t("queue.next")}</button>
      ${KINDS.map((kind) => html`<button key=${kind} class="btn btn-plain" type="button"
        onClick=${() => call({ act: "next", kind })}>${t(`queue.kind.${kind}`)}</button>`)}</div>
    <hr class="my-0" /><${NewTicket} issued=${state.issued} onIssue=${issue} />
    <div class="t-row t-wrap">${["screen", "kiosk"].map((page) => html`<button key=${page} type="button"
      class="btn btn-quiet" onClick=${() => app.run("open_queue_page", page)}>
      ${t(`queue.open.${page}`)}</button>`)}</div>
  </div></${Dialog}>`;
}

/** A key that is held down presses its button once. */
function ignoreRepeats(event) {
  if (event.repeat && event.key === "Enter") event.preventDefault();
}

function Standing({ queue }) {
  const { t, number } = useWords();
  if (!queue) return html`<p class="t-2 mb-0" role="status">${t("queue.loading")}</p>`;
  const wait = queue.average_wait === null ? "–" : t("span.minutes", { n: minutesOf(queue.average_wait) });
  return html`<p class="mb-0" role="status">
    <b>${t("queue.waiting", { n: number(queue.waiting.length) })}</b>${" · "}${t("queue.average", { time: wait })}
    ${queue.waiting.length > 0 && html`<br /><span class="t-2">${queue.waiting.slice(0, 8)
      .map((one) => one.number).join(" · ")}</span>`}</p>`;
}

function Own({ ticket, onCall }) {
  const { t } = useWords();
  const act = (name) => () => onCall({ act: name, ticketId: ticket.id });
  return html`<div class="t-notice t-notice-go"><${Icon} name="megaphone" /><div>
    <div class="t-notice-title">${t("queue.called", { number: ticket.number })}</div>
    <div class="t-row t-wrap mt-2">${["again", "served", "missed"].map((name) => html`<button key=${name}
      type="button" class="btn btn-plain" onClick=${act(name)}>${t(`queue.${name}`)}</button>`)}</div></div></div>`;
}

function NewTicket({ issued, onIssue }) {
  const { t } = useWords();
  return html`<div><div class="t-strong mb-2">${t("queue.new")}</div>
    <div class="t-row t-wrap">${KINDS.map((kind) => html`<button key=${kind} class="btn btn-plain" type="button"
      onClick=${() => onIssue(kind)}><${Icon} name="ticket-perforated" />${t(`queue.kind.${kind}`)}</button>`)}</div>
    ${issued && html`<p class="mt-2 mb-0" role="status">
      <b>${t("queue.issued", { number: issued.number })}</b>${" · "}
      ${t("queue.before", { n: issued.before })}</p>`}</div>`;
}
