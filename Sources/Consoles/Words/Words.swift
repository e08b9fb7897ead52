import Foundation

/// Every text and number form of one language, in one time zone. The accessors stand in Words+keys.swift.
package struct Words: Sendable {
  let language: Language
  let zone: TimeZone
  private let messages: [String: Message]

  init(language: Language, zone: TimeZone, messages: [String: Message]) {
    self.language = language
    self.zone = zone
    self.messages = messages
  }

  func text(_ key: String, _ arguments: [String: Message.Argument] = [:]) -> String {
    guard let message = messages[key] else {
      assertionFailure("no text for \(key)")
      return key
    }
    return message.text(arguments, language: language)
  }

  /// Such as `Asia/Shanghai`.
  var zoneName: String { zone.identifier }

  func number(_ value: Int64) -> String { Digits.grouped(value) }

  func points(_ points: ShownPoints) -> String { Digits.decimal(points.units, decimals: points.decimals) }

  /// With its sign always said, for movements.
  func movement(_ points: ShownPoints) -> String { (points.units > 0 ? "+" : "") + self.points(points) }

  /// The ISO code and not the sign: `$` alone would be TWD, HKD or USD.
  func money(_ money: ShownMoney) -> String {
    money.currency + "\u{00A0}" + Digits.decimal(money.minorUnits, decimals: money.decimals)
  }

  func time(_ time: ShownTime) -> String { time.text(offsetSeconds: offset(at: time), withSeconds: false) }

  func exactTime(_ time: ShownTime) -> String {
    time.text(offsetSeconds: offset(at: time), withSeconds: true)
  }

  func day(_ time: ShownTime) -> String { time.day(offsetSeconds: offset(at: time)).text }

  /// For the `datetime` attribute: RFC 3339 in UTC.
  func machineTime(_ time: ShownTime) -> String {
    time.text(offsetSeconds: 0, withSeconds: true).replacingOccurrences(of: " ", with: "T") + "Z"
  }

  /// A few figures and a unit for axes; Chinese counts in myriads, English in thousands.
  func compact(_ value: Int64) -> String {
    let size = value.magnitude
    switch language {
    case .english:
      if size >= 1_000_000_000 { return numberHuge(number: Digits.short(value, per: 1_000_000_000)) }
      if size >= 1_000_000 { return numberLarge(number: Digits.short(value, per: 1_000_000)) }
      if size >= 10_000 { return numberThousands(number: Digits.short(value, per: 1_000)) }
    case .simplifiedChinese, .traditionalChinese:
      if size >= 100_000_000 { return numberHuge(number: Digits.short(value, per: 100_000_000)) }
      if size >= 10_000 { return numberLarge(number: Digits.short(value, per: 10_000)) }
    }
    return Digits.grouped(value)
  }

  private func offset(at time: ShownTime) -> Int {
    zone.secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(time.microseconds / 1_000_000)))
  }
}
