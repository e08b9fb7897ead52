internal import Crypto
internal import Foundation
package import Ledger
internal import Storage

/// A file as somebody sends it.
package struct ImportDraft: Sendable {
  package var merchant: MerchantID
  package var asset: AssetID
  package var name: String
  package var bytes: [UInt8]
  /// Of members: see ``ImportFile/joinsKnown``.
  package var joinsKnown: Bool

  package init(
    merchant: MerchantID, asset: AssetID, name: String, bytes: [UInt8], joinsKnown: Bool = false
  ) {
    self.merchant = merchant
    self.asset = asset
    self.name = name
    self.bytes = bytes
    self.joinsKnown = joinsKnown
  }

  /// By the first line; what has neither header is found out by its check.
  fileprivate var kind: ImportFile.Kind {
    let header = try? CSVReader(bytes: bytes).row()?.fields  // What is no CSV its check tells.
    return ImportFile.Kind.allCases.first { $0.header == header } ?? .purchases
  }
}

extension Coalition {
  /// The most bytes of a file: some hundred thousand rows. What is larger, the command line takes.
  package static let importBytes = 8 << 20
  /// The most files that are under way at once.
  package static let importLimit = 50

  /// Keeps a file of purchases or members; nothing is booked by it. A job checks it.
  /// - Throws: `AccessRefusal`, ``ImportRefusal``, `MerchantRefusal`, `ProgramRefusal`.
  package func uploadImport(_ draft: ImportDraft, by principal: Principal) async throws -> ImportFile {
    try principal.requireImports()
    let owner = try principal.fileOwner
    guard 1...Self.importBytes ~= draft.bytes.count else {
      throw ImportRefusal.wrongSize(limit: Self.importBytes)
    }
    guard 1...100 ~= draft.name.unicodeScalars.count,
      draft.name.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F })
    else { throw ImportRefusal.wrongName }
    let id: ImportFileID = ids.next()
    let now = clock.now()
    let hash = SHA256.hash(data: draft.bytes).hexadecimalDigits
    let kind = draft.kind
    let path = try importPath(id, .rows)
    try Self.keep(draft.bytes, at: path)
    do {
      return try await database.write { tx in
        try tx.requireMerchant(draft.merchant)
        guard try tx.program("asset_id = \(draft.asset)") != nil else { throw ProgramRefusal.programNotFound }
        let open = try tx.queryFirst(
          "SELECT count(*) FROM import_file WHERE state IN ('uploaded', 'checked', 'waiting', 'running')"
        ) { $0[0] as Int64 }
        guard open ?? 0 < Self.importLimit else { throw ImportRefusal.tooMany(limit: Self.importLimit) }
        try tx.execute(
          """
          INSERT INTO import_file (id, user_id, merchant_id, asset_id, name, sha256, byte_count, state,
            row_count, accepted, unearning, doubled, refused, points, new_members, done_rows, done_accepted,
            done_nothing, done_doubled, done_refused, done_points, failure, created_at, kind, joins_known)
          VALUES (\(id), \(owner), \(draft.merchant), \(draft.asset), \(draft.name), \(hash),
            \(draft.bytes.count), 'uploaded', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, '', \(now),
            \(kind), \(kind == .members && draft.joinsKnown))
          """)
        try append(
          Change(
            action: "import.upload", subject: "import/\(id.rawValue)",
            after: "\(kind.rawValue) merchant/\(draft.merchant.rawValue) \(draft.bytes.count) bytes \(hash)"),
          by: principal.actor, in: tx)
        return try tx.requireImport(id)
      }
    } catch {
      // Without its row nobody would find it again.
      try? FileManager.default.removeItem(atPath: path)
      throw error
    }
  }

  private static func keep(_ bytes: [UInt8], at path: String) throws {
    try FileManager.default.createDirectory(
      atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700])
    // Readable by its owner alone, from its first byte.
    guard
      FileManager.default.createFile(
        atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]),
      let file = FileHandle(forWritingAtPath: path)
    else { throw UnwritableFile(path: path) }
    try file.write(contentsOf: Data(bytes))
    try file.synchronize()
    try file.close()
  }

  /// The SHA-256 of what lies there now, read piece by piece.
  static func importHash(at path: String) throws -> String {
    guard let file = FileHandle(forReadingAtPath: path) else { throw UnreadableFile(path: path) }
    defer { try? file.close() }  // Only read from: closing can lose nothing.
    var hash = SHA256()
    while let piece = try file.read(upToCount: 1 << 16), !piece.isEmpty { hash.update(data: piece) }
    return hash.finalize().hexadecimalDigits
  }
}

extension SHA256Digest {
  fileprivate var hexadecimalDigits: String {
    map { byte in
      let digits = String(byte, radix: 16)
      return byte < 16 ? "0" + digits : digits
    }.joined()
  }
}
