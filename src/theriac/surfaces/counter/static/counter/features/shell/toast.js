/** Only for what can be put back: ten seconds, standing still while it has focus or the pointer. */
import { html, useEffect, useState } from "../../app/html.js";
import { useApp, useSelect, useWords } from "../../app/store.js";
import { Icon } from "./icon.js";

const SHOWN_MS = 10_000;

export function Toast() {
  const { t } = useWords();
  const app = useApp();
  // While money is taken nothing is put back, and the toast would lie over the button that takes it.
  const toast = useSelect((state) => (state.phase === "paying" ? null : state.toast));
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (!toast || held) return undefined;
    const timer = app.env.clock.later(() => app.store.set({ toast: null }), SHOWN_MS);
    return () => app.env.clock.cancel(timer);
  }, [toast, held]);
  if (!toast) return null;
  return html`<div class="t-toast t-toast-place" role="status" onMouseEnter=${() => setHeld(true)}
    onMouseLeave=${() => setHeld(false)}
      onFocusIn=${() => setHeld(true)} onFocusOut=${() => setHeld(false)}>
    <${Icon} name="trash3" /><span class="t-grow">${toast.text}</span>
    <button class="btn btn-sm" type="button"
      onClick=${() => app.run("put_back")}>${t("put_back")}<kbd>Ctrl Z</kbd></button></div>`;
}

/** Two regions for readers: one waits its turn, the other speaks at once. */
export function Announcements() {
  const said = useSelect((state) => state.said);
  const alarm = useSelect((state) => state.alarm);
  return html`<div class="visually-hidden"><div aria-live="polite" role="status">${said}</div>
    <div aria-live="assertive" role="alert">${alarm}</div></div>`;
}
