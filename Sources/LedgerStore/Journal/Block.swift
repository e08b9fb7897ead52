import Crypto
import Ledger

/// 64-bit values that records of one block share, in order of first use.
struct BlockDictionary {
  /// The first record's moment and day; records store the difference.
  var base: Int64 = 0
  var baseDay: Int64 = 0
  private(set) var values: [Int64] = []
  /// Places in `values`, found by a mixed value; 0 is free. A power of two, at most half full. Swift's own
  /// dictionary took as long as the rest of the packing.
  private var slots = [UInt32](repeating: 0, count: 4_096)

  mutating func begin(at moment: Instant, on day: BusinessDay) {
    base = moment.microseconds
    baseDay = Int64(day.daysSince1970)
    values.removeAll(keepingCapacity: true)
    for slot in slots.indices { slots[slot] = 0 }
  }

  /// 0 for zero, else the value's place counted from 1.
  mutating func place(of value: Int64) -> Int {
    if value == 0 { return 0 }
    let mask = slots.count - 1
    var slot = Self.home(value, mask)
    while slots[slot] != 0 {
      let place = Int(slots[slot])
      if values[place - 1] == value { return place }
      slot = (slot + 1) & mask
    }
    values.append(value)
    slots[slot] = UInt32(values.count)
    if values.count * 2 > slots.count { grow() }
    return values.count
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 2)
    let mask = slots.count - 1
    for (index, value) in values.enumerated() {
      var slot = Self.home(value, mask)
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = UInt32(index + 1)
    }
  }

  private static func home(_ value: Int64, _ mask: Int) -> Int {
    Int(truncatingIfNeeded: (UInt64(bitPattern: value) &* 0x9E37_79B9_7F4A_7C15) >> 40) & mask
  }
}

/// The reading side of ``BlockDictionary``.
struct BlockWords {
  var base: Int64
  var baseDay: Int64
  var values: [Int64]

  func word(_ reader: inout ByteReader) throws(DamagedJournal) -> Int64 {
    let place = try reader.count()
    if place == 0 { return 0 }
    guard place <= values.count else { throw DamagedJournal(description: "A record names no word.") }
    return values[place - 1]
  }
}

/// At most 256 transactions that were committed together, packed, and linked to the block before by a hash.
///
/// A group of up to 4,096 commands is committed as several blocks in one transaction, so that reading one
/// transaction back touches some tens of kilobytes (docs/decisions/0001). The hash is SHA-256 over the hash
/// of the block before, the block's number and first transaction, its dictionary, and the SHA-256 of each
/// record.
struct Block {
  static let capacity = 256

  var number: Int64
  var first: TransactionID
  var count: Int
  var hash: [UInt8]
  var body: [UInt8]
}

/// Fills one block after the other.
struct BlockBuilder {
  private(set) var number: Int64
  private(set) var previous: [UInt8]
  private var dictionary = BlockDictionary()
  private var record = ByteWriter()
  private var records = ByteWriter()
  private var leaves: [UInt8] = []
  private var sources: [LotSource] = []
  private var first: TransactionID = .none
  private(set) var count = 0
  private let planted = Planted()

  init(after number: Int64, hash: [UInt8]) {
    self.number = number
    previous = hash
  }

  /// Adds a transaction; gives the block when it is full.
  /// - Parameter newSources: sources that this transaction is the first to name, in the order of their
  ///   numbers.
  mutating func add(_ transaction: Transaction, newSources: some Collection<LotSource> = []) -> Block? {
    if count == 0 {
      sources.removeAll(keepingCapacity: true)
      first = transaction.id
      dictionary.begin(at: transaction.at, on: transaction.day)
      records.removeAll()
      leaves.removeAll(keepingCapacity: true)
    }
    sources += newSources
    record.removeAll()
    Record.encode(transaction, &dictionary, into: &record)
    records.put(sized: record.bytes)
    leaves.append(contentsOf: SHA256.hash(data: record.bytes))
    count += 1
    return count == Block.capacity ? finish() : nil
  }

  /// A transaction of the block that is being filled; nil when it is not in it.
  func transaction(_ id: TransactionID) throws(DamagedJournal) -> Transaction? {
    guard count > 0, id >= first, id.rawValue < first.rawValue + Int64(count) else { return nil }
    var reader = ByteReader(records.bytes[...])
    for _ in first.rawValue..<id.rawValue { _ = try reader.sized() }
    var record = ByteReader(try reader.sized())
    let words = BlockWords(base: dictionary.base, baseDay: dictionary.baseDay, values: dictionary.values)
    return try Record.decode(id, words, from: &record)
  }

