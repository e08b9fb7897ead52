internal import Crypto
internal import Ledger
internal import Loyalty

/// Takes a day file as it comes in, piece by piece, and gives its lines; holds one line at most.
///
/// Count, sums and digest are kept along the way and held against the trailer, so a file that was cut or
/// changed on its way is refused as a whole.
struct DayFileReader {
  static let longestLine = 1_024
  static let mostLines = 100_000

  struct Header: Sendable, Hashable {
    let day: BusinessDay
    let sequence: Int
    let isLast: Bool
    let currency: String
  }

  struct Line: Sendable {
    let number: Int
    let entry: DayFileEntry
    /// The column that is wrong; nil where none is.
    let fault: String?
  }

  private(set) var header: Header?
  /// Lines of data so far.
  private(set) var count = 0
  private(set) var points: Int64 = 0
  private(set) var amount: Int64 = 0
  private(set) var digest: [UInt8] = []
  private var hash = SHA256()
  private var rest: [UInt8] = []
  private var physicalLine = 0
  private var hasColumns = false
  private var isClosed = false

  /// - Throws: ``DayFileRefusal/malformed(line:_:)``.
  mutating func take(_ bytes: [UInt8]) throws(DayFileRefusal) -> [Line] {
    var lines: [Line] = []
    for part in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
      // Every part but the first begins behind a line end.
      if part.offset > 0, let line = try endLine() { lines.append(line) }
      rest += part.element
      guard rest.count <= Self.longestLine else { throw malformed(.line) }
    }
    return lines
  }

  /// Ends the file.
  /// - Throws: ``DayFileRefusal/malformed(line:_:)``.
  mutating func finish() throws(DayFileRefusal) -> [Line] {
    let last = rest.isEmpty ? nil : try endLine()
    guard isClosed else { throw malformed(.trailer) }
    return last.map { [$0] } ?? []
  }

  private mutating func endLine() throws(DayFileRefusal) -> Line? {
    physicalLine += 1
    let raw = rest
    rest.removeAll(keepingCapacity: true)
    let content = raw.last == 0x0D ? raw.dropLast() : raw[...]
    guard !isClosed else { throw malformed(.trailer) }
    guard let text = String(validating: content, as: UTF8.self) else { throw malformed(.line) }
    if header == nil {
      guard let read = Header(text) else { throw malformed(.header) }
      header = read
    } else if !hasColumns {
      guard text == DayFileEntry.columns else { throw malformed(.columns) }
      hasColumns = true
    } else if text.hasPrefix("trailer,") {
      try close(text)
      return nil
    } else {
      count += 1
      guard count <= Self.mostLines else { throw malformed(.tooManyLines) }
      let (entry, fault) = DayFileEntry.read(text)
      // At most 10⁵ lines of at most 10¹²: no sum overflows.
      points += entry.points?.units ?? 0
      amount += entry.minorUnits ?? 0
      hash.update(data: raw + [0x0A])
      return Line(number: count, entry: entry, fault: fault)
    }
    hash.update(data: raw + [0x0A])
    return nil
  }

  /// `trailer,COUNT,POINTS,AMOUNT,SHA256`
  private mutating func close(_ text: String) throws(DayFileRefusal) {
    let fields = text.split(separator: ",", omittingEmptySubsequences: false)
    guard fields.count == 5 else { throw malformed(.trailer) }
    guard fields[1] == String(count), fields[2] == String(points), fields[3] == String(amount) else {
      throw malformed(.sums)
    }
    digest = Array(hash.finalize())
    guard fields[4].lowercased() == digest.hexDigits else { throw malformed(.digest) }
    isClosed = true
  }

  private func malformed(_ reason: DayFileRefusal.Reason) -> DayFileRefusal {
    .malformed(line: physicalLine, reason)
  }
}

extension DayFileReader.Header {
  /// `day_file,1,2026-03-01,1,last,CNY`
  fileprivate init?(_ text: String) {
    let fields = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    guard fields.count == 6, fields[0] == "day_file", fields[1] == "1",
      let day = BusinessDay(isoDate: fields[2]), fields[3].isDigits, fields[3].utf8.count <= 3,
      let sequence = Int(fields[3]), sequence >= 1, ["last", "more"].contains(fields[4]),
      fields[5].isCurrency
    else { return nil }
    self.init(day: day, sequence: sequence, isLast: fields[4] == "last", currency: fields[5])
  }
}

extension BusinessDay {
  /// Reads `2026-03-01`.
  init?(isoDate text: String) {
    guard let date = CivilDate(text), let days = Int32(exactly: date.daysSince1970) else { return nil }
    self.init(daysSince1970: days)
  }

  /// `2026-03-01`
  package var isoDate: String { CivilDate(daysSince1970: Int(daysSince1970)).description }
}

extension [UInt8] {
  /// As small hexadecimal digits.
  package var hexDigits: String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
