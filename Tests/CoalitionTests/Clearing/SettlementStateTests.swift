import DatabaseTesting
import Ledger
import LedgerStore
import Loyalty
import Storage
import Testing

@testable import Coalition

@Suite(.database) struct SettlementStateTests {
  @Test func `a settlement is looked through by one, approved by another and paid by the bank's reference`()
    async throws
  {
    try await TestShop.open { shop in
      let id = try await shop.oneSettlement()
      let (first, second) = (person(11), person(12))
      await #expect(throws: SettlementRefusal.wrongState(.calculated)) {
        try await shop.coalition.approveSettlement(id, by: first)
      }
      await #expect(throws: AccessRefusal.confirmationNeeded) {
        try await shop.coalition.reviewSettlement(id, by: person(11, provedAt: .distantPast))
      }
      #expect(try await shop.coalition.reviewSettlement(id, by: first).state == .reviewed)
      await #expect(throws: SettlementRefusal.reviewerMayNotApprove) {
        try await shop.coalition.approveSettlement(id, by: first)
      }
      await #expect(throws: AccessRefusal.confirmationNeeded) {
        try await shop.coalition.approveSettlement(id, by: person(12, provedAt: .distantPast))
      }
      await #expect(throws: ApprovalRefusal.reviewerMustBePerson) {
        try await shop.coalition.approveSettlement(id, by: .system)
      }
      let approved = try await shop.coalition.approveSettlement(id, by: second)
      #expect(approved.state == .approved && approved.approver == OperatorID(12))
      let today = shop.coalition.settings.calendar.businessDay(of: shop.clock.clock.now())
      await #expect(throws: SettlementRefusal.referenceMissing) {
        try await shop.coalition.paySettlement(id, reference: " ", on: today, by: second)
      }
      await #expect(throws: SettlementRefusal.dayNotCome) {
        try await shop.coalition.paySettlement(id, reference: "B1", on: today.adding(1), by: second)
      }
      let paid = try await shop.coalition.paySettlement(id, reference: "B1", on: today, by: second)
      #expect(paid.state == .paid && paid.bankReference == "B1" && paid.paidOn == today)
      await #expect(throws: SettlementRefusal.wrongState(.paid)) {
        try await shop.coalition.holdSettlement(id, reason: "late", by: first)
      }
      let steps = try await shop.coalition.settlement(id, by: first).steps
      #expect(steps.map(\.state) == [.calculated, .reviewed, .approved, .paid])
    }
  }

  @Test func `one bank transfer pays one settlement`() async throws {
    try await TestShop.open { shop in
      let ids = [try await shop.oneSettlement(), try await shop.oneSettlement()]
      let today = shop.coalition.settings.calendar.businessDay(of: shop.clock.clock.now())
      for id in ids {
        _ = try await shop.coalition.reviewSettlement(id, by: person(11))
        _ = try await shop.coalition.approveSettlement(id, by: person(12))
      }
      _ = try await shop.coalition.paySettlement(ids[0], reference: "B1", on: today, by: person(12))
      await #expect(throws: SettlementRefusal.referenceUsed) {
        try await shop.coalition.paySettlement(ids[1], reference: "B1", on: today, by: person(12))
      }
      #expect(try await shop.coalition.settlement(ids[1], by: person(12)).settlement.state == .approved)
    }
  }

  @Test func `a merchant disputes its own, and what is taken up again is looked through anew`() async throws {
    try await TestShop.open { shop in
      let id = try await shop.oneSettlement()
      _ = try await shop.coalition.reviewSettlement(id, by: person(11))
      await #expect(throws: SettlementRefusal.notFound) {
        try await shop.coalition.disputeSettlement(id, reason: "x", by: shop.caller(shop.other))
      }
      let disputed = try await shop.coalition.disputeSettlement(id, reason: "too much", by: shop.till)
      #expect(disputed.state == .disputed)
      await #expect(throws: AccessRefusal.operatorOnly) {
        try await shop.coalition.reopenSettlement(id, reason: "x", by: shop.till)
      }
      let again = try await shop.coalition.reopenSettlement(id, reason: "explained", by: person(12))
      #expect(again.state == .calculated && again.reviewer == .none)
      let held = try await shop.coalition.holdSettlement(id, reason: "contract ended", by: person(12))
      #expect(held.state == .onHold)
    }
  }

  @Test func `of two who decide at once one is too late`() async throws {
    try await TestShop.open { shop in
      let id = try await shop.oneSettlement()
      let outcomes = await withTaskGroup(of: Bool.self) { group in
        for number in 0..<8 {
          group.addTask {
            // Too late is what is counted.
            (try? await shop.coalition.reviewSettlement(id, by: person(Int64(20 + number)))) != nil
          }
        }
        return await group.reduce(into: [Bool]()) { $0.append($1) }
      }
      #expect(outcomes.count(where: { $0 }) == 1)
      #expect(try await shop.coalition.settlement(id, by: person(11)).steps.count == 2)
    }
  }

  @Test func `a correction that two people decided on is in the next account, once`() async throws {
    try await TestShop.open { shop in
      _ = try await shop.oneSettlement()
      let proposal = SettlementAdjustmentProposal(
        -12_34, for: shop.merchant.id, in: shop.program.asset, reason: "fee of April")
      let approval = try await shop.decided(.settlementAdjustment(proposal))
      #expect(approval.state == .succeeded)
      // As the housekeeping does after a crash.
      #expect(try await shop.coalition.execute(approval) == .succeeded(""))
      let id = try await shop.oneSettlement()
      let found = try await shop.coalition.settlement(id, by: .system).settlement
      #expect(found.figures.adjustments == -12_34 && found.figures.net == -730 - 12_34)
      let parts = try await shop.coalition.parts(of: id, by: .system)
      #expect(parts.adjustments.map(\.amount) == [-12_34])
      #expect(parts.sums.reduce(0) { $0 + $1.money.net } == -730)
    }
  }
}

private func person(
  _ id: Int64, provedAt moment: Instant = TestShop.start.adding(seconds: 864_000)
) -> Principal {
  Principal(
    kind: .platform, scopes: Role.finance.scopes, actor: Actor(kind: .user, id: id, answerable: id),
    presence: .proved(at: moment))
}

extension TestShop {
  /// Settles a day with one purchase of 500.00.
  func oneSettlement() async throws -> SettlementID {
    if try await coalition.settlementAgreements(of: merchant.id, by: .system).isEmpty {
      try await agree(ClearingTests.terms, with: merchant)
    }
    let count = try await settlements().count
    try await earn(500_00, key: "bought \(count)")
    clock.advance(seconds: 86_400)
    try await coalition.runClearing()
    let made = try await settlements()
    #expect(made.count == count + 1)
    return try #require(made.first).id
  }
}
