package import Ledger

/// What one line says.
package struct DayFileEntry: Sendable, Hashable {
  /// The idempotency key of the request; may be empty where there is a reference.
  package var key = ""
  /// As the API names types: `earn`, `spend`, `refund` …
  package var kind = ""
  package var points: Points?
  /// Money in its smallest unit.
  package var minorUnits: Int64?
  /// An id, phone or card number; may be empty, and is forgotten once the line was compared.
  package var member = ""
  package var occurredAt: Instant?
  /// At most 64 bytes.
  package var reference = ""
  /// An offline earn that is to be booked if the ledger does not have it.
  package var isPosting = false

  package init(
    key: String = "", kind: String = "", points: Points? = nil, minorUnits: Int64? = nil,
    member: String = "", occurredAt: Instant? = nil, reference: String = "", isPosting: Bool = false
  ) {
    self.key = key
    self.kind = kind
    self.points = points
    self.minorUnits = minorUnits
    self.member = member
    self.occurredAt = occurredAt
    self.reference = reference
    self.isPosting = isPosting
  }

  static let columns = "key,type,points,amount,member,occurred_at,reference,post"
  /// The types that a file may name.
  static let kinds: [String: Ledger.Transaction.Kind] = [
    "earn": .earn, "award": .award, "topup": .topUp, "spend": .spend, "capture": .capture,
    "refund": .refund, "void": .void, "transfer": .transfer, "exchange": .exchange,
  ]

  /// Reads a line; what is wrong comes back as the column's name, with as much as could be read.
  static func read(_ line: String) -> (entry: DayFileEntry, fault: String?) {
    var entry = DayFileEntry()
    guard let fields = fields(line), fields.count == 8 else { return (entry, "fields") }
    let (key, reference) = (fields[0], fields[6])
    guard key.utf8.count <= 255, key.utf8.allSatisfy({ 0x21...0x7E ~= $0 }) else { return (entry, "key") }
    entry.key = key
    guard reference.utf8.count <= 64, !reference.contains(where: \.isNewline) else {
      return (entry, "reference")
    }
    entry.reference = reference
    guard !(key.isEmpty && reference.isEmpty) else { return (entry, "key") }
    guard kinds[fields[1]] != nil else { return (entry, "type") }
    entry.kind = fields[1]
    guard let points = number(fields[2], 0...Points.maximumPerCommand.units) else { return (entry, "points") }
    entry.points = points.map { Points($0) }
    guard let amount = number(fields[3], -1_000_000_000_000...1_000_000_000_000) else {
      return (entry, "amount")
    }
    entry.minorUnits = amount
    if points == nil, amount == nil { return (entry, "points") }
    guard fields[4].utf8.count <= 64, fields[4].utf8.allSatisfy({ 0x21...0x7E ~= $0 }) else {
      return (entry, "member")
    }
    entry.member = fields[4]
    if !fields[5].isEmpty {
      guard let moment = Instant(utc: fields[5]) else { return (entry, "occurred_at") }
      entry.occurredAt = moment
    }
    guard fields[7].isEmpty || fields[7] == "yes" else { return (entry, "post") }
    entry.isPosting = fields[7] == "yes"
    if entry.isPosting, entry.kind != "earn" { return (entry, "post") }
    return (entry, nil)
  }

  /// Fields with commas between them, in quotation marks where they have one (RFC 4180, without line ends).
  private static func fields(_ line: String) -> [String]? {
    var fields: [String] = []
    var field = ""
    var isQuoted = false
    var rest = Substring(line)
    while let character = rest.popFirst() {
      switch character {
      case "\"" where isQuoted && rest.first == "\"":
        field.append(rest.removeFirst())
      case "\"" where isQuoted:
        isQuoted = false
        guard rest.first == nil || rest.first == "," else { return nil }
      case "\"" where field.isEmpty: isQuoted = true
      case "\"" where !isQuoted: return nil
      case "," where !isQuoted:
        fields.append(field)
        field = ""
      default: field.append(character)
      }
    }
    return isQuoted ? nil : fields + [field]
  }

  /// A whole number in the range, or nothing for an empty field; nil for anything else.
  private static func number(_ text: String, _ range: ClosedRange<Int64>) -> Int64?? {
    if text.isEmpty { return .some(nil) }
    guard text.utf8.count <= 14, text.utf8.first != UInt8(ascii: "+"), let number = Int64(text),
      range.contains(number)
    else { return nil }
    return number
  }
}

extension Instant {
  /// Reads `2026-03-01T08:15:00Z`, to the second.
  init?(utc text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 20, bytes[10] == UInt8(ascii: "T"), bytes[13] == UInt8(ascii: ":"),
      bytes[16] == UInt8(ascii: ":"), bytes[19] == UInt8(ascii: "Z"),
      let day = BusinessDay(isoDate: String(text.prefix(10)))
    else { return nil }
    func pair(_ place: Int) -> Int64? {
      let (high, low) = (bytes[place] &- 0x30, bytes[place + 1] &- 0x30)
      return high < 10 && low < 10 ? Int64(high * 10 + low) : nil
    }
    guard let hour = pair(11), hour < 24, let minute = pair(14), minute < 60, let second = pair(17),
      second < 60
    else { return nil }
    self = Instant(microseconds: 0).adding(
      seconds: Int64(day.daysSince1970) * 86_400 + hour * 3_600 + minute * 60 + second)
  }
}
