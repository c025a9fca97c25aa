// Days of a till by the counter's own rules, in the page: sales, returns, moves and closings in their order,
// and after each what the till should hold. A test compares them with the model of tests/properties.
async ([origin, days]) => {
  const load = (module) => import(`${origin}/counter/domain/${module}.js`);
  const [till, payments, totals, alone, notes, loyalty] = await Promise.all(
    ["till", "payments", "totals", "return_alone", "credit_note", "loyalty"].map(load));
  const PERSON = { id: "p", short_name: "Siti" };
  const SERIES = { id: "s", prefix: "MLT-K1-26-" };
  const COUNTRY = "id";
  const AT = "2026-11-20T03:00:00Z";
  const CONTEXT = { on: "2026-11-20", registered: true, inclusive: true };

  function begin(day, number) {
    return till.newSession({ id: `t${number}`, at: AT, person: PERSON, cash: day.opening, currency: "IDR" });
  }

  const acts = {
    sale(day, { lines, others, gives, member, on }) {
      const priced = lines.map((line) => totals.priceLine(COUNTRY, { ...line, tax_class: "standard" }, CONTEXT));
      const worth = totals.totalSale(COUNTRY, priced).total;
      const other = others.reduce((sum, one) => sum + one.amount, 0);
      const tenders = other < worth ? [...others, { method: "cash", amount: 1 }] : others;
      const { rounding, total, gross } = totals.totalSale(COUNTRY, priced, payments.cashPart(tenders, day.multiple));
      const paid = others.concat(total > other ? [{ method: "cash", amount: total - other + gives }] : []);
      const settled = payments.settlePayments(total, paid);
      const number = day.sales.length + 1;
      const sale = {
        id: `sale-${number}`, number: `N-${number}`, series_id: "s", sequence: number, business_on: on,
        gross, discount: 0, tax: 0, rounding, total, payments: settled,
        lines: priced.map((one, at) => ({
          id: `${number}-${at}`, product_id: "p", quantity: lines[at].quantity, total: one.total, taxes: one.taxes,
          allocations: [{ batch_id: "b", quantity: lines[at].quantity }],
        })),
      };
      sale.paper = { lines: Object.fromEntries(sale.lines.map(({ id }) => [id, { name: "p", batches: [] }])) };
      day.sales.push({ sale, notes: [] });
      day.session = till.withSale(day.session, sale);
      const rows = priced.map((one) => ({ product: { legal_class: "bebas" }, parts: [{ priced: one }] }));
      const points = member && loyalty.pointsOfSale(member, rows, settled);
      const most = member && loyalty.mostByPoints(member, loyalty.eligible(member.program, rows), worth);
      return { total, payments: settled, points: points && [points.earned, points.spent], most };
    },

    return(day, { sale: at, units, condition, by, today }) {
      const { sale, notes: own } = day.sales[at];
      const rows = notes.rowsOf(alone.saleAlone(sale, own, () => false)).map((row) => {
        const wanted = units[sale.lines.findIndex((line) => line.id === row.sale_line_id)];
        return { ...row, units: String(wanted), condition };
      });
      const wrong = notes.wrongRows(rows);
      if (Object.keys(wrong).length) return { wrong: Object.values(wrong)[0] };
      const goods = notes.goodsAsked({ saleId: sale.id, rows, reason: "unwanted", note: "", refundBy: by });
      const answer = alone.answerAlone({ sale, notes: own, goods, country: COUNTRY, multiple: day.multiple, today });
      if (answer.asks) return { asks: answer.asks.why };
      const facts = { id: `n${day.noted}`, at: AT, person: PERSON, country: COUNTRY, goods, answer, approval: null };
      const document = notes.creditNoteDocument(facts, { series: { ...SERIES, next_c: day.noted }, till: day.session });
      day.noted += 1;
      own.push({ document });
      const cash = notes.cashOf(document);
      if (cash) {
        const move = till.refundDocument({
          id: "m", session: day.session, at: AT, person: PERSON, amount: cash, returnId: document.id, number: document.number,
        });
        day.session = { ...day.session, moves: [...day.session.moves, move] };
      }
      const left = alone.saleAlone(sale, own, () => false).lines.map((line) => line.left);
      return {
        number: document.number, total: document.total, refunds: document.refunds, left,
        goes: [...new Set(document.lines.map((line) => line.goes))],
      };
    },

    move(day, { move: kind, reason, amount }) {
      const told = { kind, reason, amount, note: "" };
      const move = till.moveDocument({ id: "m", session: day.session, at: AT, person: PERSON, ...told });
      day.session = { ...day.session, moves: [...day.session.moves, move] };
      return null;
    },

    close(day, { counted }) {
      const session = { ...day.session, state: "counted", pieces: [{ value: 1, pieces: counted }] };
      const series = { ...SERIES, next_z: day.closed + 1 };
      const closing = till.closingDocument({
        id: "c", session, at: AT, person: PERSON, toSafe: 0, why: "unknown", note: "", series,
      });
      day.closed += 1;
      day.session = begin(day, day.closed);
      const numbers = closing.numbers.map(({ first, last }) => [first, last]);
      return { expected: closing.expected, counted: till.countedCash(session), z: closing.z_sequence, numbers };
    },
  };

  return days.map(({ opening, multiple, told }) => {
    const day = { opening, multiple, sales: [], noted: 1, closed: 0 };
    day.session = begin(day, 0);
    return told.map(({ kind, ...facts }) => (
      [acts[kind](day, facts), till.expectedLines(day.session), till.expectedCash(day.session)]));
  });
}
