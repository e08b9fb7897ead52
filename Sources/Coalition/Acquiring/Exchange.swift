internal import Ledger
internal import Loyalty

extension Coalition {
  /// Changes one programme's points into another's (兑换/通兑), at what the operator says both are worth.
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
    guard let rate = rate(source, target) else { throw OrderRefusal.rateNotFound }
    // Both faults of a quote are the amount's.
    guard let quote = try? rate.quote(giving: order.points) else { throw OrderRefusal.amountOutOfRange }
    let proof = try neededProof(
      member, order.member, order.proof, taking: order.points,
      needsPIN: try knownMember(order.member).needsPIN)
    let exchange = Exchange(
      from: WalletKey(member: member, asset: source.asset), into: target.asset, gives: quote.gives,
      receives: quote.receives, spread: quote.spread,
      expiresAt: expiry(.converted, target, nil).expiry(ofCreditAt: now, in: calendar.zone))
    return Draft(context, .exchange(exchange), proof: proof)
  }

  /// The ratio of the two programmes' worth; nil between currencies or when it is out of range.
  private func rate(_ source: Program, _ target: Program) -> ExchangeRate? {
    let (from, into) = (source.worth, target.worth)
    guard from.money.currency == into.money.currency else { return nil }
    let gives = Int128(from.points.units) * Int128(into.money.minorUnits)
    let receives = Int128(into.points.units) * Int128(from.money.minorUnits)
    var (divisor, rest) = (gives, receives)
    while rest != 0 { (divisor, rest) = (rest, divisor % rest) }
    guard divisor > 0, let left = Int64(exactly: gives / divisor),
      let right = Int64(exactly: receives / divisor)
    else { return nil }
    return ExchangeRate(gives: left, receives: right)
  }
}
