/** What a person does about the device itself. */

export const deviceActions = {
  sell_here: (app) => app.sellHere(),
  take_program: (app) => app.takeProgram(),
  /** Save what the server hasn't booked to a file; it stays here too. @returns {Promise<number>} */
  save_unsent: (app) => (app.training ? 0 : app.saveUnsent()), // what isn't real is in no file for the office
  show_unsent: (app) => app.open({ kind: "unsent" }),
};
