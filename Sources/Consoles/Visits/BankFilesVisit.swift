import Coalition
import HTTPTypes
import Hummingbird
import Ledger
import NIOCore

// Files of the bank in the operator's console.
extension OperatorConsole {
  private static let linesShown = 200

  var bankRoutes: [FaceRoute] {
    [
      (.get, "operator/bank-files", bankFiles), (.post, "operator/bank-files", sendBankFile),
      (.get, "operator/bank-files/:id", bankFile), (.get, "operator/bank-files/:id/file", bankFileContent),
      (.post, "operator/bank-files/:id/compare", compareBankFile),
      (.post, "operator/bank-files/:id/assign", assignBankLine),
    ]
  }

  func bankFiles(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in try await shownBankFiles(asked, visit) }
  }

  private func shownBankFiles(
    _ asked: Asked, _ visit: SignedInVisit, fault: String? = nil
  ) async throws -> Response {
    try visit.principal.requireOperator(.reports)
    let query = ListQuery(parsing: asked.query.items, filters: [], sorts: [])
    let rows = await visit.loaded {
      let after: BankFileID? = query.after.flatMap { coalition.publicIDs.id($0) }
      let page = try await coalition.bankFiles(
        PageRequest(limit: query.limit, after: after), by: visit.principal)
      let rows = page.items.map { BankFilesPage.Row($0, coalition.publicIDs) }
      return Batch(rows, next: page.hasMore ? rows.last?.id : nil)
    }
    let ages = await visit.loaded { try await coalition.bankDifferenceAges(by: visit.principal).counts }
    let page = BankFilesPage(
      query: query, files: rows, ages: ages, maySend: visit.principal.scopes.contains(.settle), fault: fault)
    return faces.page(page.render(visit.visit), status: fault == nil ? .ok : .conflict)
  }

  /// Keeps a file; nothing is compared by it, so nobody has to prove to be there yet.
  func sendBankFile(_ asked: Asked) async throws -> Response {
    // The file, and a little for what is around it.
    try await door.signedInUpload(asked, upTo: BankFile.mostBytes + 65_536, right: .settle) { visit, form in
      guard let file = form.file else {
        return try await shownBankFiles(asked, visit, fault: visit.words.bankFaultFile)
      }
      do {
        let sent = try await coalition.receiveBankFile(file.bytes, name: file.name, by: visit.principal)
        return faces.redirect(to: .bankFile(coalition.publicIDs.text(sent.id)))
      } catch let refusal as BankFileRefusal {
        return try await shownBankFiles(asked, visit, fault: refusal.text(visit.words))
      }
    }
  }

  private func bankFileID(_ asked: Asked) throws -> BankFileID {
    guard let id: BankFileID = coalition.publicIDs.id(asked.id) else { throw HTTPError(.notFound) }
    return id
  }

  func bankFile(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in try await shownBankFile(asked, visit) }
  }

  private func shownBankFile(
    _ asked: Asked, _ visit: SignedInVisit, typed: (line: String, settlement: String) = ("", ""),
    fault: String? = nil
  ) async throws -> Response {
    let (id, ids) = (try bankFileID(asked), coalition.publicIDs)
    let report: BankFileReport
    do { report = try await coalition.bankFile(id, by: visit.principal) } catch BankFileRefusal.fileNotFound {
      throw HTTPError(.notFound)
    }
    let isAll = asked.query["show"] == "all" || report.file.state == .received
    // What came back, and one person's word, wait for somebody as well.
    let results = isAll ? BankLine.Result.allCases : BankLine.Result.differences + [.returned, .noted]
    let after = Int(asked.query["after"] ?? "") ?? 0
    let lines = await visit.loaded {
      try await coalition.bankLines(
        of: id, results, after: after, limit: Self.linesShown + 1, by: visit.principal)
    }
    var next: Int?
    if case .loaded(let found) = lines, found.count > Self.linesShown {
      next = found[Self.linesShown - 1].number
    }
    var page = BankFilePage(
      row: BankFilesPage.Row(report.file, ids), sha256: report.file.sha256.hexDigits,
      statements: report.statements.map { BankFilePage.Statement($0) },
      counts: ShownBankResult.allCases.compactMap { result in
        BankLine.Result(rawValue: result.rawValue).flatMap { report.counts[$0] }.map { (result, Int64($0)) }
      },
      lines: lines.map { $0.prefix(Self.linesShown).map { BankFilePage.Line($0, ids) } }, next: next,
      isOfDifferences: !isAll, mayDecide: visit.principal.scopes.contains(.settle))
    (page.typed, page.fault) = (typed, fault)
    return faces.page(page.render(visit.visit), status: fault == nil ? .ok : .conflict)
  }

  func bankFileContent(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      let id = try bankFileID(asked)
      do {
        let file = try await coalition.bankFile(id, by: visit.principal).file
        let content = try await coalition.bankFileContent(id, by: visit.principal)
        let isXML = file.form == .camt
        // Never shown by the browser: it is somebody else's text.
        var headers: HTTPFields = [.contentType: "application/octet-stream"]
        headers[.contentDisposition] =
          "attachment; filename=\"\(coalition.publicIDs.text(id)).\(isXML ? "xml" : "csv")\""
        return Response(
          status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: content)))
      } catch BankFileRefusal.fileNotFound { throw HTTPError(.notFound) }
    }
  }

  func compareBankFile(_ asked: Asked) async throws -> Response {
    try await signedInForm(asked) { visit, _ in
      do {
        _ = try await coalition.compareBankFile(try bankFileID(asked), by: visit.principal)
        return faces.redirect(to: .bankFile(asked.id))
      } catch BankFileRefusal.fileNotFound { throw HTTPError(.notFound) }
    }
  }

  func assignBankLine(_ asked: Asked) async throws -> Response {
    try await signedInForm(asked) { visit, form in
      try visit.principal.requireOperator(.settle)
      let typed = (
        line: String((form["line"] ?? "").trimmed.prefix(5)),
        settlement: String((form["settlement"] ?? "").trimmed.prefix(32))
      )
      do {
        guard let settlement: SettlementID = coalition.publicIDs.id(typed.settlement),
          let line = Int(typed.line)
        else { throw BankFileRefusal.doesNotFit }
        _ = try await coalition.assignBankLine(
          line, of: try bankFileID(asked), to: settlement, by: visit.principal)
        return faces.redirect(to: .bankFile(asked.id))
      } catch let refusal as BankFileRefusal {
        return try await shownBankFile(asked, visit, typed: typed, fault: refusal.text(visit.words))
      } catch SettlementRefusal.notFound {
        return try await shownBankFile(asked, visit, typed: typed, fault: visit.words.bankFaultFit)
      }
    }
  }
}

