import Foundation
import Ledger
import LedgerStore
import Logging
import Storage
import Testing

@testable import Coalition

extension TestShop {
  /// Sets a kind of cards as two people do.
  @discardableResult
  func cardType(
    _ code: String = "GIFT", prefix: String = "660001", isBearer: Bool = true, needsPIN: Bool = false,
    months: Int = 12
  ) async throws -> CardType {
    let proposal = CardTypeProposal(
      code: code, names: Names("Gift"), kind: .gift, prefix: prefix, validityMonths: months,
      isBearer: isBearer, needsPIN: needsPIN)
    #expect(try await decided(.cardType(proposal)).state == .succeeded)
    return try #require(try await coalition.cardTypes(by: .system).first { $0.code == code })
  }

  /// A card that is used without a name, with points on it.
  func bearerCard(of type: CardType, worth points: Int64 = 0) async throws -> Card {
    let made = try await coalition.issueCard(to: nil, type: type.id, by: .system)
    let card = try await coalition.activateCard(made.id, for: nil, by: .system)
    if points > 0 { try await earn(points, on: card) }
    return card
  }

  @discardableResult
  func earn(_ points: Int64, on card: Card, key: String = UUID().uuidString) async throws -> Receipt {
    let order = EarnOrder(
      member: .card(card.number), .purchase(Money(minorUnits: points * 100, currency: "CNY")))
    return try await coalition.earn(order, key: key, by: till)
  }

  @discardableResult
  func spend(
    _ points: Points, on card: Card, key: String = UUID().uuidString, by server: Coalition? = nil,
    caller: Principal? = nil, proof: MemberProof? = nil
  ) async throws -> Receipt {
    let order = SpendOrder(member: .card(card.number), proof: proof, .points(points))
    return try await (server ?? coalition).spend(order, key: key, by: caller ?? till)
  }

  func points(of member: MemberID?) async throws -> Points {
    guard let member else { return 0 }
    return try await coalition.wallet(WalletKey(member: member, asset: program.asset), by: .system).spendable
  }

  /// Another server on the same tables and the same ledger.
  func otherServer(seed: UInt64 = 8) throws -> Coalition {
    Coalition(
      database: coalition.database, ledger: ledger, clock: clock.clock,
      ids: IDSource(seed: seed, clock: clock.clock),
      secrets: try CoalitionSecrets(root: [UInt8](repeating: 42, count: 32)), logger: Logger(label: "test"))
  }
}

/// What the body was refused for; nil when it was not.
func memberRefusal(_ body: () async throws -> Void) async throws -> MemberRefusal? {
  do { try await body() } catch let refusal as MemberRefusal { return refusal }
  return nil
}
