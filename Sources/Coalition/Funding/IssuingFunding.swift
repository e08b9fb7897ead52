package import Ledger
internal import Storage

/// What a merchant's points of a programme are paid for with (发分资金).
package struct IssuingFunding: Sendable, Hashable {
  /// Raw values are stored and public.
  package enum Mode: String, CaseIterable, Codable, Sendable, SQLScalar {
    /// Terms alone say how much it may give.
    case open
    /// It gives what it bought before, the oldest block first (预付).
    case prepaid
    /// It gives until so many points are given and not paid for (后付授信).
    case credit
  }

  package let merchant: MerchantID
  package let asset: AssetID
  package var mode = Mode.open
  /// Of credit; else 0.
  package var creditLimit: Points = 0
  /// The most points that it may have in the world; nil where this says nothing of it.
  package internal(set) var ceiling: Points?
  /// What is left to give, as clearing has read: of blocks, or of the limit. Below none where the limit was
  /// lowered, a payment came back, or blocks were used while points of before came back.
  package var room: Points = 0
  /// Points given from blocks, less what came back of them.
  package var consumed: Points = 0
  /// The last block's points, or the limit.
  package internal(set) var measure: Points = 0
  /// What is little, where the merchant said it.
  package var ownLow: Points?
  /// How far clearing was when two people set the mode.
  var from = TransactionID.none
  var approval = ApprovalID.none
  package var setAt = Instant.distantPast
  /// How far what is left has fallen since it was enough, or since money came.
  var fallen = Fall.none
  /// How often it fell: each time the merchant's people are told once.
  var falls: Int64 = 0

  /// With no more than this left, little is left.
  package var low: Points { ownLow ?? Points(measure.units / 10) }
  package var isLow: Bool { standing > .none }
}

extension IssuingFunding {
  /// What of what may be given is gone; raw values are stored.
  enum Fall: Int64, Comparable, Sendable {
    /// Enough is left.
    case none = 0
    case little
    /// Nothing is left.
    case all

    static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
  }

  /// How far what is left has fallen now.
  fileprivate var standing: Fall {
    if mode == .open || room > low { return .none }
    return room > 0 ? .little : .all
  }

  /// Looks whether what is left fell further. What goes up and down below what is little, as voids and
  /// purchases move it, is no new fall.
  mutating func fall() -> Bool {
    let now = standing
    if now == .none { fallen = .none }
    guard now > fallen else { return false }
    fallen = now
    falls += 1
    return true
  }

  /// Points were given, or came back: of a block's or not.
  ///
  /// The ledger's count of points in the world moved by as much. What is not of the mode neither uses room
  /// nor frees it, so the ceiling moves along.
  mutating func given(_ points: Points, fromBlocks isPrepaid: Bool) {
    if isPrepaid { consumed += points }
    switch mode {
    case .open: return
    case .prepaid where isPrepaid, .credit where !isPrepaid: room -= points
    case .prepaid, .credit: ceiling = ceiling.map { $0 + points }
    }
  }

  /// Money came for points, or with less than none went back.
  mutating func paid(_ points: Points) {
    room += points
    ceiling = ceiling.map { $0 + points }
    // What is used up after money came is used up anew.
    if points > 0 { fallen = min(fallen, standing) }
  }

  /// Says anew how much may be given.
  /// - Parameters:
  ///   - room: what is left.
  ///   - net: the points that it has in the world, as clearing has read.
  mutating func begin(_ mode: Mode, limit: Points, room: Points, net: Points) {
    self.mode = mode
    creditLimit = mode == .credit ? limit : 0
    self.room = room
    ceiling = mode == .open ? nil : net + room
  }
}

extension IssuingFunding {
  static let select: SQL = """
    SELECT merchant_id, asset_id, mode, credit_limit, ceiling, room, consumed, measure, low_points,
      from_transaction, approval_id, set_at, fallen, falls FROM issuing_funding WHERE 
    """

  init(_ row: borrowing Row) {
    self.init(
      merchant: row[0], asset: row[1], mode: row[2], creditLimit: row[3], ceiling: row[4], room: row[5],
      consumed: row[6], measure: row[7], ownLow: row[8], from: row[9], approval: row[10], setAt: row[11],
      fallen: Fall(rawValue: row[12]) ?? .none, falls: row[13])
  }
}

