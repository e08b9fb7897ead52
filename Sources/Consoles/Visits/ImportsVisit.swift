import Coalition
import HTTPTypes
import Hummingbird
import Ledger
import NIOCore

// Files of past purchases in the operator's console.
extension OperatorConsole {
  private static let megabytes = Coalition.importBytes >> 20
  private static let faultsShown = 100
  /// The most refused rows that are given as a file: as many as a file can have.
  private static let faultsTaken = 1_000_000

  var importRoutes: [FaceRoute] {
    [
      (.get, "operator/imports", imports), (.post, "operator/imports", sendImport),
      (.get, "operator/imports/:id", importDetail),
      (.get, "operator/imports/:id/faults.csv", importFaultsFile),
      (.post, "operator/imports/:id/propose", proposeImport),
      (.post, "operator/imports/:id/withdraw", withdrawImport),
    ]
  }

  func imports(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      try visit.principal.requireOperator([.earn, .writeMembers])
      return try await shownImports(asked, visit, [:])
    }
  }

  private func shownImports(
    _ asked: Asked, _ visit: SignedInVisit, _ typed: [String: String], fault: String? = nil
  ) async throws -> Response {
    let query = ListQuery(parsing: asked.query.items, filters: [], sorts: [])
    let rows = await visit.loaded {
      let after: ImportFileID? = query.after.flatMap { coalition.publicIDs.id($0) }
      let page = try await coalition.importFiles(
        PageRequest(limit: query.limit, after: after), by: visit.principal)
      let naming = try await naming(of: page.items, visit)
      let rows = page.items.map { ImportsPage.Row($0, naming) }
      return Batch(rows, next: page.hasMore ? rows.last?.id : nil)
    }
    var page = ImportsPage(query: query, files: rows, most: Self.megabytes)
    page.merchant = typed["merchant"] ?? ""
    page.program = typed["program"] ?? ""
    page.joinsKnown = typed["join"] == "1"
    page.fault = fault
    return faces.page(page.render(visit.visit), status: fault == nil ? .ok : .conflict)
  }

  private func naming(of files: [ImportFile], _ visit: SignedInVisit) async throws -> Naming {
    var question = NameQuestion()
    for file in files {
      question.merchants.insert(file.merchant)
      question.programs.insert(file.asset)
      question.operators.insert(file.user)
    }
    return Naming(try await coalition.names(question, by: visit.principal), visit, coalition)
  }

  func sendImport(_ asked: Asked) async throws -> Response {
    // The file, and a little for what is around it.
    let most = Coalition.importBytes + 65_536
    return try await door.signedInUpload(asked, upTo: most, right: [.earn, .writeMembers]) { visit, form in
      let words = visit.words
      var typed: [String: String] = [:]
      for name in ["merchant", "program", "join"] {
        typed[name] = String((form.fields[name] ?? "").prefix(32))
      }
      func refused(_ text: String) async throws -> Response {
        try await shownImports(asked, visit, typed, fault: text)
      }
      guard let merchant = try await merchant(named: typed["merchant"] ?? "", visit) else {
        return try await refused(words.importFaultMerchant)
      }
      guard let file = form.file else { return try await refused(words.importFaultFile) }
      do {
        let program = try await coalition.program(code: typed["program"] ?? "")
        let sent = try await coalition.uploadImport(
          ImportDraft(
            merchant: merchant, asset: program.asset, name: file.name, bytes: file.bytes,
            joinsKnown: form.fields["join"] == "1"), by: visit.principal)
        return faces.redirect(to: .imports.appending(coalition.publicIDs.text(sent.id)))
      } catch is ProgramRefusal {
        return try await refused(words.importFaultProgram)
      } catch is MerchantRefusal {
        return try await refused(words.importFaultMerchant)
      } catch let refusal as ImportRefusal {
        return try await refused(refusal.text(words))
      }
    }
  }

  func importDetail(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in try await shownImport(asked, visit) }
  }

  private func importID(_ asked: Asked) throws -> ImportFileID {
    guard let id: ImportFileID = coalition.publicIDs.id(asked.id) else { throw HTTPError(.notFound) }
    return id
  }

  private func shownImport(
    _ asked: Asked, _ visit: SignedInVisit, fault: String? = nil
  ) async throws -> Response {
    let id = try importID(asked)
    do {
      let file = try await coalition.importFile(id, by: visit.principal)
      let faults = try await coalition.importFaults(of: id, limit: Self.faultsShown, by: visit.principal)
      let naming = try await naming(of: [file], visit)
      let isOwn = visit.principal.actor.kind == .user && OperatorID(visit.principal.actor.id) == file.user
      var page = ImportPage(
        row: ImportsPage.Row(file, naming), sha256: file.sha256, joinsKnown: file.joinsKnown,
        check: ImportPage.Counts(file.check, of: file, naming), newMembers: Int64(file.newMembers),
        run: file.state == .running || file.state == .done || file.run.rows > 0
          ? ImportPage.Counts(file.run, of: file, naming) : nil,
        failure: file.failure?.text(visit.words) ?? "",
        approval: file.approval.map { coalition.publicIDs.text($0) },
        isRemoved: file.removedAt != nil, isOwn: isOwn,
        faults: faults.sorted { $0.line < $1.line }.map {
          .init(line: Int64($0.line), column: $0.column, reason: $0.text(visit.words))
        }, mostFaults: Self.faultsShown)
      page.fault = fault
      return faces.page(page.render(visit.visit), status: fault == nil ? .ok : .conflict)
    } catch ImportRefusal.importNotFound { throw HTTPError(.notFound) }
  }

  func importFaultsFile(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      let id = try importID(asked)
      do {
        let faults = try await coalition.importFaults(of: id, limit: Self.faultsTaken, by: visit.principal)
        let words = visit.words
        return faces.file(
          "import-faults.csv", [words.importLine, words.importColumn, words.commonReason]
        ) { _ in
          Batch(faults.map { [.number(String($0.line)), .text($0.column), .text($0.text(words))] })
        }
      } catch ImportRefusal.importNotFound { throw HTTPError(.notFound) }
    }
  }

  func proposeImport(_ asked: Asked) async throws -> Response {
    try await signedInForm(asked) { visit, form in
      let id = try importID(asked)
      do {
        let approval = try await coalition.proposeImport(
          id, reason: form["reason"] ?? "", by: visit.principal)
        let link = Link.approval(coalition.publicIDs.text(approval.id))
        return faces.redirect(to: link.query([("said", "proposed")]))
      } catch let refusal as ApprovalRefusal {
        return try await shownImport(asked, visit, fault: refusal.text(visit.words))
      } catch ImportRefusal.importNotFound { throw HTTPError(.notFound) } catch let refusal as ImportRefusal {
        return try await shownImport(asked, visit, fault: refusal.text(visit.words))
      }
    }
  }

  func withdrawImport(_ asked: Asked) async throws -> Response {
    try await signedInForm(asked) { visit, _ in
      let id = try importID(asked)
      do {
        try await coalition.withdrawImport(id, by: visit.principal)
        return faces.redirect(to: .imports.appending(asked.id))
      } catch ImportRefusal.importNotFound { throw HTTPError(.notFound) } catch let refusal as ImportRefusal {
        return try await shownImport(asked, visit, fault: refusal.text(visit.words))
      }
    }
  }
}

