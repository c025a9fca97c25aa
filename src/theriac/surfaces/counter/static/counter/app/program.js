/**
 * The version of the program on this device: kept by the service worker, replaced on consent.
 *
 * `kept` says whether the counter opens without a network: "kept", "keeping", "insecure" (plain
 * HTTP: the browser allows no worker), "failed" (no room, or the browser refused), "never" (a
 * developer's server). A version that waits is taken only by `take`, never by itself in a sale.
 */
const CHECK_MS = 3_600_000;
const ASK_AGAIN_MS = 2_000;
export const NOT_KEPT = { kept: "keeping", waiting: false };

/**
 * Whether somebody is selling: something is in the basket, or money is being taken.
 * @param {{basket: {lines: object[]}, payment: object|null}} state
 */
export function isMidSale({ basket, payment }) {
  return basket.lines.length > 0 || payment !== null;
}

export function programParts(app) {
  const { env, store } = app;
  let registration = null;

  const tell = (changes) => store.set((state) => ({ program: { ...state.program, ...changes } }));

  /** @param {string} address of the worker, "" where none is to be kept */
  async function register(address) {
    const { workers } = env.program;
    if (!workers) return address ? tell({ kept: "insecure" }) : tell({ kept: "never" });
    if (!address) {
      for (const one of await workers.getRegistrations()) await one.unregister();
      return tell({ kept: "never" });
    }
    try {
      registration = await workers.register(address, { updateViaCache: "none" });
    } catch (error) {
      console.warn(error);
      return tell({ kept: "failed" });
    }
    watch(workers);
    return undefined;
  }

  function watch(workers) {
    // The first worker that takes charge of a page replaces nothing, also where it was installed for
    // the page before: that one was reloaded while the worker still gathered the program's files.
    let replaces = workers.controller !== null;
    const look = () => tell({
      kept: registration.active ? "kept" : registration.installing ? "keeping" : "failed",
      waiting: registration.waiting !== null && registration.active !== null,
    });
    const follow = (worker) => worker?.addEventListener("statechange", look);
    follow(registration.installing);
    registration.addEventListener("updatefound", () => follow(registration.installing));
    workers.addEventListener("controllerchange", () => {
      if (replaces) replaced();
      replaces = true;
    });
    look();
    const again = () => {
      registration.update().catch(() => {}); // without a network there is nothing new
      env.clock.later(again, CHECK_MS);
    };
    again();
  }

  /** Another version answers from now on; a page that sells runs on as it is until that is done. */
  function replaced() {
    if (!app.sells() || !isMidSale(store.get())) env.program.reload();
    else tell({ waiting: true });
  }

  /** The browser may put the change off while the version before is at work: it is asked again. */
  function ask() {
    if (isMidSale(store.get())) return undefined; // it is offered again after the sale
    if (!registration.waiting) return env.program.reload();
    registration.waiting.postMessage("take");
    return env.clock.later(ask, ASK_AGAIN_MS);
  }

  return {
    keepProgram: register,

    /** Take the version that waits, at once; never in mid-sale. */
    takeProgram() {
      if (!store.get().program.waiting || isMidSale(store.get())) return;
      ask();
    },
  };
}