  /// Closes a block that is not full; nil when it is empty.
  mutating func finish() -> Block? {
    guard count > 0 else { return nil }
    var body = ByteWriter()
    body.reserve(records.bytes.count + dictionary.values.count * 9 + 32)
    body.put(count)
    body.put(signed: dictionary.base)
    body.put(signed: dictionary.baseDay)
    body.put(dictionary.values.count)
    for value in dictionary.values { body.put(signed: value) }
    body.put(sources.count)
    for source in sources { body.put(source) }
    let head = body.bytes
    body.append(records.bytes)
    number += 1
    if planted.has(.hashOmitsTheLastRecord) { leaves.removeLast(32) }
    let hash = Self.hash(previous, number, first, head, leaves)
    if !planted.has(.blocksForgetTheOneBefore) { previous = hash }
    defer { count = 0 }
    return Block(number: number, first: first, count: count, hash: hash, body: body.bytes)
  }

  static func hash(
    _ previous: [UInt8], _ number: Int64, _ first: TransactionID, _ head: [UInt8], _ leaves: [UInt8]
  ) -> [UInt8] {
    var hasher = SHA256()
    hasher.update(data: previous)
    var numbers = ByteWriter()
    numbers.put(fixed: UInt64(bitPattern: number))
    numbers.put(fixed: UInt64(bitPattern: first.rawValue))
    hasher.update(data: numbers.bytes)
    hasher.update(data: head)
    hasher.update(data: leaves)
    return Array(hasher.finalize())
  }
}

/// Reads the transactions of a block's body.
struct BlockReader {
  let first: TransactionID
  let count: Int
  let words: BlockWords
  /// Sources that the block is the first to name; their numbers follow those of the blocks before.
  let sources: [LotSource]
  private let head: ArraySlice<UInt8>
  private let records: ArraySlice<UInt8>

  init(first: TransactionID, body: [UInt8]) throws(DamagedJournal) {
    var reader = ByteReader(body[...])
    self.first = first
    count = try reader.count()
    let base = try reader.signed()
    let baseDay = try reader.signed()
    let size = try reader.count()
    let isNumbered = first.rawValue > 0 && first.rawValue < .max - Int64(Block.capacity)
    guard isNumbered, count > 0, count <= Block.capacity, size <= body.count else {
      throw DamagedJournal(description: "A block's head is out of range.")
    }
    var values: [Int64] = []
    values.reserveCapacity(size)
    for _ in 0..<size { values.append(try reader.signed()) }
    words = BlockWords(base: base, baseDay: baseDay, values: values)
    var sources: [LotSource] = []
    for _ in 0..<(try reader.count()) { sources.append(try reader.source()) }
    self.sources = sources
    head = body[..<reader.position]
    records = body[reader.position...]
  }

  func transactions() throws(DamagedJournal) -> [Transaction] {
    var found: [Transaction] = []
    found.reserveCapacity(count)
    var reader = ByteReader(records)
    for offset in 0..<count {
      var record = ByteReader(try reader.sized())
      found.append(try Record.decode(TransactionID(first.rawValue + Int64(offset)), words, from: &record))
      guard record.isAtEnd else { throw DamagedJournal(description: "A record is too long.") }
    }
    guard reader.isAtEnd else { throw DamagedJournal(description: "A block has bytes after its records.") }
    return found
  }

  /// One transaction, without decoding those before it.
  func transaction(_ id: TransactionID) throws(DamagedJournal) -> Transaction {
    var reader = ByteReader(records)
    for _ in first.rawValue..<id.rawValue { _ = try reader.sized() }
    var record = ByteReader(try reader.sized())
    return try Record.decode(id, words, from: &record)
  }

  /// What the chain says the block's hash must be.
  func hash(after previous: [UInt8], number: Int64) throws(DamagedJournal) -> [UInt8] {
    var leaves: [UInt8] = []
    var reader = ByteReader(records)
    for _ in 0..<count { leaves.append(contentsOf: SHA256.hash(data: try reader.sized())) }
    return BlockBuilder.hash(previous, number, first, Array(head), leaves)
  }
}

extension ByteWriter {
  fileprivate mutating func put(_ source: LotSource) {
    put(signed: source.issuer.rawValue)
    put(signed: source.campaign.rawValue)
    put(source.origin.rawValue)
    put(signed: source.onlyAt.rawValue)
  }
}

extension ByteReader {
  fileprivate mutating func source() throws(DamagedJournal) -> LotSource {
    let issuer = MerchantID(try signed())
    let campaign = CampaignID(try signed())
    guard let origin = Origin(rawValue: try byte()) else {
      throw DamagedJournal(description: "A source has an unknown origin.")
    }
    return LotSource(issuer: issuer, campaign: campaign, origin: origin, onlyAt: MerchantID(try signed()))
  }
}
