internal import Ledger
internal import Storage

/// One transaction as the terminal's journal has it (批上送).
package struct TillUploadLine: Sendable, Hashable {
  package let trace: Int64
  /// The card's number; compared, never kept. Empty where the member showed a live code.
  package let card: String
  /// In minor units.
  package let amount: Int64

  package init(trace: Int64, card: String, amount: Int64) {
    self.trace = trace
    self.card = card
    self.amount = amount
  }
}

/// How a line of an upload and what was posted here compare.
package enum TillDifference: Int, Sendable, Hashable {
  case agrees = 3
  case unlike = 4
  case terminalOnly = 5
  case hereOnly = 6
}

/// How an upload ended.
package enum TillUploadEnd: Sendable, Hashable {
  /// So many lines differ.
  case compared(differences: Int)
  /// The terminal told of another number of lines than came: nothing was compared, it uploads again.
  case incomplete
}

extension Coalition {
  /// Keeps lines of a terminal's journal, whose batch did not balance; a line that comes again replaces
  /// itself.
  /// - Returns: false when no batch of that number waits for an upload.
  package func upload(
    _ lines: [TillUploadLine], batch number: Int64, of terminal: POSTerminal
  ) async throws -> Bool {
    try await database.write { tx in
      guard let batch = try tx.lastTillBatch(number, of: terminal.id) else { return false }
      // Once the end was said, the lines are what was compared.
      guard batch.state == .unbalanced else { return batch.state == .uploaded }
      let name = batch.settlement.batch
      for line in lines {
        let member =
          line.card.isEmpty ? TillComparison.unnamed : try tx.card(number: line.card)?.member ?? .none
        try tx.execute(
          """
          INSERT INTO pos_upload (terminal_id, generation, batch, trace, member_id, amount)
          VALUES (\(terminal.id), \(name.generation), \(name.number), \(line.trace), \(member),
            \(line.amount))
          ON CONFLICT (terminal_id, generation, batch, trace)
          DO UPDATE SET member_id = excluded.member_id, amount = excluded.amount
          """)
      }
      return true
    }
  }

  /// Ends an upload: compares line by line, and makes a case of each difference.
  ///
  /// Asked again, it answers what it answered then. A balanced batch has nothing to compare. A terminal that
  /// insists on a number of lines that did not come is believed the second time, so that every batch ends.
  /// - Parameter count: how many lines the terminal says it sent; nil where it says nothing.
  /// - Returns: nil when there is no such batch.
  package func endUpload(
    batch number: Int64, count: Int? = nil, of terminal: POSTerminal
  ) async throws -> TillUploadEnd? {
    try await projectTillItems()
    let now = clock.now()
    let day = settings.calendar.businessDay(of: now)
    let cache = posTerminalCache
    return try await database.write { tx -> TillUploadEnd? in
      guard let batch = try tx.lastTillBatch(number, of: terminal.id) else { return nil }
      guard batch.state == .unbalanced else { return .compared(differences: batch.differences) }
      let name = batch.settlement.batch
      let lines = try tx.uploadedLines(of: terminal.id, in: name)
      if let count, count != lines.count,
        !cache.insists(terminal.id, on: count, whileCame: lines.count, in: name)
      {
        return .incomplete
      }
      let items = try tx.tillItems(of: terminal.id, in: name)
      let differences = TillComparison.differences(lines, items)
      for difference in differences {
        try raiseCase(.difference(difference, terminal, name, on: day), in: tx)
      }
      try tx.execute(
        """
        UPDATE pos_batch SET state = 'uploaded', uploaded_at = \(now), differences = \(differences.count)
        WHERE terminal_id = \(terminal.id) AND generation = \(name.generation) AND batch = \(name.number)
        """)
      return .compared(differences: differences.count)
    }
  }
}

/// The two sides of a batch, line by line.
struct TillComparison {
  /// Stands in a row for a line that names no card.
  static let unnamed = MemberID(-1)

  struct Line: Hashable {
    let trace: Int64
    /// Nil where the line names no card; none for a card that we do not know.
    let member: MemberID?
    let amount: Int64

    func agrees(with item: TillItem) -> Bool {
      amount == item.amount && (member == nil || member == item.member)
    }
  }

  struct Difference: Hashable {
    let trace: Int64
    let kind: TillDifference
    let line: Line?
    let item: TillItem?

    /// Whether both name the same money of different people.
    var isCardUnlike: Bool {
      guard let line, let item else { return false }
      return line.amount == item.amount && !line.agrees(with: item)
    }
  }

  /// What does not agree, in the order of traces.
  static func differences(_ lines: [Line], _ items: [TillItem]) -> [Difference] {
    let standing = items.filter { $0.kind.side != nil && $0.undoneBy == nil }
    let posted = Dictionary(uniqueKeysWithValues: standing.map { ($0.reference.trace, $0) })
    let claimed = Dictionary(uniqueKeysWithValues: lines.map { ($0.trace, $0) })
    return Set(posted.keys).union(claimed.keys).sorted().compactMap { trace in
      let kind: TillDifference =
        switch (claimed[trace], posted[trace]) {
        case (let line?, let item?): line.agrees(with: item) ? .agrees : .unlike
        case (_?, nil): .terminalOnly
        case (nil, _): .hereOnly
        }
      if kind == .agrees { return nil }
      return Difference(trace: trace, kind: kind, line: claimed[trace], item: posted[trace])
    }
  }
}

extension Storage.Transaction {
  fileprivate func uploadedLines(
    of terminal: TerminalID, in batch: TillBatchName
  ) throws -> [TillComparison.Line] {
    try query(
      """
      SELECT trace, member_id, amount FROM pos_upload
      WHERE terminal_id = \(terminal) AND generation = \(batch.generation) AND batch = \(batch.number)
      """
    ) { row in
      let member: MemberID = row[1]
      return TillComparison.Line(
        trace: row[0], member: member == TillComparison.unnamed ? nil : member, amount: row[2])
    }
  }
}
