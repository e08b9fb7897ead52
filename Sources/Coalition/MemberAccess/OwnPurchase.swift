package import Ledger
internal import Storage

/// Points for money, as their buyer sees them before they order.
package struct PurchaseOffer: Sendable, Hashable {
  /// Sealed, to be sent with the confirmation.
  package let offer: String
  package let price: PointsPrice
  /// Who would get them, as far as the buyer may know; nil: the buyer.
  package var receiver: TransferPartner?
  /// What they would read with them; empty without.
  package var words = ""
}

extension Coalition {
  /// Shows what points would cost; makes no order.
  /// - Throws: ``OrderRefusal``, `MemberRefusal`, `ProgramRefusal`.
  package func offerPurchase(
    of points: Points, in asset: AssetID, by me: MemberPrincipal
  ) async throws -> PurchaseOffer {
    let price = try await pointsPrice(of: points, in: asset, by: me)
    let offer = makeOffer(
      .buying, points, fee: 0, in: asset, about: price.price.minorUnits,
      expiresAt: price.expiresAt ?? .distantFuture, by: me)
    return PurchaseOffer(offer: try offer.sealed(with: secrets.memberAccessKey), price: price)
  }

  /// Shows what points for another member would cost; makes no order.
  /// - Parameters:
  ///   - receiver: a phone number, or the member code that the other shows. Looking for them counts as it
  ///     does before a transfer.
  ///   - words: what the receiver reads with it; empty without.
  /// - Throws: ``OrderRefusal``, ``PointsOrderRefusal``, `MemberRefusal`, `ProgramRefusal`,
  ///   `MemberAccessRefusal.receiverInvalid`, `.receiverNotFound`, `.tooManyLookups`.
  package func offerGift(
    of points: Points, in asset: AssetID, to receiver: String, words: String, by me: MemberPrincipal
  ) async throws -> PurchaseOffer {
    let price = try await pointsPrice(of: points, in: asset, by: me)
    // Nobody is looked for where nothing could be given.
    guard try await program(asset).policies.services[.buying]?.allowsGifts == true else {
      throw PointsOrderRefusal.giftsOff
    }
    let (found, partner) = try await self.receiver(receiver, by: me)
    let gift = try await database.read { tx in
      try tx.givable(PointsGift(to: found, words: words), by: me.member, in: asset)
    }
    var offer = makeOffer(
      .buying, points, fee: 0, in: asset, about: price.price.minorUnits,
      expiresAt: price.expiresAt ?? .distantFuture, by: me)
    offer.gift = gift
    return PurchaseOffer(
      offer: try offer.sealed(with: secrets.memberAccessKey), price: price, receiver: partner,
      words: words)
  }

  /// For whom orders of the member's own are, as far as they may know; those for themselves are left out.
  package func receivers(
    of orders: [PointsOrder], by me: MemberPrincipal
  ) async throws -> [PointsOrderID: TransferPartner] {
    let gifts = orders.filter { $0.member == me.member && $0.receiver != nil }
    if gifts.isEmpty { return [:] }
    let names = try await database.read { tx in
      try tx.query(
        """
        SELECT member_id, name FROM member_profile
        WHERE member_id IN (\(Set(gifts.map(\.recipient)).sorted()))
        """
      ) { ($0[0] as MemberID, ($0[1] as String).masked) }
    }
    let known = Dictionary(names) { first, _ in first }
    return Dictionary(
      uniqueKeysWithValues: gifts.map { order in
        (order.id, TransferPartner(name: known[order.recipient] ?? "", phoneEnding: nil))
      })
  }

  /// The programme of an offer, so that what is refused can be said in its points.
  /// - Throws: `MemberAccessRefusal.offerEnded`.
  package func programOfPurchase(_ sealed: String, by me: MemberPrincipal) throws -> AssetID {
    try ownOffer(sealed, of: .buying, by: me).asset
  }

  /// Orders what the offer says, once however often it is asked for, also when the offer is over by then. It
  /// moves nothing, so it asks for no proof.
  /// - Throws: `MemberAccessRefusal.offerEnded`, ``OrderRefusal``, ``PointsOrderRefusal/tooManyWaiting(_:)``,
  ///   `MemberRefusal`, `ProgramRefusal`.
  package func orderPoints(_ sealed: String, by me: MemberPrincipal) async throws -> PointsOrder {
    let offer = try ownOffer(sealed, of: .buying, by: me)
    let currency = try await program(offer.asset).worth.money.currency
    return try await orderPoints(
      offer.points, in: offer.asset, price: Money(minorUnits: offer.subject, currency: currency),
      offer: offer, request: offer.key, by: me)
  }
}
