import Ledger

/// ISO 8601 without an offset, as `2017-01-01T11:53:26`.
extension WallTime {
  package var text: String {
    let seconds = Int(microsecondOfDay / Instant.microsecondsPerSecond)
    let parts = [seconds / 3_600, seconds / 60 % 60, seconds % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
    return "\(date)T\(parts.joined(separator: ":"))"
  }

  package init?(text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 19, bytes[10] == UInt8(ascii: "T"), bytes[13] == UInt8(ascii: ":"),
      bytes[16] == UInt8(ascii: ":"), let date = CivilDate(String(text.prefix(10)))
    else { return nil }
    func number(_ at: Int) -> Int? {
      guard (48...57).contains(bytes[at]), (48...57).contains(bytes[at + 1]) else { return nil }
      return Int(bytes[at] - 48) * 10 + Int(bytes[at + 1] - 48)
    }
    guard let hour = number(11), let minute = number(14), let second = number(17) else { return nil }
    self.init(date, hour: hour, minute: minute, second: second)
  }
}
