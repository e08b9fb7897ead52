package import Ledger
internal import LedgerStore
internal import Storage

/// An exchange as its member sees it, before it is made or after.
package struct OwnExchange: Sendable, Hashable {
  package let from: AssetID
  package let into: AssetID
  package let gives: Points
  package let receives: Points
  /// The operator's, in the points received.
  package let spread: Points
  /// What can be spent of either afterwards.
  package let fromLeft: Points
  package let intoLeft: Points
  package let at: Instant
}

extension Coalition {
  /// A quote for the member's own points, with what it would do; nothing is moved.
  /// - Throws: ``OrderRefusal``, `MemberRefusal`, `ProgramRefusal`.
  package func offerExchange(
    of points: Points, from: AssetID, into: AssetID, by me: MemberPrincipal
  ) async throws -> (quote: HeldQuote, would: OwnExchange) {
    let quote = try await quoteExchange(
      of: points, from: .asset(from), into: .asset(into), for: .id(me.member), by: me.moving)
    return (quote, try await preview(quote, by: me))
  }

  /// A quote of the member's own that is still good, with what it would do.
  /// - Throws: ``OrderRefusal/quoteNotFound``, ``OrderRefusal/quoteEnded``.
  package func ownQuote(
    _ id: ExchangeQuoteID, by me: MemberPrincipal
  ) async throws -> (quote: HeldQuote, would: OwnExchange) {
    guard let quote = try await database.read({ try $0.quote(id) }), quote.member == me.member else {
      throw OrderRefusal.quoteNotFound
    }
    return (quote, try await preview(quote, by: me))
  }

  /// Exchanges as a quote of the member's own says, once however often it is asked for.
  /// - Throws: `AccessRefusal.confirmationNeeded`, ``OrderRefusal``, `MemberRefusal`, `ProgramRefusal`.
  package func exchange(_ id: ExchangeQuoteID, by me: MemberPrincipal) async throws -> Receipt {
    guard let quote = try await database.read({ try $0.quote(id) }), quote.member == me.member else {
      throw OrderRefusal.quoteNotFound
    }
    return try await exchange(quote.order, key: "own-exchange \(id.rawValue)", by: me.moving)
  }

  /// One of the member's own exchanges; nil for anything else.
  package func ownExchange(_ id: TransactionID, by me: MemberPrincipal) async throws -> OwnExchange? {
    guard let made = try await ledger.transaction(id), made.kind == .exchange, made.refusal == nil,
      made.subject.member == me.member
    else { return nil }
    return OwnExchange(made)
  }

  private func preview(_ quote: HeldQuote, by me: MemberPrincipal) async throws -> OwnExchange {
    let receipt = try await preview(.exchange(quote.order), by: me.moving)
    guard let would = OwnExchange(receipt.transaction) else { throw OrderRefusal.outcomeUnknown }
    return would
  }
}

extension HeldQuote {
  fileprivate var order: ExchangeOrder {
    ExchangeOrder(
      member: .id(member), program: .asset(from), into: .asset(into), points: gives, quote: id,
      occasion: Occasion(.member))
  }
}

extension OwnExchange {
  /// Nil for what is no exchange.
  fileprivate init?(_ transaction: Ledger.Transaction) {
    guard let giver = transaction.touches.first(where: { $0.key == transaction.subject }),
      let receiver = transaction.touches.first(where: { $0.key.asset != transaction.subject.asset })
    else { return nil }
    self.init(
      from: giver.key.asset, into: receiver.key.asset, gives: -transaction.effect(on: giver.wallet),
      receives: transaction.effect(on: receiver.wallet), spread: transaction.taken(by: .fees),
      fromLeft: giver.after.available, intoLeft: receiver.after.available, at: transaction.at)
  }
}
