import Coalition
import HTTPTypes
import Ledger

extension Operation<Coalition> {
  static var readPOSTotals: Operation {
    Operation(
      .get, "/v1/terminals/{id}/pos/totals",
      "Read what a terminal did on a business day, by kind; what was reversed does not count",
      id: "readPOSTotals", needs: .readTransactions, refusals: [.posTerminalNotFound],
      takes: .path("id", .id("trm")), .query("day", optional: .day), gives: .posTotals
    ) { call, id, day in
      let coalition = call.services
      let id: TerminalID = try coalition.id(id, otherwise: .posTerminalNotFound)
      let day =
        day.map { BusinessDay(daysSince1970: Int32(clamping: $0)) }
        ?? coalition.settings.calendar.businessDay(of: Instant(microseconds: call.now))
      return coalition.shown(
        POSDay(terminal: id, day: day, totals: try await coalition.tillDay(day, of: id, by: call.principal)))
    }
  }

  static var listPOSBatches: Operation {
    Operation(
      .get, "/v1/terminals/{id}/pos/batches", "List a terminal's settled batches, the latest first",
      id: "listPOSBatches", needs: .readTransactions, refusals: [.posTerminalNotFound],
      takes: .path("id", .id("trm")), .page(), gives: .list(of: .posBatch)
    ) { call, id, page in
      let coalition = call.services
      let id: TerminalID = try coalition.id(id, otherwise: .posTerminalNotFound)
      let found = try await coalition.tillBatches(
        of: id, before: page.batch, limit: page.rowsWanted, by: call.principal)
      return page.listing(found.map { coalition.shown($0) }) { batch in
        [.integer(batch.settlement.batch.generation), .integer(batch.settlement.batch.number)]
      }
    }
  }
}

/// What a terminal did on a day.
struct POSDay: Sendable {
  let terminal: TerminalID
  let day: BusinessDay
  let totals: [TillDayTotal]
}

extension PageQuery {
  /// The batch with which the page before ended.
  fileprivate var batch: TillBatchName? {
    guard case .integer(let generation)? = after?.first, case .integer(let number)? = after?.last else {
      return nil
    }
    return TillBatchName(generation: generation, number: number)
  }
}

extension Schema<Shown<POSDay>> {
  fileprivate static var posTotals: Schema {
    .reply(
      "POSTotals",
      .constant("object", "pos_totals"),
      .always("terminal", .id("trm")) { $0.ids.text($0.terminal) },
      .always("day", .day) { Int64($0.day.daysSince1970) },
      .always("kinds", .array(of: .dayTotal, 0...TillKind.allCases.count)) { $0.totals })
  }
}

extension Schema<TillDayTotal> {
  fileprivate static var dayTotal: Schema {
    .reply(
      "POSDayTotal",
      .always("kind", .tillKind) { $0.kind },
      .always("count", .integer()) { $0.count },
      .always("amount", Schema<Int64>.integer(Int.min...Int.max).described("Money in its smallest unit.")) {
        $0.amount
      },
      .always("points", .points(Int.min...Int.max)) { $0.points.units })
  }
}

extension Schema<Shown<TillBatch>> {
  fileprivate static var posBatch: Schema {
    .reply(
      "POSBatch",
      .constant("object", "pos_batch"),
      .always("terminal", .id("trm")) { $0.text($0.terminal) },
      .always("batch", .batchNumber) { $0.settlement.batch.number },
      .always("generation", Schema<Int64>.integer().described("How often batch numbers began again.")) {
        $0.settlement.batch.generation
      },
      .always("state", Schema<TillBatch.State>.choice) { $0.state },
      .always("claimed", .batchTotals) { $0.settlement.claimed },
      .always("counted", .batchTotals) { $0.settlement.counted },
      .always("differences", Schema<Int>.count(0...Int.max).described("Cases that came of the upload.")) {
        $0.differences
      },
      .always("settled_at", .timestamp) { $0.settledAt.microseconds })
  }
}

extension Schema<TillTotals> {
  fileprivate static var batchTotals: Schema {
    .reply(
      "POSBatchTotals",
      .always("debit", .batchSide) { $0.debit },
      .always("credit", .batchSide) { $0.credit })
  }
}

extension Schema<TillTotals.Side> {
  fileprivate static var batchSide: Schema {
    .reply(
      "POSBatchSide",
      .always("amount", Schema<Int64>.integer(Int.min...Int.max).described("Money in its smallest unit.")) {
        $0.amount
      },
      .always("count", .integer()) { $0.count },
      .always(
        "points", Schema<Int64>.points(Int.min...Int.max).described("Counted here; terminals claim none.")
      ) {
        $0.points.units
      })
  }
}
