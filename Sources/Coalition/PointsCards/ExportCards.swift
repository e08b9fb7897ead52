internal import CArgon2
internal import Crypto
internal import Foundation
package import Ledger
internal import Loyalty
internal import Storage

extension Coalition {
  /// Hands out a batch's codes, enciphered with a passphrase, once: with it the seed is gone, and nothing
  /// here can tell a code again. What was lost on the way is made good by another batch, since nothing stands
  /// on cards that were not sold.
  ///
  /// The file is a line of JSON and what it says how to open: docs/guide/points-cards.md.
  /// - Throws: `AccessRefusal`, ``PointsCardRefusal``.
  package func exportPointsCards(
    _ id: PointsCardBatchID, passphrase: String, by principal: Principal
  ) async throws -> [UInt8] {
    try principal.requireOperator(.writePrograms)
    try principal.requireConfirmed(at: clock.now())
    guard 12...128 ~= passphrase.unicodeScalars.count, Set(passphrase).count >= 6 else {
      throw PointsCardRefusal.passphraseTooWeak
    }
    let found = try await database.read { tx in
      try tx.queryFirst(
        "SELECT \(PointsCardBatch.columns), sealed_seed FROM points_card_batch WHERE id = \(id)"
      ) { (PointsCardBatch($0), $0[12] as [UInt8]) }
    }
    guard let (batch, sealed) = found else { throw PointsCardRefusal.batchNotFound }
    if batch.exportedAt != nil { throw PointsCardRefusal.exportedBefore }
    guard batch.state == .ready else { throw PointsCardRefusal.batchState(batch.state) }
    let seed = try cardVault.opened(sealed, of: id)
    let header = CardFileHeader(batch: publicIDs.text(id), salt: ids.bytes(16), nonce: ids.bytes(12))
    let calendar = settings.calendar
    let file = await passwordGate.run { header.file(batch.codes(seed, calendar), passphrase) }
    guard let file else { throw DatabaseError(.other, "the codes could not be enciphered") }
    let now = clock.now()
    try await database.write { tx in
      let moved = try tx.execute(
        """
        UPDATE points_card_batch SET exported_at = \(now), sealed_seed = \([UInt8]())
        WHERE id = \(id) AND exported_at = 0 AND state = 'ready'
        """)
      guard moved == 1 else { throw PointsCardRefusal.exportedBefore }
      try append(
        Change(
          action: "points_cards.export", subject: "points_cards/\(id.rawValue)",
          after: "\(batch.count) codes"),
        by: principal.actor, in: tx)
    }
    return file
  }
}

extension PointsCardBatch {
  /// A line a card, some 40 bytes: what is kept in memory is bounded by ``mostCards``.
  fileprivate func codes(_ seed: SymmetricKey, _ calendar: BusinessCalendar) -> [UInt8] {
    var lines = Array("serial,code,points,valid_until\r\n".utf8)
    lines.reserveCapacity(count * 48)
    let end = "\(calendar.zone.date(at: validUntil.adding(seconds: -1)))"
    for serial in 1...count {
      let code = CardCode(serial: serial, seed: seed).grouped
      lines += Array("\(serial),\(code),\(points.units),\(end)\r\n".utf8)
    }
    return lines
  }
}

/// What stands before the enciphered codes, in clear and sealed along.
private struct CardFileHeader {
  let batch: String
  let salt: [UInt8]
  let nonce: [UInt8]

  /// RFC 9106's second recommended option: 64 MiB, three passes.
  private static let memoryKiB: UInt32 = 65_536
  private static let passes: UInt32 = 3

  private var line: String {
    #"{"format":"tongbao-points-cards-1","batch":"\#(batch)","kdf":"argon2id","#
      + #""memory_kib":\#(Self.memoryKiB),"passes":\#(Self.passes),"lanes":1,"salt":"\#(salt.hexDigits)","#
      + #""cipher":"aes-256-gcm","nonce":"\#(nonce.hexDigits)"}"#
  }

  /// Nil where memory is short. Some 150 ms.
  func file(_ codes: [UInt8], _ passphrase: String) -> [UInt8]? {
    let secret = Array(passphrase.utf8)
    var key = [UInt8](repeating: 0, count: 32)
    let status = argon2id_hash_raw(
      Self.passes, Self.memoryKiB, 1, secret, secret.count, salt, salt.count, &key, key.count)
    guard status == ARGON2_OK.rawValue else { return nil }
    let head = Array(line.utf8)
    // A nonce of 12 bytes cannot be refused.
    guard let nonce = try? AES.GCM.Nonce(data: nonce),
      // Nor can a key of 32.
      let box = try? AES.GCM.seal(
        codes, using: SymmetricKey(data: key), nonce: nonce, authenticating: head)
    else { return nil }
    return head + [0x0A] + [UInt8](box.ciphertext) + [UInt8](box.tag)
  }
}
