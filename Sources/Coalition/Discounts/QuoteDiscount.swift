package import Ledger
package import Loyalty
internal import Storage

/// What a purchase costs a member (会员价): asked before it is paid.
package struct DiscountQuestion: Sendable, Hashable {
  package var member: MemberClaim
  package var program: ProgramClaim
  /// The price before any discount.
  package var gross: Money
  package var occasion: Occasion

  package init(
    of gross: Money, for member: MemberClaim, program: ProgramClaim = .universal,
    occasion: Occasion = Occasion()
  ) {
    self.gross = gross
    self.member = member
    self.program = program
    self.occasion = occasion
  }
}

/// What the answer is, and of which moment: a purchase that says it happened then meets the same rules.
package struct DiscountOffer: Sendable, Hashable {
  package let member: MemberID
  package let asset: AssetID
  package let currency: String
  package let quote: DiscountQuote
  /// Of every rule that the quote names, by number.
  package let names: [UInt32: Names]
  package let at: Instant
}

/// What the till took off, as its quote said.
package struct DiscountClaim: Sendable, Hashable {
  /// The price before it, in the smallest unit of the purchase's currency.
  package var gross: Int64
  package var off: Int64

  package init(gross: Int64, off: Int64) {
    self.gross = gross
    self.off = off
  }
}

extension Coalition {
  /// What a member's discount takes off a price, and why; books nothing and promises nothing beyond the
  /// rules of the moment.
  /// - Throws: `AccessRefusal`, ``OrderRefusal``, `MemberRefusal`, `MerchantRefusal`, `ProgramRefusal`.
  package func quoteDiscount(
    _ question: DiscountQuestion, by principal: Principal
  ) async throws -> DiscountOffer {
    try principal.require(.earn)
    let codes = try await liveCodes(among: [question.member])
    let (now, calendar, countryCode) = (clock.now(), settings.calendar, settings.countryCode)
    let cache = directoryCache
    return try await database.read { tx in
      var preparation = Preparation(
        principal: principal, now: now, calendar: calendar, originals: [:], moneyReturned: [:],
        directory: Directory(tx, cache, at: now, countryCode: countryCode, codes: codes))
      return try preparation.discountOffer(question)
    }
  }
}

extension Preparation {
  fileprivate mutating func discountOffer(_ question: DiscountQuestion) throws -> DiscountOffer {
    let place = try merchantPlace(question.occasion)
    let program = try program(question.program)
    guard try terms(place, program).isIssuing else { throw OrderRefusal.programMismatch }
    guard question.gross.currency == program.worth.money.currency else {
      throw OrderRefusal.currencyMismatch
    }
    let gross = question.gross.minorUnits
    guard 1...DiscountRule.mostMoney ~= gross else { throw OrderRefusal.amountOutOfRange }
    let moment = try moment(question.occasion)
    let member = try holder(question.member)
    let (quote, rules) = try discount(of: gross, for: member, at: place, program.asset, on: moment)
    let names = rules.map { ($0.rule.number, $0.names) }
    return DiscountOffer(
      member: member, asset: program.asset, currency: question.gross.currency, quote: quote,
      names: Dictionary(names) { _, last in last }, at: moment)
  }

  /// What of the till's discount the books keep; nil where nothing was taken off.
  /// - Throws: ``OrderRefusal/discountChanged`` where the rules of the moment say another.
  mutating func discount(
    _ claim: DiscountClaim?, paid money: Money, _ member: MemberID, _ place: Place, _ asset: AssetID,
    _ moment: Instant
  ) throws -> DiscountTaken? {
    guard let claim else { return nil }
    // Less may be paid with money than the price: the rest with points or vouchers.
    guard 1...DiscountRule.mostMoney ~= claim.gross, 0..<claim.gross ~= claim.off,
      0...(claim.gross - claim.off) ~= money.minorUnits
    else { throw OrderRefusal.amountOutOfRange }
    let quote = try discount(of: claim.gross, for: member, at: place, asset, on: moment).quote
    guard quote.off == claim.off else { throw OrderRefusal.discountChanged }
    return quote.applied.map {
      DiscountTaken(gross: claim.gross, off: claim.off, rule: $0.rule, version: $0.version)
    }
  }

  /// By the rules of the purchase's moment; cards and levels count as they are now. Never from memory: it is
  /// about money.
  private mutating func discount(
    of gross: Int64, for member: MemberID, at place: Place, _ asset: AssetID, on moment: Instant
  ) throws -> (quote: DiscountQuote, rules: [MemberDiscount]) {
    let tables = try directory.snapshot
    let rules = try tables.discounts(of: place.merchantID, in: asset, at: moment)
    var sale = DiscountedSale(gross, at: place.merchantID, store: place.store, on: moment)
    if rules.contains(where: { !$0.rule.cardTypes.isEmpty }) {
      sale.cardTypes = try tables.cardTypes(of: member, at: now)
    }
    if rules.contains(where: { $0.rule.level != nil }) {
      sale.levels = try directory.levels(of: member, in: asset, on: calendar.businessDay(of: now))
        .map(\.place)
    }
    return (DiscountQuote(for: sale, by: rules.map(\.rule)), rules)
  }
}
