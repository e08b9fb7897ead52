import Coalition
import Ledger

extension Schema<Shown<BankFile>> {
  static var listedBankFile: Schema {
    .reply(
      "ListedBankFile",
      .constant("object", "bank_file"),
      .always("id", .id("bkf")) { $0.text($0.id) },
      .always("name", .text(1...100)) { $0.name },
      .always("form", Schema<BankFile.Form>.choice) { $0.form },
      .always("state", Schema<BankFile.State>.choice) { $0.state },
      .always("lines", .count(0...BankFile.mostLines)) { $0.lines },
      .always("sha256", .text(64...64)) { $0.sha256.hexDigits },
      .always("created", .timestamp) { $0.createdAt.microseconds },
      .maybe("compared_at", .timestamp) { $0.doneAt?.microseconds })
  }
}

extension Schema<Shown<BankFileReport>> {
  static var bankFile: Schema {
    .reply(
      "BankFile",
      .constant("object", "bank_file_report"),
      .always("file", .listedBankFile) { Shown<BankFile>(value: $0.file, ids: $0.ids) },
      .always("statements", .array(of: .bankStatement, 0...BankFile.mostLines)) { $0.statements },
      .always("counts", .counts) { $0.counts })
  }
}

extension Schema<BankStatement> {
  fileprivate static var bankStatement: Schema {
    .reply(
      "BankStatement",
      .maybe("name", .text(1...64)) { $0.name.isEmpty ? nil : $0.name },
      .always("account", .text(1...64)) { $0.account },
      .always("currency", .text(3...3)) { $0.currency },
      .always("first_day", .day) { Int64($0.days.lowerBound.daysSince1970) },
      .always("last_day", .day) { Int64($0.days.upperBound.daysSince1970) },
      .maybe("opening", Schema<Int64>.integer(Int.min...Int.max)) { $0.opening },
      .maybe("closing", Schema<Int64>.integer(Int.min...Int.max)) { $0.closing })
  }
}

extension Schema<[BankLine.Result: Int]> {
  /// A count for each way a line can come out.
  fileprivate static var counts: Schema {
    let names = BankLine.Result.allCases.map(\.rawValue)
    let properties = names.reduce(into: JSON.Members()) {
      $0[$1] = ["type": "integer", "minimum": 0]
    }
    return Schema(
      document: [
        "type": "object", "properties": .object(properties), "required": .array(names.map { .string($0) }),
      ]
    ) { _ throws(Faults) in
      throw Faults(.writeOnly)
    } encode: { counts in
      .object(
        BankLine.Result.allCases.reduce(into: JSON.Members()) {
          $0[$1.rawValue] = .integer(Int64(counts[$1] ?? 0))
        })
    }
  }
}

extension Schema<Shown<BankLine>> {
  static var bankLine: Schema {
    .reply(
      "BankLine",
      .constant("object", "bank_line"),
      .always("line", .count(1...BankFile.mostLines)) { $0.number },
      .always("result", Schema<BankLine.Result>.choice) { $0.result },
      .always("account", .text(1...64)) { $0.entry.account },
      .always("day", .day) { Int64($0.entry.day.daysSince1970) },
      .always(
        "amount",
        Schema<Int64>.integer(Int.min...Int.max).described(
          "In the currency's smallest unit; positive came in, negative went out.")
      ) { $0.entry.amount },
      .always("currency", .text(3...3)) { $0.entry.currency },
      .always("returned", .boolean) { $0.entry.isReturn },
      .maybe("reference", .text(1...64)) { $0.entry.reference.isEmpty ? nil : $0.entry.reference },
      .always("bank_reference", .text(1...64)) { $0.entry.key },
      .maybe("counterparty", .text(1...200)) { $0.entry.counterparty.isEmpty ? nil : $0.entry.counterparty },
      .maybe("purpose", .text(1...500)) { $0.entry.purpose.isEmpty ? nil : $0.entry.purpose },
      .maybe("settlement", .id("stl")) { $0.text(given: $0.settlement) },
      .maybe("points_block", .id("blk")) { $0.text(given: $0.block) },
      .maybe("case", .id("cas")) { $0.text(given: $0.caseID) })
  }
}
