/** How baskets' alerts are met on this device: the tab that sells counts, and tells the server by day and rule. */
import { writeValue } from "../db/device.js";
import { dayAfter } from "../domain/dates.js";
import { DAYS_KEPT, endedWith, NOTHING_COUNTED, shownIn, toldOf, toTell } from "../domain/safety/counts.js";
import { answeringIn } from "../features/safety/actions.js";

export const TALLY = "alerts";

export function alertCountParts(app) {
  let tally = NOTHING_COUNTED;

  function keep(next) {
    if (next === tally) return;
    tally = next;
    writeValue(app.db, TALLY, next).catch((error) => console.warn(error)); // a count that is lost stops nobody
  }

  /** What stands at the end of the basket, of which these lines are sold. */
  function endOf({ basket, safety }, lines) {
    return { alerts: safety.alerts, answers: basket.answers, around: answeringIn(app), lines };
  }

  return {
    /** What this device counted before; null: of another pairing, or nothing. */
    takeTally(kept) {
      tally = kept ?? NOTHING_COUNTED;
    },

    /** Count what the basket shows now; one that was emptied is over. */
    countShown() {
      const state = app.store.get();
      if (!app.sells()) return;
      const { basket, safety } = state;
      keep(basket.lines.length ? shownIn(tally, basket.id, safety.alerts, app.today())
        : endedWith(tally, basket.id, endOf({ basket, safety: { alerts: [] } }, [])));
    },

    /** The basket is being sold as it stands. */
    countSold() {
      const state = app.store.get();
      keep(endedWith(tally, state.basket.id, endOf(state, state.basket.lines)));
    },

    countsToTell: () => toTell(tally),
    countsTold: (told) => keep(toldOf(tally, told, dayAfter(app.today(), -DAYS_KEPT))),
  };
}
