// A browser that nobody works in is signed out: the page asks again, and the server shows the
// sign-in. Tabs share when somebody last worked; while somebody does, the server hears of it.
const USED = "theriac.used";
const NOTED_EVERY = 10_000;
const TOLD_EVERY = 300_000;
const LOOKED_EVERY = 15_000;

function lastUsed() {
  return Number(localStorage.getItem(USED)) || 0;
}

export function setUpIdle() {
  const minutes = Number(document.querySelector("meta[name=theriac-idle-minutes]")?.content);
  if (!minutes) return;
  let told = Date.now();
  localStorage.setItem(USED, String(told));
  const use = () => {
    const now = Date.now();
    if (now - lastUsed() > NOTED_EVERY) localStorage.setItem(USED, String(now));
    if (now - told < Math.min(TOLD_EVERY, (minutes * 60_000) / 3)) return;
    told = now;
    fetch("/_work/?used=1", { credentials: "same-origin" }).catch(() => {});
  };
  for (const kind of ["pointerdown", "keydown", "wheel"]) {
    addEventListener(kind, use, { capture: true, passive: true });
  }
  setInterval(() => {
    if (Date.now() - lastUsed() > minutes * 60_000 + LOOKED_EVERY) location.reload();
  }, LOOKED_EVERY);
}
