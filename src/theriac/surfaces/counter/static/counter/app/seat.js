/**
 * One tab or window of this device sells; the others look and follow it.
 *
 * The seat is a lock of the browser's, so it is free the moment that its tab is gone, however it
 * went. Who looks may ask for it: the one that sells gives it at once, except while it takes money.
 * A tab that opens asks whether anyone sells. Where somebody answers, it looks at once; where nobody
 * does, the seat is held by the page before a reload, and is waited for.
 * Without locks (plain HTTP) every tab sells; a basket still can't be sold twice.
 *
 * `seat`: "selling"; "looking"; "asking" (for the seat); "free" (whoever sold is gone).
 */
const LOCK = "theriac-counter-sells";
const LEAVING_MS = 5_000;
const ANSWER_MS = 3_000;
const HERE_MS = 5_000;

export function seatParts(app) {
  const { env, store } = app;
  const { locks, channel } = env.tabs ?? {};
  let release = null;
  let followed = false;
  let heardSeller = false;
  let giveUpTaking = () => {};

  const seat = () => store.get().seat;
  const set = (value, why = null) => store.set({ seat: value, seatWhy: why });
  const mode = app.training ? "training" : "real";
  const say = (message) => channel?.postMessage({ ...message, mode });

  /**
   * Take the seat when nobody holds it. A page that was just left, by a reload above all, still
   * holds it for a moment. @returns {Promise<boolean>}
   */
  function takeFree() {
    return new Promise((resolve) => {
      const stop = new AbortController();
      let over = false;
      const giveUp = () => {
        over = true;
        stop.abort(); // a browser may miss it while it still looks whether locks are allowed
        resolve(false);
      };
      const timer = env.clock.later(giveUp, LEAVING_MS);
      giveUpTaking = giveUp;
      locks.request(LOCK, { signal: stop.signal }, () => {
        if (over) return undefined;
        env.clock.cancel(timer);
        giveUpTaking = () => {};
        return held(resolve);
      }).catch(() => resolve(false));
    });
  }

  function held(onHeld) {
    return new Promise((done) => {
      release = done;
      onHeld(true);
    });
  }

  /**
   * Wait until the seat is free: sit down when this tab asked for it, or when nobody was ever heard
   * to sell (then it was held by the page that this one replaced, for longer than LEAVING_MS on a
   * slow device); else only say so.
   */
  function wait() {
    locks.request(LOCK, () => {
      if (seat() === "asking" || !heardSeller) return held(sitDown);
      set("free");
      return undefined;
    });
  }

  async function sitDown() {
    await app.remember();
    await app.restoreBasket();
    set("selling");
    say({ kind: "sells" });
    app.reassess();
    await app.startFollowing();
  }

  function standUp() {
    app.stopFollowing();
    set("looking");
    heardSeller = true; // the tab that asked
    wait();
    release();
    release = null;
  }

  function hear({ data }) {
    if (data.kind === "mode") return env.program.reload(); // each tab of the device does the same
    if (data.mode !== mode) return undefined;
    return heed(data);
  }

  function heed(data) {
    if (data.kind === "anyone") {
      if (release) say({ kind: "taken" });
      return;
    }
    heardSeller ||= data.kind !== "here" && data.kind !== "give";
    if (data.kind === "taken") giveUpTaking();
    else if (data.kind === "give") {
      if (seat() !== "selling") return;
      followed = true;
      if (store.get().phase === "paying") say({ kind: "kept" });
      else standUp();
    } else if (data.kind === "here") {
      if (seat() !== "selling") return;
      if (!followed) {
        const { basket, sync } = store.get();
        say({ kind: "basket", basket });
        if (sync) say({ kind: "report", sync }); // a tab that has just sat down knows of none yet
      }
      followed = true;
      if (!env.isVisible()) app.syncNow();
    } else if (data.kind === "kept") {
      if (seat() === "asking") set("looking", "paying");
    } else if (data.kind === "sells") {
      if (seat() === "free") wait();
      if (seat() !== "selling") set("looking");
    } else if (seat() !== "selling") {
      app.hearSeller(data);
    }
  }

  function stayInTouch() {
    if (seat() !== "selling" && env.isVisible()) say({ kind: "here" });
    env.clock.later(stayInTouch, HERE_MS);
  }

  return {
    sells: () => seat() === "selling",

    /** Whether this tab may change anything; says why when it may not. */
    maySell() {
      if (seat() === "selling") return true;
      app.refuse(app.words().t("seat.looking"));
      return false;
    },

    /** Sit down when the seat is free, else look. Before anything is read from the device. */
    async findSeat() {
      if (!locks) return;
      channel.addEventListener("message", hear);
      say({ kind: "anyone" });
      if (!(await takeFree())) {
        set("looking");
        wait();
      } else {
        say({ kind: "sells" });
      }
      stayInTouch();
    },

    /** A person wants to sell here. */
    async sellHere() {
      if (seat() === "selling" || seat() === "asking") return;
      const wasFree = seat() === "free";
      set("asking");
      if (wasFree) {
        if (await takeFree()) return sitDown();
        wait();
      }
      say({ kind: "give" });
      env.clock.later(() => {
        if (seat() === "asking") set("looking", "silent");
      }, ANSWER_MS);
    },

    /** The device begins or ends a training: this page and each other of it are read anew. */
    changeMode() {
      say({ kind: "mode" });
      env.program.reload();
    },

    /** Tell who looks what happened here; nothing is said while nobody looks. */
    tellLookers(message) {
      if (followed) say(message);
    },
  };
}
