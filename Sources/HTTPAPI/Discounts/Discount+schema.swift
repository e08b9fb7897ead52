import Coalition
import Ledger
import Loyalty

/// A rule of discount as a caller writes it: everything by its public name.
struct DiscountDraft: Sendable {
  var merchant: String
  var stores: [String]
  var cardTypes: [String]
  var level: TierPlace?
  var basisPoints: Int64
  var most: Int64?

  /// - Throws: `merchant_not_found`, `store_not_found`, `card_type_not_found`, or the fault of what no rule
  ///   can be.
  func rule(_ number: UInt32, inForce: Range<Instant>, _ coalition: Coalition) throws -> DiscountRule {
    let stores: [StoreID] = try stores.map { try coalition.id($0, otherwise: .storeNotFound) }
    let types: [CardTypeID] = try cardTypes.map { try coalition.id($0, otherwise: .cardTypeNotFound) }
    let rule = DiscountRule(
      number, of: try coalition.id(merchant, otherwise: .merchantNotFound), stores: Set(stores),
      cardTypes: Set(types.map(\.rawValue)), level: level, takes: basisPoints, atMost: most,
      inForce: inForce)
    do { try rule.check() } catch { throw Problem(.amountOutOfRange) }
    return rule
  }

  init(_ rule: DiscountRule, _ ids: PublicIDs) {
    self.init(
      merchant: ids.text(rule.merchant), stores: rule.stores.sorted().map { ids.text($0) },
      cardTypes: rule.cardTypes.sorted().map { ids.text(CardTypeID($0)) }, level: rule.level,
      basisPoints: rule.basisPoints, most: rule.most)
  }

  init(
    merchant: String, stores: [String], cardTypes: [String], level: TierPlace?, basisPoints: Int64,
    most: Int64?
  ) {
    self.merchant = merchant
    self.stores = stores
    self.cardTypes = cardTypes
    self.level = level
    self.basisPoints = basisPoints
    self.most = most
  }
}

extension Schema<DiscountDraft> {
  static var discountDraft: Schema {
    let most = Schema<Int64>.integer(1...1_000_000_000_000)
      .described("The most that is taken off one purchase, in the smallest unit of the programme's currency.")
    return Schema.object(
      .required("merchant", .id("mch"), of: { @Sendable in $0.merchant }),
      .defaulted("stores", .array(of: .id("str"), 0...DiscountRule.mostNamed), to: []) { @Sendable in
        $0.stores
      },
      .defaulted("card_types", .array(of: .id("cty"), 0...DiscountRule.mostNamed), to: []) { @Sendable in
        $0.cardTypes
      },
      .optional("level", .leastLevel) { @Sendable in $0.level },
      .required("basis_points", .integer(1...9_999), of: { @Sendable in $0.basisPoints }),
      .optional("most", most) { @Sendable in $0.most }
    ) {
      DiscountDraft(merchant: $0, stores: $1, cardTypes: $2, level: $3, basisPoints: $4, most: $5)
    }
    .named("DiscountRuleDraft")
  }
}

extension Schema<TierPlace> {
  /// This level of the ladder or a higher one.
  fileprivate static var leastLevel: Schema {
    .object(
      .required("ladder", .integer(1...1_000_000), of: { @Sendable in Int64($0.ladder) }),
      .required("level", .count(1...Ladder.mostLevels), of: { @Sendable in $0.level })
    ) { TierPlace(ladder: UInt32($0), level: $1) }
    .named("LeastLevel")
  }
}

extension Schema<Shown<MemberDiscount>> {
  static var discountRule: Schema {
    .reply(
      "DiscountRule",
      .constant("object", "discount_rule"),
      .always("program", .id("prg")) { $0.text($0.asset) },
      .always("rule", .integer(1...4_294_967_295)) { Int64($0.rule.number) },
      .always("version", .integer(1...4_294_967_295)) { Int64($0.rule.version) },
      .always("names", .names) { $0.names },
      .always("draft", .discountDraft) { DiscountDraft($0.rule, $0.ids) },
      .always("from", .timestamp) { $0.rule.inForce.lowerBound.microseconds },
      .maybe("until", .timestamp) {
        $0.rule.inForce.upperBound == .distantFuture ? nil : $0.rule.inForce.upperBound.microseconds
      },
      .always("approval", .id("apr")) { $0.text($0.approval) })
  }
}

