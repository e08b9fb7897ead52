import Ledger

/// Keys and the transactions they named, in memory: what has not gone into a sorted run yet.
///
/// Sixteen bytes a slot, as a run's pages hold them: the key's first half and the transaction. Keys that
/// share a half are told apart by the journal.
struct KeyTable {
  private struct Slot {
    var fingerprint: UInt64 = 0
    /// 0: the slot is free.
    var transaction: Int64 = 0
  }

  /// A power of two, at most half full.
  private var slots: [Slot]
  private(set) var count = 0

  init(capacity: Int = 512) {
    var size = 1_024
    while size < capacity * 2 { size *= 2 }
    slots = Array(repeating: Slot(), count: size)
  }

  /// Adds a pair; the same fingerprint may name several transactions.
  mutating func insert(_ fingerprint: UInt64, _ transaction: TransactionID) {
    if (count + 1) * 2 > slots.count { grow() }
    place(Slot(fingerprint: fingerprint, transaction: transaction.rawValue))
    count += 1
  }

  /// The transactions of a fingerprint, in the order in which they were added.
  func find(_ fingerprint: UInt64, _ body: (TransactionID) -> Void) {
    let mask = slots.count - 1
    slots.withUnsafeBufferPointer { slots in
      var place = Self.home(fingerprint, mask)
      while slots[place].transaction != 0 {
        if slots[place].fingerprint == fingerprint { body(TransactionID(slots[place].transaction)) }
        place = (place + 1) & mask
      }
    }
  }

  /// Reads what an insertion will read, see ``Books/warm(_:)``.
  func warm(_ fingerprint: UInt64) -> Int64 { slots[Self.home(fingerprint, slots.count - 1)].transaction }

  /// All pairs, in no order.
  func forEach(_ body: (UInt64, TransactionID) -> Void) {
    for slot in slots where slot.transaction != 0 { body(slot.fingerprint, TransactionID(slot.transaction)) }
  }

  private mutating func grow() {
    let before = slots
    slots = Array(repeating: Slot(), count: before.count * 2)
    // From behind a free slot on, so that pairs of one fingerprint keep their order.
    let start = (before.firstIndex { $0.transaction == 0 } ?? 0) + 1
    for offset in before.indices {
      let slot = before[(start + offset) & (before.count - 1)]
      if slot.transaction != 0 { place(slot) }
    }
  }

  private mutating func place(_ slot: Slot) {
    let mask = slots.count - 1
    var place = Self.home(slot.fingerprint, mask)
    while slots[place].transaction != 0 { place = (place + 1) & mask }
    slots[place] = slot
  }

  @inline(__always)
  private static func home(_ fingerprint: UInt64, _ mask: Int) -> Int {
    // Most keys are hashes already; a counter's would lie side by side.
    Int(truncatingIfNeeded: (fingerprint &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
  }
}
