import Ledger

/// Some 16,000 consecutive transactions, listed by merchant, store, terminal, reference and kind.
///
/// Segments are written once, in key order, at the end of one table: a row in a secondary index would cost
/// more than the payment itself (measured, docs/decisions/0001). A list walks segments from the newest, one
/// look a segment.
struct SearchSegment {
  /// The lists that a transaction stands in. Raw values are stored.
  enum Dimension: Int64, CaseIterable {
    case all = 0
    case merchant = 1
    case store = 2
    case terminal = 3
    /// By the first 64 bits of a hash of the reference; the journal has the whole.
    case reference = 4
    /// What is rare, as corrections are, is found without reading what is not.
    case kind = 5
  }

  struct Posting {
    var dimension: Dimension
    var value: Int64
    /// Which kinds stand in it.
    var kinds: KindSet
    var body: [UInt8]
  }

  let first: TransactionID
  let last: TransactionID
  let days: ClosedRange<BusinessDay>
  private(set) var postings: [Posting] = []

  /// - Parameter rows: in order of their numbers, not empty.
  init(_ rows: [SearchRow], first: TransactionID, last: TransactionID) {
    self.first = first
    self.last = last
    let day = rows.first?.day.daysSince1970 ?? 0
    // A command may come with its moment, so days need not follow one another.
    let all = rows.map(\.day)
    days = (all.min() ?? BusinessDay(daysSince1970: 0))...(all.max() ?? BusinessDay(daysSince1970: 0))
    for dimension in Dimension.allCases {
      var lists: [Int64: ByteWriter] = [:]
      var latest: [Int64: Int64] = [:]
      var kinds: [Int64: KindSet] = [:]
      for row in rows {
        guard let value = dimension.value(of: row) else { continue }
        let previous = latest.updateValue(row.id.rawValue, forKey: value) ?? first.rawValue
        lists[value, default: Self.begun(on: day)].put(row, after: previous, day)
        kinds[value, default: KindSet()].add(row.kind, isRefused: row.isRefused)
      }
      postings += lists.sorted { $0.key < $1.key }.map {
        Posting(
          dimension: dimension, value: $0.key, kinds: kinds[$0.key] ?? KindSet(), body: $0.value.bytes)
      }
    }
  }

  private static func begun(on day: Int32) -> ByteWriter {
    var writer = ByteWriter()
    writer.put(signed: Int64(day))
    return writer
  }

  /// The transactions of one list that a query asks for, oldest first.
  static func matches(
    in body: [UInt8], from first: TransactionID, _ query: TransactionQuery
  ) throws(DamagedJournal) -> [TransactionID] {
    var reader = ByteReader(body[...])
    let baseDay = Int32(truncatingIfNeeded: try reader.signed())
    var number = first.rawValue
    var found: [TransactionID] = []
    while !reader.isAtEnd {
      number &+= Int64(try reader.count())
      let code = try reader.byte()
      let day = BusinessDay(daysSince1970: baseDay &+ Int32(truncatingIfNeeded: try reader.signed()))
      guard let kind = Transaction.Kind(rawValue: code & 0x7F) else {
        throw DamagedJournal(description: "A search list has an unknown kind.")
      }
      let id = TransactionID(number)
      if query.matches(id: id, kind: kind, isRefused: code > 0x7F, day: day) { found.append(id) }
    }
    return found
  }
}

extension SearchSegment.Dimension {
  func value(of row: SearchRow) -> Int64? {
    switch self {
    case .all: 0
    case .merchant: row.merchant.isGiven ? row.merchant.rawValue : nil
    case .store: row.store.isGiven ? row.store.rawValue : nil
    case .terminal: row.terminal.isGiven ? row.terminal.rawValue : nil
    case .reference: row.reference.isEmpty ? nil : Self.fingerprint(row.reference)
    case .kind: Int64(row.kind.rawValue)
    }
  }

  /// Whether its lists stand in `SearchFile`'s index.
  private var isIndexed: Bool {
    switch self {
    case .merchant, .store, .terminal, .kind: true
    case .all, .reference: false
    }
  }

  /// SQL of its lists `p` with their segments `s` and bodies `b`, to be narrowed with AND. The index tells
  /// which lists are worth opening; the joins are crosses so that they are made in this order.
  var lists: String {
    let body =
      "CROSS JOIN posting b ON b.segment = p.segment AND b.dimension = p.dimension AND b.value = p.value"
    return isIndexed
      ? """
      posting p INDEXED BY posting_by_list CROSS JOIN segment s ON s.last = p.segment \(body)
      WHERE p.dimension IN (1, 2, 3, 5)
      """ : "segment s CROSS JOIN posting p ON p.segment = s.last \(body) WHERE true"
  }

  /// The column by which those lists are in order.
  var segment: String { isIndexed ? "p.segment" : "s.last" }

  /// The narrowest list that holds all that the query asks for.
  static func narrowest(_ query: TransactionQuery) -> (dimension: Self, value: Int64) {
    if let reference = query.reference { return (.reference, fingerprint(reference)) }
    if let terminal = query.terminal { return (.terminal, terminal.rawValue) }
    if let store = query.store { return (.store, store.rawValue) }
    if let merchant = query.merchant { return (.merchant, merchant.rawValue) }
    if let kind = query.kinds.first, query.kinds.count == 1 { return (.kind, Int64(kind.rawValue)) }
    return (.all, 0)
  }

  /// FNV-1a: stable between runs, which Swift's own hashes are not.
  private static func fingerprint(_ text: String) -> Int64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return Int64(bitPattern: hash)
  }
}

/// Kinds of transactions, those that were accepted apart from those that were refused; stored as its bits.
struct KindSet: Sendable {
  private(set) var bits: Int64 = 0

  mutating func add(_ kind: Transaction.Kind, isRefused: Bool) {
    // Kinds are numbered below 31, so those that were refused have the 31 bits after.
    bits |= 1 << (Int64(kind.rawValue) + (isRefused ? 31 : 0))
  }

  /// All that a query would take.
  init(askedBy query: TransactionQuery) {
    for kind in query.kinds.isEmpty ? Transaction.Kind.allCases : query.kinds {
      add(kind, isRefused: false)
      if query.includesRefused { add(kind, isRefused: true) }
    }
  }

  init() {}
}

extension ByteWriter {
  fileprivate mutating func put(_ row: SearchRow, after previous: Int64, _ day: Int32) {
    put(Int(row.id.rawValue - previous))
    put(row.kind.rawValue | (row.isRefused ? 0x80 : 0))
    put(signed: Int64(row.day.daysSince1970 - day))
  }
}
