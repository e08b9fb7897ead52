package import Ledger
internal import Storage

/// A merchant's own account of a business day, held against the ledger line by line.
package struct DayFile: Sendable, Hashable {
  package enum State: String, CaseIterable, Sendable, SQLScalar {
    /// Is still coming in; not shown to anybody.
    case receiving
    /// Complete, and being compared.
    case received
    case done
  }

  /// What became of a line. Raw values are stored and public.
  package enum Result: String, CaseIterable, Sendable, SQLScalar {
    case pending
    case agreed
    /// An offline earn that was booked from the file.
    case posted
    case amountDiffers = "amount_differs"
    case missingHere = "missing_here"
    /// The ledger has it, no line does.
    case missingThere = "missing_there"
    case duplicated
    /// An offline earn that was not booked: too old, refused, or incomplete.
    case notPosted = "not_posted"
    /// A line that cannot be read.
    case invalid

    /// What the acknowledgement lists.
    package static let differences: [Result] = [
      .amountDiffers, .missingHere, .missingThere, .duplicated, .notPosted, .invalid,
    ]
  }

  package let id: DayFileID
  package let merchant: MerchantID
  package let day: BusinessDay
  /// 1…999: a day may come in several files.
  package let sequence: Int
  /// Whether the day is complete with this file, so that what no line names is missing there.
  package let isLast: Bool
  package let currency: String
  package let state: State
  /// As the trailer says, and as was counted.
  package let lines: Int
  package let points: Points
  package let minorUnits: Int64
  /// SHA-256 of everything before the trailer.
  package let sha256: [UInt8]
  package let createdAt: Instant
  package let finishedAt: Instant?
  let uploader: Actor
  let mayEarn: Bool
  /// The last line that was compared.
  let position: Int
}

/// A line of a day file with what became of it.
package struct DayFileLine: Sendable, Hashable {
  /// From 1; more than ``missingThereFrom`` for what is missing there.
  package let number: Int
  package let entry: DayFileEntry
  package let result: DayFile.Result
  /// Why it is invalid or was not booked; a code.
  package let fault: String
  package let transaction: TransactionID
  package let ourPoints: Points?
  package let ourMinorUnits: Int64?
  package let caseID: CaseID?

  package static let missingThereFrom = 1_000_000
}

/// Why a day file was refused as a whole. A closed list.
package enum DayFileRefusal: Error, Sendable, Hashable {
  package enum Reason: String, Sendable, CaseIterable {
    /// The first line is not `day_file,1,DAY,SEQUENCE,last|more,CURRENCY`.
    case header
    /// The second line does not name the columns.
    case columns
    /// A line is longer than 1,024 bytes or not UTF-8.
    case line
    case tooManyLines = "too_many_lines"
    /// It ends without a trailer, or something follows it.
    case trailer
    /// The trailer's count or sums are not those of the lines.
    case sums
    /// The trailer's SHA-256 is not that of what stands before it.
    case digest
    /// The day is in the future or more than 31 days ago.
    case day
  }

  case malformed(line: Int, Reason)
  /// This merchant sent another file with this day and sequence.
  case otherFile
  case dayFileNotFound
}

extension DayFile {
  static let select: SQL = """
    SELECT id, merchant_id, day, sequence, is_last, currency, state, lines, points, amount, sha256,
      created_at, finished_at, actor_kind, actor_id, answerable_id, may_earn, position FROM day_file 
    """

  init(_ row: borrowing Row) {
    self.init(
      id: row[0], merchant: row[1], day: BusinessDay(daysSince1970: row[2]), sequence: row[3],
      isLast: row[4], currency: row[5], state: row[6], lines: row[7], points: row[8], minorUnits: row[9],
      sha256: row[10], createdAt: row[11], finishedAt: row[12],
      uploader: Actor(
        kind: Actor.Kind(rawValue: row[13]) ?? .system, id: row[14], answerable: row[15],
        origin: "day file"),
      mayEarn: row[16], position: row[17])
  }
}

extension DayFileLine {
  static let select: SQL = """
    SELECT number, key, kind, points, amount, member, occurred_at, reference, is_posting, state, fault,
      transaction_id, our_points, our_amount, case_id FROM day_file_line 
    """

  init(_ row: borrowing Row) {
    self.init(
      number: row[0],
      entry: DayFileEntry(
        key: row[1], kind: row[2], points: row[3], minorUnits: row[4], member: row[5], occurredAt: row[6],
        reference: row[7], isPosting: row[8]),
      result: row[9], fault: row[10], transaction: row[11], ourPoints: row[12], ourMinorUnits: row[13],
      caseID: row[14])
  }
}
