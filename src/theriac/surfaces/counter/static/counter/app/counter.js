/** The running counter: its services, its state, and the named things that it does. */
import { minutesAhead } from "../domain/clock.js";
import { dateIn } from "../domain/dates.js";
import { emptyBasket } from "../domain/basket.js";
import { createMemory } from "../domain/memory.js";
import { exponentOf } from "../domain/money.js";
import { assess, openOf } from "../domain/assess.js";
import { readParked } from "../db/parked.js";
import { readDraft, writeDraft } from "../db/device.js";
import { readLastSold } from "../db/sales.js";
import { readTill } from "../db/till.js";
import { createApi } from "../sync/api.js";
import { createWords } from "../i18n/words.js";
import { accountActions } from "../features/accounts/actions.js";
import { basketActions } from "../features/basket/actions.js";
import { approvalActions } from "../features/approval/actions.js";
import { answeringIn, safetyActions } from "../features/safety/actions.js";
import { unansweredOf } from "../domain/safety/answers.js";
import { loyaltyActions } from "../features/loyalty/actions.js";
import { moneyActions } from "../features/money/actions.js";
import { historyActions } from "../features/patient/history.js";
import { patientActions } from "../features/patient/actions.js";
import { deviceActions } from "../features/device/actions.js";
import { dutyActions } from "../features/duty/actions.js";
import { equivalentActions } from "../features/equivalents/actions.js";
import { hardwareActions } from "../features/hardware/actions.js";
import { giftCardActions } from "../features/gift_cards/actions.js";
import { findActions } from "../features/find/actions.js";
import { NOTHING_FOUND } from "../features/find/reading.js";
import { linkActions } from "../features/link/actions.js";
import { favouriteActions } from "../features/favourites/actions.js";
import { parkActions } from "../features/park/actions.js";
import { payActions } from "../features/pay/actions.js";
import { quotationActions } from "../features/quotation/actions.js";
import { prescriptionActions } from "../features/prescriptions/actions.js";
import { promotionActions } from "../features/promotions/actions.js";
import { queueActions } from "../features/queue/actions.js";
import { reservedActions } from "../features/reserved/actions.js";
import { codeActions } from "../features/sync/code_actions.js";
import { scanActions } from "../features/scan/actions.js";
import { trainingActions } from "../features/training/actions.js";
import { tillActions } from "../features/till/actions.js";
import { unmetActions } from "../features/unmet/actions.js";
import { exchangeActions } from "../features/returns/exchange.js";
import { returnActions } from "../features/returns/actions.js";
import { unreceiptedActions } from "../features/returns/unreceipted_actions.js";
import { receiptActions } from "../features/receipt/actions.js";
import { startActions } from "../features/start/actions.js";
import { branchBasketParts } from "./branch_baskets.js";
import { createCatalogue } from "./catalogue.js";
import { displayParts } from "./display.js";
import { draftQueue } from "./drafts.js";
import { followServer } from "./following.js";
import { nameParts } from "./names.js";
import { PRINTS_BY_BROWSER, paperParts } from "./paper.js";
import { peopleParts } from "./people.js";
import { NOT_KEPT, programParts } from "./program.js";
import { ROOM_UNKNOWN, roomParts } from "./room.js";
import { alertCountParts } from "./alert_counts.js";
import { NOTHING_CHECKED, safetyParts } from "./safety.js";
import { seatParts } from "./seat.js";
import { sealingParts } from "./sealing.js";
import { sellingParts } from "./selling.js";
import { signatureParts } from "./signatures.js";
import { signingParts } from "./signing.js";
import { createStore } from "./store.js";
import { unsentFileParts } from "./unsent_file.js";

const ACTIONS = {
  ...findActions, ...basketActions, ...scanActions, ...parkActions, ...payActions, ...startActions,
  ...deviceActions, ...approvalActions, ...safetyActions, ...patientActions, ...equivalentActions,
  ...receiptActions, ...linkActions, ...reservedActions, ...favouriteActions, ...dutyActions,
  ...prescriptionActions, ...tillActions, ...unmetActions, ...returnActions, ...exchangeActions, ...hardwareActions,
  ...loyaltyActions, ...promotionActions, ...quotationActions, ...trainingActions, ...historyActions, ...queueActions,
  ...accountActions, ...moneyActions, ...giftCardActions,
  ...unreceiptedActions, ...codeActions,
};
const NO_PLACE = {
  country: "generic", currency: "USD", time_zone: "UTC", cash_rounding: 1, classes: {}, exceptions: [], whole: false,
  expiry: { look_days: 90, stop_days: 30 },
};

export const NOTHING_ASSESSED = {
  lines: [], problems: [], open: null,
  totals: { taxes: [], inclusive: true, rounding: 0, total: 0, subtotal: 0, gross: 0, discount: 0, tax: 0 },
};

function firstState(env, preferences) {
  return {
    phase: "starting", broken: null, dialog: null, language: preferences.language, theme: preferences.theme,
    layout: preferences.layout, device: null, settings: null, person: null,
    basket: emptyBasket(env.newId()), assessed: NOTHING_ASSESSED, safety: NOTHING_CHECKED, unanswered: [],
    find: NOTHING_FOUND,
    feed: null, sync: null, productCount: 0, catalogueVersion: 0, payment: null, checking: false,
    serverRefusals: {}, alone: false, captured: {}, patient: null, badge: null,
    shown: null, paper: null, card: null, flash: null, toast: null,
    heard: null, elsewhere: {}, reserved: {}, parked: [], waiting: [], expired: [], lastSold: [], names: {},
    printAtOnce: true, printer: PRINTS_BY_BROWSER, said: "", alarm: "", till: null, tillPaper: null, notePaper: null,
    exchange: null, unconfirmed: null,
    minute: env.clock.now(), clockAhead: 0,
    seat: "selling", seatWhy: null, program: NOT_KEPT, room: ROOM_UNKNOWN,
  };
}

