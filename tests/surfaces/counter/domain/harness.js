// Runs conformance cases through the counter's modules, in the page. The twin of the server's
// surfaces/operations/conform: it answers each case in the file's own form.
async ([origin, name, cases, sets]) => {
  const load = (module) => import(`${origin}/counter/domain/${module}.js`);
  const [money, rounding, quantity, pricing, discounts, totals, numbering, gates, payments, india, indonesia] =
    await Promise.all(["money", "rounding", "quantity", "pricing", "discounts", "totals", "numbering", "gates",
      "payments", "countries/india", "countries/indonesia"].map(load));
  const [knowledge, safety, duplicates] = await Promise.all(
    ["safety/knowledge", "safety/check", "safety/duplicates"].map(load));
  const [best, savings] = await Promise.all(["promotions/best", "promotions/savings"].map(load));
  const AS_OF = "2026-11-20";

  const paise = (text) => money.readMinorUnits(text, 2, "generic");
  const decimal = (amount) => money.formatAmount(amount, "INR", "generic").replace("\u2212", "-").replace(/,/g, "");
  const basisPoints = (percent) => money.readMinorUnits(percent, 2, "generic");
  const charged = (taxes, code) => decimal(rounding.sum(
    taxes.filter((one) => one.code === code).map((one) => one.amount)));
  const refusedAs = (kind, say, act) => {
    try {
      return act();
    } catch (refusal) {
      if (!(refusal instanceof kind)) throw refusal;
      return say(refusal);
    }
  };

  const gst = (tax) => ({
    taxable: decimal(tax.taxable), cgst: charged(tax.taxes, "CGST"), sgst: charged(tax.taxes, "SGST"),
    igst: charged(tax.taxes, "IGST"), total: decimal(tax.total),
  });

  const answers = {
    atc_duplicates: (one) => duplicates.duplicates(
      one.medicines.map(({ name: id, atc }) => ({ id, name: id, atc, contents: [], dose_form: "" })), new Map(),
    ).alerts.map(({ rule, medicines }) => ({ pair: [...medicines].sort(), level: rule.split(":")[1] })),
    ddi_alerts: (one) => safety.check(knowledge.createKnowledge(sets), one.ingredients.map((name, at) => ({
      id: String(at), name, contents: [name.toLowerCase()], atc: "", dose_form: "",
    }))).alerts.filter(({ check }) => check === "interactions").map(({ subjects }) => subjects).sort(),
    dispensing_gates: (one) => gates.gate(one.country.toLowerCase(), one.class, {
      prescription: one.rx ?? null, copies: one.rx_copies ?? 1,
      holds_original: one.own_pharmacy_has_original ?? false,
      exception: one.owa ? "owa" : null, permitted: one.pharmacist ?? true,
    }).code,
    document_series: (one) => refusedAs(numbering.NoSeries, () => null, () => {
      const prefix = numbering.seriesPrefix(one.country, one.branch, one.terminal, one.on, one.generation);
      const number = numbering.formatNumber(one.country, prefix, one.sequence);
      if (!numbering.isValidNumber(one.country, number)) return `${number} isn't valid`;
      return { prefix, number, year: numbering.fiscalYear(one.country, one.on).label };
    }),
    id_het: (one) => ("expect_het" in one
      ? String(indonesia.highestRetailPrice(Number(one.hna), AS_OF, one.hna_includes_ppn))
      : pricing.findBreach(Number(one.unit_price), 1,
        [{ kind: "het", amount: Number(one.het), units: 1 }]) === null),
    id_ppn: (one) => {
      const found = indonesia.ppn(Number(one.amount), AS_OF, one.mode === "inclusive");
      return {
        price: String(found.price), dpp_nilai_lain: String(found.other_tax_base),
        rate_pct: String(found.rate_bp / 100), ppn: String(found.ppn), total: String(found.total),
      };
    },
    in_document_number: (one) => numbering.isValidNumber("in", one.input),
    in_gst_invoice_rounding: (one) => {
      const lines = one.lines.map(({ gross, rate_pct: rate }) => {
        const tax = india.taxAt(paise(gross), basisPoints(rate), { interState: false, inclusive: true });
        return { gross: paise(gross), discount: 0, ...tax };
      });
      const sale = totals.totalSale("in", lines);
      const { igst, total, ...known } = gst(sale);
      return {
        ...known, subtotal: decimal(sale.total - sale.rounding),
        round_off: decimal(sale.rounding), payable: total,
      };
    },
    in_gst_lines: (one) => {
      const price = { amount: money.readMinorUnits(one.unit_price, 4, "generic"), units: 100 };
      const gross = pricing.lineAmount(price, Number(one.qty));
      const net = gross - pricing.percentDiscount(gross, basisPoints(one.discount_pct));
      return gst(india.taxAt(net, basisPoints(one.rate_pct),
        { interState: one.inter_state, inclusive: one.mode === "inclusive" }));
    },
    in_gst_rate_by_date: (one) => {
      const hsn = /HSN (\d+)/.exec(one.item)?.[1] ?? "";
      const taxClass = india.classOf(one.item.split(/ \(|,/)[0], hsn);
      return taxClass && String(india.rateBp(taxClass, one.date) / 100);
    },
    in_gstin: (one) => india.readGstin(one.input) !== null,
    in_place_of_supply_gstr1: (one) => india.placement({
      document: one.doc, on: one.date, supplier_state: one.supplier_state,
      recorded_state: one.pos_state, buyer_gstin: one.buyer_gstin, value: paise(one.value),
      original_value: one.orig_value && paise(one.orig_value), all_nil: one.all_nil,
    }),
    money_formats: (one) => ("text" in one
      ? money.formatMoney(one.amount, one.currency, one.country)
      : refusedAs(money.UnreadableNumber, (refusal) => refusal.reason,
        () => money.readMoney(one.typed, one.currency, one.country))),
    pack_quantities: (one) => quantity.splitIntoPacks(one.quantity, one.factors)
      .map(({ factor, count }) => [factor, count]),
    payments: (one) => {
      const tenders = one.tenders.map(([method, amount]) => ({ method, amount }));
      return refusedAs(payments.PaymentMissing, ({ missing }) => ({ missing }),
        () => refusedAs(payments.ChangeOnlyFromCash, ({ excess }) => ({ excess }),
          () => ({ payments: payments.settlePayments(one.total, tenders) })));
    },
    pricing_ceilings: (one) => {
      const breach = pricing.findBreach(one.total, one.quantity, one.ceilings);
      return breach && { kind: breach.ceiling.kind, most: breach.most };
    },
    discount_shares: (one) => ({ discounts: discounts.discountShares(one.discount, one.grosses) }),
    discount_limits: (one) => {
      const limit = discounts.limitFor({ limit_bp: one.limit_bp, roles: one.role_limits }, one.roles);
      const over = pricing.isOverLimit(one.gross, one.discount, limit);
      return "limit_bp" in one.expect ? { over, limit_bp: limit } : { over };
    },
    pricing_lines: (one) => {
      const gross = pricing.lineAmount(one.price, one.quantity);
      if (!("discount_bp" in one)) return { gross };
      return { gross, discount: pricing.percentDiscount(gross, one.discount_bp) };
    },
    pricing_resolution: (one) => pricing.resolvePrice(one.packs, one.rows, one.pack_id, one),
    pricing_splits: (one) => pricing.splitLine(one.shares, one.packs, one.pack_id).map((part) => ({
      pack_id: part.pack.id, packs: part.packs, quantity: part.quantity,
      batches: part.shares.map((share) => share.batch_id),
      price: pricing.batchPrice(one.listed, part,
        { sells_at_mrp: one.sells_at_mrp, pack_units: part.pack.factor, het: one.het }),
    })),
    promotions: (one) => {
      if (one.hours) return { runs: savings.runsAt(one.hours, one.day, one.minute) };
      const lines = one.lines.map(([product_id, quantity, gross, law, category_id]) => (
        { product_id, quantity, gross, law, category_id }));
      const plain = { value: 0, buy: 0, free: 0, from_total: 0, goods: [], category_ids: [], with_prescription: false };
      const terms = one.promotions.map((told) => ({ ...plain, ...told }));
      const { given, kept } = best.bestBesidePromises(lines, terms, one.promises ?? []);
      const found = { given: given.map((row) => row && [row.terms.id, row.amount]) };
      return one.promises ? { ...found, kept: [...kept].sort() } : found;
    },
    sale_totals: (one) => {
      const { breaches, lines, ...sale } = totals.priceSale(one.country, one.lines, one, one.cash);
      return { ...sale, lines: lines.map((line) => [line.gross, line.taxable, line.tax, line.total]) };
    },
  };
  return name === null ? Object.keys(answers) : cases.map(answers[name]);
}
