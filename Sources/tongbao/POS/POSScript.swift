import ISO8583
import PointsTerminal
import TerminalCrypto

/// A command as a line of words: the language of `--script` and of the menu.
enum POSScript {
  struct Unknown: Error, CustomStringConvertible {
    var description: String
  }

  static let help = """
    sign-in | sign-out | echo | parameters | deliver | settle
    balance MEMBER [pin PIN]             spend MEMBER AMOUNT [pin PIN] [goods CODE]
    quote MEMBER PRICE                   hold MEMBER AMOUNT [pin PIN]
    earn MEMBER AMOUNT [offline] [paid N] [gross PRICE off AMOUNT]
    top-up MEMBER AMOUNT                 redeem MEMBER CODE
    draw MEMBER
    void TRACE                           complete TRACE AMOUNT
    refund REFERENCE MMDD AMOUNT [member MEMBER] [earn]
    N is 1 cash, 2 bank card, 3 phone wallet, 4 stored value, 5 bank transfer, 9 other
    MEMBER is a card's or a phone's number, stripe:TRACK2 or code:CODE; AMOUNT is 12.34
    """

  /// Nil for an empty line or a comment.
  static func command(_ line: String) throws -> TerminalCommand? {
    let line = line.prefix { $0 != "#" }
    var words = line.split(whereSeparator: \.isWhitespace).map(String.init)[...]
    guard let name = words.popFirst() else { return nil }
    let command = try command(name, &words)
    guard words.isEmpty else {
      throw Unknown(description: "\(name): “\(words.joined(separator: " "))” is too much")
    }
    return command
  }

  private static func command(_ name: String, _ words: inout ArraySlice<String>) throws -> TerminalCommand {
    switch name {
    case "sign-in": return .signIn
    case "sign-out": return .signOut
    case "echo": return .echo
    case "parameters": return .parameters
    case "deliver": return .deliver
    case "settle": return .settle
    case "balance": return .balance(try member(&words), try pin(&words))
    case "quote":
      let member = try member(&words)
      return .discountQuote(member, amount: try amount(&words))
    case "draw": return .draw(try member(&words))
    case "earn":
      let (member, amount) = (try member(&words), try amount(&words))
      let isOffline = flag("offline", &words)
      let payment = try words.first == "paid" ? number(afterFirst: &words, "N", 1...9) : nil
      return .earn(
        member, amount: amount, isOffline: isOffline, payment: payment, discount: try discount(&words))
    case "spend":
      let (member, amount) = (try member(&words), try amount(&words))
      return .spend(member, amount: amount, try pin(&words), goods: try value("goods", &words) ?? "")
    case "hold":
      let (member, amount) = (try member(&words), try amount(&words))
      return .hold(member, amount: amount, try pin(&words))
    case "top-up":
      let member = try member(&words)
      return .topUp(member, amount: try amount(&words))
    case "redeem":
      let member = try member(&words)
      return .redeem(member, code: try word(&words, "CODE"))
    case "void", "cancel": return .void(trace: try number(&words, "TRACE", 1...999_999))
    case "complete":
      let trace = try number(&words, "TRACE", 1...999_999)
      return .completion(trace: trace, amount: try amount(&words))
    case "refund": return try refund(&words)
    default: throw Unknown(description: "no command “\(name)”; there are:\n\(help)")
    }
  }

  /// What a quote said; “off 0” where it took nothing off.
  private static func discount(_ words: inout ArraySlice<String>) throws -> PriceDiscount? {
    guard flag("gross", &words) else { return nil }
    let gross = try amount(&words)
    guard flag("off", &words) else { throw Unknown(description: "off is missing") }
    let word = try word(&words, "AMOUNT")
    guard let off = amount(word) else { throw Unknown(description: "AMOUNT: “\(word)”") }
    return PriceDiscount(gross: gross, off: off)
  }

  private static func refund(_ words: inout ArraySlice<String>) throws -> TerminalCommand {
    let reference = try word(&words, "REFERENCE")
    let date = try number(&words, "MMDD", 101...1_231)
    let amount = try amount(&words)
    let member = try value("member", &words).map { try Self.member($0) }
    return .refund(member, reference: reference, date: date, amount: amount, ofEarn: flag("earn", &words))
  }

  private static func word(_ words: inout ArraySlice<String>, _ name: String) throws -> String {
    guard let word = words.popFirst() else { throw Unknown(description: "\(name) is missing") }
    return word
  }

  private static func number(
    _ words: inout ArraySlice<String>, _ name: String, _ range: ClosedRange<Int>
  ) throws -> Int {
    let word = try word(&words, name)
    guard let number = Int(word), range ~= number else {
      throw Unknown(description: "\(name): “\(word)” is none of \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  private static func number(
    afterFirst words: inout ArraySlice<String>, _ name: String, _ range: ClosedRange<Int>
  ) throws -> Int {
    words.removeFirst()
    return try number(&words, name, range)
  }

  private static func member(_ words: inout ArraySlice<String>) throws -> TerminalCommand.Member {
    try member(word(&words, "MEMBER"))
  }

  private static func member(_ word: String) throws -> TerminalCommand.Member {
    if word.hasPrefix("code:") { return .code(String(word.dropFirst(5))) }
    if word.hasPrefix("stripe:") { return .stripe(String(word.dropFirst(7))) }
    guard word.allSatisfy({ $0.isASCII && $0.isNumber }) else {
      throw Unknown(description: "MEMBER: “\(word)” is no number, stripe:… or code:…")
    }
    return .keyed(word)
  }

  /// In yuan with at most two decimals, as fen.
  static func amount(_ word: String) -> Int? {
    let parts = word.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy { $0.isASCII && $0.isNumber } }),
      let yuan = Int(parts[0]), yuan < 10_000_000_000
    else { return nil }
    guard parts.count == 2 else { return yuan * 100 }
    guard parts[1].count <= 2, let fen = Int(parts[1]) else { return nil }
    return yuan * 100 + (parts[1].count == 1 ? fen * 10 : fen)
  }

  private static func amount(_ words: inout ArraySlice<String>) throws -> Int {
    let word = try word(&words, "AMOUNT")
    guard let amount = amount(word), amount > 0 else {
      throw Unknown(description: "AMOUNT: “\(word)” is none")
    }
    return amount
  }

  private static func flag(_ name: String, _ words: inout ArraySlice<String>) -> Bool {
    guard words.first == name else { return false }
    words.removeFirst()
    return true
  }

  private static func value(_ name: String, _ words: inout ArraySlice<String>) throws -> String? {
    guard flag(name, &words) else { return nil }
    return try word(&words, name.uppercased())
  }

  private static func pin(_ words: inout ArraySlice<String>) throws -> PIN? {
    guard let text = try value("pin", &words) else { return nil }
    do { return try PIN(text) } catch { throw Unknown(description: "PIN: 4 to 12 digits") }
  }
}
