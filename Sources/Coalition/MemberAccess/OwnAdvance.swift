package import Ledger
internal import LedgerStore
internal import Loyalty

/// Points of one programme that wait and can be used before their time, as their member sees them.
package struct WaitingPoints: Sendable, Hashable {
  package struct Part: Sendable, Hashable {
    package let points: Points
    package let maturesAt: Instant
  }

  package let asset: AssetID
  /// What may stop waiting, by when it would mature.
  package let parts: [Part]

  package var points: Points { parts.reduce(0) { $0 + $1.points } }
}

/// Points used before their time, as their member sees it, before it is done or after.
package struct OwnAdvance: Sendable, Hashable {
  /// Sealed, to be sent with the confirmation; empty once it is done.
  package let offer: String
  package let asset: AssetID
  package let points: Points
  package let fee: Points
  /// What comes into the wallet, or repays a debt.
  package var comes: Points { points - fee }
  /// What can be spent afterwards.
  package let left: Points
  package let at: Instant?
}

extension Coalition {
  /// What the member can use before its time, by programme.
  /// - Throws: ``OrderRefusal/busy``.
  package func waitingPoints(by me: MemberPrincipal) async throws -> [WaitingPoints] {
    let now = clock.now()
    var found: [WaitingPoints] = []
    for wallet in try await wallets(by: me) {
      let program = try await program(wallet.key.asset)
      guard program.status == .active, let terms = program.policies.services[.advancing], terms.isOn else {
        continue
      }
      let parts = wallet.lots.map(\.lot).map { lot in
        WaitingPoints.Part(
          points: lot.advanceable(terms.share.value, maturingBy: terms.lastMaturing(at: now), at: now),
          maturesAt: lot.effectiveAt)
      }
      .filter { $0.points > 0 }.sorted { $0.maturesAt < $1.maturesAt }
      let waiting = WaitingPoints(asset: wallet.key.asset, parts: parts)
      if waiting.points >= terms.minimum { found.append(waiting) }
    }
    return found
  }

  /// Shows what using points before their time would do; nothing is moved.
  /// - Throws: ``OrderRefusal``, `MemberRefusal`, `ProgramRefusal`.
  package func offerAdvance(
    of points: Points, in asset: AssetID, by me: MemberPrincipal
  ) async throws -> OwnAdvance {
    guard let terms = try await program(asset).policies.services[.advancing] else {
      throw OrderRefusal.serviceOff
    }
    guard points > 0, points <= Points.maximumPerCommand else { throw OrderRefusal.amountOutOfRange }
    let offer = makeOffer(.advancing, points, fee: terms.fee(of: points), in: asset, about: 0, by: me)
    return try await shown(offer, offer.sealed(with: secrets.memberAccessKey), by: me)
  }

  /// What an offer says, with what it would do now.
  /// - Throws: as ``offerAdvance(of:in:by:)``, and `MemberAccessRefusal.offerEnded`.
  package func advanceOffer(_ sealed: String, by me: MemberPrincipal) async throws -> OwnAdvance {
    try await shown(try openOffer(sealed, of: .advancing, by: me), sealed, by: me)
  }

  private func shown(
    _ offer: ServiceOffer, _ sealed: String, by me: MemberPrincipal
  ) async throws -> OwnAdvance {
    let receipt = try await preview(.advance(offer.advance), by: me.moving)
    return OwnAdvance(receipt.transaction, offer: sealed)
  }

  /// The programme of an offer, so that what is refused can be said in its points.
  /// - Throws: `MemberAccessRefusal.offerEnded`.
  package func programOfAdvance(_ sealed: String, by me: MemberPrincipal) throws -> AssetID {
    try openOffer(sealed, of: .advancing, by: me).asset
  }

  /// Does what the offer says, once however often it is asked for.
  /// - Throws: `MemberAccessRefusal.offerEnded`, `AccessRefusal.confirmationNeeded`, ``OrderRefusal``,
  ///   `MemberRefusal`, `ProgramRefusal`.
  package func advance(_ sealed: String, by me: MemberPrincipal) async throws -> Receipt {
    let offer = try await acceptedOffer(sealed, of: .advancing, by: me)
    return try await advance(offer.advance, key: offer.key, by: me.moving)
  }

  /// What the member used before its time; nil for anything else.
  package func ownAdvance(_ id: TransactionID, by me: MemberPrincipal) async throws -> OwnAdvance? {
    guard let made = try await ledger.transaction(id), made.kind == .advance, made.refusal == nil,
      made.subject.member == me.member
    else { return nil }
    return OwnAdvance(made, offer: "")
  }
}

extension ServiceOffer {
  /// What it asks of the ledger.
  fileprivate var advance: AdvanceOrder {
    AdvanceOrder(
      member: .id(member), program: .asset(asset), points: points, fee: fee, occasion: Occasion(.member))
  }
}

extension OwnAdvance {
  fileprivate init(_ transaction: Ledger.Transaction, offer: String) {
    self.init(
      offer: offer, asset: transaction.subject.asset, points: transaction.amount,
      fee: transaction.taken(by: .fees), left: transaction.touches.first?.after.available ?? 0,
      at: offer.isEmpty ? transaction.at : nil)
  }
}
