internal import Crypto
package import Ledger
internal import Loyalty
internal import Storage

extension Coalition {
  /// How long an order of a block waits for its payment, in seconds: two weeks, as invoices do.
  package static let blockOrderSeconds: Int64 = 14 * 86_400
  /// How many of a merchant's orders wait at once.
  package static let waitingBlocks = 20

  /// What so many points would cost a merchant now; makes no order.
  /// - Throws: ``FundingRefusal``, `AccessRefusal`, `MerchantRefusal.merchantNotFound`.
  package func blockPrice(
    of points: Points, for merchant: MerchantID, in asset: AssetID, by principal: Principal
  ) async throws -> Money {
    try principal.requireFunds(of: merchant, .reports)
    let today = settings.calendar.businessDay(of: clock.now())
    return try await database.read {
      try $0.blockPrice(of: points, for: merchant, in: asset, on: today).price
    }
  }

  /// Orders a block of points for a merchant, at the price of its settlement terms in force: its points may
  /// be given once it is paid. One request makes one order.
  /// - Parameter request: names the request among the caller's, 1…255 bytes.
  /// - Parameter price: what was shown; at another it is refused.
  /// - Throws: ``FundingRefusal``, `AccessRefusal`, `MerchantRefusal.merchantNotFound`,
  ///   `OrderRefusal.keyInvalid`.
  package func orderBlock(
    of points: Points, for merchant: MerchantID, in asset: AssetID, price: Money? = nil, request: String,
    by principal: Principal
  ) async throws -> PointsBlock {
    try principal.requireFunds(of: merchant, .settle)
    guard 1...255 ~= request.utf8.count else { throw OrderRefusal.keyInvalid }
    // A key is its caller's: the operator's says nothing of the merchant's own.
    let named = "\(principal.merchant?.rawValue ?? 0) \(request)"
    let request = Array(SHA256.hash(data: Array(named.utf8))).hexDigits
    let (now, id): (Instant, PointsBlockID) = (clock.now(), ids.next())
    let today = settings.calendar.businessDay(of: now)
    return try await database.write { tx in
      let known = try tx.queryFirst(
        PointsBlock.select + "WHERE merchant_id = \(merchant) AND request = \(request)"
      ) { PointsBlock($0) }
      if let known {
        guard known.asset == asset, known.points == points else { throw FundingRefusal.otherRequest }
        return known
      }
      let cost = try tx.blockPrice(of: points, for: merchant, in: asset, on: today)
      if let price, price != cost.price { throw FundingRefusal.priceChanged }
      try tx.requireFewBlocksWaiting(of: merchant)
      try tx.execute(
        """
        INSERT INTO points_block (id, merchant_id, asset_id, points, minor_units, currency, terms_version,
          request, ordered_kind, ordered_by, state, noted_by, created_at, ends_at, changed_at)
        VALUES (\(id), \(merchant), \(asset), \(points), \(cost.price.minorUnits), \(cost.price.currency),
          \(cost.version), \(request), \(principal.actor.kind.rawValue), \(principal.actor.id), 'waiting', 0,
          \(now), \(now.adding(seconds: Self.blockOrderSeconds)), \(now))
        """)
      try append(
        Change(
          action: "points_block.order", subject: "merchant/\(merchant.rawValue)",
          after: "program/\(asset.rawValue) \(points.units) \(cost.price.minorUnits) \(cost.price.currency)"),
        by: principal.actor, in: tx)
      return try tx.pointsBlock(id)
    }
  }

  /// Says with how many points left little is left; nil for a tenth of the last block or the limit.
  /// - Throws: ``FundingRefusal``, `AccessRefusal`, `MerchantRefusal.merchantNotFound`.
  package func setLowPoints(
    _ points: Points?, of merchant: MerchantID, in asset: AssetID, by principal: Principal
  ) async throws -> IssuingFunding {
    try principal.requireFunds(of: merchant, .settle)
    guard 0...FundingProposal.most ~= points?.units ?? 0 else { throw FundingRefusal.amountOutOfRange }
    return try await database.write { tx in
      try tx.requireMerchant(merchant)
      guard try tx.terms(merchant: merchant, asset: asset) != nil else {
        throw ProgramRefusal.programNotFound
      }
      var funding = try tx.issuingFunding(of: merchant, in: asset)
      let before = funding.ownLow
      funding.ownLow = points
      try tx.keep(funding)
      try append(
        Change(
          action: "issuing_funding.low", subject: "merchant/\(merchant.rawValue)",
          before: before.map { "\($0.units)" } ?? "", after: points.map { "\($0.units)" } ?? ""),
        by: principal.actor, in: tx)
      return try tx.issuingFunding(of: merchant, in: asset)
    }
  }

  /// Lets orders of blocks lapse that were not paid in time; gives how many.
  func lapseBlocks() async throws -> Int {
    let now = clock.now()
    return try await database.write { tx in
      try tx.execute(
        """
        UPDATE points_block SET state = 'lapsed', changed_at = \(now)
        WHERE id IN (SELECT id FROM points_block WHERE state = 'waiting' AND ends_at <= \(now) LIMIT 500)
        """)
    }
  }
}

extension Principal {
  /// The operator's people, or the merchant's for the whole of it.
  /// - Throws: `AccessRefusal`, `MerchantRefusal.merchantNotFound`.
  func requireFunds(of merchant: MerchantID, _ scope: Scope) throws {
    try require(scope)
    guard sees(merchant) else { throw MerchantRefusal.merchantNotFound }
    guard stores == nil else { throw AccessRefusal.scopeMissing(scope) }
  }
}

extension Storage.Transaction {
  /// - Throws: ``FundingRefusal``, `MerchantRefusal.merchantNotFound`, `ProgramRefusal.programNotFound`.
  fileprivate func blockPrice(
    of points: Points, for merchant: MerchantID, in asset: AssetID, on day: BusinessDay
  ) throws -> (price: Money, version: Int64) {
    try requireMerchant(merchant)
    guard let program = try program("asset_id = \(asset)") else { throw ProgramRefusal.programNotFound }
    guard points > 0, points <= Points.maximumPerCommand else { throw FundingRefusal.amountOutOfRange }
    let agreed = try prepaidPrice(of: merchant, in: asset, on: day)
    let money = agreed.price.money(for: points)
    guard 1...1_000_000_000_000 ~= money else { throw FundingRefusal.amountOutOfRange }
    return (Money(minorUnits: money, currency: program.worth.money.currency), agreed.version)
  }

  fileprivate func requireFewBlocksWaiting(of merchant: MerchantID) throws {
    let waiting = try queryFirst(
      "SELECT count(*) FROM points_block WHERE merchant_id = \(merchant) AND state = 'waiting'"
    ) { $0[0] as Int }
    guard waiting ?? 0 < Coalition.waitingBlocks else {
      throw FundingRefusal.tooManyWaiting(Coalition.waitingBlocks)
    }
  }
}