extension MerchantTerms {
  /// The most points that it may have in the world, by its terms and by what is paid for.
  package var mostIssued: Points? {
    guard let ceiling else { return issuingLimit }
    return min(issuingLimit ?? ceiling, ceiling)
  }
}

/// Why something about a merchant's blocks or credit was declined. A closed list.
package enum FundingRefusal: Error, Sendable, Hashable {
  case notFound
  /// The merchant's settlement terms in force have no price of points that is paid as they are given.
  case noPrice
  /// A merchant that gives from blocks pays as it gives: other terms would have it pay twice.
  case prepaidNow
  /// So many points cost more than 10¹² units, or nothing.
  case amountOutOfRange
  /// At another price than was shown.
  case priceChanged
  /// So many of the merchant's orders wait already.
  case tooManyWaiting(Int)
  /// A payment's number has 1…64 visible ASCII characters.
  case paymentInvalid
  /// It was not paid in time, or was dropped: this payment goes back.
  case ended
  /// It is paid by another payment already.
  case paidBefore
  /// One of the operator's people noted another number.
  case notedOtherwise
  /// The payment pays something else.
  case paymentUsed
  /// Not the money that it costs.
  case moneyMismatch
  /// It is not where that could be done.
  case state(PointsBlock.State)
  /// The request made another order.
  case otherRequest
}

extension Storage.Transaction {
  /// A merchant's row in a programme; what stands for none where there is none.
  func issuingFunding(of merchant: MerchantID, in asset: AssetID) throws -> IssuingFunding {
    try issuingFundings("merchant_id = \(merchant) AND asset_id = \(asset)").first
      ?? IssuingFunding(merchant: merchant, asset: asset)
  }

  func issuingFundings(_ condition: SQL) throws -> [IssuingFunding] {
    try query(IssuingFunding.select + condition + " ORDER BY merchant_id, asset_id") { IssuingFunding($0) }
  }

  /// Writes a row, and where what is left fell further, the notice of it.
  func keep(_ funding: IssuingFunding) throws {
    var funding = funding
    if funding.fall() { try addNotice(of: funding) }
    try execute(
      """
      INSERT INTO issuing_funding (merchant_id, asset_id, mode, credit_limit, ceiling, room, consumed,
        measure, low_points, from_transaction, approval_id, set_at, fallen, falls)
      VALUES (\(funding.merchant), \(funding.asset), \(funding.mode), \(funding.creditLimit),
        \(funding.ceiling), \(funding.room), \(funding.consumed), \(funding.measure), \(funding.ownLow),
        \(funding.from), \(funding.approval), \(funding.setAt), \(funding.fallen.rawValue), \(funding.falls))
      ON CONFLICT (merchant_id, asset_id) DO UPDATE SET mode = excluded.mode,
        credit_limit = excluded.credit_limit, ceiling = excluded.ceiling, room = excluded.room,
        consumed = excluded.consumed, measure = excluded.measure, low_points = excluded.low_points,
        from_transaction = excluded.from_transaction, approval_id = excluded.approval_id,
        set_at = excluded.set_at, fallen = excluded.fallen, falls = excluded.falls
      """)
  }

  /// Counts what clearing read of points given against blocks and limits.
  /// - Returns: whether a ceiling moved.
  func count(_ lines: [ClearingLine], against fundings: [TermsPlace: IssuingFunding]) throws -> Bool {
    var isMoved = false
    for (place, before) in fundings.sorted(by: { $0.key < $1.key }) {
      var funding = before
      for line in lines where line.key.merchant == place.merchant && line.key.asset == place.asset {
        funding.given(line.points, fromBlocks: line.isPrepaid)
      }
      guard funding != before else { continue }
      try keep(funding)
      isMoved = isMoved || funding.ceiling != before.ceiling
    }
    return isMoved
  }

  /// A settlement was paid, or its payment came back: on credit its points may be given again, or no longer.
  func pay(_ settlement: Settlement, isBack: Bool = false) throws {
    var funding = try issuingFunding(of: settlement.merchant, in: settlement.asset)
    let points = settlement.figures.given - settlement.figures.prepaid
    guard funding.mode == .credit, points != 0 else { return }
    funding.paid(isBack ? -points : points)
    try keep(funding)
  }
}

extension TermsPlace: Comparable {
  static func < (left: Self, right: Self) -> Bool {
    (left.merchant, left.asset) < (right.merchant, right.asset)
  }
}
