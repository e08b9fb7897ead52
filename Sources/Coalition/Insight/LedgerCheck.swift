internal import Foundation
package import Ledger
package import LedgerStore
internal import Storage

/// What the last proof of the ledger found.
package struct LedgerCheck: Sendable, Hashable {
  package let at: Instant
  package let transactions: Int64
  package let blocks: Int64
  /// The hash of the chain's end, 32 bytes.
  package let head: [UInt8]
  /// A sentence each; empty where everything agreed.
  package let faults: [String]
}

extension Coalition {
  /// Writes down what a proof of the ledger found, so that it is known after a restart, and who asked for it.
  package func recordLedgerCheck(_ found: Verification, by actor: Actor) async throws {
    let now = clock.now()
    let faults = found.faults.prefix(20).map { String($0.prefix(900)).replacing("\n", with: " ") }
      .joined(separator: "\n")
    try await database.write { tx in
      try tx.execute(
        """
        INSERT INTO ledger_check (id, checked_at, transactions, blocks, head, faults)
        VALUES (1, \(now), \(found.transactions), \(found.blocks), \(found.head.hash), \(faults))
        ON CONFLICT (id) DO UPDATE SET checked_at = excluded.checked_at,
          transactions = excluded.transactions, blocks = excluded.blocks, head = excluded.head,
          faults = excluded.faults
        """)
      try append(
        Change(
          action: "ledger.verify", subject: "ledger",
          after: found.isProven ? "proven: \(found.transactions)" : "faults: \(found.faults.count)"),
        by: actor, in: tx)
    }
  }

  /// What the last proof of the ledger found; nil before the first.
  /// - Throws: `AccessRefusal`.
  package func lastLedgerCheck(by principal: Principal) async throws -> LedgerCheck? {
    try principal.requireOperator(.reports)
    return try await database.read { tx in
      try tx.queryFirst(
        "SELECT checked_at, transactions, blocks, head, faults FROM ledger_check WHERE id = 1"
      ) { row in
        let faults: String = row[4]
        return LedgerCheck(
          at: row[0], transactions: row[1], blocks: row[2], head: row[3],
          faults: faults.split(separator: "\n").map(String.init))
      }
    }
  }
}