extension BankFilesPage.Row {
  fileprivate init(_ file: BankFile, _ ids: PublicIDs) {
    self.init(
      id: ids.text(file.id), name: file.name, form: file.form == .camt ? "camt.053" : "CSV",
      isDone: file.state == .done, lines: Int64(file.lines), receivedAt: ShownTime(file.createdAt))
  }
}

extension BankFilePage.Statement {
  fileprivate init(_ statement: BankStatement) {
    let (first, last) = (ShownDay(statement.days.lowerBound), ShownDay(statement.days.upperBound))
    self.init(
      account: statement.account, days: first == last ? first.text : first.text + " \u{2013} " + last.text,
      opening: statement.opening.map { ShownMoney($0, statement.currency) },
      closing: statement.closing.map { ShownMoney($0, statement.currency) })
  }
}

extension BankFilePage.Line {
  fileprivate init(_ line: BankLine, _ ids: PublicIDs) {
    let entry = line.entry
    self.init(
      number: line.number, day: ShownDay(entry.day), money: ShownMoney(entry.amount, entry.currency),
      counterparty: entry.counterparty, reference: entry.reference.isEmpty ? entry.purpose : entry.reference,
      result: ShownBankResult(rawValue: line.result.rawValue) ?? .pending,
      settlement: line.settlement.isGiven ? ids.text(line.settlement) : nil,
      block: line.block.isGiven ? ids.text(line.block) : nil,
      caseID: line.caseID.map { ids.text($0) })
  }
}

extension BankFileRefusal {
  fileprivate func text(_ words: Words) -> String {
    switch self {
    case .malformed(let line, let reason):
      line > 0
        ? words.bankFaultLine(line: String(line), why: reason.text(words))
        : words.bankFaultWhole(why: reason.text(words))
    case .wrongName: words.bankFaultName
    case .fileNotFound, .lineNotOpen: words.bankFaultDone
    case .doesNotFit: words.bankFaultFit
    }
  }
}

extension BankFileRefusal.Reason {
  fileprivate func text(_ words: Words) -> String {
    switch self {
    case .size: words.bankWhySize
    case .encoding: words.bankWhyEncoding
    case .xml: words.bankWhyXml
    case .notStatement: words.bankWhyStatement
    case .csv: words.bankWhyCsv
    case .tooManyLines: words.bankWhyMany
    case .account: words.bankWhyAccount
    case .currency: words.bankWhyCurrency
    case .amount: words.bankWhyAmount
    case .direction: words.bankWhyDirection
    case .day: words.bankWhyDay
    case .sums: words.bankWhySums
    }
  }
}
