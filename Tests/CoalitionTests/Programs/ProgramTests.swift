import Coalition
import DatabaseTesting
import Ledger
import Testing

@Suite(.database) struct ProgramTests {
  private let worth = Worth(500, are: Money(minorUnits: 100, currency: "CNY"))

  @Test func `a programme is kept with its policies and validity`() async throws {
    let platform = try TestPlatform.open()
    var draft = ProgramDraft(
      code: "tongbao", names: Names(hans: "通宝", hant: "通寶", en: "Tongbao"), worth: worth)
    draft.policies.transfer.dailyLimit = 50_000
    draft.policies.transfer.feeMode = .outOfAmount
    draft.policies.isDebtAllowed = false
    draft.validity[.purchased] = .never
    let made = try await platform.coalition.createProgram(draft, by: .system)
    #expect(made.asset == AssetID(1))
    #expect(made.validity == [.awarded: .endOfMonth(24), .purchased: .never, .converted: .endOfMonth(24)])
    #expect(try await platform.coalition.program(made.asset) == made)
    #expect(try await platform.coalition.program(code: "tongbao") == made)
    #expect(try await platform.coalition.universalProgram() == made)
    #expect(try await platform.coalition.programs(by: .system) == [made])
  }

  @Test func `there is one universal programme, and codes are unique`() async throws {
    let platform = try TestPlatform.open()
    let merchant = try await platform.merchant("m1")
    let coalition = platform.coalition
    _ = try await coalition.createProgram(
      ProgramDraft(code: "a", names: Names("A"), worth: worth), by: .system)
    await #expect(throws: ProgramRefusal.programExists) {
      try await coalition.createProgram(ProgramDraft(code: "b", names: Names("B"), worth: worth), by: .system)
    }
    let hosted = ProgramDraft(code: "a", names: Names("A"), worth: worth, merchant: merchant.id)
    await #expect(throws: ProgramRefusal.programExists) {
      try await coalition.createProgram(hosted, by: .system)
    }
  }

  @Test func `an update changes what it names and is audited`() async throws {
    let platform = try TestPlatform.open()
    let coalition = platform.coalition
    let made = try await coalition.createProgram(
      ProgramDraft(code: "a", names: Names("A"), worth: worth), by: .system)
    platform.clock.advance(seconds: 5)
    let updated = try await coalition.updateProgram(made.asset, by: .system) {
      $0.policies.proofFreePoints = 100
      $0.validity[.awarded] = .endOfYear(1)
    }
    #expect(try await coalition.program(made.asset) == updated)
    #expect(updated.policies.proofFreePoints == 100 && updated.validity[.awarded] == .endOfYear(1))
    let log = try await coalition.auditLog(subject: "program/1", by: .system).items
    #expect(log.map(\.action) == ["program.update", "program.create"])
    await #expect(throws: ProgramRefusal.invalid(.validity)) {
      try await coalition.updateProgram(made.asset, by: .system) { $0.validity[.awarded] = .exactMonths(0) }
    }
    #expect(try await coalition.program(made.asset) == updated)
  }

  @Test func `a merchant's terms replace earlier ones`() async throws {
    let platform = try TestPlatform.open()
    let coalition = platform.coalition
    let merchant = try await platform.merchant("m1")
    let program = try await coalition.createProgram(
      ProgramDraft(code: "a", names: Names("A"), worth: worth), by: .system)
    #expect(try await coalition.terms(of: merchant.id, in: program.asset) == nil)
    var terms = MerchantTerms(
      merchant: merchant.id, asset: program.asset, earning: EarnTerms(1, perMinorUnits: 100),
      validity: [.awarded: .exactMonths(6)])
    try await coalition.setTerms(terms, by: .system)
    #expect(try await coalition.terms(of: merchant.id, in: program.asset) == terms)
    terms.earning = EarnTerms(3, perMinorUnits: 200, rounding: .halfUp)
    terms.issuingLimit = 1_000
    terms.validity = [:]
    try await coalition.setTerms(terms, by: .system)
    #expect(try await coalition.terms(of: merchant.id, in: program.asset) == terms)
  }

  @Test func `a merchant sees no hosted programme of another, and changes none`() async throws {
    let platform = try TestPlatform.open()
    let coalition = platform.coalition
    let (one, two) = (try await platform.merchant("m1"), try await platform.merchant("m2"))
    _ = try await coalition.createProgram(
      ProgramDraft(code: "own", names: Names("Own"), worth: worth, merchant: one.id), by: .system)
    #expect(try await coalition.programs(by: platform.caller(of: one)).count == 1)
    #expect(try await coalition.programs(by: platform.caller(of: two)).isEmpty)
    await #expect(throws: AccessRefusal.operatorOnly) {
      try await coalition.updateProgram(AssetID(1), by: platform.caller(of: one)) { $0.status = .closed }
    }
  }

  @Test func `worth rounds down and does not overflow`() {
    #expect(worth.money(for: 499).minorUnits == 99)
    #expect(worth.money(for: 500).minorUnits == 100)
    let large = Worth(1_000_000_000_000, are: Money(minorUnits: 1_000_000_000_000, currency: "CNY"))
    #expect(large.money(for: 1_000_000_000_000).minorUnits == 1_000_000_000_000)
  }
}
