package import Ledger
internal import Storage

/// What a points card would give, and to whom, before its holder agrees.
package struct CardPromise: Sendable, Hashable {
  package let points: Points
  package let asset: AssetID
  package let member: MemberID
  /// The receiver's name and number as they may be shown to whoever holds the card.
  package let name: String
  package let phone: String
}

extension Coalition {
  /// What redeeming a card would do, for the member or for another whose number they typed; books nothing.
  ///
  /// Whose the number is is told to nobody but the holder of a card that is good.
  /// - Throws: ``PointsCardRefusal``, ``OrderRefusal``, `MemberRefusal`.
  package func previewCard(
    _ code: String, for phone: String = "", from address: String, by me: MemberPrincipal
  ) async throws -> CardPromise {
    let receipt = try await preview(
      .redeemCard(redemption(code, for: phone, from: address, by: me)), by: me.redeeming)
    let subject = receipt.transaction.subject
    let receiver = try await database.read { try $0.requireMember(subject.member) }
    return CardPromise(
      points: receipt.transaction.amount, asset: subject.asset, member: receiver.id,
      name: Masked.name(receiver.name), phone: receiver.phone.map { Masked.phone($0) } ?? "")
  }

  /// Redeems a card for the member, or for another whose number they typed; the same key once.
  /// - Throws: as ``previewCard(_:for:from:by:)``.
  package func redeemCard(
    _ code: String, for phone: String = "", key: String, from address: String, by me: MemberPrincipal
  ) async throws -> Receipt {
    guard key.isCode(of: 1...64) else { throw OrderRefusal.keyInvalid }
    return try await redeemCard(
      redemption(code, for: phone, from: address, by: me), key: "member \(me.member.rawValue) card \(key)",
      by: me.redeeming)
  }

  private func redemption(
    _ code: String, for phone: String, from address: String, by me: MemberPrincipal
  ) -> RedeemCardOrder {
    RedeemCardOrder(
      member: phone.isEmpty ? .id(me.member) : .phone(phone), code: code, occasion: Occasion(.member),
      address: address)
  }
}

extension MemberPrincipal {
  /// How this member's own cards are redeemed; never handed out.
  fileprivate var redeeming: Principal { Principal(kind: .platform, scopes: .earn, actor: actor) }
}

extension Masked {
  /// 李小明 becomes 李**.
  package static func name(_ name: String) -> String {
    name.isEmpty ? "" : name.prefix(1) + String(repeating: "*", count: max(1, name.count - 1))
  }
}
