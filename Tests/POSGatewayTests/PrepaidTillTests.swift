import Coalition
import DatabaseTesting
import ISO8583
import Ledger
import LedgerStore
import Loyalty
import Testing

@testable import POSGateway

/// What a till gave while it was alone, of a merchant that gives what it paid for before.
@Suite("Prepaid points at a terminal", .database)
struct PrepaidTillTests {
  @Test func `an advice above what is left of a block is a case, and makes no points`() async throws {
    try await Counter.open { counter in
      try await counter.prepaid(700)
      try await counter.signIn()
      for _ in 0..<2 {
        var earn = counter.till.trade(.earn, 12_850)
        earn.set(2, counter.card)
        // Received both times: a till that was alone gave its slip already.
        #expect(try await counter.ask(earn)?.text(39) == "00")
      }
      #expect(try await counter.spendable() == 642)
      let cases = try await counter.coalition.cases(by: .system).items
      #expect(cases.map(\.reason.code) == [.refused])
      let funding = try await counter.coalition.issuingFunding(of: counter.merchant.id, by: .system)
      #expect(funding.map(\.funding.room) == [58])
    }
  }
}

extension Counter {
  /// Lets the merchant give a block of so many points, and nothing else.
  fileprivate func prepaid(_ points: Points) async throws {
    var people: [Principal] = []
    for login in ["author", "second"] {
      let user = try await coalition.createUser(
        UserDraft(login: login, name: login, password: "a long enough secret", roles: .administrator),
        by: .system)
      people.append(user.principal)
    }
    let terms = SettlementTerms(issuePrice: PointPrice(20, perPoints: 100))
    let agreed = SettlementProposal(
      terms, of: merchant.id, in: program.asset, from: BusinessDay(daysSince1970: 0))
    let operations: [ProposedOperation] = [
      .settlementTerms(agreed), .funding(FundingProposal(.prepaid, of: merchant.id, in: program.asset)),
    ]
    for operation in operations {
      let proposed = try await coalition.propose(operation, reason: "r", by: people[0])
      let done = try await coalition.approve(proposed.id, by: people[1]) { try await coalition.execute($0) }
      #expect(done.state == .succeeded)
    }
    let block = try await coalition.orderBlock(
      of: points, for: merchant.id, in: program.asset, request: "one", by: .system)
    _ = try await coalition.payBlock(block.id, payment: "B1", block.price, by: .system)
  }
}