extension Schema<Shown<DiscountProposal>> {
  static var proposedDiscount: Schema {
    .reply(
      "ProposedDiscountRule",
      .maybe(
        "rule", Schema<Int64>.integer(1...4_294_967_295).described("Left out where the rule is a new one.")
      ) { $0.number == 0 ? nil : Int64($0.number) },
      .always("names", .names) { $0.names },
      .maybe(
        "draft", Schema<DiscountDraft>.discountDraft.described("Left out where the rule is to end.")
      ) { shown in shown.rule.map { DiscountDraft($0, shown.ids) } },
      .maybe("from", .timestamp) { $0.from?.microseconds },
      .maybe("until", .timestamp) { $0.until?.microseconds })
  }
}

extension Schema<Shown<DiscountOffer>> {
  static var discountQuote: Schema {
    .reply(
      "DiscountQuote",
      .constant("object", "discount_quote"),
      .always("member", .id("mem")) { $0.text($0.member) },
      .always("program", .id("prg")) { $0.text($0.asset) },
      .always("gross", Schema<Money>.price(1...1_000_000_000_000)) { $0.money($0.quote.gross) },
      .always("off", Schema<Money>.price(0...1_000_000_000_000)) { $0.money($0.quote.off) },
      .always("net", Schema<Money>.price(0...1_000_000_000_000)) { $0.money($0.quote.net) },
      .always(
        "rules",
        Schema<[QuotedRule]>.array(of: .quotedRule, 0...100_000).described(
          "Every rule of the merchant's that is in force; one of them applies at most.")
      ) { shown in
        shown.quote.parts.map { QuotedRule(part: $0, names: shown.names[$0.rule] ?? Names("")) }
      },
      .always(
        "at",
        Schema<Int64>.timestamp.described("A purchase with this `occurred_at` meets the same rules.")
      ) { $0.at.microseconds })
  }
}

extension Shown<DiscountOffer> {
  fileprivate func money(_ units: Int64) -> Money { Money(minorUnits: units, currency: value.currency) }
}

private struct QuotedRule: Sendable {
  let part: DiscountQuote.Part
  let names: Names

  var off: Int64? { if case .applied(let off) = part.outcome { off } else { nil } }
  var reason: DiscountQuote.Reason? {
    if case .notApplied(let reason) = part.outcome { reason } else { nil }
  }
}

extension Schema<QuotedRule> {
  fileprivate static var quotedRule: Schema {
    .reply(
      "QuotedDiscountRule",
      .always("rule", .integer(1...4_294_967_295)) { Int64($0.part.rule) },
      .always("version", .integer(1...4_294_967_295)) { Int64($0.part.version) },
      .always("names", .names) { $0.names },
      .always("applied", .boolean) { $0.reason == nil },
      .maybe("off", .integer(0...1_000_000_000_000)) { $0.off },
      .maybe("reason", Schema<String>.choice(DiscountQuote.Reason.allCases.map(\.rawValue))) {
        $0.reason?.rawValue
      })
  }
}

extension Schema<DiscountClaim> {
  /// What a till took off, in the smallest unit of the amount's currency.
  static var discountClaim: Schema {
    .object(
      .required("gross", .integer(1...1_000_000_000_000), of: { @Sendable in $0.gross }),
      .required("off", .integer(0...1_000_000_000_000), of: { @Sendable in $0.off })
    ) { DiscountClaim(gross: $0, off: $1) }
    .named("DiscountClaim")
  }
}

extension Schema<DiscountTaken> {
  static var discountTaken: Schema {
    .reply(
      "DiscountTaken",
      .always(
        "gross", Schema<Int64>.integer(Int.min...Int.max).described("The price before it.")
      ) { $0.gross },
      .always("off", .integer(Int.min...Int.max)) { $0.off },
      .always("net", .integer(Int.min...Int.max)) { $0.net },
      .always("rule", .integer(0...4_294_967_295)) { Int64($0.rule) },
      .always("version", .integer(0...4_294_967_295)) { Int64($0.version) })
  }
}
