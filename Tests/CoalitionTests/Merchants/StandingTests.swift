import Coalition
import DatabaseTesting
import Ledger
import Testing

@Suite(.database) struct StandingTests {
  @Test func `at a suspended merchant nothing is earned or used until it may trade again`() async throws {
    try await TestShop.open { shop in
      let coalition = shop.coalition
      let first = try await shop.earn(10_000, key: "before")
      let suspended = try await coalition.setStanding(
        .suspended, of: shop.merchant.id, reason: "unpaid since March", by: .system)
      #expect(suspended.status == .suspended && suspended.standingReason == "unpaid since March")
      #expect(try await refusal { try await shop.earn(100, key: "e") } == .merchantInactive)
      #expect(try await refusal { try await shop.spend(10, key: "s") } == .merchantInactive)
      let back = ReturnOrder(first.transaction.id, .points(10))
      #expect(
        try await refusal { _ = try await coalition.refund(back, key: "r", by: shop.till) }
          == .merchantInactive)
      // Another merchant of the alliance is not touched by it, and the operator can mend what was sold.
      _ = try await shop.spend(10, key: "elsewhere", by: shop.caller(shop.other))
      _ = try await coalition.refund(back, key: "r", by: .system)
      #expect(try await shop.spendable() == 80)
      let resumed = try await coalition.setStanding(.active, of: shop.merchant.id, reason: "", by: .system)
      #expect(resumed.standingReason.isEmpty)
      try await shop.spend(10, key: "s")
      #expect(try await shop.spendable() == 70)
    }
  }

  @Test func `suspending and closing need a reason, and closed is for good`() async throws {
    let platform = try TestPlatform.open()
    let coalition = platform.coalition
    let merchant = try await platform.merchant("m1")
    for reason in ["", "  ", String(repeating: "x", count: 201)] {
      for status in [Merchant.Status.suspended, .closed] {
        await #expect(throws: MerchantRefusal.invalid(.reason)) {
          try await coalition.setStanding(status, of: merchant.id, reason: reason, by: .system)
        }
      }
    }
    await #expect(throws: AccessRefusal.operatorOnly) {
      try await coalition.setStanding(
        .active, of: merchant.id, reason: "", by: platform.caller(of: merchant))
    }
    _ = try await coalition.setStanding(.closed, of: merchant.id, reason: "moved away", by: .system)
    await #expect(throws: MerchantRefusal.alreadyClosed) {
      try await coalition.setStanding(.active, of: merchant.id, reason: "", by: .system)
    }
    let lines = try await coalition.searchAudit(
      AuditQuery(), limit: 10, by: .system
    ).items.filter { $0.action == "merchant.update" }
    #expect(lines.count == 1 && lines[0].after.contains("closed") && lines[0].after.contains("moved away"))
  }

  @Test func `a profile is kept in one form, without a person in the log`() async throws {
    let platform = try TestPlatform.open()
    let coalition = platform.coalition
    let (one, two) = (try await platform.merchant("m1"), try await platform.merchant("m2"))
    var profile = MerchantProfile(
      category: .food, legalName: "海港餐饮有限公司", registration: "91310000 ma1k35", contact: "李明",
      phone: "13800138000", email: "Li@Example.com")
    try await coalition.setProfile(profile, of: one.id, by: .system)
    let kept = try await coalition.profile(of: one.id, by: platform.caller(of: one))
    #expect(kept.registration == "91310000MA1K35" && kept.phone == "+8613800138000")
    #expect(kept.email == "li@example.com" && kept.category == .food)
    #expect(try await coalition.profile(of: two.id, by: .system) == MerchantProfile())
    await #expect(throws: MerchantRefusal.merchantNotFound) {
      try await coalition.profile(of: one.id, by: platform.caller(of: two))
    }
    await #expect(throws: AccessRefusal.operatorOnly) {
      try await coalition.setProfile(profile, of: one.id, by: platform.caller(of: one))
    }
    let line = try #require(
      try await coalition.searchAudit(AuditQuery(), limit: 10, by: .system).items.first {
        $0.action == "merchant.profile"
      })
    #expect(!line.after.contains("李明") && !line.after.contains("13800138000"))
    #expect(!line.after.contains("li@example.com"))
    profile.email = "nobody"
    await #expect(throws: MerchantRefusal.invalid(.email)) {
      try await coalition.setProfile(profile, of: one.id, by: .system)
    }
    var search = MerchantSearch()
    search.category = .food
    #expect(try await coalition.merchants(search, by: .system).items.map(\.merchant.id) == [one.id])
  }

  @Test func `every change of terms is kept as a version of its own`() async throws {
    try await TestShop.open { shop in
      let coalition = shop.coalition
      var terms = MerchantTerms(
        merchant: shop.merchant.id, asset: shop.program.asset, earning: EarnTerms(3, perMinorUnits: 100))
      terms.issuingLimit = 5_000
      let maker = try await coalition.createUser(
        UserDraft(login: "maker", name: "M", password: "a long enough secret", roles: .administrator),
        by: .system)
      let other = try await coalition.createUser(
        UserDraft(login: "checker", name: "C", password: "a long enough secret", roles: .administrator),
        by: .system)
      let proposed = try await coalition.propose(
        .terms(TermsProposal(terms)), reason: "spring", by: maker.principal)
      #expect(try await coalition.termsHistory(of: shop.merchant.id, by: .system).count == 1)
      await #expect(throws: ApprovalRefusal.reviewerIsAuthor) {
        try await coalition.approve(proposed.id, by: maker.principal) { try await coalition.execute($0) }
      }
      _ = try await coalition.approve(proposed.id, by: other.principal) { try await coalition.execute($0) }
      let history = try await coalition.termsHistory(of: shop.merchant.id, by: shop.till)
      #expect(history.map(\.version) == [2, 1])
      #expect(history[0].terms.earning.points == 3 && history[0].terms.issuingLimit == 5_000)
      #expect(history[0].actorKind == .user && history[0].actor == maker.id.rawValue)
      #expect(history[1].terms.earning.points == 1 && history[1].actorKind == .system)
      await #expect(throws: MerchantRefusal.merchantNotFound) {
        try await coalition.termsHistory(of: shop.merchant.id, by: shop.caller(shop.other))
      }
    }
  }
}
