import Coalition
import Foundation
import Ledger

/// What a cashier typed or scanned, read as what it can only mean.
enum SeatEntered {
  /// A member as any of the ways to name one; nil where nothing was said.
  static func member(_ text: String, _ publicIDs: PublicIDs) -> MemberClaim? {
    let text = text.trimmingCharacters(in: .whitespaces)
    if text.isEmpty { return nil }
    if let id: MemberID = publicIDs.id(text) { return .id(id) }
    if isLiveCode(text) { return .code(text.filter { $0 != " " }) }
    if text.contains("@") { return .email(text) }
    let digits = text.filter { $0 != " " }
    // Phone numbers have 15 digits at most and are typed without the country's; cards have 16.
    return digits.utf8.count >= 14 && !digits.hasPrefix("+") ? .card(digits) : .phone(text)
  }

  /// Whether it is a live code: the QR code's text, or its 19 digits.
  static func isLiveCode(_ text: String) -> Bool {
    if text.hasPrefix("TB1") { return true }
    let digits = text.filter { $0 != " " }
    // Cards may have as many digits; none of a kind that is made begins with these two.
    return digits.utf8.count == 19 && digits.hasPrefix("28") && digits.utf8.allSatisfy { 0x30...0x39 ~= $0 }
  }

  /// The code of a points card; nil where nothing was typed.
  static func pointsCard(_ text: String) -> String? {
    let text = text.trimmingCharacters(in: .whitespaces)
    return text.isEmpty ? nil : String(text.prefix(64))
  }

  /// A proof, as it was said to be; a live code is known by its form.
  static func proof(_ text: String, how: String) -> MemberProof? {
    let text = text.trimmingCharacters(in: .whitespaces)
    if text.isEmpty { return nil }
    if isLiveCode(text) || how == "live" { return .code(text.filter { $0 != " " }) }
    return how == "sms" ? .oneTimeCode(text) : .pin(text)
  }

  /// More than nothing, in the smallest unit.
  static func amount(_ text: String, decimals: Int) -> Int64? {
    guard let units = Entered.decimal(text.trimmingCharacters(in: .whitespaces), decimals: decimals),
      units > 0
    else { return nil }
    return units
  }

  static func newKey() -> String { UUID().uuidString.lowercased() }
}

/// What is wrong with a form before anything is asked of anybody.
enum SeatFault: Error {
  case noMember, amount, receipt, program, pointsCard
}
