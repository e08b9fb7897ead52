/// From a key to its number, 0, 1, 2 …, where whoever owns the table keeps the keys themselves by number.
///
/// Eight bytes a slot: the number and half of the key's hash, so that a look touches a wallet only when it is
/// the right one. Swift's dictionary keeps the keys again and hashes them against crafted collisions; ours
/// are made by the platform, so a mixed identifier does (docs/decisions/0010).
struct NumberTable {
  private struct Slot {
    /// The number plus one; 0 is free.
    var number: UInt32 = 0
    var hash: UInt32 = 0
  }

  /// A power of two, at most half full.
  private var slots: [Slot] = Array(repeating: Slot(), count: 16)
  private(set) var count = 0

  /// - Parameter isKey: whether the key looked for is that of the number.
  @inline(__always)
  func find(_ key: UInt64, _ isKey: (Int) -> Bool) -> Int? {
    let mask = slots.count - 1
    let hash = Self.hash(key)
    return slots.withUnsafeBufferPointer { slots in
      var place = Int(hash) & mask
      while slots[place].number != 0 {
        if slots[place].hash == hash, isKey(Int(slots[place].number - 1)) {
          return Int(slots[place].number - 1)
        }
        place = (place + 1) & mask
      }
      return nil
    }
  }

  /// The number of most keys, of another or none for some: not to be relied upon, see ``Books/warm(_:)``.
  @inline(__always)
  func guess(_ key: UInt64) -> Int? {
    let slot = slots[Int(Self.hash(key)) & (slots.count - 1)]
    return slot.number == 0 ? nil : Int(slot.number - 1)
  }

  /// Adds a number whose key is not in the table.
  mutating func insert(_ number: Int, _ key: UInt64) {
    if (count + 1) * 2 > slots.count { grow(to: slots.count * 2) }
    place(Slot(number: UInt32(number + 1), hash: Self.hash(key)))
    count += 1
  }

  /// Makes room for so many keys.
  mutating func reserve(_ capacity: Int) {
    var size = slots.count
    while size < capacity * 2 { size *= 2 }
    if size > slots.count { grow(to: size) }
  }

  mutating func remove(_ number: Int, _ key: UInt64) {
    let mask = slots.count - 1
    var hole = Int(Self.hash(key)) & mask
    while slots[hole].number != UInt32(number + 1) {
      if slots[hole].number == 0 { return }
      hole = (hole + 1) & mask
    }
    // Keys that lie further on only because this one was in the way move up, or they would not be found.
    var next = (hole + 1) & mask
    while slots[next].number != 0 {
      let home = Int(slots[next].hash) & mask
      if (next &- home) & mask >= (next &- hole) & mask {
        slots[hole] = slots[next]
        hole = next
      }
      next = (next + 1) & mask
    }
    slots[hole] = Slot()
    count -= 1
  }

  private mutating func grow(to size: Int) {
    let before = slots
    slots = Array(repeating: Slot(), count: size)
    for slot in before where slot.number != 0 { place(slot) }
  }

  private mutating func place(_ slot: Slot) {
    let mask = slots.count - 1
    var place = Int(slot.hash) & mask
    while slots[place].number != 0 { place = (place + 1) & mask }
    slots[place] = slot
  }

  /// Identifiers differ in few bits; multiplying spreads them over the high ones.
  @inline(__always)
  private static func hash(_ key: UInt64) -> UInt32 {
    UInt32(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32)
  }
}

extension WalletKey {
  @inline(__always)
  var tableHash: UInt64 {
    UInt64(bitPattern: member.rawValue) ^ UInt64(bitPattern: asset.rawValue) &* 0xC2B2_AE3D_27D4_EB4F
  }
}

extension AccountKey {
  @inline(__always)
  var tableHash: UInt64 {
    UInt64(bitPattern: owner) ^ UInt64(bitPattern: asset.rawValue) &* 0xC2B2_AE3D_27D4_EB4F
      ^ UInt64(kind.rawValue) &* 0x1656_67B1_9E37_79F9
  }
}

extension LotSource {
  @inline(__always)
  var tableHash: UInt64 {
    UInt64(bitPattern: issuer.rawValue) ^ UInt64(bitPattern: campaign.rawValue) &* 0xC2B2_AE3D_27D4_EB4F
      ^ UInt64(bitPattern: onlyAt.rawValue) &* 0x1656_67B1_9E37_79F9 ^ UInt64(origin.rawValue) << 60
  }
}
