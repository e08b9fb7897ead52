package import Ledger
internal import LedgerStore
internal import Loyalty

/// Points of the member's own that ran out and can be brought back.
package struct RunOutPoints: Sendable, Hashable {
  /// What booked their end.
  package let original: TransactionID
  package let asset: AssetID
  package let ranOutAt: Instant
  /// Those that are not back yet.
  package let points: Points
  /// The first moment at which it is too late.
  package let until: Instant
}

/// Points coming back, as their member sees it, before it is done or after.
package struct OwnReinstatement: Sendable, Hashable {
  /// Sealed, to be sent with the confirmation; empty once it is done.
  package let offer: String
  package let asset: AssetID
  package let points: Points
  package let fee: Points
  /// What comes into the wallet, or repays a debt.
  package var comes: Points { points - fee }
  /// The new end of those that come back; nil where all repaid a debt.
  package let expiresAt: Instant?
  /// What can be spent afterwards.
  package let left: Points
  package let at: Instant?
}

extension Coalition {
  /// How many movements of a wallet are looked through for points that ran out.
  private static let looks = 5_000

  /// What the member can bring back, by programme and the newest first.
  /// - Throws: ``OrderRefusal/busy``.
  package func runOutPoints(by me: MemberPrincipal) async throws -> [RunOutPoints] {
    try await runOutPoints(of: me.member, by: me.reading)
  }

  /// What a member can bring back, by programme and the newest first.
  /// - Throws: ``OrderRefusal/busy``, `AccessRefusal`, `MemberRefusal.memberNotFound`.
  package func runOutPoints(of member: MemberID, by principal: Principal) async throws -> [RunOutPoints] {
    try principal.requireOperator([.readMembers, .readTransactions])
    var found: [RunOutPoints] = []
    for wallet in try await wallets(of: member, by: principal) {
      let program = try await program(wallet.key.asset)
      guard program.status == .active, let terms = program.policies.services[.reinstating], terms.isOn else {
        continue
      }
      found += try await runOutPoints(of: wallet.key, terms)
    }
    return found
  }

  private func runOutPoints(of key: WalletKey, _ terms: ServiceTerms) async throws -> [RunOutPoints] {
    let now = clock.now()
    var found: [RunOutPoints] = []
    var before: TransactionID?
    var looked = 0
    while looked < Self.looks {
      let page = try await ledger.history(of: key, before: before, limit: 500)
      let expired = page.filter {
        $0.kind == .expire && $0.subject == key && now < terms.lastMoment(ofBringingBack: $0)
      }
      let returned = try await ledger.returned(of: expired.map(\.id))
      found += expired.compactMap { RunOutPoints($0, returned[$0.id] ?? Returned(), terms) }
      guard page.count == 500, let last = page.last, now < terms.lastMoment(ofBringingBack: last) else {
        break
      }
      looked += page.count
      before = last.id
    }
    return found
  }

  /// Points of the member's own that ran out together and can be brought back.
  /// - Throws: ``OrderRefusal/transactionNotFound`` where none of them can.
  package func runOutPoints(
    in original: TransactionID, by me: MemberPrincipal
  ) async throws -> RunOutPoints {
    guard let expired = try await ledger.transaction(original), expired.kind == .expire,
      expired.subject.member == me.member
    else { throw OrderRefusal.transactionNotFound }
    let program = try await program(expired.subject.asset)
    guard program.status == .active, let terms = program.policies.services[.reinstating], terms.isOn,
      clock.now() < terms.lastMoment(ofBringingBack: expired),
      let found = RunOutPoints(expired, try await ledger.returned(of: original), terms)
    else { throw OrderRefusal.transactionNotFound }
    return found
  }

