package import Ledger
internal import Storage

/// A merchant's funding in a programme, with the blocks that it uses now.
package struct FundingShown: Sendable, Hashable {
  package let funding: IssuingFunding
  /// Paid blocks of which something is left, the one used now first.
  package let blocks: [BlockLeft]
}

extension Coalition {
  /// What a merchant's points are paid for with, by programme, as clearing has read up to now; not for people
  /// of single stores.
  /// - Throws: `AccessRefusal`, `MerchantRefusal.merchantNotFound`.
  package func issuingFunding(
    of merchant: MerchantID, by principal: Principal
  ) async throws -> [FundingShown] {
    try principal.requireFunds(of: merchant, .reports)
    try await clearJournal(atMost: Self.totalsOnPage)
    return try await database.read { tx in
      try tx.requireMerchant(merchant)
      let assets = try tx.terms(merchant: merchant).map(\.asset)
      let known = try tx.issuingFundings("merchant_id = \(merchant)")
      let blocks = try tx.paidBlocks(of: [merchant])
      return assets.map { asset in
        let funding =
          known.first { $0.asset == asset } ?? IssuingFunding(merchant: merchant, asset: asset)
        let paid = blocks[TermsPlace(merchant: merchant, asset: asset)] ?? []
        return FundingShown(
          funding: funding, blocks: paid.left(after: funding.consumed).filter { $0.left > 0 })
      }
    }
  }

  /// Orders of blocks, newest first; a merchant sees its own.
  /// - Throws: `AccessRefusal`, `MerchantRefusal.merchantNotFound`.
  package func pointsBlocks(
    of merchant: MerchantID? = nil, in state: PointsBlock.State? = nil,
    _ page: PageRequest<Identified.PointsBlock> = PageRequest(), by principal: Principal
  ) async throws -> Page<PointsBlock> {
    let merchant = merchant ?? principal.merchant
    if let merchant {
      try principal.requireFunds(of: merchant, .reports)
    } else {
      try principal.requireOperator(.reports)
    }
    var condition: SQL = "WHERE id < \(page.bound)"
    if let merchant { condition = condition + " AND merchant_id = \(merchant)" }
    if let state { condition = condition + " AND state = \(state)" }
    let question = PointsBlock.select + condition + " ORDER BY id DESC LIMIT \(page.limit + 1)"
    return try await database.read { tx in
      Page(try tx.query(question) { PointsBlock($0) }, limit: page.limit)
    }
  }

  /// One order of a block.
  /// - Throws: `AccessRefusal`, ``FundingRefusal/notFound``.
  package func pointsBlock(_ id: PointsBlockID, by principal: Principal) async throws -> PointsBlock {
    try principal.require(.reports)
    let block = try await database.read { try $0.pointsBlock(id) }
    guard principal.sees(block.merchant), principal.stores == nil else { throw FundingRefusal.notFound }
    return block
  }
}

extension Coalition {
  /// How many merchants with little left are told of at once.
  package static let lowFundingsShown = 50

  /// Where little or nothing is left to give, as clearing has read: nothing first, at most so many. A
  /// merchant's people see their own; those of single stores none.
  /// - Throws: `AccessRefusal`.
  package func lowFundings(by principal: Principal) async throws -> [IssuingFunding] {
    try principal.require(.reports)
    guard principal.stores == nil else { return [] }
    let condition: SQL =
      if let merchant = principal.merchant {
        "merchant_id = \(merchant) AND fallen > 0 ORDER BY asset_id"
      } else { "fallen > 0 ORDER BY fallen DESC, merchant_id, asset_id" }
    let question = IssuingFunding.select + condition + " LIMIT \(Self.lowFundingsShown)"
    return try await database.read { try $0.query(question) { IssuingFunding($0) } }
  }
}
