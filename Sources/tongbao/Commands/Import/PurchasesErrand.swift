import Coalition
import Foundation
import HTTPAPI
import Ledger
import LedgerStore
import Loyalty

/// Gives points for purchases made elsewhere, from a file that is streamed.
struct PurchasesErrand: Errand {
  static let name = "import purchases"

  /// Absolute, because a server may have another working folder.
  var file: String
  var merchant: String
  var programme: String
  var validityMonths: Int?
  var until: String?
  var isDryRun: Bool
  var refusedFile: String?

  func run(on platform: Platform, _ talk: Talk) async throws -> JSON {
    let reader = try CSVReader(path: file)
    let header = try reader.row()
    guard header?.fields == PurchaseRow.header else {
      throw CSVFault(line: 1, .header)
    }
    let last = try until.map { text in
      guard let date = CivilDate(text) else {
        throw SettingsFault("until", "not a date like 2019-02-01: \(text)")
      }
      return date
    }
    let target = try await ImportTarget(self, platform)
    var run = PurchasesRun(
      purchases: target.purchases, platform: platform, isDryRun: isDryRun,
      clock: last == nil || isDryRun ? nil : DailyRun(platform))
    run.refused = try refusedFile.map { try RefusedFile(path: $0) }
    while let row = try reader.row() {
      try await run.take(row)
      if run.report.rows.isMultiple(of: 1_024) { talk.progress(reader.bytesRead, reader.byteCount) }
    }
    try await run.finish(until: last)
    return run.report.json
  }
}

/// The merchant and the programme of an import, made where they are missing and that was asked for.
private struct ImportTarget {
  /// Nil in a dry run whose merchant or programme does not exist yet.
  var purchases: PurchaseImport?

  init(_ errand: PurchasesErrand, _ platform: Platform) async throws {
    let coalition = platform.coalition
    var merchant: MerchantID?
    do {
      merchant = try await coalition.merchant(code: errand.merchant, by: .system).id
    } catch MerchantRefusal.merchantNotFound {
      // Made below.
    }
    var programme: Program?
    do {
      programme = try await coalition.program(code: errand.programme)
    } catch ProgramRefusal.programNotFound {
      // Made below where that was asked for.
    }
    if programme == nil, errand.validityMonths == nil {
      throw NoProgramme(code: errand.programme)
    }
    if errand.isDryRun, merchant == nil || programme == nil { return }
    if merchant == nil {
      merchant = try await coalition.createMerchant(
        code: errand.merchant, names: Names(errand.merchant), by: .system
      ).id
    }
    guard let merchant else { return }
    if programme == nil {
      programme = try await Self.makeProgramme(errand, of: merchant, coalition)
    }
    guard let programme else { return }
    purchases = try await coalition.purchaseImport(
      of: merchant, into: .asset(programme.asset), registersUnknown: true, by: .system)
  }

  private static func makeProgramme(
    _ errand: PurchasesErrand, of merchant: MerchantID, _ coalition: Coalition
  ) async throws -> Program {
    var draft = ProgramDraft(
      code: errand.programme, names: Names(errand.programme),
      worth: Worth(100, are: Money(minorUnits: 100, currency: "CNY")), merchant: merchant)
    draft.validity = [.awarded: .endOfMonth(errand.validityMonths ?? 12)]
    let made = try await coalition.createProgram(draft, by: .system)
    try await coalition.setTerms(
      MerchantTerms(merchant: merchant, asset: made.asset, earning: EarnTerms(1, perMinorUnits: 100)),
      by: .system)
    return made
  }
}

struct NoProgramme: Error, CustomStringConvertible {
  var code: String
  var description: String {
    "there is no programme \(code); --validity-months N makes one, a point for each whole unit of money"
  }
}
