/**
 * The counter locks itself when nobody touched it for a while: the sign-in shows, and the basket
 * stays. Not while money is taken. A device that slept is looked at when its page shows again.
 */
const HANDS = ["pointerdown", "keydown", "wheel"];
const A_MINUTE_MS = 60_000;

/**
 * @param {object} app @param {EventTarget} page @param {number} minutes 0: never
 * @returns {() => void} looks at once whether it is time
 */
export function lockWhenIdle(app, page, minutes) {
  const { clock } = app.env;
  let touched = clock.now();
  const touch = () => {
    touched = clock.now();
  };
  for (const hand of HANDS) page.addEventListener(hand, touch, { capture: true, passive: true });

  function look() {
    const { phase, person } = app.store.get();
    if (person && phase === "desk" && clock.now() - touched >= minutes * A_MINUTE_MS) app.run("sign_out");
  }
  function again() {
    look();
    clock.later(again, A_MINUTE_MS / 4);
  }
  if (minutes > 0) again();
  return minutes > 0 ? look : () => {};
}
