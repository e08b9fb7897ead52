/// How the part of a purchase was paid that was paid with money (支付方式): a closed list. Where it was paid in
/// several ways, the one that paid most. Raw values are stored and travel in messages of terminals.
package enum PaymentKind: UInt8, CaseIterable, Codable, Sendable {
  case cash = 1
  case bankCard = 2
  /// A wallet on a phone, as Alipay and WeChat Pay.
  case wallet = 3
  /// Money that was loaded onto a card or an account before.
  case storedValue = 4
  /// From account to account.
  case transfer = 5
  case other = 9

  /// As the public interface and forms name it.
  package var name: String {
    switch self {
    case .cash: "cash"
    case .bankCard: "bank_card"
    case .wallet: "wallet"
    case .storedValue: "stored_value"
    case .transfer: "transfer"
    case .other: "other"
    }
  }

  package init?(name: String) {
    guard let kind = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = kind
  }
}
