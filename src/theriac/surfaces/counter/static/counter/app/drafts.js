/**
 * The order in which baskets are written to the device: one after the other, however quickly somebody types.
 * Of a basket that waits for its turn only the newest state is written. Pure but for what it is given.
 */

/**
 * @param {(basket: object) => Promise<void>} write the basket that is being filled
 * @param {(error: Error) => void} onFailure
 */
export function draftQueue(write, onFailure) {
  let last = Promise.resolve();
  let waiting = null;
  return {
    /** Keep the basket that is being filled, as it is when its turn comes. */
    keep(basket) {
      if (waiting) {
        waiting.basket = basket;
        return;
      }
      const mine = { basket };
      waiting = mine;
      last = last.then(() => {
        if (waiting === mine) waiting = null;
        return write(mine.basket);
      }).catch(onFailure);
    },

    /** Do another writing in its turn: behind what was kept, before what comes. Rejects as it does. */
    inTurn(act) {
      waiting = null;
      const done = last.then(act);
      last = done.catch(() => {});
      return done;
    },
  };
}
