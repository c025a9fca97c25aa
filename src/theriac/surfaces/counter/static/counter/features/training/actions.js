/** Beginning and ending a training at this device. */
import { beginTraining, leaveTraining } from "../../db/training.js";
import { TRAINS, trainingDevice, trainingSeries } from "../../domain/training.js";

export const trainingActions = {
  /** Why it can't begin now, as a key of the words; null where it can. */
  training_lack(app) {
    const { basket, sync, person, device, till } = app.store.get();
    if (!app.may(person, TRAINS)) return "training.may_not";
    if (basket.lines.length) return "training.basket";
    if (sync?.unsent) return "training.unsent";
    if (till?.state === "counted") return "training.till";
    return device ? null : "training.may_not";
  },

  show_training(app) {
    if (app.training) app.open({ kind: "training_end" });
    else app.open({ kind: "training" });
  },

  /** From the next moment on nothing of this device reaches anybody. */
  async start_training(app) {
    if (!app.maySell() || await app.run("training_lack")) return;
    const { person, device } = app.store.get();
    const told = { since: new Date(app.env.clock.now()).toISOString(), by: person.id };
    const series = trainingSeries(app.env.newId(), device.terminal.code);
    try {
      app.stopFollowing();
      await beginTraining(app.db, { device: trainingDevice, series, told });
    } catch (error) {
      await app.startFollowing();
      app.close();
      app.fail(error);
      return;
    }
    app.changeMode();
  },

  /** Anybody who is at the counter may: a device that trains can't sell. */
  async end_training(app) {
    if (!app.training) return;
    await leaveTraining(app.training, app.db);
    app.changeMode();
  },
};
