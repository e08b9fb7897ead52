package import ISO8583
package import TerminalCrypto

/// What the cashier wants.
package enum TerminalCommand: Sendable {
  case signIn, signOut, echo, parameters, settle
  /// Delivers what waits: a reversal, advices.
  case deliver
  case balance(Member, PIN?)
  /// What a purchase of this price costs the member.
  case discountQuote(Member, amount: Int)
  /// Stored and told to the host now, or with the next message when `isOffline`.
  /// How it was paid is one digit of field 62, tag FF49; nil where nobody says.
  /// A discount that was taken off as the host quoted it is told with its price, beside what was paid.
  case earn(Member, amount: Int, isOffline: Bool, payment: Int? = nil, discount: PriceDiscount? = nil)
  case spend(Member, amount: Int, PIN?, goods: String)
  case hold(Member, amount: Int, PIN?)
  case topUp(Member, amount: Int)
  /// All points of a points card, by its code.
  case redeem(Member, code: String)
  case draw(Member)
  /// Of a trade of this terminal that is not settled: spend, earn, top-up, hold.
  case void(trace: Int)
  case completion(trace: Int, amount: Int)
  /// Of a trade of any terminal of the merchant, by the reference on its slip.
  case refund(Member?, reference: String, date: Int, amount: Int, ofEarn: Bool)

  /// How the member shows who they are.
  package enum Member: Sendable, Hashable {
    /// Keyed: a card's number, or a phone's.
    case keyed(String)
    /// Track 2, with D or = for the separator.
    case stripe(String)
    /// A code from the member's phone.
    case code(String)
  }
}

/// Why a terminal does not even send.
package enum TerminalRefusal: Error, Hashable, Sendable, CustomStringConvertible {
  case notSignedIn
  /// A batch is being settled.
  case settling
  case noSuchTrade(trace: Int)
  case badAmount
  case badMember
  case badReference
  case badGoods
  case badPayment
  case badDiscount
  case badCode
  case badPIN

  package var description: String {
    switch self {
    case .notSignedIn: "sign in first"
    case .settling: "the batch is being settled: settle again"
    case .noSuchTrade(let trace): "there is no trade \(trace) here that this is possible for"
    case .badAmount: "an amount is 1 to 999,999,999,999 in the smallest unit of money"
    case .badMember: "no card number, track or code"
    case .badGoods: "a goods code has up to 30 printable characters"
    case .badPayment: "a way to pay is one digit from 1 on"
    case .badDiscount: "a discount is less than its price, and no more is paid than it leaves"
    case .badCode: "a points card's code has up to 64 printable characters"
    case .badReference: "a reference has 12 characters"
    case .badPIN: "the PIN does not go with this card number"
    }
  }
}