extension ImportsPage.Row {
  fileprivate init(_ file: ImportFile, _ naming: Naming) {
    self.init(
      id: naming.publicIDs.text(file.id), name: file.name,
      merchant: naming.merchant(file.merchant) ?? naming.words.commonNone,
      program: naming.program(file.asset), isOfMembers: file.kind == .members,
      state: ShownImport(rawValue: file.state.rawValue) ?? .uploaded,
      rows: Int64(file.check.rows), who: naming.book.operators[file.user] ?? naming.words.commonNone,
      at: ShownTime(file.createdAt))
  }
}

extension ImportPage.Counts {
  fileprivate init(_ counts: ImportFile.Counts, of file: ImportFile, _ naming: Naming) {
    self.init(
      rows: Int64(counts.rows), accepted: Int64(counts.accepted), nothing: Int64(counts.nothing),
      doubled: Int64(counts.doubled), refused: Int64(counts.refused),
      points: naming.points(Points(counts.points), of: file.asset))
  }
}

extension ImportRefusal {
  fileprivate func text(_ words: Words) -> String {
    switch self {
    case .importNotFound, .notNow: words.importFaultState
    case .notTheSender: words.importFaultSender
    case .nothingToImport: words.importFaultNothing
    case .wrongSize(let limit): words.importFaultSize(limit: words.number(Int64(limit >> 20)))
    case .wrongName: words.importFaultName
    case .tooMany(let limit): words.importFaultMany(limit: words.number(Int64(limit)))
    case .noFolder: words.exportNoFolder
    }
  }
}

extension PurchasesProposal {
  func sentence(_ merchant: String, _ words: Words) -> String {
    file?.members == nil
      ? words.approvalPurchases(merchant: merchant) : words.approvalMembers(merchant: merchant)
  }

  /// Whose purchases, and of which file.
  func parties(_ naming: Naming) -> [(name: String, value: String, link: Link?)] {
    let words = naming.words
    var parties: [(name: String, value: String, link: Link?)] = [
      (words.commonMerchant, naming.merchant(MerchantID(merchant)) ?? words.commonNone, nil)
    ]
    guard let file else { return parties }
    let asset = AssetID(file.asset)
    parties += [
      (words.commonProgram, naming.program(asset), nil),
      (words.importFile, file.name, nil),
      ("SHA-256", file.sha256, nil),
      (words.importAccepted, words.number(Int64(file.accepted)), nil),
      (words.importPoints, words.points(naming.points(Points(file.points), of: asset)), nil),
    ]
    if let members = file.members {
      parties += [
        (words.importNewMembers, words.number(Int64(members.new)), nil),
        (words.importJoining, members.joinsKnown ? words.importJoined : words.importNotJoined, nil),
      ]
    }
    return parties
  }
}
