/** The dark bar on top: where, who is on duty, what is unsent, the time, who sells. */
import { html } from "../../app/html.js";
import { useApp, useSelect, useWords } from "../../app/store.js";
import { onDutyNow } from "../duty/actions.js";
import { gravest, programBanner, roomBanner, seatBanner } from "../device/banner.js";
import { SyncPill } from "../sync/pill.js";
import { RUNS_TILL } from "../till/actions.js";
import { Icon, Logo } from "./icon.js";

export function Head() {
  const { t, time, weekday, dayOf } = useWords();
  const app = useApp();
  const device = useSelect((state) => state.device);
  const settings = useSelect((state) => state.settings);
  const person = useSelect((state) => state.person);
  const minute = useSelect((state) => state.minute);
  const phone = useSelect((state) => state.layout) === "phone";
  if (phone) return html`<${PhoneHead} device=${device} person=${person} />`;
  return html`<header class="t-head t-frame">
    <span class="t-brand"><${Logo} />Theriac</span><span class="t-head-sep"></span>
    <h1 class="t-clip"><b>${device.terminal.name}</b> · ${settings.pharmacy.name}, ${device.branch.name}</h1>
    <span class="t-end t-row t-row-4">
      <${Duty} duty=${settings.duty} />
      <${Till} />
      <${SyncPill} />
      <span class="t-num"><b>${time(minute)}</b> <span class="t-hide-n">${weekday(dayOf(minute))}</span></span>
      ${person && html`<button class="t-head-btn" type="button" onClick=${() => app.open({ kind: "more" })}>
        <${Avatar} person=${person} /><b class="t-hide-n">${person.short_name}</b>
        <span class="visually-hidden">${t("head.who")}</span></button>`}
      <button class="t-head-btn" type="button" aria-label=${t("keys.title")}
        onClick=${() => app.open({ kind: "help" })}><kbd>F1</kbd></button>
    </span></header>`;
}

/** Who is on duty; where somebody must be and nobody is, the way to sign on. */
function Duty({ duty }) {
  const { t } = useWords();
  const app = useApp();
  const names = onDutyNow(duty, app.env.clock.now()).map((one) => one.name).join(", ");
  if (names) return html`<span class="t-hide-m">${t("head.duty")} <b>${names}</b></span>`;
  if (!duty?.asked) return null;
  return html`<button class="t-head-btn t-hide-m" type="button" onClick=${() => app.open({ kind: "duty" })}>
    <${Icon} name="exclamation-triangle" /><b>${t("duty.nobody")}</b></button>`;
}

/** Where the till isn't open, or counted and not closed, the way to it for who may run it. */
function Till() {
  const { t } = useWords();
  const app = useApp();
  const till = useSelect((state) => state.till);
  const person = useSelect((state) => state.person);
  if (till?.state === "open" || !app.may(person, RUNS_TILL)) return null;
  return html`<button class="t-head-btn t-hide-m" type="button" onClick=${() => app.run("show_till")}>
    <${Icon} name="cash-stack" /><b>${t(till ? "till.to_close" : "till.not_open")}</b></button>`;
}

function PhoneHead({ device, person }) {
  const { t } = useWords();
  const app = useApp();
  return html`<header class="t-head t-frame">
    <span class="t-brand" role="img" aria-label="Theriac"><${Logo} /></span><h1 class="t-clip">
      <b>${device.terminal.name}</b></h1>
    <span class="t-end t-row"><${SyncPill} />
      ${person && html`<button class="t-head-btn" type="button" onClick=${() => app.open({ kind: "more" })}>
        <${Avatar} person=${person} /><span
          class="visually-hidden">${person.short_name}: ${t("head.who")}</span></button>`}
    </span></header>`;
}

function Avatar({ person }) {
  return html`<span class="t-avatar" aria-hidden="true">${person.initials}</span>`;
}

const DEVICE_PARTS = ["seat", "seatWhy", "room", "program", "basket", "payment"];

/** One line of state, at most one at a time: stop before look before note. */
export function Banner() {
  const words = useWords();
  const app = useApp();
  const sync = useSelect((state) => state.sync);
  const feed = useSelect((state) => state.feed);
  const clockAhead = useSelect((state) => state.clockAhead);
  for (const part of DEVICE_PARTS) useSelect((state) => state[part]);
  const state = app.store.get();
  const banner = trainingBanner(app, words) ?? gravest([
    seatBanner(state, words), roomBanner(state, words), sync && bannerFor(sync, feed, clockAhead, words),
    programBanner(state, words),
  ]);
  if (!banner) return html`<div></div>`;
  return html`<div class=${`t-banner t-banner-${banner.level}`} role="status">
    <${Icon} name=${banner.icon} /><span class="t-grow"><b>${banner.title}</b> ${banner.text}</span>
    ${banner.unsent && html`<button class="btn btn-plain btn-sm btn-known" type="button"
      onClick=${() => app.open({ kind: "unsent" })}>
      ${banner.unsent}</button>`}
    ${banner.action && html`<button class="btn btn-plain btn-sm" type="button" disabled=${banner.action.busy}
      onClick=${() => app.run(banner.action.name)}>${banner.action.text}</button>`}</div>`;
}

/** While somebody trains nothing else is as important. */
function trainingBanner({ training }, { t }) {
  return training && {
    level: "stop", icon: "mortarboard", title: t("training.banner"), text: t("training.banner.text"),
    action: { name: "show_training", text: t("training.end"), busy: false },
  };
}

/** "7 minutes", "3 hours", "2 days" */
function spanText(minutes, t) {
  if (minutes < 60) return t("span.minutes", { n: minutes });
  const hours = Math.round(minutes / 60);
  return hours < 48 ? t("span.hours", { n: hours }) : t("span.days", { n: Math.round(hours / 24) });
}

/** What the line says: icon, words, level; null when all is well. */
export function bannerFor(sync, feed, clockAhead, { t, time }) {
  if (sync.refused?.status === 401) {
    return { level: "stop", icon: "plug", title: t("banner.unpaired.title"), text: t("banner.unpaired.text") };
  }
  if (sync.refused?.status === 426) {
    return { level: "look", icon: "arrow-repeat", title: t("banner.too_old.title"), text: t("banner.too_old.text") };
  }
  if (sync.refused) {
    return {
      level: "look", icon: "exclamation-triangle", title: t("banner.refused.title"), text: t("banner.refused.text"),
    };
  }
  if (!sync.online) {
    const asOf = feed?.as_of ? t("banner.offline.as_of", { time: time(Date.parse(feed.as_of)) }) : "";
    return {
      level: "note", icon: "cloud-slash", title: t("banner.offline.title", { time: time(sync.lostAt) }),
      text: `${t("banner.offline.text")} ${asOf}`,
      unsent: sync.unsent ? t("banner.offline.see", { n: sync.unsent }) : null,
    };
  }
  if (clockAhead) {
    const age = spanText(Math.abs(clockAhead), t);
    const off = t(clockAhead > 0 ? "banner.clock.ahead" : "banner.clock.behind", { age });
    return { level: "look", icon: "clock-history", title: off, text: t("banner.clock.text") };
  }
  return null;
}
