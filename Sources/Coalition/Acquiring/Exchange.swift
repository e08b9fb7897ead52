internal import Ledger
internal import Loyalty

extension Coalition {
  /// Changes one programme's points into another's (兑换/通兑), at the published rate or as a quote promised.
  /// - Throws: ``OrderRefusal``, `AccessRefusal`, `MemberRefusal` when the proof fails.
  package func exchange(_ order: ExchangeOrder, key: String, by principal: Principal) async throws -> Receipt
  {
    try await carryOut(.exchange(order), key: key, by: principal)
  }
}

extension Preparation {
  mutating func exchange(_ order: ExchangeOrder) throws -> Draft {
    try principal.require(.transfer)
    let place = try place(order.occasion)
    let context = try context(order.occasion, place)
    let source = try program(order.program)
    let target = try program(order.into)
    if source.asset == target.asset { throw OrderRefusal.programMismatch }
    if place.merchant != nil { _ = (try terms(place, source), try terms(place, target)) }
    let member = try member(order.member)
    let (terms, quote) = try promised(order, member, source, target)
    let proof = try neededProof(
      member, order.member, order.proof, taking: order.points,
      needsPIN: try knownMember(order.member).needsPIN)
    let exchange = Exchange(
      from: WalletKey(member: member, asset: source.asset), into: target.asset, gives: quote.gives,
      receives: quote.receives, spread: quote.spread,
      expiresAt: expiry(.converted, target, nil).expiry(ofCreditAt: now, in: calendar.zone))
    let claim = ExchangeClaim(
      from: source.asset, into: target.asset, day: calendar.day(of: now), member: member,
      points: quote.gives, quote: order.quote ?? ExchangeQuoteID.none, memberDaily: terms.limits.memberDaily,
      pairDaily: terms.limits.pairDaily)
    try directory.requireRoom(for: claim, of: request)
    var draft = Draft(context, .exchange(exchange), proof: proof)
    draft.moving = .exchange(claim)
    return draft
  }

  /// What the member gets: as the quote says, or at the rate of the moment.
  private func promised(
    _ order: ExchangeOrder, _ member: MemberID, _ source: Program, _ target: Program
  ) throws -> (ExchangeTerms, ExchangeQuote) {
    guard let id = order.quote else {
      guard let terms = try directory.exchangeRate(from: source.asset, into: target.asset) else {
        throw OrderRefusal.rateNotFound
      }
      return (terms, try terms.quote(giving: order.points))
    }
    guard let held = try directory.quote(id), held.member == member, held.from == source.asset,
      held.into == target.asset, held.gives == order.points,
      let terms = try directory.exchangeRate(of: held)
    else { throw OrderRefusal.quoteNotFound }
    guard now < held.endsAt else { throw OrderRefusal.quoteEnded }
    return (terms, ExchangeQuote(gives: held.gives, receives: held.receives, spread: held.spread))
  }
}