  /// Shows what bringing points back would do; nothing is moved.
  /// - Throws: ``OrderRefusal``, `MemberRefusal`, `ProgramRefusal`.
  package func offerReinstatement(
    of points: Points, ranOutIn original: TransactionID, by me: MemberPrincipal
  ) async throws -> OwnReinstatement {
    guard let expired = try await ledger.transaction(original), expired.subject.member == me.member,
      expired.kind == .expire
    else { throw OrderRefusal.transactionNotFound }
    let program = try await program(expired.subject.asset)
    guard let terms = program.policies.services[.reinstating] else { throw OrderRefusal.serviceOff }
    guard points > 0, points <= Points.maximumPerCommand else { throw OrderRefusal.amountOutOfRange }
    let offer = makeOffer(
      .reinstating, points, fee: terms.fee(of: points), in: program.asset, about: original.rawValue, by: me)
    return try await shown(offer, offer.sealed(with: secrets.memberAccessKey), by: me)
  }

  /// What an offer says, with what it would do now.
  /// - Throws: as ``offerReinstatement(of:ranOutIn:by:)``, and `MemberAccessRefusal.offerEnded`.
  package func reinstatementOffer(
    _ sealed: String, by me: MemberPrincipal
  ) async throws -> OwnReinstatement {
    try await shown(try openOffer(sealed, of: .reinstating, by: me), sealed, by: me)
  }

  private func shown(
    _ offer: ServiceOffer, _ sealed: String, by me: MemberPrincipal
  ) async throws -> OwnReinstatement {
    let receipt = try await preview(.reinstate(offer.reinstatement), by: me.moving)
    return OwnReinstatement(receipt.transaction, offer: sealed)
  }

  /// The programme of an offer, so that what is refused can be said in its points.
  /// - Throws: `MemberAccessRefusal.offerEnded`.
  package func programOfReinstatement(_ sealed: String, by me: MemberPrincipal) throws -> AssetID {
    try openOffer(sealed, of: .reinstating, by: me).asset
  }

  /// Brings back what the offer says, once however often it is asked for.
  /// - Throws: `MemberAccessRefusal.offerEnded`, `AccessRefusal.confirmationNeeded`, ``OrderRefusal``,
  ///   `MemberRefusal`, `ProgramRefusal`.
  package func reinstate(_ sealed: String, by me: MemberPrincipal) async throws -> Receipt {
    let offer = try await acceptedOffer(sealed, of: .reinstating, by: me)
    return try await reinstate(offer.reinstatement, key: offer.key, by: me.moving)
  }

  /// What the member brought back; nil for anything else.
  package func ownReinstatement(
    _ id: TransactionID, by me: MemberPrincipal
  ) async throws -> OwnReinstatement? {
    guard let made = try await ledger.transaction(id), made.kind == .reinstate, made.refusal == nil,
      made.subject.member == me.member
    else { return nil }
    return OwnReinstatement(made, offer: "")
  }
}

extension RunOutPoints {
  /// Nil where fewer are left than go at once.
  fileprivate init?(_ expired: Ledger.Transaction, _ returned: Returned, _ terms: ServiceTerms) {
    let points = expired.reinstatable - returned.amount
    guard points >= terms.minimum else { return nil }
    self.init(
      original: expired.id, asset: expired.subject.asset, ranOutAt: expired.at, points: points,
      until: terms.lastMoment(ofBringingBack: expired))
  }
}

extension ServiceOffer {
  /// What it asks of the ledger.
  fileprivate var reinstatement: ReinstateOrder {
    ReinstateOrder(
      member: .id(member), original: TransactionID(subject), points: points, fee: fee,
      occasion: Occasion(.member))
  }
}

extension OwnReinstatement {
  fileprivate init(_ transaction: Ledger.Transaction, offer: String) {
    self.init(
      offer: offer, asset: transaction.subject.asset, points: transaction.amount,
      fee: transaction.taken(by: .fees),
      expiresAt: transaction.entries.first { $0.account.kind == .available }?.expiresAt,
      left: transaction.touches.first?.after.available ?? 0, at: offer.isEmpty ? transaction.at : nil)
  }
}
