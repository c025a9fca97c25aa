/** How far the sales have come, always in the head; it opens the list of the unsent. */
import { html } from "../../app/html.js";
import { useApp, useSelect, useWords } from "../../app/store.js";
import { Icon } from "../shell/icon.js";

const HOUR_MS = 3_600_000;

/** What the pill says: icon, words, and the tone (calm, off, look). */
export function pillFor(sync, nowMs, t, short) {
  if (!sync) return { icon: "cloud", tone: "calm", text: t("sync.starting") };
  const age = sync.oldest_at ? Math.max(0, nowMs - Date.parse(sync.oldest_at)) : 0;
  if (sync.unsent && (!sync.online || sync.failed || age > 60_000)) {
    const late = age > HOUR_MS || (sync.online && sync.failed);
    const aged = age >= 60_000 && !short;
    const text = aged
      ? t("sync.unsent", { n: sync.unsent, age: ageText(age, t) }) : t("sync.unsent_now", { n: sync.unsent });
    return { icon: "cloud-slash", tone: late ? "look" : "off", text };
  }
  if (sync.unsent) return { icon: "cloud-arrow-up", tone: "calm", text: t("sync.sending", { n: sync.unsent }) };
  if (!sync.online) return { icon: "cloud-slash", tone: "off", text: t("sync.offline") };
  return { icon: "cloud-check", tone: "calm", text: t(short ? "sync.online" : "sync.all_sent") };
}

function ageText(ageMs, t) {
  const minutes = Math.floor(ageMs / 60_000);
  return minutes < 60 ? t("age.minutes", { n: minutes }) : t("age.hours", { n: Math.floor(minutes / 60) });
}

export function SyncPill() {
  const { t } = useWords();
  const app = useApp();
  const sync = useSelect((state) => state.sync);
  const minute = useSelect((state) => state.minute);
  const phone = useSelect((state) => state.layout) === "phone";
  if (app.training) {
    const text = t(phone ? "training.banner" : "training.sync");
    return html`<span class="t-sync t-sync-off"><${Icon} name="mortarboard" />${text}</span>`;
  }
  const pill = pillFor(sync, minute, t, phone);
  return html`<span role="status"><button type="button" class=${`t-sync t-sync-${pill.tone}`}
      onClick=${() => app.open({ kind: "unsent" })}>
    <${Icon} name=${pill.icon} />${pill.text}</button></span>`;
}
