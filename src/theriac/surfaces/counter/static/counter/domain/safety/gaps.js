/** Why checks of a person didn't run although the basket is somebody's. */

/** @returns {import("./check.js").Result} the same, with another reason than that nobody was chosen */
export function withoutPatient(result, why) {
  return {
    ...result, not_run: result.not_run.map((one) => (one.why === "no_patient" ? { ...one, why } : one)),
  };
}
