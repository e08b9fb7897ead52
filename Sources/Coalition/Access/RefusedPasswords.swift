internal import Crypto
internal import Foundation

/// A list of passwords that nobody may have, whatever its length eight bytes for each.
///
/// Kept as the first eight bytes of each one's SHA-256, sorted: with a list of ten million, of a trillion
/// other passwords fewer than one is refused by mistake.
package struct RefusedPasswords: Sendable {
  private let hashes: [UInt64]

  /// An empty list.
  package init() { hashes = [] }

  /// Reads a file of UTF-8 with a password a line; capitals do not matter, empty lines are passed over.
  /// - Throws: what reading the file throws.
  package init(contentsOf path: String) throws {
    let bytes = try Data(contentsOf: URL(filePath: path), options: .mappedIfSafe)
    var hashes: [UInt64] = []
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      let line = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
      if !line.isEmpty { hashes.append(Self.hash(String(decoding: line, as: UTF8.self))) }
    }
    self.hashes = hashes.sorted()
  }

  package var count: Int { hashes.count }

  package func contains(_ password: String) -> Bool {
    let wanted = Self.hash(password)
    var low = 0
    var high = hashes.count
    while low < high {
      let middle = low + (high - low) / 2
      if hashes[middle] < wanted { low = middle + 1 } else { high = middle }
    }
    return low < hashes.count && hashes[low] == wanted
  }

  private static func hash(_ password: String) -> UInt64 {
    SHA256.hash(data: Data(password.lowercased().utf8)).prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
  }
}
