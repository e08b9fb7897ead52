package import Ledger
internal import LedgerStore
internal import Loyalty
internal import Storage

/// The other member of a transfer, as far as the sender may know.
package struct TransferPartner: Sendable, Hashable {
  /// With everything but its first character hidden; empty where they gave none.
  package let name: String
  /// The last four digits of the number that the sender typed; nil where they typed none.
  package let phoneEnding: String?
}

/// A transfer as its sender sees it, before it is made or after.
package struct OwnTransfer: Sendable, Hashable {
  /// Sealed, to be sent with the confirmation; empty once it is made.
  package let offer: String
  package let partner: TransferPartner
  package let asset: AssetID
  /// What the operator takes, what the receiver gets, and what leaves in all.
  package let fee: Points
  package let arrives: Points
  package let total: Points
  /// What can be spent afterwards.
  package let left: Points
  /// When it was made.
  package let at: Instant?
}

extension Coalition {
  /// How many others a member may ask for by number or code in a day: whoever tries numbers learns names.
  package static let lookupsPerDay = 30

  /// Shows what sending points would do; nothing is moved.
  /// - Parameter receiver: a phone number, or the member code that the other shows.
  /// - Throws: `MemberAccessRefusal.receiverInvalid`, `.receiverNotFound`, `.tooManyLookups`,
  ///   ``OrderRefusal``, `MemberRefusal`, `ProgramRefusal`.
  package func offerTransfer(
    of points: Points, in asset: AssetID, to receiver: String, by me: MemberPrincipal
  ) async throws -> OwnTransfer {
    let (found, partner) = try await self.receiver(receiver, by: me)
    let program = try await program(asset)
    let fee = program.policies.transfer.fee(of: points)
    let chance = ids.bytes(8).reduce(Int64(0)) { $0 << 8 | Int64($1) }
    let offer = TransferOffer(
      from: me.member, to: found, asset: asset, points: points, fee: fee,
      endsAt: clock.now().adding(seconds: TransferOffer.seconds), number: chance)
    let receipt = try await preview(.transfer(offer.order), by: me.moving)
    return OwnTransfer(
      receipt.transaction, offer: try offer.sealed(with: secrets.memberAccessKey), partner)
  }

  /// What an offer says, with what it would do now.
  /// - Throws: as ``offerTransfer(of:in:to:by:)``, and `MemberAccessRefusal.offerEnded`.
  package func offer(_ sealed: String, by me: MemberPrincipal) async throws -> OwnTransfer {
    guard let offer = TransferOffer(opening: sealed, with: secrets.memberAccessKey),
      offer.sender == me.member, offer.endsAt > clock.now()
    else { throw MemberAccessRefusal.offerEnded }
    let receipt = try await preview(.transfer(offer.order), by: me.moving)
    let partner = try await database.read { try $0.member(offer.receiver) }
    return OwnTransfer(
      receipt.transaction, offer: sealed,
      TransferPartner(name: partner?.maskedName ?? "", phoneEnding: nil))
  }

  /// Sends what the offer says, once however often it is asked for; it cannot be taken back.
  /// - Throws: `MemberAccessRefusal.offerEnded`, `AccessRefusal.confirmationNeeded`, ``OrderRefusal``,
  ///   `MemberRefusal`, `ProgramRefusal`.
  package func transfer(_ sealed: String, by me: MemberPrincipal) async throws -> Receipt {
    guard let offer = TransferOffer(opening: sealed, with: secrets.memberAccessKey),
      offer.sender == me.member
    else { throw MemberAccessRefusal.offerEnded }
    // What was made in time is answered after it, too.
    if offer.endsAt <= clock.now(),
      try await ledger.transaction(for: try IdempotencyKey(offer.key, tenant: me.moving.tenant)) == nil
    {
      throw MemberAccessRefusal.offerEnded
    }
    return try await transfer(offer.order, key: offer.key, by: me.moving)
  }

  /// One of the member's own transfers to others; nil for anything else.
  package func ownTransfer(_ id: TransactionID, by me: MemberPrincipal) async throws -> OwnTransfer? {
    guard let made = try await ledger.transaction(id), made.kind == .transfer, made.refusal == nil,
      made.subject.member == me.member,
      let other = made.touches.first(where: { $0.key.member != me.member })?.key.member
    else { return nil }
    let partner = try await database.read { try $0.member(other) }
    return OwnTransfer(
      made, offer: "", TransferPartner(name: partner?.maskedName ?? "", phoneEnding: nil))
  }

  /// Who is meant by a number or code, and what the sender may know of them; each time counts.
  /// - Throws: `MemberAccessRefusal.receiverInvalid`, `.receiverNotFound`, `.tooManyLookups`.
  func receiver(
    _ text: String, by me: MemberPrincipal
  ) async throws -> (id: MemberID, partner: TransferPartner) {
    let claim = try receiverClaim(text)
    try await countLookup(by: me)
    let found = try await partner(claim, by: me)
    var ending: String?
    if case .phone = claim { ending = found.phone.map { String($0.suffix(4)) } }
    return (found.id, TransferPartner(name: found.maskedName, phoneEnding: ending))
  }

  func receiverClaim(_ text: String) throws(MemberAccessRefusal) -> MemberClaim {
    let text = text.filter { !$0.isWhitespace && $0 != "-" }
    if text.hasPrefix("TB1") || text.utf8.count == 19 && text.isDigits { return .code(text) }
    guard ContactForm.phone(text, countryCode: settings.countryCode) != nil else { throw .receiverInvalid }
    return .phone(text)
  }

  func partner(_ claim: MemberClaim, by me: MemberPrincipal) async throws -> Member {
    do {
      let found = try await member(claim, by: me.reading)
      // Whether somebody is frozen is none of a sender's business.
      guard found.status == .active, !found.isPool else { throw MemberAccessRefusal.receiverNotFound }
      return found
    } catch is MemberRefusal { throw MemberAccessRefusal.receiverNotFound }
  }

  func countLookup(by me: MemberPrincipal) async throws {
    let day = Int64(settings.calendar.day(of: clock.now()).daysSince1970)
    let looks = try await database.write { tx in
      try tx.queryFirst(
        """
        INSERT INTO transfer_reach (asset_id, day, member_id, side, others)
        VALUES (0, \(day), \(me.member), 'look', 1)
        ON CONFLICT (asset_id, day, member_id, side) DO UPDATE SET others = transfer_reach.others + 1
        RETURNING others
        """
      ) { $0[0] as Int }
    }
    guard looks ?? 0 <= Self.lookupsPerDay else { throw MemberAccessRefusal.tooManyLookups }
  }
}

extension OwnTransfer {
  fileprivate init(_ transaction: Ledger.Transaction, offer: String, _ partner: TransferPartner) {
    let sender = transaction.touches.first { $0.key == transaction.subject }
    let fee = transaction.taken(by: .fees)
    self.init(
      offer: offer, partner: partner, asset: transaction.subject.asset, fee: fee,
      arrives: transaction.amount, total: transaction.amount + fee, left: sender?.after.available ?? 0,
      at: offer.isEmpty ? transaction.at : nil)
  }
}

extension Ledger.Transaction {
  /// What an account of the operator's got.
  func taken(by kind: AccountKind) -> Points {
    entries.filter { $0.account.kind == kind }.reduce(0) { $0 + $1.amount }
  }
}

extension Member {
  /// The first character, and as many signs as the rest has.
  var maskedName: String { name.masked }
}

extension String {
  /// A name's first character, and as many signs as the rest has.
  var masked: String { isEmpty ? "" : prefix(1) + String(repeating: "*", count: max(1, count - 1)) }
}
