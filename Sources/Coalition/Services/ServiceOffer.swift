internal import Crypto
internal import Foundation
internal import Ledger
internal import LedgerStore

/// What a member was shown before a service of theirs is carried out: sealed, so that what is carried out is
/// what was seen, good for ten minutes and carried out once.
struct ServiceOffer: Sendable, Hashable {
  static let seconds: Int64 = 600

  var service: PaidService
  var member: MemberID
  var asset: AssetID
  var points: Points
  /// In points.
  var fee: Points
  /// What it is about: of reinstating, the transaction that booked the end of the points.
  var subject: Int64
  var endsAt: Instant
  /// Of buying, the first moment at which its points are gone; `.distantFuture` for never.
  var expiresAt: Instant
  /// Chance, which names the one deed.
  var number: Int64
  /// Of buying, who gets the points and what is written to them.
  var gift: PointsGift?

  /// Under which the ledger remembers it for ever.
  var key: String { "own-\(service.rawValue) \(member.rawValue) \(endsAt.microseconds) \(number)" }

  func sealed(with key: SymmetricKey) throws -> String {
    let numbers = [
      member.rawValue, Int64(asset.rawValue), points.units, fee.units, subject, endsAt.microseconds,
      expiresAt.microseconds, number, gift?.receiver.rawValue ?? 0,
    ]
    let plain = numbers.flatMap(\.bigEndianBytes) + Array((gift?.words ?? "").utf8)
    let box = try AES.GCM.seal(Data(plain), using: key, authenticating: Self.label(service))
    return (box.combined ?? Data()).base64EncodedString()
  }

  /// Nil for anything that was not sealed here, for this service.
  init?(opening text: String, of service: PaidService, with key: SymmetricKey) {
    guard text.utf8.count <= 1_024, let data = Data(base64Encoded: text),
      // A text that is too short to be a box, or was changed, is no offer.
      let box = try? AES.GCM.SealedBox(combined: data),
      // Sealed for something else, or by somebody else: no offer either.
      let plain = try? AES.GCM.open(box, using: key, authenticating: Self.label(service)), plain.count >= 72
    else { return nil }
    let numbers = (0..<9).map { part in
      plain.dropFirst(part * 8).prefix(8).reduce(Int64(0)) { $0 << 8 | Int64($1) }
    }
    self.init(
      service, by: MemberID(numbers[0]), in: AssetID(numbers[1]), Points(numbers[2]), fee: Points(numbers[3]),
      about: numbers[4], endsAt: Instant(microseconds: numbers[5]),
      expiresAt: Instant(microseconds: numbers[6]), number: numbers[7])
    let receiver = MemberID(numbers[8])
    if receiver.isGiven {
      gift = PointsGift(to: receiver, words: String(decoding: plain.dropFirst(72), as: UTF8.self))
    }
  }

  init(
    _ service: PaidService, by member: MemberID, in asset: AssetID, _ points: Points, fee: Points,
    about subject: Int64, endsAt: Instant, expiresAt: Instant, number: Int64
  ) {
    (self.service, self.member, self.asset, self.points) = (service, member, asset, points)
    (self.fee, self.subject, self.number) = (fee, subject, number)
    (self.endsAt, self.expiresAt) = (endsAt, expiresAt)
  }

  private static func label(_ service: PaidService) -> Data { Data("service \(service.rawValue)".utf8) }
}

extension Coalition {
  /// A new offer, good from now on.
  func makeOffer(
    _ service: PaidService, _ points: Points, fee: Points, in asset: AssetID, about subject: Int64,
    expiresAt: Instant = .distantFuture, by me: MemberPrincipal
  ) -> ServiceOffer {
    ServiceOffer(
      service, by: me.member, in: asset, points, fee: fee, about: subject,
      endsAt: clock.now().adding(seconds: ServiceOffer.seconds), expiresAt: expiresAt,
      number: ids.bytes(8).reduce(Int64(0)) { $0 << 8 | Int64($1) })
  }

  /// An offer of this member's, good or over.
  /// - Throws: `MemberAccessRefusal.offerEnded` for anything else.
  func ownOffer(
    _ sealed: String, of service: PaidService, by me: MemberPrincipal
  ) throws(MemberAccessRefusal) -> ServiceOffer {
    guard let offer = ServiceOffer(opening: sealed, of: service, with: secrets.memberAccessKey),
      offer.member == me.member
    else { throw .offerEnded }
    return offer
  }

  /// An offer of this member's that is still good.
  /// - Throws: `MemberAccessRefusal.offerEnded`.
  func openOffer(
    _ sealed: String, of service: PaidService, by me: MemberPrincipal
  ) throws(MemberAccessRefusal) -> ServiceOffer {
    let offer = try ownOffer(sealed, of: service, by: me)
    guard offer.endsAt > clock.now() else { throw .offerEnded }
    return offer
  }

  /// An offer of this member's to be carried out: still good, or carried out while it was.
  /// - Throws: `MemberAccessRefusal.offerEnded`.
  func acceptedOffer(
    _ sealed: String, of service: PaidService, by me: MemberPrincipal
  ) async throws -> ServiceOffer {
    let offer = try ownOffer(sealed, of: service, by: me)
    if offer.endsAt <= clock.now(),
      try await ledger.transaction(for: try IdempotencyKey(offer.key, tenant: me.moving.tenant)) == nil
    {
      throw MemberAccessRefusal.offerEnded
    }
    return offer
  }
}
