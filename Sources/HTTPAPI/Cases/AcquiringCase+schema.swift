import Coalition
import Ledger

extension Schema<Shown<AcquiringCase>> {
  static var acquiringCase: Schema {
    .reply(
      "Case",
      .constant("object", "case"),
      .always("id", .id("cas")) { $0.text($0.id) },
      .always("kind", Schema<AcquiringCase.Kind>.choice) { $0.kind },
      .always("state", Schema<AcquiringCase.State>.choice) { $0.state },
      .always("source", Schema<String>.text(1...40).described("What found it, as day_file.")) {
        $0.source.name
      },
      .maybe("merchant", .id("mch")) { $0.text(given: $0.merchant) },
      .maybe("store", .id("str")) { $0.text(given: $0.store) },
      .maybe("terminal", .id("trm")) { $0.text(given: $0.terminal) },
      .maybe("member", .id("mem")) { $0.text(given: $0.member) },
      .maybe("program", .id("prg")) { $0.text(given: $0.asset) },
      .always("day", .day) { Int64($0.day.daysSince1970) },
      .maybe("transaction", .id("txn")) { $0.text(given: $0.transaction) },
      .maybe("currency", .text(3...3)) { $0.currency.isEmpty ? nil : $0.currency },
      .maybe("ours", Schema<AcquiringCase.Side>.caseSide) { $0.ours.isGiven ? $0.ours : nil },
      .maybe("theirs", Schema<AcquiringCase.Side>.caseSide) { $0.theirs.isGiven ? $0.theirs : nil },
      .maybe("reason", Schema<String>.choice(CaseReason.codes).described("Why it was opened.")) {
        $0.reason == .unsaid ? nil : $0.reason.code.rawValue
      },
      .maybe(
        "reason_details",
        Schema<[String]>.array(of: .text(1...300), 1...4).described("What the reason is about, in its order.")
      ) { $0.reason.details.isEmpty ? nil : $0.reason.details },
      .maybe("owner", .id("usr")) { $0.text(given: $0.owner) },
      .maybe("approval", .id("apr")) { $0.text(given: $0.approval) },
      .maybe("resolution", .text(1...200)) { $0.resolution.isEmpty ? nil : $0.resolution },
      .always("created", .timestamp) { $0.createdAt.microseconds },
      .always("updated", .timestamp) { $0.updatedAt.microseconds },
      .maybe("closed_at", .timestamp) { $0.closedAt?.microseconds })
  }
}

extension Schema<Shown<CaseFile>> {
  static var caseFile: Schema {
    .reply(
      "CaseFile",
      .constant("object", "case_file"),
      .always("case", .acquiringCase) { Shown<AcquiringCase>(value: $0.found, ids: $0.ids) },
      .always("notes", .array(of: .caseNote, 0...1_000)) { $0.notes })
  }
}

extension Schema<AcquiringCase.Side> {
  fileprivate static var caseSide: Schema {
    .reply(
      "CaseSide",
      .maybe("points", .points(Int.min...Int.max)) { $0.points?.units },
      .maybe("amount", Schema<Int64>.integer(Int.min...Int.max).described("Money in its smallest unit.")) {
        $0.minorUnits
      },
      .maybe("reference", .text(1...255)) { $0.reference.isEmpty ? nil : $0.reference })
  }
}

extension Schema<CaseNote> {
  fileprivate static var caseNote: Schema {
    .reply(
      "CaseNote",
      .always("number", .count(1...1_000)) { $0.number },
      .always("by", Schema<Actor.Kind>.choice) { $0.actorKind },
      .always("text", .text(1...500)) { $0.words },
      .always("at", .timestamp) { $0.at.microseconds })
  }
}

extension AcquiringCase.Side {
  fileprivate var isGiven: Bool { points != nil || minorUnits != nil || !reference.isEmpty }
}

extension CaseReason {
  /// All but the one that says nothing.
  fileprivate static var codes: [String] { Code.allCases.map(\.rawValue).filter { !$0.isEmpty } }
}
