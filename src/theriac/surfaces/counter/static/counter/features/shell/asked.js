/** A question to the server, whose refusal or silence is a sentence. */

/**
 * @param {string} unreachable the words where the server doesn't respond
 * @param {() => Promise<object>} ask
 * @param {() => Promise<object|null>} [alone] what this device knows by itself then; null where it can't say
 * @returns {Promise<{found?: object, refused?: string, type?: string, field?: string}>}
 */
export async function asked(app, unreachable, ask, alone = async () => null) {
  try {
    return { found: await ask() };
  } catch (error) {
    if (error.name === "Refused") {
      const { detail, title, type, field } = error.problem;
      return { refused: detail || title, type, field };
    }
    if (error.name !== "Unreachable") throw error;
    const found = await alone();
    return found ? { found } : { refused: app.words().t(unreachable) };
  }
}
