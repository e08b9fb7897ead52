/// Digits as pages show them; done by hand so that every language and machine writes the same.
enum Digits {
  /// Thousands apart by commas. The sign is a plain hyphen, so that a copied number stays a number.
  static func grouped(_ value: Int64) -> String {
    let digits = String(value.magnitude)
    return (value < 0 ? "-" : "") + grouped(digits)
  }

  /// A value in smallest units with `decimals` places: 12850 with 2 is "128.50".
  static func decimal(_ units: Int64, decimals: Int) -> String {
    guard decimals > 0 else { return grouped(units) }
    var digits = String(units.magnitude)
    if digits.count <= decimals {
      digits = String(repeating: "0", count: decimals + 1 - digits.count) + digits
    }
    let whole = String(digits.dropLast(decimals))
    return (units < 0 ? "-" : "") + grouped(whole) + "." + digits.suffix(decimals)
  }

  /// As ``plain(_:decimals:)`` without the zeros at its end: 150 with 2 is "1.5", 200 is "2".
  static func shortest(_ units: Int64, decimals: Int) -> String {
    var text = plain(units, decimals: decimals)
    guard text.contains(".") else { return text }
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text
  }

  /// As ``decimal(_:decimals:)`` without marks between thousands.
  static func plain(_ units: Int64, decimals: Int) -> String {
    decimal(units, decimals: decimals).filter { $0 != "," }
  }

  private static func grouped(_ digits: String) -> String {
    var result = ""
    for (place, digit) in digits.enumerated() {
      if place > 0, (digits.count - place).isMultiple(of: 3) { result.append(",") }
      result.append(digit)
    }
    return result
  }

  /// At most three figures that count: 1.23, 12.3, 123, 1,235.
  static func short(_ value: Int64, per unit: Int64) -> String {
    let whole = value / unit
    if whole.magnitude >= 100 { return grouped(whole) }
    let places = whole.magnitude >= 10 ? 1 : 2
    let scale: Int64 = places == 1 ? 10 : 100
    let rest = Int64((value % unit).magnitude) / (unit / scale)
    var text = String(rest)
    text = String(repeating: "0", count: places - text.count) + text
    while text.hasSuffix("0") { text.removeLast() }
    let sign = value < 0 && whole == 0 ? "-" : ""
    return text.isEmpty ? sign + String(whole) : sign + "\(whole).\(text)"
  }
}
