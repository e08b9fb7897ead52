import Coalition
import HTTPTypes
import Ledger

extension Operation<Coalition> {
  static var receiveBankFile: Operation {
    Operation(
      uploading: .bankFile, "/v1/bank-files",
      "Send a bank's file (camt.053 or CSV); the same bytes again find the file that is there",
      id: "receiveBankFile", needs: .settle, refusals: [.bankFileMalformed, .operatorOnly], status: 201,
      takes: .query("name", optional: .text(1...100)), gives: .bankFile
    ) { call, upload, name in
      let coalition = call.services
      var bytes: [UInt8] = []
      // A piece more than the limit ends in a refusal, so no more than that is ever held.
      for try await piece in upload { bytes += piece }
      let file = try await coalition.receiveBankFile(bytes, name: name ?? "api", by: call.principal)
      return coalition.shown(try await coalition.bankFile(file.id, by: call.principal))
    }
  }

  static var listBankFiles: Operation {
    Operation(
      .get, "/v1/bank-files", "List files of the bank, newest first", id: "listBankFiles", needs: .reports,
      refusals: [.operatorOnly], takes: .page(), gives: .list(of: .listedBankFile)
    ) { call, page in
      let coalition = call.services
      let found = try await coalition.bankFiles(page.request(coalition.publicIDs), by: call.principal)
      return page.listing(found, coalition.publicIDs) { $0.id }
    }
  }

  static var readBankFile: Operation {
    Operation(
      .get, "/v1/bank-files/{id}", "Read a file of the bank: its accounts, and how its lines came out",
      id: "readBankFile", needs: .reports, refusals: [.bankFileNotFound, .operatorOnly],
      takes: .path("id", .id("bkf")), gives: .bankFile
    ) { call, id in
      let coalition = call.services
      let id: BankFileID = try coalition.id(id, otherwise: .bankFileNotFound)
      return coalition.shown(try await coalition.bankFile(id, by: call.principal))
    }
  }

  static var compareBankFile: Operation {
    Operation(
      .post, "/v1/bank-files/{id}/compare",
      "Hold a file's lines against settlements and note what was paid; again changes nothing",
      id: "compareBankFile", needs: .settle, refusals: [.bankFileNotFound, .operatorOnly],
      takes: .path("id", .id("bkf")), gives: .bankFile
    ) { call, id in
      let coalition = call.services
      let id: BankFileID = try coalition.id(id, otherwise: .bankFileNotFound)
      _ = try await coalition.compareBankFile(id, by: call.principal)
      return coalition.shown(try await coalition.bankFile(id, by: call.principal))
    }
  }

  static var listBankLines: Operation {
    Operation(
      .get, "/v1/bank-files/{id}/lines", "List the lines of a file of the bank, in its order",
      id: "listBankLines", needs: .reports, refusals: [.bankFileNotFound, .operatorOnly],
      takes: .path("id", .id("bkf")), .page(default: 100, max: 1_000),
      .query("result", optional: Schema<BankLine.Result>.choice), gives: .list(of: .bankLine)
    ) { call, id, page, result in
      let coalition = call.services
      let id: BankFileID = try coalition.id(id, otherwise: .bankFileNotFound)
      let last: Int64 = if case .integer(let number)? = page.after?.first { number } else { 0 }
      let lines = try await coalition.bankLines(
        of: id, result.map { [$0] } ?? BankLine.Result.allCases, after: Int(last), limit: page.rowsWanted,
        by: call.principal)
      return page.listing(lines.map { coalition.shown($0) }) { [.integer(Int64($0.number))] }
    }
  }

  static var assignBankLine: Operation {
    Operation(
      .post, "/v1/bank-files/{id}/lines/{number}/assign",
      "Say which settlement a line is the money of, where the bank's file does not",
      id: "assignBankLine", needs: .settle,
      refusals: [.bankFileNotFound, .settlementNotFound, .bankLineDiffers, .bankLineNotOpen, .operatorOnly],
      takes: .path("id", .id("bkf")), .path("number", .text(1...5)), .body("settlement", .id("stl")),
      gives: .bankLine
    ) { call, id, number, settlement in
      let coalition = call.services
      let id: BankFileID = try coalition.id(id, otherwise: .bankFileNotFound)
      guard let number = Int(number) else { throw Problem(.bankFileNotFound) }
      let settlement: SettlementID = try coalition.id(settlement, otherwise: .settlementNotFound)
      return coalition.shown(
        try await coalition.assignBankLine(number, of: id, to: settlement, by: call.principal))
    }
  }
}
