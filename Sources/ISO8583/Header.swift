/// The six bytes between TPDU and message type, or none of them, as the listener has it.
///
/// Twelve hex digits: application class, versions, terminal state, processing requirement, software version.
/// Terminals send many contents, so nothing is matched; a reply takes the request's header and may set the
/// requirement.
package struct Header: Hashable, Sendable {
  /// What the host asks of the terminal in a reply: the sixth hex digit.
  package enum Requirement: UInt8, Hashable, Sendable, CaseIterable {
    case none = 0
    case downloadParameters = 1
    case uploadState = 2
    case signInAgain = 3
    case downloadAuthorityKeys = 4
    case downloadApplications = 5
    case downloadProgram = 6
    case downloadBlacklist = 7
  }

  /// The six bytes in the low 48 bits, or `absent`.
  private var packed: UInt64
  private static let absent = UInt64.max

  static let byteCount = 6

  private init(packed: UInt64) { self.packed = packed }

  /// No header at all.
  package static let none = Header(packed: absent)

  /// A terminal's usual header: financial, version 31, nothing wanted.
  package static let unionPay = Header(packed: 0x6031_0031_0001)

  /// Takes six bytes or none.
  package init?(_ bytes: some Collection<UInt8>) {
    guard bytes.count == Self.byteCount || bytes.isEmpty else { return nil }
    packed = bytes.isEmpty ? Self.absent : bytes.reduce(0) { $0 << 8 | UInt64($1) }
  }

  package var isEmpty: Bool { packed == Self.absent }
  package var count: Int { isEmpty ? 0 : Self.byteCount }

  package var bytes: [UInt8] {
    isEmpty ? [] : (0..<Self.byteCount).map { UInt8(truncatingIfNeeded: packed >> (40 - 8 * UInt64($0))) }
  }

  /// What the host asks for; nil when the digit has no meaning here or there is no header. Setting has no
  /// effect on an absent header.
  package var requirement: Requirement? {
    get { isEmpty ? nil : Requirement(rawValue: UInt8(packed >> 24 & 0xF)) }
    set {
      guard !isEmpty, let newValue else { return }
      packed = packed & ~(0xF << 24) | UInt64(newValue.rawValue) << 24
    }
  }

  func write(_ byte: (UInt8) -> Void) {
    guard !isEmpty else { return }
    for shift in stride(from: UInt64(40), through: 0, by: -8) { byte(UInt8(packed >> shift & 0xFF)) }
  }

  /// Six bytes that were checked to be there.
  init(unchecked bytes: UnsafeBufferPointer<UInt8>) {
    packed = bytes.reduce(0) { $0 << 8 | UInt64($1) }
  }
}
