package import Ledger
internal import Storage

/// A software till or handheld that was enrolled with a key of its own (软终端, 手持机).
package struct Device: Sendable, Hashable {
  package enum State: String, CaseIterable, Sendable, SQLScalar {
    case active
    /// Its key ended when the loss was reported.
    case lost
    /// Another device was enrolled for its terminal.
    case replaced
  }

  package let id: DeviceID
  package let merchant: MerchantID
  package let store: StoreID
  package let terminal: TerminalID
  /// What it signs with.
  package let key: APIKeyID
  package let state: State
  /// Whether it moves points only while somebody is signed in.
  package let isOperatorRequired: Bool
  /// Maker and type, as it says itself: 1…100 characters.
  package let model: String
  /// The version that it runs, as it said last: `2.4.1`.
  package let programme: String
  package let enrolledAt: Instant
  package let endedAt: Instant?
}

/// Which programme devices should run.
package struct DeviceProgramme: Sendable, Hashable {
  /// Older ones should not work on: `2.0.0`.
  package let minimum: String
  package let latest: String
  /// Where the latest is fetched; may be empty.
  package let address: String
  /// The SHA-256 of what lies there, 64 hexadecimal digits; empty without an address.
  package let sha256: String

  package init(minimum: String, latest: String, address: String = "", sha256: String = "") {
    self.minimum = minimum
    self.latest = latest
    self.address = address
    self.sha256 = sha256
  }
}

/// Why something about a device was declined. A closed list.
package enum DeviceRefusal: Error, Sendable, Hashable {
  case deviceNotFound
  /// The code does not exist, was used or is too old: which of these is not said.
  case enrolmentCodeInvalid
  /// The request that enrols must be signed with the new key, which is its own proof.
  case proofMissing
  /// Only a software till or handheld is enrolled this way.
  case wrongTerminalKind
  /// Nobody is signed in with this session, or no longer.
  case sessionEnded
  /// 1 to 4 numbers with points between: `2.4.1`.
  case versionInvalid
  /// The programme's address and digest do not fit together.
  case programmeInvalid
}

/// A version as numbers, so that 2.10 is later than 2.9.
struct ProgrammeVersion: Comparable {
  let numbers: [Int]

  init?(_ text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard 1...4 ~= parts.count, text.utf8.count <= 32 else { return nil }
    var numbers: [Int] = []
    for part in parts {
      guard 1...6 ~= part.utf8.count, String(part).isDigits, let number = Int(part) else { return nil }
      numbers.append(number)
    }
    self.numbers = numbers + Array(repeating: 0, count: 4 - numbers.count)
  }

  static func < (left: Self, right: Self) -> Bool { left.numbers.lexicographicallyPrecedes(right.numbers) }
}

extension Device {
  static let select: SQL = """
    SELECT device.id, device.merchant_id, terminal.store_id, device.terminal_id, device.key_id, device.state,
      device.is_operator_required, device.model, device.programme, device.enrolled_at, device.ended_at
    FROM device JOIN terminal ON terminal.id = device.terminal_id 
    """

  init(_ row: borrowing Row) {
    self.init(
      id: row[0], merchant: row[1], store: row[2], terminal: row[3], key: row[4], state: row[5],
      isOperatorRequired: row[6], model: row[7], programme: row[8], enrolledAt: row[9], endedAt: row[10])
  }
}

extension Storage.Transaction {
  func device(_ condition: SQL) throws -> Device? {
    try queryFirst(Device.select + "WHERE " + condition) { Device($0) }
  }
}
