/**
 * The requests of docs/counter-protocol.md over an injected network.
 *
 * @typedef {{request(method: string, path: string, text: string|null, limitMs: number,
 *   signature: string): Promise<{status: number, body: any, at?: number}>}} Network rejects when there
 *   is no answer in time; `at` is the server's clock when it answered, in milliseconds
 */

const CHECK_LIMIT_MS = 500;
const SCAN_LIMIT_MS = 2_000;
const QUICK_LIMIT_MS = 10_000;
const FEED_LIMIT_MS = 60_000;

/** The server answered with a problem document (RFC 9457). */
export class Refused extends Error {
  constructor(status, problem) {
    super(problem?.title ?? String(status));
    this.name = "Refused";
    this.status = status;
    this.problem = problem ?? {};
  }
}

/** No answer: no network, no server, or too late. */
export class Unreachable extends Error {
  constructor(cause) {
    super("no answer");
    this.name = "Unreachable";
    this.cause = cause;
  }
}

/**
 * @param {Network} network
 * @param {(purpose: string, text: string) => Promise<string>} sign by the device's own key
 * @param {(serverMs: number) => void} [onTime] told the server's time with each answer
 */
export function createApi(network, sign, onTime = () => {}) {
  let heard = null;
  const tokens = new Map(); // in this page's memory alone

  /** The person without what shows that the server knew them, which is written nowhere. */
  function remembered({ token, ...person }) {
    if (token) tokens.set(person.id, token);
    return person;
  }

  async function call(method, path, body, limitMs, isSigned = false) {
    const text = body && JSON.stringify(body);
    let answer;
    try {
      const signature = isSigned ? await sign(path, text) : "";
      answer = await network.request(method, path, text, limitMs, signature);
    } catch (cause) {
      throw new Unreachable(cause);
    }
    if (Number.isFinite(answer.at)) {
      heard = answer.at;
      onTime(answer.at);
    }
    if (answer.status === 204) return null;
    if (answer.status >= 200 && answer.status < 300) return answer.body;
    if (answer.status >= 502 && answer.status <= 504) throw new Unreachable(answer.status);
    throw new Refused(answer.status, answer.body);
  }
  return {
    firstPairing: () => call("POST", "first-pairing", {}, QUICK_LIMIT_MS),
    pair: (code, deviceName, publicKey) => (
      call("POST", "pair", { code, device_name: deviceName, public_key: publicKey }, QUICK_LIMIT_MS)),
    signIn: async (username, password) => (
      remembered(await call("POST", "sign-in", { username, password }, QUICK_LIMIT_MS, true))),
    takeOver: async (personId, pin) => (
      remembered(await call("POST", "sign-in", { person_id: personId, pin }, QUICK_LIMIT_MS, true))),
    badge: async (badge, pin) => (
      remembered(await call("POST", "sign-in", { badge, pin }, QUICK_LIMIT_MS, true))),
    /** Who signs by these means; nothing shows the server afterwards that they were asked. */
    prove: async (means) => {
      const { token: _unused, ...person } = await call("POST", "sign-in", means, QUICK_LIMIT_MS, true);
      return person;
    },
    setPin: (username, password, pin) => call("POST", "pin", { username, password, pin }, QUICK_LIMIT_MS),
    askPasskey: (asked) => call("POST", "approve/passkey", asked, QUICK_LIMIT_MS),
    approve: (asked) => call("POST", "approve", asked, QUICK_LIMIT_MS),
    patients: (personId, text) => call("POST", "patients", { token: tokens.get(personId) ?? "", text }, QUICK_LIMIT_MS),
    patient: (personId, patientId) => (
      call("POST", "patient", { token: tokens.get(personId) ?? "", patient_id: patientId }, QUICK_LIMIT_MS)),
    lastBaskets: (personId, patientId) => (
      call("POST", "patient/baskets", { token: tokens.get(personId) ?? "", patient_id: patientId }, QUICK_LIMIT_MS)),
    checkFor: (personId, patientId, productIds, doses) => (call("POST", "patient/check", {
      token: tokens.get(personId) ?? "", patient_id: patientId, product_ids: productIds,
      ...(doses.length ? { doses } : {}),
    }, QUICK_LIMIT_MS)),
    registerPatient: (personId, told) => (
      call("POST", "patient/register", { token: tokens.get(personId) ?? "", ...told }, QUICK_LIMIT_MS)),
    credit: (personId, asked) => (
      call("POST", "credit", { token: tokens.get(personId) ?? "", ...asked }, SCAN_LIMIT_MS)),
    clock: () => call("GET", "clock", null, QUICK_LIMIT_MS),
    creditAccounts: (personId, asked) => (
      call("POST", "credit/accounts", { token: tokens.get(personId) ?? "", ...asked }, QUICK_LIMIT_MS)),
    payAccount: (personId, asked) => (
      call("POST", "credit/payment", { token: tokens.get(personId) ?? "", ...asked }, QUICK_LIMIT_MS)),
    freeCredit: () => call("POST", "credit", {}, QUICK_LIMIT_MS),
    loyalty: (personId, asked) => (
      call("POST", "loyalty", { token: tokens.get(personId) ?? "", ...asked }, SCAN_LIMIT_MS)),
    giftCard: (personId, asked) => (
      call("POST", "gift-card", { token: tokens.get(personId) ?? "", ...asked }, QUICK_LIMIT_MS)),
    sellGiftCard: (personId, asked) => (
      call("POST", "gift-card/sell", { token: tokens.get(personId) ?? "", ...asked }, QUICK_LIMIT_MS)),
    topUpGiftCard: (personId, asked) => (
      call("POST", "gift-card/top-up", { token: tokens.get(personId) ?? "", ...asked }, QUICK_LIMIT_MS)),
    enrolMember: (personId, asked) => (
      call("POST", "loyalty/enrol", { token: tokens.get(personId) ?? "", ...asked }, QUICK_LIMIT_MS)),
    loyaltyPoints: () => call("POST", "loyalty", {}, QUICK_LIMIT_MS),
    linkCode: (personId, code, packId) => (
      call("POST", "link-code", { token: tokens.get(personId) ?? "", code, pack_id: packId }, QUICK_LIMIT_MS)),
    unknownCodes: (codes) => call("POST", "unknown-codes", { codes }, SCAN_LIMIT_MS),
    alertCounts: (counts) => call("POST", "alert-counts", { counts }, QUICK_LIMIT_MS, true),
    receipts: (personId, sought) => (
      call("POST", "receipts", { token: tokens.get(personId) ?? "", ...sought }, QUICK_LIMIT_MS)),
    receipt: (personId, saleId) => (
      call("POST", "receipt", { token: tokens.get(personId) ?? "", sale_id: saleId }, QUICK_LIMIT_MS)),
    saleToReturn: (personId, saleId) => (
      call("POST", "return/sale", { token: tokens.get(personId) ?? "", sale_id: saleId }, QUICK_LIMIT_MS)),
    askReturn: (personId, goods, exchanged = 0) => (
      call("POST", "return/check", { token: tokens.get(personId) ?? "", goods, exchanged }, QUICK_LIMIT_MS)),
    brought: (personId, code) => (
      call("POST", "return/brought", { token: tokens.get(personId) ?? "", code }, QUICK_LIMIT_MS)),
    askUnreceipted: (personId, goods) => (
      call("POST", "return/unreceipted/check", { token: tokens.get(personId) ?? "", goods }, QUICK_LIMIT_MS)),
    returnUnreceipted: (personId, asked) => (
      call("POST", "return/unreceipted", { token: tokens.get(personId) ?? "", ...asked }, QUICK_LIMIT_MS)),
    takeSaved: (personId, file) => (
      call("POST", "saved", { token: tokens.get(personId) ?? "", file }, FEED_LIMIT_MS)),
    quotation: (personId, path, asked) => (
      call("POST", path, { token: tokens.get(personId) ?? "", ...asked }, QUICK_LIMIT_MS)),
    document: (personId, path, asked) => (
      call("POST", path, { token: tokens.get(personId) ?? "", ...asked }, QUICK_LIMIT_MS)),
    queue: () => call("POST", "queue", {}, QUICK_LIMIT_MS),
    issueTicket: (asked) => call("POST", "queue/issue", asked, QUICK_LIMIT_MS),
    callTicket: (personId, asked) => (
      call("POST", "queue/call", { token: tokens.get(personId) ?? "", ...asked }, QUICK_LIMIT_MS)),
    refunds: (personId) => call("POST", "refunds", { token: tokens.get(personId) ?? "" }, QUICK_LIMIT_MS),
    receiptCopies: (copies) => call("POST", "receipt/copies", { copies }, SCAN_LIMIT_MS),
    receiptCopy: (personId, { id, sale_id }) => (
      call("POST", "receipt/copy", { token: tokens.get(personId) ?? "", sale_id, id }, QUICK_LIMIT_MS)),
    reserved: (personId, productIds) => (
      call("POST", "reserved", { token: tokens.get(personId) ?? "", product_ids: productIds }, QUICK_LIMIT_MS)),
    readyPrescriptions: (personId) => (
      call("POST", "prescriptions", { token: tokens.get(personId) ?? "" }, QUICK_LIMIT_MS)),
    takePrescription: (personId, id) => (
      call("POST", "prescription", { token: tokens.get(personId) ?? "", prescription_id: id }, QUICK_LIMIT_MS)),
    duty: (personId, leaves) => (
      call("POST", "duty", { token: tokens.get(personId) ?? "", leaves }, QUICK_LIMIT_MS)),
    parked: (baskets) => call("POST", "parked", { baskets }, QUICK_LIMIT_MS, true),
    waiting: (personId, own) => (
      call("POST", "parked/list", { token: tokens.get(personId) ?? "", own }, QUICK_LIMIT_MS)),
    fetchParked: (asked) => call("POST", "parked/fetch", asked, QUICK_LIMIT_MS, true),
    /** Nobody reads anything by what was shown before. */
    forgetTokens: () => tokens.clear(),
    feed: (after, cursor) => call("GET", feedPath(after, cursor), null, FEED_LIMIT_MS),
    safety: () => call("GET", "safety", null, FEED_LIMIT_MS),
    check: (question) => call("POST", "check", question, CHECK_LIMIT_MS),
    serial: (asked) => call("POST", "serial", asked, SCAN_LIMIT_MS),
    offer: (ids, till) => call("POST", "offer", { ids, till }, FEED_LIMIT_MS),
    /** The server's time when it last answered; null before it did. */
    heardAt: () => heard,
    quota: (said) => call("POST", "quota", said, QUICK_LIMIT_MS),
    push: (parcel) => call("POST", "push", parcel, FEED_LIMIT_MS, true),
  };
}

function feedPath(after, cursor) {
  const query = new URLSearchParams();
  if (after !== null && after !== undefined) query.set("after", String(after));
  if (cursor) query.set("cursor", cursor);
  return `feed?${query}`;
}
