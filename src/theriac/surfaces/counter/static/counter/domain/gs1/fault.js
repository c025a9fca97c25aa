/** Why a code is refused; the names are the server's (`catalog/gs1/problems.py`). */
export class UnreadableCode extends Error {
  /** @param {string} fault @param {string} [identifier] the application identifier concerned */
  constructor(fault, identifier = "") {
    super(fault);
    this.fault = fault;
    this.identifier = identifier;
  }
}

export const isDigits = (text) => /^[0-9]+$/.test(text);