/**
 * @param {object} env the environment @param {object} db the device's database
 * @param {{language: string, theme: string, layout: string}} preferences
 * @param {object|null} [training] the device's real database, while `db` is that of a training
 */
export function createCounter(env, db, preferences, training = null) {
  const store = createStore(firstState(env, preferences));
  const { withNewKey, sign, signLog } = signingParts(env, db);
  const app = { env, db, store, training, withNewKey, sign, signLog, api: createApi(env.network, sign, hearTime) };

  function hearTime(serverMs) {
    const clockAhead = minutesAhead(env.clock.now(), serverMs);
    if (clockAhead !== store.get().clockAhead) store.set({ clockAhead });
  }

  app.place = () => placeOf(store.get().settings);
  app.today = () => dateIn(env.clock.now(), app.place().time_zone);
  app.world = () => ({
    today: app.today(), now: new Date(env.clock.now()).toISOString(),
    settings: store.get().settings, place: app.place(),
    roles: store.get().person?.roles ?? [],
  });
  app.catalogue = createCatalogue(app.world);
  app.words = memoisedWords(app, (state) => state.language);
  app.receiptWords = memoisedWords(app, (state) => state.settings?.receipt.language ?? state.language);
  app.may = (person, code) => person?.permissions.includes(code) ?? false;

  app.run = (name, argument) => ACTIONS[name](app, argument);
  app.open = (dialog) => store.set({ dialog, heard: null });
  app.close = () => store.set({ dialog: null, heard: null });
  /** Act once the dialogue is gone and has given the focus back. */
  app.closeThen = (act) => {
    app.close();
    env.afterDraw(act);
  };

  const remembered = createMemory();
  app.drafts = draftQueue((basket) => writeDraft(db, basket), (error) => app.fail(error));

  /** Change the basket, keep it on the device (by `keep`), and work out what follows. */
  app.change = (edit, keep = app.drafts.keep) => {
    const before = store.get().basket;
    const basket = edit(before);
    if (basket === before || !app.maySell()) return;
    app.tellLookers({ kind: "basket", basket });
    store.set(({ serverRefusals }) => ({ basket, serverRefusals: stillAsked(serverRefusals, before, basket) }));
    app.reassess();
    keep(basket);
  };
  app.reassess = () => {
    const state = store.get();
    if (!state.settings) return;
    const world = app.world();
    const minute = world.now.slice(0, 16);
    const around = [
      app.catalogue.version, state.settings, state.basket.grounds, state.basket.reserved, state.serverRefusals,
      state.basket.patient, state.alone, world.today, minute,
    ];
    const assessed = assess(state, app.catalogue, world, remembered(around, state.basket.lines));
    const safety = app.checked(assessed.lines, state);
    const unanswered = unansweredOf(safety.alerts, state.basket.answers, answeringIn(app));
    store.set({ assessed, safety, unanswered, ...staleNotices(state.assessed.open, assessed.open) });
    app.countShown();
  };
  /** Only another line is selected: nothing is worked out or written anew. */
  app.select = (edit) => {
    store.set((state) => {
      const basket = edit(state.basket);
      return { basket, assessed: { ...state.assessed, open: openOf(state.assessed.problems, basket.selected) } };
    });
  };
  app.restoreBasket = async () => {
    const basket = await readDraft(db);
    if (basket && !(await db.sales.get(basket.id))) store.set({ basket });
    const parked = await readParked(db, store.get().basket.id);
    const names = await app.openNames([store.get().basket, ...parked.map((one) => one.basket)]);
    store.set({ parked, names, lastSold: await readLastSold(db), till: await readTill(db) });
  };
  Object.assign(
    app, sellingParts(app), sealingParts(app), followServer(app), seatParts(app), programParts(app),
    roomParts(app), peopleParts(app), signatureParts(app), nameParts(app),
    safetyParts(app), alertCountParts(app), branchBasketParts(app), unsentFileParts(app),
    paperParts(app), displayParts(app, env.openWindow),
  );
  return app;
}

/** What was noticed before a decision came is old: it goes as the decision's card opens. */
function staleNotices(before, now) {
  const came = now && !(before?.lineId === now.lineId && before.kind === now.kind);
  return came ? { card: null, flash: null } : {};
}

/** What the server refused stays refused until the line is changed. */
function stillAsked(refusals, before, after) {
  if (!Object.keys(refusals).length) return refusals;
  const kept = Object.entries(refusals).filter(([lineId]) => {
    const was = before.lines.find((line) => line.id === lineId);
    return was && was === after.lines.find((line) => line.id === lineId);
  });
  return Object.fromEntries(kept);
}

function placeOf(settings) {
  if (!settings) return NO_PLACE;
  const { pharmacy, branch, classes, exceptions, expiry, cash_rounding } = settings;
  return {
    country: pharmacy.country, currency: pharmacy.currency, time_zone: branch.time_zone,
    whole: exponentOf(pharmacy.currency) === 0, cash_rounding, classes, exceptions, expiry,
  };
}

/** Words are made anew only when the language or the settings change. */
function memoisedWords(app, languageOf) {
  let made = null;
  let from = [];
  return () => {
    const { settings } = app.store.get();
    const language = languageOf(app.store.get());
    if (!made || from[0] !== language || from[1] !== settings) {
      const place = placeOf(settings);
      made = createWords(language, place);
      made.className = (code) => place.classes[code]?.title[language] ?? code;
      made.exceptionName = (code) => place.exceptions.find((one) => one.code === code)?.title[language] ?? code;
      from = [language, settings];
    }
    return made;
  };
}
