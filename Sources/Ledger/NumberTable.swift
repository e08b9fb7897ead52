/// From a key to its number, 0, 1, 2 …, where whoever owns the table keeps the keys themselves by number.
///
/// Four bytes a slot and one look for most keys. Swift's dictionary keeps the keys again and hashes them
/// against crafted collisions; ours are made by the platform, so a mixed identifier does (docs/decisions/0013).
struct NumberTable {
  /// The number plus one; 0 is free. A power of two, at most half full.
  private var slots: [UInt32] = Array(repeating: 0, count: 16)
  private(set) var count = 0

  /// - Parameter isKey: whether the key looked for is that of the number.
  @inline(__always)
  func find(_ hash: UInt64, _ isKey: (Int) -> Bool) -> Int? {
    let mask = slots.count - 1
    return slots.withUnsafeBufferPointer { slots in
      var slot = Self.home(hash, mask)
      while slots[slot] != 0 {
        let number = Int(slots[slot] - 1)
        if isKey(number) { return number }
        slot = (slot + 1) & mask
      }
      return nil
    }
  }

  /// Adds a number whose key is not in the table.
  /// - Parameter hashOf: the hash of a number's key, for when the table grows.
  mutating func insert(_ number: Int, _ hash: UInt64, hashOf: (Int) -> UInt64) {
    if (count + 1) * 2 > slots.count { grow(to: slots.count * 2, hashOf) }
    place(number, hash)
    count += 1
  }

  /// Makes room for so many keys.
  mutating func reserve(_ capacity: Int, hashOf: (Int) -> UInt64) {
    var size = slots.count
    while size < capacity * 2 { size *= 2 }
    if size > slots.count { grow(to: size, hashOf) }
  }

  /// Takes out a number, whose key must still be told by `hashOf`.
  mutating func remove(_ number: Int, _ hash: UInt64, hashOf: (Int) -> UInt64) {
    let mask = slots.count - 1
    var hole = Self.home(hash, mask)
    while slots[hole] != UInt32(number + 1) {
      if slots[hole] == 0 { return }
      hole = (hole + 1) & mask
    }
    // Keys that lie further on only because this one was in the way move up, or they would not be found.
    var next = (hole + 1) & mask
    while slots[next] != 0 {
      let home = Self.home(hashOf(Int(slots[next] - 1)), mask)
      if (next &- home) & mask >= (next &- hole) & mask {
        slots[hole] = slots[next]
        hole = next
      }
      next = (next + 1) & mask
    }
    slots[hole] = 0
    count -= 1
  }

  private mutating func grow(to size: Int, _ hashOf: (Int) -> UInt64) {
    let before = slots
    slots = Array(repeating: 0, count: size)
    for slot in before where slot != 0 { place(Int(slot - 1), hashOf(Int(slot - 1))) }
  }

  private mutating func place(_ number: Int, _ hash: UInt64) {
    let mask = slots.count - 1
    var slot = Self.home(hash, mask)
    while slots[slot] != 0 { slot = (slot + 1) & mask }
    slots[slot] = UInt32(number + 1)
  }

  /// Identifiers differ in few bits; multiplying spreads them over the high ones.
  @inline(__always)
  private static func home(_ hash: UInt64, _ mask: Int) -> Int {
    Int(truncatingIfNeeded: (hash &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
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
