/** Coming on duty as responsible pharmacist and leaving, through the server, which asks the licence. */
export const SERVES = "duty.serve";

/** Who is on duty by what the device heard last; nobody beyond the end of their turn. */
export function onDutyNow(duty, now) {
  return (duty?.people ?? []).filter((one) => Date.parse(one.until) > now);
}

export const dutyActions = {
  /**
   * The person who sells here comes on duty or leaves it.
   * @returns {Promise<string|null>} why not, in words
   */
  async duty(app, leaves) {
    const { t, time } = app.words();
    let answer;
    try {
      answer = await app.api.duty(app.store.get().person.id, leaves);
    } catch (error) {
      if (error.name === "Unreachable") return t("duty.unreachable");
      if (error.name === "Refused") return error.problem.detail || error.problem.title;
      throw error;
    }
    const told = answer.until ? t("duty.signed_on", { time: time(Date.parse(answer.until)) }) : t("duty.signed_off");
    app.syncNow();
    app.closeThen(() => {
      app.say(told);
      if (app.blocked()) app.run("check_again");
    });
    return null;
  },
};
