internal import Ledger
internal import Storage

/// What is nothing but a sum over the journal, so that it can be forgotten and made again.
package enum Rebuildable: String, CaseIterable, Sendable {
  case totals = "daily_totals"
  case merchantBooks = "merchant_books"
  /// What counts for levels; where members stand is kept.
  case tiers

  var projection: Projection {
    switch self {
    case .totals: .totals
    case .merchantBooks: .merchantBooks
    case .tiers: .tiers
    }
  }

  fileprivate var tables: [String] {
    switch self {
    case .totals: ["daily_total", "running_total"]
    case .merchantBooks: ["store_day", "store_member"]
    case .tiers: ["qualifying_day", "qualifying_purchase", "qualifying_return", "qualifying_heir"]
    }
  }
}

extension Coalition {
  /// Forgets a projection; the jobs make it again from the journal, a stretch a run, while the platform goes
  /// on. Until they are done, what it shows is too little.
  /// - Throws: `AccessRefusal`.
  package func rebuild(_ what: Rebuildable, by principal: Principal) async throws {
    try principal.requireOperator(.settings)
    try principal.requireConfirmed(at: clock.now())
    try await database.write { tx in
      try tx.forget(what)
      try append(
        Change(action: "projection.rebuild", subject: "projection/\(what.rawValue)"), by: principal.actor,
        in: tx)
    }
    await followTurns.forget(what.projection)
  }

  /// Forgets a projection and makes it again from the journal before it returns; the platform's own.
  package func rebuildNow(_ what: Rebuildable) async throws {
    try await rebuild(what, by: .system)
    _ = try await follow([what.projection])
  }
}

extension Storage.Transaction {
  fileprivate func forget(_ what: Rebuildable) throws {
    for table in what.tables { try execute("DELETE FROM \(identifier: table)") }
    try execute("UPDATE projection SET through = 0 WHERE name = \(what.rawValue)")
  }
}
