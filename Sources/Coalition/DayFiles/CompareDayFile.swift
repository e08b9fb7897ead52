internal import Ledger
internal import LedgerStore
internal import Loyalty
internal import Storage

/// What a line came to, before it is written.
private struct Verdict: Sendable {
  var result: DayFile.Result
  var fault = ""
  var transaction: Ledger.Transaction?
}

extension Coalition {
  /// How many lines are compared at a time.
  static let dayFilePage = 500
  /// The oldest offline earn that is booked from a file, in business days.
  static let offlineDays: Int32 = 3

  /// Compares files that came, oldest first, and gives how many lines were looked at.
  func compareDayFiles(_ job: Job, for holder: Int64) async throws -> Int {
    try await forgetAbandonedUploads()
    var done = job.done
    while true {
      let next = try await database.read { tx in
        try tx.queryFirst(DayFile.select + "WHERE state = 'received' ORDER BY id LIMIT 1") { DayFile($0) }
      }
      guard let file = next else { return done }
      while let lines = try await comparePage(of: file.id) {
        done += lines
        guard try await keep(job.name, for: holder, at: 0, done: done) else {
          throw LostLease(name: job.name)
        }
      }
      if file.isLast { try await listMissingThere(file) }
      try await finish(file)
    }
  }

  /// Compares the next lines of a file; nil when there are none left.
  private func comparePage(of id: DayFileID) async throws -> Int? {
    guard let file = try await database.read({ try $0.dayFile(id) }) else { return nil }
    let lines = try await database.read { tx in
      try tx.query(
        DayFileLine.select + """
          WHERE file_id = \(id) AND number > \(file.position) AND number <= \(DayFileLine.missingThereFrom)
          ORDER BY number LIMIT \(Self.dayFilePage)
          """
      ) { DayFileLine($0) }
    }
    guard let last = lines.last else { return nil }
    var verdicts: [Verdict] = []
    for line in lines { verdicts.append(try await verdict(on: line, of: file)) }
    try await post(lines, &verdicts, of: file)
    let judged = verdicts
    try await database.write { tx in
      for (line, verdict) in zip(lines, judged) { try write(verdict, on: line, of: file, in: tx) }
      try tx.execute("UPDATE day_file SET position = \(last.number) WHERE id = \(id)")
    }
    return lines.count
  }

  private func verdict(on line: DayFileLine, of file: DayFile) async throws -> Verdict {
    if line.result == .invalid { return Verdict(result: .invalid, fault: line.fault) }
    guard let found = try await transaction(of: line.entry, file) else {
      return Verdict(result: line.entry.isPosting ? .pending : .missingHere)
    }
    if let refusal = found.refusal {
      return Verdict(result: .missingHere, fault: "declined \(refusal)".beginning(100), transaction: found)
    }
    let entry = line.entry
    let amount = Particulars(packed: found.context.explanation)?.explanation?.base
    let isSame =
      found.kind == DayFileEntry.kinds[entry.kind] && (entry.points.map { $0 == found.amount } ?? true)
      && (amount == nil || entry.minorUnits == nil || amount == entry.minorUnits)
    if !isSame { return Verdict(result: .amountDiffers, transaction: found) }
    // Booked from this file, by a run that a crash interrupted.
    let isOurs = entry.isPosting && found.context.channel == .merchantSystem
    return Verdict(result: isOurs ? .posted : .agreed, transaction: found)
  }

  /// The transaction that a line means: by its key, else by its reference on the day or beside it.
  private func transaction(of entry: DayFileEntry, _ file: DayFile) async throws -> Ledger.Transaction? {
    if !entry.key.isEmpty {
      return try await ledger.transaction(
        for: try IdempotencyKey(entry.key, tenant: file.merchant.rawValue))
    }
    var query = TransactionQuery()
    query.merchant = file.merchant
    query.reference = entry.reference
    query.kinds = DayFileEntry.kinds[entry.kind].map { [$0] } ?? []
    let day = file.day.daysSince1970
    query.days = BusinessDay(daysSince1970: day - 1)...BusinessDay(daysSince1970: day + 1)
    query.limit = 10
    let found = try await ledger.search(query)
    return found.first { $0.amount == entry.points } ?? found.first
  }

  /// Books the page's offline earns that the ledger does not have, each under the line's key.
  private func post(_ lines: [DayFileLine], _ verdicts: inout [Verdict], of file: DayFile) async throws {
    var orders: [KeyedOrder] = []
    var places: [Int] = []
    for (place, line) in lines.enumerated() where verdicts[place].result == .pending {
      if let fault = faultOfPosting(line.entry, file) {
        verdicts[place] = Verdict(result: .notPosted, fault: fault)
      } else {
        orders.append(KeyedOrder(earn(line.entry, file), key: line.entry.key))
        places.append(place)
      }
    }
    let uploader = Principal(
      kind: .merchant, merchant: file.merchant, scopes: .earn, actor: file.uploader)
    for (place, outcome) in zip(places, try await batch(orders, by: uploader)) {
      switch outcome {
      case .success(let receipt):
        verdicts[place] = Verdict(result: .posted, transaction: receipt.transaction)
      case .failure(let refusal as OrderRefusal) where refusal == .busy || refusal == .outcomeUnknown:
        throw refusal
      case .failure(let error):
        verdicts[place] = Verdict(result: .notPosted, fault: "refused \(Self.name(of: error))")
      }
    }
  }

  /// The bare name of a refusal, without what it carries.
  private static func name(of error: any Error) -> String {
    if case OrderRefusal.declined(let decline) = error { return "\(decline.refusal)" }
    return String("\(error)".prefix { $0 != "(" }.prefix(80))
  }

