internal import ISO8583

/// The slip of a trade: lines of 32 columns, as a 58 mm printer has them; Chinese characters are two wide.
package struct Slip: Sendable {
  package static let columns = 32
  package private(set) var lines: [String] = []

  /// - Parameters:
  ///   - hostText: what the host said, already as text.
  ///   - isCopy: printed again.
  package init(_ trade: TradeRecord, _ settings: TerminalSettings, hostText: String, isCopy: Bool = false) {
    center(trade.pointsCard == nil ? trade.kind.title : "积分卡充值")
    if isCopy { center("*重打印*") }
    rule()
    pair("商户编号", settings.merchant)
    pair("终端编号", settings.terminal)
    pair("操作员号", settings.cashier)
    if let card = trade.card { pair("卡号", Self.masked(card)) }
    if let code = trade.pointsCard { pair("积分卡", "****" + code) }
    pair("批次号", trade.batch.digits(6))
    pair("凭证号", trade.trace.digits(6))
    if let reference = trade.reference { pair("参考号", reference) }
    if let authorization = trade.authorization { pair("授权码", authorization) }
    pair("日期时间", Self.moment(trade.moment))
    rule()
    if let discount = trade.discount {
      pair("原价", "RMB " + Self.money(discount.gross))
      pair("会员折扣", "-RMB " + Self.money(discount.off))
    }
    if trade.kind == .discountQuote {
      if let net = trade.cash { pair("应付金额", "RMB " + Self.money(net)) }
      rule()
      pair("结果", Self.state(trade))
      if !hostText.isEmpty { lines.append(hostText) }
      return
    }
    if trade.amount > 0 { pair("金额", "RMB " + Self.money(trade.amount)) }
    if let points = trade.points { pair("积分", Self.grouped(points)) }
    if let cash = trade.cash, cash > 0 { pair("自付金额", "RMB " + Self.money(cash)) }
    if let balance = trade.balance { pair("积分余额", Self.grouped(balance)) }
    rule()
    pair("结果", Self.state(trade))
    if !hostText.isEmpty { lines.append(hostText) }
  }

  private static func state(_ trade: TradeRecord) -> String {
    switch trade.state {
    case .approved: "成功"
    case .declined: "拒绝 " + (trade.responseCode ?? "")
    case .queued: "已存储,待上送"
    case .pending: "结果未知,将冲正"
    case .reversed: "已冲正"
    case .unresolved: "请联系客服"
    }
  }

  private mutating func rule() { lines.append(String(repeating: "-", count: Self.columns)) }

  private mutating func center(_ text: String) {
    lines.append(String(repeating: " ", count: max(0, (Self.columns - Self.width(text)) / 2)) + text)
  }

  /// Name on the left, value on the right; on a line of its own where both do not fit.
  private mutating func pair(_ name: String, _ value: String) {
    let gap = Self.columns - Self.width(name) - Self.width(value)
    if gap >= 1 {
      lines.append(name + String(repeating: " ", count: gap) + value)
    } else {
      lines.append(name)
      lines.append(String(repeating: " ", count: max(0, Self.columns - Self.width(value))) + value)
    }
  }

  static func width(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + ((0x2E80...0xFFEF).contains($1.value) ? 2 : 1) }
  }

  /// First six and last four digits.
  package static func masked(_ card: String) -> String {
    guard card.count > 10 else {
      return String(repeating: "*", count: max(0, card.count - 4)) + card.suffix(4)
    }
    return card.prefix(6) + String(repeating: "*", count: card.count - 10) + card.suffix(4)
  }

  package static func money(_ minorUnits: Int) -> String {
    grouped(minorUnits / 100) + "." + (minorUnits % 100).digits(2)
  }

  static func grouped(_ number: Int) -> String {
    var text = String(number.magnitude)
    var grouped = ""
    while text.count > 3 {
      grouped = "," + text.suffix(3) + grouped
      text.removeLast(3)
    }
    return (number < 0 ? "-" : "") + text + grouped
  }

  private static func moment(_ moment: TerminalMoment) -> String {
    let (date, time) = (moment.date.digits(4), moment.time.digits(6))
    return
      "\(date.prefix(2))-\(date.suffix(2)) \(time.prefix(2)):\(time.dropFirst(2).prefix(2)):\(time.suffix(2))"
  }
}
