/**
 * The heart of the synchronisation: push, then pull, again and again, one at a time.
 *
 * Clock, storage, network and randomness come from outside, so that a simulator can drive it.
 * Every round ends with a report, from which the head of the counter tells its state.
 *
 * @typedef {{online: boolean, lostAt: number|null, answeredAt: number|null, sending: number,
 *   refused: object|null, unsent: number, oldest_at: string|null, held: number,
 *   failed: boolean}} Report
 */
import { summarise } from "../db/sales.js";
import { createCountSender } from "./alert_counts.js";
import { createCodeSender } from "./codes.js";
import { sendCopies } from "./copies.js";
import { createCreditKeeper } from "./credit.js";
import { createPointsKeeper } from "./loyalty.js";
import { forgetOld, offerSettled } from "./offer.js";
import { pull } from "./pull.js";
import { push } from "./push.js";
import { createQuotas } from "./quota.js";
import { createSafetyKeeper } from "./safety.js";

export const POLL_MS = 2_000;
const SHORTEST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 60_000;
const OFFER_MS = 3_600_000;

/** How long to wait after so many rounds in a row that waited and failed: doubling, with up to a quarter of jitter. */
export function backOff(failures, randomByte) {
  const wait = Math.min(POLL_MS * 2 ** Math.min(failures, 10), LONGEST_WAIT_MS);
  return wait + Math.floor((wait * randomByte) / 1024);
}

/**
 * @param {{db: object, api: object, clock: object, random: (count: number) => Uint8Array,
 *   appVersion: string, isVisible: () => boolean, onPage: (page: object) => void,
 *   onReport: (report: Report) => void, onAnswer: (answer: object, sales: object[]) => void,
 *   onReopened?: (sales: object[]) => void, unsentOf?: (productId: string) => number,
 *   onQuotas?: (around: object, rows: object[]) => void, onSafety?: (kept: object) => void,
 *   shareParked?: () => Promise<void>, counts?: {toTell: () => object[], told: (rows: object[]) => void}}} parts
 */
export function createLoop(parts) {
  const { db, api, clock, random, appVersion } = parts;
  const state = { online: true, lostAt: null, answeredAt: null, sending: 0, refused: null };
  let failures = 0;
  let timer = null;
  let running = null;
  let again = false;
  let stopped = false;
  let offeredAt = null;
  let pulledAt = null;
  let unsent = 0;

  const quotas = createQuotas({
    db, api, clock, unsent: parts.unsentOf ?? (() => 0), onQuotas: parts.onQuotas ?? (() => {}),
  });

  const sendCodes = createCodeSender({ db, api, clock });

  const sendCounts = createCountSender({ api, clock, counts: parts.counts ?? { toTell: () => [], told: () => {} } });

  const shareParked = parts.shareParked ?? (async () => {});

  const keepSafety = createSafetyKeeper({ db, api, clock, onSafety: parts.onSafety ?? (() => {}) });

  const keepCredit = createCreditKeeper({ db, api, clock });

  const keepPoints = createPointsKeeper({ db, api, clock });

  /** Changes of stock change shares; a snapshot is left to the round over all of it. */
  function hearPage(page) {
    if (!page.snapshot) quotas.name((page.batches ?? []).map((batch) => batch.product_id));
    parts.onPage(page);
  }

  async function report(changes) {
    const summary = await summarise(db);
    unsent = summary.unsent;
    Object.assign(state, changes);
    parts.onReport({ ...state, ...summary });
  }

  /** @param isPlanned whether it waited its pause; what an act begins fails as often as there are acts */
  async function round(isPlanned) {
    const refusals = [];
    try {
      await offerAgain(refusals);
      await sendAll(refusals);
      await pull(db, api, hearPage);
      pulledAt = clock.now();
      await keepSafety();
      await keepCredit();
      await keepPoints();
      await renewQuotas(refusals);
      await sendCopies(db, api);
      await sendCodes();
      await sendCounts();
      await shareParked();
      if (refusals.length) throw refusals[0];
      failures = 0;
      await report({ online: true, lostAt: null, answeredAt: clock.now(), sending: 0, refused: null });
    } catch (error) {
      if (error.name === "Unreachable") offeredAt = null;
      failures = Math.max(1, isPlanned ? failures + 1 : failures);
      await report(afterFailure(error));
    }
  }

  /** At the start, after each silence, and every hour. */
  async function offerAgain(refusals) {
    if (offeredAt !== null && clock.now() - offeredAt < OFFER_MS) return;
    try {
      const reopened = await offerSettled(db, api);
      if (reopened.length) parts.onReopened?.(reopened);
      await forgetOld(db, api);
      offeredAt = clock.now();
    } catch (error) {
      if (error.name !== "Refused") throw error;
      refusals.push(error);
    }
  }

  /** Nothing waits: contacts about quotas never keep a sale back, nor what others sold. */
  const isPause = () => !again && !stopped && clock.now() - pulledAt < POLL_MS;

  /** Whether there is a network the pull tells; what isn't answered here changes nothing of that. */
  async function renewQuotas(refusals) {
    try {
      await quotas.renew(isPause);
    } catch (error) {
      if (error.name === "Refused") refusals.push(error);
      else if (error.name !== "Unreachable") throw error;
    }
  }

  async function sendAll(refusals) {
    const before = await summarise(db);
    if (before.unsent) await report({ sending: before.unsent });
    try {
      await push(db, api, clock, appVersion, parts.onAnswer);
    } catch (error) {
      if (error.name === "Unreachable") throw error;
      refusals.push(error);
    }
  }

  function afterFailure(error) {
    if (error.name === "Unreachable") {
      return { online: false, lostAt: state.lostAt ?? clock.now(), sending: 0 };
    }
    const refused = error.name === "Refused"
      ? { status: error.status, ...error.problem } : { status: 0, type: "defect", title: error.message };
    return { online: true, lostAt: null, sending: 0, refused };
  }

  /** What contacts took of the pause is no longer waited. */
  function pause() {
    if (failures) return backOff(failures, random(1)[0]);
    return Math.max(SHORTEST_WAIT_MS, POLL_MS - (clock.now() - pulledAt));
  }

  function plan() {
    if (stopped) return;
    const wait = pause();
    timer = clock.later(() => (parts.isVisible() || unsent ? run(true) : plan()), wait);
  }

  /** Start a round now; when one is running, another follows it. Resolves when idle again. */
  function run(isPlanned = false) {
    if (running) {
      again = true;
      return running;
    }
    clock.cancel(timer);
    running = (async () => {
      do {
        again = false;
        await round(isPlanned);
      } while (again && !stopped);
    })().finally(() => {
      running = null;
      plan();
    });
    return running;
  }

  /** The network is said to be back: a round now, and short pauses again where it isn't quite. */
  function reconnect() {
    failures = 0;
    return run();
  }

  /** No further round begins. */
  function stop() {
    stopped = true;
    clock.cancel(timer);
  }

  return { run: () => run(), reconnect, stop, refresh: () => report({}) };
}
