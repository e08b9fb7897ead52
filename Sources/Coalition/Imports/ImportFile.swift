package import Ledger
internal import Storage

/// A file of a merchant's past purchases, or of members of another system with what they bring, that is
/// checked, approved by a second person, and brought in.
package struct ImportFile: Sendable, Hashable {
  /// What its rows are, by its first line.
  package enum Kind: String, CaseIterable, Sendable, SQLScalar {
    case purchases
    /// Members with opening lots (docs/guide/import.md).
    case members

    /// The columns that the first line names.
    package var header: [String] { self == .purchases ? PurchaseRow.header : MemberRow.header }
  }

  /// The most lots of a member's row.
  package static let mostLots = MemberRow.mostLots

  package enum State: String, CaseIterable, Sendable, SQLScalar {
    /// Lies in the folder and waits for its check.
    case uploaded
    case checked
    /// Is before a second person.
    case waiting
    case running, done, failed, withdrawn
  }

  /// What a pass over the rows came to.
  package struct Counts: Sendable, Hashable {
    package var rows = 0
    package var accepted = 0
    /// Of amounts that earn nothing.
    package var nothing = 0
    /// Named twice in the file, or, when it was run, in already; of members those who bring nothing new.
    package var doubled = 0
    package var refused = 0
    package var points: Int64 = 0
  }

  package let id: ImportFileID
  package let user: OperatorID
  package let merchant: MerchantID
  package let asset: AssetID
  /// As its sender called it.
  package let name: String
  /// 64 hexadecimal digits.
  package let sha256: String
  package let bytes: Int64
  package let kind: Kind
  /// Of members: whoever is known by a phone number gets what the row brings.
  package let joinsKnown: Bool
  package let state: State
  package let approval: ApprovalID?
  package let check: Counts
  /// Of the members that the file names, those who are not there yet.
  package let newMembers: Int
  package let run: Counts
  /// Why it failed, or why its proposal came to nothing.
  package let failure: ImportFailure?
  package let createdAt: Instant
  package let finishedAt: Instant?
  /// When the file itself was removed.
  package let removedAt: Instant?
}

/// Why something about an import was declined. A closed list.
package enum ImportRefusal: Error, Sendable, Hashable {
  case importNotFound
  /// Its state is another.
  case notNow(ImportFile.State)
  /// Whoever sent the file proposes it and takes it back.
  case notTheSender
  /// Nothing in it would give points.
  case nothingToImport
  /// Empty, or larger than this.
  case wrongSize(limit: Int)
  /// A name of 1…100 characters.
  case wrongName
  /// So many may be under way at once.
  case tooMany(limit: Int)
  /// This platform has no folder for files.
  case noFolder
}

extension Principal {
  /// Imports are the operator's, with the rights that bringing purchases in needs.
  func requireImports() throws(AccessRefusal) { try requireOperator([.earn, .writeMembers]) }
}

extension Coalition {
  /// Imports, newest first.
  /// - Throws: `AccessRefusal`.
  package func importFiles(
    _ page: PageRequest<Identified.ImportFile> = PageRequest(), by principal: Principal
  ) async throws -> Page<ImportFile> {
    try principal.requireImports()
    return try await database.read { tx in
      let found = try tx.query(
        ImportFile.select + "WHERE id < \(page.bound) ORDER BY id DESC LIMIT \(page.limit + 1)"
      ) { ImportFile($0) }
      return Page(found, limit: page.limit)
    }
  }

  /// - Throws: `AccessRefusal`, `ImportRefusal.importNotFound`.
  package func importFile(_ id: ImportFileID, by principal: Principal) async throws -> ImportFile {
    try principal.requireImports()
    return try await database.read { try $0.requireImport(id) }
  }

  /// What is wrong with rows, as the last pass found it: roughly in their order.
  /// - Throws: `AccessRefusal`, `ImportRefusal.importNotFound`.
  package func importFaults(
    of id: ImportFileID, limit: Int, by principal: Principal
  ) async throws -> [RowFault] {
    let file = try await importFile(id, by: principal)
    guard file.removedAt == nil, file.state != .uploaded else { return [] }
    let reader: CSVReader
    do { reader = try CSVReader(path: try importPath(id, .faults)) } catch is UnreadableFile { return [] }
    _ = try reader.row()
    var faults: [RowFault] = []
    while faults.count < limit, let row = try reader.row() {
      guard row.fields.count >= 3, let line = Int(row.fields[0]) else { break }
      faults.append(
        RowFault(
          line: line, column: row.fields[1], RowFault.Code(rawValue: row.fields[2]) ?? .unforeseen,
          Array(row.fields.dropFirst(3))))
    }
    return faults
  }

  enum ImportPart: String { case rows = "", faults = "-faults" }

  /// Where a file lies. Its name is a number of ours, so nothing of a request is part of the path.
  /// - Throws: `ImportRefusal.noFolder`.
  func importPath(_ id: ImportFileID, _ part: ImportPart) throws -> String {
    guard let folder = settings.exportFolder else { throw ImportRefusal.noFolder }
    return "\(folder)/import-\(id.rawValue)\(part.rawValue).csv"
  }
}

extension ImportFile {
  static let select: SQL = """
    SELECT id, user_id, merchant_id, asset_id, name, sha256, byte_count, state, approval_id, row_count,
      accepted, unearning, doubled, refused, points, new_members, done_rows, done_accepted, done_nothing,
      done_doubled, done_refused, done_points, failure, created_at, finished_at, removed_at, kind, joins_known
    FROM import_file 
    """

  init(_ row: borrowing Row) {
    self.init(
      id: row[0], user: row[1], merchant: row[2], asset: row[3], name: row[4], sha256: row[5], bytes: row[6],
      kind: row[26], joinsKnown: row[27], state: row[7], approval: row[8],
      check: Counts(
        rows: row[9], accepted: row[10], nothing: row[11], doubled: row[12], refused: row[13],
        points: row[14]),
      newMembers: row[15],
      run: Counts(
        rows: row[16], accepted: row[17], nothing: row[18], doubled: row[19], refused: row[20],
        points: row[21]),
      failure: ImportFailure(row[22] as String), createdAt: row[23], finishedAt: row[24], removedAt: row[25])
  }
}

extension Storage.Transaction {
  /// - Throws: `ImportRefusal.importNotFound`.
  func requireImport(_ id: ImportFileID) throws -> ImportFile {
    guard let file = try queryFirst(ImportFile.select + "WHERE id = \(id)", { ImportFile($0) }) else {
      throw ImportRefusal.importNotFound
    }
    return file
  }
}
