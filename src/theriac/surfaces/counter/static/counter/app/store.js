/** One small store: state is replaced, never changed; components hear only of what they selected. */
import { createContext, useContext, useLayoutEffect, useState } from "./html.js";

/**
 * @template State
 * @param {State} initial
 */
export function createStore(initial) {
  let state = initial;
  const listeners = new Set();
  return {
    get: () => state,
    /** @param {Partial<State>|((state: State) => Partial<State>)} change */
    set(change) {
      const patch = typeof change === "function" ? change(state) : change;
      state = { ...state, ...patch };
      for (const listener of [...listeners]) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export const AppContext = createContext(null);

/** The running counter: its services and its store. */
export function useApp() {
  return useContext(AppContext);
}

/**
 * What `select` picks from the state; the component is drawn again only when the pick changes.
 * @template Picked
 * @param {(state: any) => Picked} select returns a primitive or a part of the state itself
 * @returns {Picked}
 */
export function useSelect(select) {
  const { store } = useApp();
  const picked = select(store.get());
  const [, redraw] = useState(0);
  useLayoutEffect(() => {
    let last = select(store.get());
    if (!Object.is(last, picked)) redraw((count) => count + 1);
    return store.subscribe(() => {
      const next = select(store.get());
      if (Object.is(next, last)) return;
      last = next;
      redraw((count) => count + 1);
    });
  }, [store]);
  return picked;
}

/** The words of what is printed: in the pharmacy's language for receipts, whatever the screen's. */
export function useReceiptWords() {
  const { receiptWords } = useApp();
  useSelect((state) => state.language);
  useSelect((state) => state.settings);
  return receiptWords();
}

/** The words of the language in use. */
export function useWords() {
  const { words } = useApp();
  useSelect((state) => state.language);
  useSelect((state) => state.settings);
  return words();
}
