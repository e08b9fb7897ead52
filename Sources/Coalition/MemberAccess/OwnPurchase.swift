package import Ledger

/// Points for money, as their buyer sees them before they order.
package struct PurchaseOffer: Sendable, Hashable {
  /// Sealed, to be sent with the confirmation.
  package let offer: String
  package let price: PointsPrice
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
