import Ledger
import LedgerStore
import Loyalty
import Storage
import Testing

@testable import Coalition

extension TestShop {
  /// What two people decide on.
  func fund(_ mode: IssuingFunding.Mode, limit: Points = 0) async throws {
    let proposal = FundingProposal(mode, limit: limit, of: merchant.id, in: program.asset)
    #expect(try await decided(.funding(proposal)).state == .succeeded)
  }

  /// Terms with a price of 20 fen for a hundred points, and blocks from now on.
  func prepaid() async throws {
    try await agree(ClearingTests.terms, with: merchant)
    try await fund(.prepaid)
  }

  func order(_ points: Points, _ request: String) async throws -> PointsBlock {
    try await coalition.orderBlock(
      of: points, for: merchant.id, in: program.asset, request: request,
      by: caller(merchant, .merchantMost.union(.settle)))
  }

  /// Orders a block and pays for it, as a system says.
  @discardableResult
  func block(_ points: Points, _ name: String) async throws -> PointsBlock {
    let ordered = try await order(points, name)
    return try await coalition.payBlock(ordered.id, payment: name, ordered.price, by: .system)
  }

  /// Gives points of the merchant's, whatever the purchase.
  @discardableResult
  func give(_ points: Points, _ key: String) async throws -> Receipt {
    try await earn(points.units * 100, key: key)
  }

  func funding() async throws -> FundingShown {
    try #require(try await coalition.issuingFunding(of: merchant.id, by: .system).first)
  }

  /// What the merchant has in the world, as the ledger says.
  func net() async throws -> Points {
    let account = AccountKey(kind: .issuer, owner: merchant.id.rawValue, asset: program.asset)
    return try await -(coalition.ledger.trialBalance().accounts.first { $0.key == account }?.balance ?? 0)
  }

  /// What the ledger would let the merchant give, which clearing must say too.
  func left() async throws -> Points {
    let shown = try await funding().funding
    let left = try #require(shown.ceiling) - (try await net())
    #expect(shown.room == left)
    return left
  }

  func nextDay() async throws {
    clock.advance(seconds: 86_400)
    try await coalition.runClearing()
  }
}
