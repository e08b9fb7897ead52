package import Ledger

/// Who brings orders to a merchant, and what it pays for them (推荐佣金). An order says it by the code.
package struct Referral: Hashable, Codable, Sendable {
  /// 1…32 letters, digits and hyphens, in capitals.
  package var code: String
  /// A merchant, an agent, or `MerchantID.none` for the operator.
  package var referrer: MerchantID
  package var commission: Commission

  package init(code: String, referrer: MerchantID, commission: Commission) {
    self.code = code
    self.referrer = referrer
    self.commission = commission
  }

  /// The most of one merchant's.
  package static let most = 8
  package static let longestCode = 32

  /// Whether orders can carry it: ASCII, so that it is as long in a transaction as it looks.
  package static func isCode(_ text: String) -> Bool {
    1...longestCode ~= text.utf8.count
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
          true
        default: false
        }
      }
  }

  var isPossible: Bool { Self.isCode(code) && referrer != .pool && commission.isPossible }
}

extension Transaction {
  /// By whose code the order came; nil where it says none.
  package var referral: String? {
    kind == .earn ? Particulars(packed: context.explanation)?.referral : nil
  }
}
