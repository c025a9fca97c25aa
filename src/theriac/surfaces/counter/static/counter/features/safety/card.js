/**
 * What the safety checks say of the basket: each alert with what meets what, why, by which source and what
 * to do; below, which checks ran with which set and which could not, so that no alert is never taken for
 * an all-clear.
 */
import { html } from "../../app/html.js";
import { useApp, useSelect, useWords } from "../../app/store.js";
import { answerTo, keyOfAlert } from "../../domain/safety/answers.js";
import { Icon } from "../shell/icon.js";
import { answeringIn } from "./actions.js";
import { inLanguage, sumOf, whatMeets } from "./names.js";

const LEVELS = { 1: "stop", 2: "look", 3: "note" };
const ICONS = { 1: "x-octagon-fill", 2: "exclamation-triangle-fill", 3: "info-circle-fill" };

export function SafetyCard() {
  const safety = useSelect((state) => state.safety);
  const lines = useSelect((state) => state.assessed.lines.length);
  if (!lines) return null;
  return html`<section class="t-safety" data-safety>
    ${safety.alerts.map((alert) => html`<${AlertCard} alert=${alert}
      key=${[alert.rule, ...alert.subjects, ...alert.medicines].join()} />`)}
    <${Ran} safety=${safety} /></section>`;
}

function AlertCard({ alert }) {
  const words = useWords();
  const { t, language } = words;
  const app = useApp();
  const sum = sumOf(alert, words);
  const answers = useSelect((state) => state.basket.answers);
  const answer = answerTo(alert, answers, answeringIn(app));
  const title = t("safety.alert", { check: t(`safety.check.${alert.check}`), what: whatMeets(alert, app) });
  return html`<div class=${`t-notice t-notice-${LEVELS[alert.tier]}`} role=${alert.tier === 1 ? "alert" : "status"}
      data-alert=${alert.rule} data-tier=${alert.tier}
      data-open=${alert.tier < 3 && !answer ? "" : undefined}>
    <${Icon} name=${ICONS[alert.tier]} />
    <div class="t-notice-title">${title}
      ${" "}<span class="t-badge t-badge-line">${t(`safety.tier.${alert.tier}`)}</span></div>
    <div class="t-notice-text">${sum && html`<span class="d-block t-med" data-sum>${sum}</span>`}
      ${inLanguage(alert.said, language)} <b>${inLanguage(alert.to_do, language)}</b>
      <span class="d-block t-2 t-sm">${sourceOf(alert, t)}</span></div>
    ${alert.tier < 3 && html`<div class="t-notice-acts"><${Answered} answer=${answer} />
      <button class=${`btn btn-sm ${answer ? "btn-quiet" : "btn-plain"}`} type="button"
        onClick=${() => app.open({ kind: "answer_alert", alertKey: keyOfAlert(alert) })}>
        ${t(answer ? "safety.answer.change" : "safety.answer.ask")}</button></div>`}</div>`;
}

/** Why it goes out all the same, once somebody said so. */
function Answered({ answer }) {
  const { t } = useWords();
  if (!answer) return null;
  return html`<span class="t-sm" data-answered><${Icon} name="check2" />
    ${t("safety.answered", { reason: t(`safety.reason.${answer.reason}`) })}</span>`;
}

function sourceOf({ source, of }, t) {
  const parts = [
    ...(source ? [t("safety.source", { source })] : []),
    ...(of ? [t("safety.set", of)] : []),
  ];
  return parts.join(" · ");
}

/** What ran and what could not, folded away; the head counts both. */
function Ran({ safety }) {
  const { t } = useWords();
  const gaps = gapsByCheck(safety.not_run);
  return html`<details class="t-safety-ran" data-checks><summary><${Icon} name="shield-check" />
      <span class="t-med">${t("safety.title")}</span>
      <span class="t-2">${t("safety.summary", { n: safety.ran.length, left: unrun(safety) })}</span></summary>
    <ul>${safety.ran.map(({ check, sets }) => html`<li key=${check}><b>${t(`safety.check.${check}`)}</b>: ${
      sets.length ? t("safety.ran", { sets: sets.map((one) => `${one.name} ${one.edition}`).join(", ") })
        : t("safety.ran.none")}</li>`)}
      ${gaps.map(({ check, why, what }) => html`<li key=${check + why} class="t-2" data-gap=${why}>
        <b>${t(`safety.check.${check}`)}</b>: ${t(`safety.gap.${why}`, { what: what.join(", ") })}</li>`)}</ul>
  </details>`;
}

const unrun = ({ ran, not_run: gaps }) => {
  const done = new Set(ran.map(({ check }) => check));
  return new Set(gaps.map(({ check }) => check).filter((check) => !done.has(check))).size;
};

/** What lacks of one check for the same reason stands in one line. */
function gapsByCheck(gaps) {
  const found = new Map();
  for (const { check, why, what } of gaps) {
    const key = `${check} ${why}`;
    if (!found.has(key)) found.set(key, { check, why, what: [] });
    if (what) found.get(key).what.push(what);
  }
  return [...found.values()];
}
