import Coalition
import HTTPTypes
import Ledger

extension Operation<Coalition> {
  static var receiveDayFile: Operation {
    Operation(
      uploading: .dayFile, "/v1/day-files",
      "Send a day file; the same again (merchant, day, sequence, content) finds the one that is there",
      id: "receiveDayFile", needs: .readTransactions,
      refusals: [.merchantNotFound, .dayFileMalformed, .idempotencyMismatch],
      takes: .query("merchant", optional: .id("mch")), gives: .dayFile
    ) { call, upload, merchant in
      let coalition = call.services
      let merchant: MerchantID? = try merchant.map { try coalition.id($0, otherwise: .merchantNotFound) }
      let file = try await coalition.receiveDayFile(upload, of: merchant, by: call.principal)
      return coalition.shown(try await coalition.dayFile(file.id, by: call.principal))
    }
  }

  static var listDayFiles: Operation {
    Operation(
      .get, "/v1/day-files", "List day files, newest first", id: "listDayFiles", needs: .readTransactions,
      refusals: [.merchantNotFound], takes: .page(), .query("merchant", optional: .id("mch")),
      gives: .list(of: .listedDayFile)
    ) { call, page, merchant in
      let coalition = call.services
      let merchant: MerchantID? = try merchant.map { try coalition.id($0, otherwise: .merchantNotFound) }
      let found = try await coalition.dayFiles(
        of: merchant, page.request(coalition.publicIDs), by: call.principal)
      return page.listing(found, coalition.publicIDs) { $0.id }
    }
  }

  static var readDayFile: Operation {
    Operation(
      .get, "/v1/day-files/{id}", "Read a day file: its state, and how its lines came out",
      id: "readDayFile", needs: .readTransactions, refusals: [.dayFileNotFound],
      takes: .path("id", .id("dyf")), gives: .dayFile
    ) { call, id in
      let coalition = call.services
      let id: DayFileID = try coalition.id(id, otherwise: .dayFileNotFound)
      return coalition.shown(try await coalition.dayFile(id, by: call.principal))
    }
  }

  static var listDayFileDifferences: Operation {
    Operation(
      .get, "/v1/day-files/{id}/differences", "List the lines of a day file that did not agree, in order",
      id: "listDayFileDifferences", needs: .readTransactions, refusals: [.dayFileNotFound],
      takes: .path("id", .id("dyf")), .page(), gives: .list(of: .dayFileLine)
    ) { call, id, page in
      let coalition = call.services
      let id: DayFileID = try coalition.id(id, otherwise: .dayFileNotFound)
      let last: Int64 = if case .integer(let number)? = page.after?.first { number } else { 0 }
      let lines = try await coalition.dayFileDifferences(
        id, after: Int(last), limit: page.rowsWanted, by: call.principal)
      return page.listing(lines.map { coalition.shown($0) }) { [.integer(Int64($0.number))] }
    }
  }

  static var dayFileAcknowledgement: Operation {
    Operation(
      downloading: .dayFile, "/v1/day-files/{id}/acknowledgement",
      "Get what was found in a day file as a file, with its SHA-256", id: "readDayFileAcknowledgement",
      needs: .readTransactions, refusals: [.dayFileNotFound], takes: .path("id", .id("dyf"))
    ) { call, id in
      let coalition = call.services
      let id: DayFileID = try coalition.id(id, otherwise: .dayFileNotFound)
      return try await coalition.dayFileAcknowledgement(id, by: call.principal)
    }
  }
}

extension Schema<Shown<DayFile>> {
  fileprivate static var listedDayFile: Schema {
    .reply(
      "ListedDayFile",
      .constant("object", "day_file"),
      .always("id", .id("dyf")) { $0.text($0.id) },
      .always("merchant", .id("mch")) { $0.ids.text($0.merchant) },
      .always("day", .day) { Int64($0.day.daysSince1970) },
      .always("sequence", .count(1...999)) { $0.sequence },
      .always("last", .boolean) { $0.isLast },
      .always("state", .choice("received", "done")) { $0.state.rawValue },
      .always("lines", .count(0...100_000)) { $0.lines },
      .always("points", Schema<Int64>.integer(Int.min...Int.max)) { $0.points.units },
      .always("amount", Schema<Int64>.integer(Int.min...Int.max)) { $0.minorUnits },
      .always("sha256", .text(64...64)) { $0.sha256.hexDigits },
      .always("created", .timestamp) { $0.createdAt.microseconds },
      .maybe("finished_at", .timestamp) { $0.finishedAt?.microseconds })
  }
}

extension Schema<Shown<DayFileReport>> {
  fileprivate static var dayFile: Schema {
    .reply(
      "DayFile",
      .constant("object", "day_file_report"),
      .always("file", .listedDayFile) { Shown<DayFile>(value: $0.file, ids: $0.ids) },
      .always("counts", .counts) { $0.counts })
  }
}

extension Schema<[DayFile.Result: Int]> {
  /// A count for each way a line can come out.
  fileprivate static var counts: Schema {
    let names = DayFile.Result.allCases.map(\.rawValue)
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
        DayFile.Result.allCases.reduce(into: JSON.Members()) {
          $0[$1.rawValue] = .integer(Int64(counts[$1] ?? 0))
        })
    }
  }
}

extension Schema<Shown<DayFileLine>> {
  fileprivate static var dayFileLine: Schema {
    .reply(
      "DayFileLine",
      .constant("object", "day_file_line"),
      .maybe("line", .count(1...100_000)) { $0.isOurs ? nil : $0.number },
      .always("result", Schema<DayFile.Result>.choice) { $0.result },
      .maybe("why", .text(1...100)) { $0.fault.isEmpty ? nil : $0.fault },
      .maybe("key", .text(1...255)) { $0.entry.key.isEmpty ? nil : $0.entry.key },
      .maybe("reference", .text(1...64)) { $0.entry.reference.isEmpty ? nil : $0.entry.reference },
      .maybe("our_points", Schema<Int64>.integer(Int.min...Int.max)) { $0.ourPoints?.units },
      .maybe("their_points", Schema<Int64>.integer(Int.min...Int.max)) { $0.entry.points?.units },
      .maybe("our_amount", Schema<Int64>.integer(Int.min...Int.max)) { $0.ourMinorUnits },
      .maybe("their_amount", Schema<Int64>.integer(Int.min...Int.max)) { $0.entry.minorUnits },
      .maybe("transaction", .id("txn")) { $0.text(given: $0.transaction) },
      .maybe("case", .id("cas")) { $0.text(given: $0.caseID) })
  }
}

extension Shown<DayFileLine> {
  /// Whether no line names it: it is the ledger's.
  fileprivate var isOurs: Bool { value.number > DayFileLine.missingThereFrom }
}