  /// Why an offline earn cannot be booked; nil when it may be tried.
  private func faultOfPosting(_ entry: DayFileEntry, _ file: DayFile) -> String? {
    if !file.mayEarn { return "scope" }
    guard !entry.key.isEmpty else { return "key" }
    guard !entry.member.isEmpty else { return "member" }
    guard let occurredAt = entry.occurredAt else { return "occurred_at" }
    let now = clock.now()
    let age =
      settings.calendar.businessDay(of: now).daysSince1970
      - settings.calendar.businessDay(of: occurredAt).daysSince1970
    if occurredAt > now.adding(seconds: 300) { return "in the future" }
    return age > Self.offlineDays ? "too old" : nil
  }

  private func earn(_ entry: DayFileEntry, _ file: DayFile) -> Order {
    let occasion = Occasion(
      .merchantSystem, reference: entry.reference, occurredAt: entry.occurredAt)
    let value: EarnOrder.Value =
      if let amount = entry.minorUnits {
        .purchase(Money(minorUnits: amount, currency: file.currency))
      } else { .points(entry.points ?? 0) }
    return .earn(EarnOrder(member: member(entry.member), value, occasion: occasion))
  }

  private func member(_ text: String) -> MemberClaim {
    if let id = publicIDs.id(text, as: Identified.Member.self) { return .id(id) }
    // Card numbers have 16 digits and more, phone numbers 15 at most.
    return text.isDigits && text.utf8.count >= 16 ? .card(text) : .phone(text)
  }

  private func write(
    _ verdict: Verdict, on line: DayFileLine, of file: DayFile, in tx: any Storage.Transaction
  ) throws {
    var verdict = verdict
    if let transaction = verdict.transaction, verdict.result != .missingHere {
      let isNamed = try tx.isNamed(transaction.id, beside: line.number, of: file)
      if isNamed { verdict = Verdict(result: .duplicated, transaction: transaction) }
    }
    let found = verdict.transaction
    let amount = found.flatMap { Particulars(packed: $0.context.explanation)?.explanation?.base }
    let ours = AcquiringCase.Side(
      points: found?.amount, minorUnits: amount, reference: found?.context.reference ?? "")
    var raised: CaseID?
    if let kind = verdict.result.caseKind {
      let name = line.entry.key.isEmpty ? "r \(line.entry.reference)" : "k \(line.entry.key)"
      raised = try raiseCase(
        CaseDraft(
          kind, from: .dayFile,
          subjectKey: "\(file.merchant.rawValue) \(kind.rawValue) \(name)",
          channel: .merchantSystem, merchant: file.merchant, store: found?.context.store ?? .none,
          terminal: found?.context.terminal ?? .none, member: found?.subject.member ?? .none,
          asset: found?.subject.asset ?? .none, day: file.day, transaction: found?.id ?? .none, ours: ours,
          theirs: line.entry.side,
          reason: CaseReason(
            .dayFileLine, file.day.isoDate, "\(file.sequence)", "\(line.number)", verdict.fault)),
        in: tx
      ).id
    }
    try tx.execute(
      """
      UPDATE day_file_line SET state = \(verdict.result), fault = \(verdict.fault),
        transaction_id = \(found?.id ?? TransactionID.none), our_points = \(found?.amount),
        our_amount = \(amount), case_id = \(raised), member = ''
      WHERE file_id = \(file.id) AND number = \(line.number)
      """)
  }

  private func finish(_ file: DayFile) async throws {
    let now = clock.now()
    try await database.write { tx in
      try tx.execute(
        """
        UPDATE day_file SET state = 'done', finished_at = \(now) WHERE id = \(file.id) AND state = 'received'
        """)
      try append(
        Change(action: "day_file.compare", subject: "day_file/\(file.id.rawValue)"), by: .system, in: tx)
    }
  }

  /// Takes away what an hour ago began to come in and never ended.
  private func forgetAbandonedUploads() async throws {
    let before = clock.now().adding(seconds: -3_600)
    let abandoned = try await database.read { tx in
      try tx.query(
        "SELECT id FROM day_file WHERE state = 'receiving' AND created_at < \(before) ORDER BY id LIMIT 100"
      ) { $0[0] as DayFileID }
    }
    for id in abandoned { try await database.write { tx in try tx.forgetUpload(id) } }
  }
}

extension DayFileEntry {
  fileprivate var side: AcquiringCase.Side {
    AcquiringCase.Side(points: points, minorUnits: minorUnits, reference: reference)
  }
}

extension DayFile.Result {
  /// The case that such a line opens; nil for one that agrees or cannot be read.
  fileprivate var caseKind: AcquiringCase.Kind? {
    switch self {
    case .amountDiffers: .amountDiffers
    case .missingHere: .missingHere
    case .missingThere: .missingThere
    case .duplicated: .duplicated
    case .notPosted: .adviceNotPosted
    case .pending, .agreed, .posted, .invalid: nil
    }
  }
}

extension Storage.Transaction {
  /// Whether an earlier line of this merchant's, of any file, names the transaction.
  fileprivate func isNamed(_ id: TransactionID, beside number: Int, of file: DayFile) throws -> Bool {
    try queryFirst(
      """
      SELECT 1 FROM day_file_line
      WHERE merchant_id = \(file.merchant) AND transaction_id = \(id)
        AND state IN ('agreed', 'posted', 'amount_differs')
        AND NOT (file_id = \(file.id) AND number = \(number))
      """
    ) { $0.count } != nil
  }
}
