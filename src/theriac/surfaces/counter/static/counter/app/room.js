/** Whether the browser keeps this device's storage for good, and how much room is left. */

const LOW_BYTES = 50_000_000;
const LOW_SHARE = 0.9;
const LOOK_MS = 300_000;
export const ROOM_UNKNOWN = { kept: null, left: null, low: false };

/** Room that is left, and whether that is little. */
export function roomFrom({ usage, quota }) {
  const left = Math.max(0, quota - usage);
  return { left, low: left < LOW_BYTES || usage > quota * LOW_SHARE };
}

export function roomParts(app) {
  const { env, store } = app;
  const tell = (changes) => store.set((state) => ({ room: { ...state.room, ...changes } }));

  async function look() {
    const estimate = await env.storage.estimate();
    if (estimate) tell(roomFrom(estimate));
  }

  return {
    /** Ask the browser to keep what is stored, and look at the room now and then. */
    async keepRoom() {
      if (!env.storage) return;
      tell({ kept: await env.storage.persist() });
      const again = async () => {
        await look();
        env.clock.later(again, LOOK_MS);
      };
      await again();
    },
    lookAtRoom: () => (env.storage ? look() : undefined),
  };
}
