package import Ledger
package import Loyalty
internal import Storage

/// What a cashier asks for.
package struct SeatOrder: Sendable, Hashable {
  package enum Act: Sendable, Hashable {
    case earn(MemberClaim, Money, PaymentKind? = nil)
    case spend(MemberClaim, MemberProof?, SpendOrder.Value)
    case topUp(MemberClaim, GiveOrder.Value)
    /// All points of a points card, by the code that was typed or scanned.
    case redeem(MemberClaim, code: String)
    case refund(TransactionID, ReturnOrder.Value)
    /// The last of the shift, which is named so that a doubled key press cannot undo two.
    case void(TransactionID)
  }

  package var act: Act
  package var program: ProgramClaim
  /// The shop's own receipt number, at most 64 UTF-8 bytes.
  package var reference: String
  /// Set where it was taken without the line.
  package var takenAt: Instant?
  /// Of an earn: what was taken off before it was paid, as the cashier saw it.
  package var discount: DiscountClaim?

  package init(
    _ act: Act, program: ProgramClaim = .universal, reference: String = "", takenAt: Instant? = nil,
    discount: DiscountClaim? = nil
  ) {
    self.discount = discount
    self.act = act
    self.program = program
    self.reference = reference
    self.takenAt = takenAt
  }
}

/// How much may be promised to members while nobody can ask the platform.
package enum SeatOffline {
  /// One purchase, in minor units.
  package static let mostMoney: Int64 = 200_000
  /// All purchases of a shift, in minor units.
  package static let mostMoneyOfShift: Int64 = 2_000_000
  package static let mostEntriesOfShift: Int64 = 100
  /// For how long it may wait for the line, in seconds.
  package static let seconds: Int64 = 86_400
  /// By how much a browser's clock may run ahead, in seconds.
  static let clockSeconds: Int64 = 300
}

extension SeatOrder {
  var kind: SeatEntry.Kind {
    switch act {
    case .earn: .earn
    case .spend: .spend
    case .topUp: .topUp
    case .redeem: .card
    case .refund: .refund
    case .void: .void
    }
  }

  var original: TransactionID? {
    switch act {
    case .refund(let id, _), .void(let id): id
    case .earn, .spend, .topUp, .redeem: nil
    }
  }

  /// In minor units, where it is told in money.
  var money: Int64? {
    switch act {
    case .earn(_, let money, _), .spend(_, _, .money(let money)), .topUp(_, .money(let money)),
      .refund(_, .money(let money)):
      money.minorUnits
    case .spend, .topUp, .redeem, .refund, .void: nil
    }
  }

  /// As the ledger's door takes it.
  var order: Order {
    let occasion = Occasion(
      .seat, reference: reference, memo: takenAt == nil ? "" : "offline", occurredAt: takenAt)
    switch act {
    case .earn(let member, let money, let payment):
      return .earn(
        EarnOrder(
          member: member, program: program, .purchase(money), occasion: occasion, payment: payment,
          discount: discount))
    case .spend(let member, let proof, let value):
      return .spend(
        SpendOrder(member: member, proof: proof, program: program, value, occasion: occasion))
    case .topUp(let member, let value):
      return .topUp(GiveOrder(member: member, program: program, value, occasion: occasion))
    case .redeem(let member, let code):
      return .redeemCard(RedeemCardOrder(member: member, code: code, occasion: occasion))
    case .refund(let original, let value):
      return .refund(ReturnOrder(original, value, occasion: occasion))
    case .void(let original): return .void(ReturnOrder(original, occasion: occasion))
    }
  }

  /// - Throws: `SeatRefusal` for what may not be promised without the line.
  func checkOffline(at now: Instant) throws(SeatRefusal) {
    guard let takenAt else { return }
    guard case .earn(_, let money, _) = act, money.minorUnits <= SeatOffline.mostMoney else {
      throw .offlineTooLarge
    }
    guard takenAt >= now.adding(seconds: -SeatOffline.seconds),
      takenAt <= now.adding(seconds: SeatOffline.clockSeconds)
    else { throw .offlineTooOld }
  }
}
