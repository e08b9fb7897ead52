internal import Crypto
internal import Ledger

/// What a settlement's statement is, signed with the platform's key, so that a file can be proved years later
/// by whoever has it, without asking us.
package struct StatementManifest: Sendable {
  package let settlement: Settlement
  /// Of the statement's bytes, 32.
  package let sha256: [UInt8]
  package let size: Int64
  /// The exact text that is signed: lines of a name, a space and a value, each ended by a line feed.
  package let signed: String
  /// Ed25519 over the text's UTF-8, 64 bytes.
  package let signature: [UInt8]
  /// The name of the key, as `GET /v1/reply-key` gives it.
  package let keyName: String
}

extension Coalition {
  /// Reads a settlement's statement or a cut of it once, and signs what it is.
  /// - Throws: as ``statement(of:_:by:)``.
  package func statementManifest(
    of id: SettlementID, _ cut: StatementCut = .whole, by principal: Principal
  ) async throws -> StatementManifest {
    let statement = try await statement(of: id, cut, by: principal)
    var hash = SHA256()
    var size: Int64 = 0
    for try await piece in statement {
      hash.update(data: piece)
      size += Int64(piece.count)
    }
    let digest = Array(hash.finalize())
    let text = signedText(statement, digest, size)
    return StatementManifest(
      settlement: statement.settlement, sha256: digest, size: size, signed: text,
      signature: [UInt8](try replyKey.privateKey.signature(for: Array(text.utf8))), keyName: replyKey.name)
  }

  private func signedText(
    _ statement: SettlementStatement, _ digest: [UInt8], _ size: Int64
  ) -> String {
    let settlement = statement.settlement
    var lines: [(String, String)] = [
      ("tongbao-settlement-statement", "1"), ("settlement", publicIDs.text(settlement.id)),
      ("merchant", publicIDs.text(settlement.merchant)), ("program", publicIDs.text(settlement.asset)),
      ("first-day", settlement.days.lowerBound.isoDate), ("last-day", settlement.days.upperBound.isoDate),
    ]
    let cut = statement.cut
    if let day = cut.day { lines.append(("cut-day", day.isoDate)) }
    if let store = cut.store {
      lines.append(("cut-store", store.isGiven ? publicIDs.text(store) : "none"))
    }
    lines += [
      ("sha256", digest.hexDigits), ("bytes", String(size)), ("lines", String(statement.figures.lines)),
      ("currency", settlement.currency),
    ]
    // In the currency's smallest unit.
    lines += statement.told.map { ($0.name, String($0.money)) }
    if let closed = statement.closed {
      lines += [("ledger-block", String(closed.block)), ("ledger-head", closed.head.hexDigits)]
    }
    return lines.map { "\($0.0) \($0.1)\n" }.joined()
  }
}
