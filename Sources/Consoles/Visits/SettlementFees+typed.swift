import Coalition
import Ledger
import Loyalty

// Fees by kind and channel as a form writes them: a line each, `earn pos 0.05 0.6% >=0.10 <=5.00`, with the
// money of points as `1/100`. Kind and channel by the words of the page or the names of the API.
extension KindFee {
  static let anyChannel = "*"

  /// - Parameters:
  ///   - places: of money after the point.
  ///   - decimals: of points.
  static func typed(
    _ text: String, places: Int, decimals: Int, _ words: Words
  ) throws(TermsFormFault) -> [KindFee]? {
    var fees: [KindFee] = []
    for line in text.split(whereSeparator: \.isNewline) {
      let parts = line.split(whereSeparator: \.isWhitespace).map(String.init)
      if parts.isEmpty { continue }
      guard parts.count >= 3, let kind = Kind.allCases.first(where: { $0.isCalled(parts[0], words) }) else {
        throw .kindFees
      }
      var channel: Channel?
      if parts[1] != anyChannel {
        channel = Channel.allCases.first { $0.isCalled(parts[1], words) }
        if channel == nil { throw .kindFees }
      }
      var fee = TransactionFee()
      for part in parts.dropFirst(2) { try fee.read(part, places: places, decimals: decimals) }
      fees.append(KindFee(kind, on: channel, fee))
    }
    guard arePossible(fees) else { throw .kindFees }
    return fees.isEmpty ? nil : fees
  }

  /// As ``typed(_:places:decimals:_:)`` reads it.
  func line(places: Int, decimals: Int, _ words: Words) -> String {
    func word(_ name: String, _ shown: String) -> String {
      shown.contains(where: \.isWhitespace) ? name : shown
    }
    func money(_ units: Int64) -> String { Digits.plain(units, decimals: places) }
    let channel = channel.map { word($0.name, ShownChannel($0).name(words)) } ?? Self.anyChannel
    var parts = [word(kind.rawValue, kind.shown.name(words)), channel]
    if fee.fixed != 0 || fee.byPoints == nil && fee.share == nil { parts.append(money(fee.fixed)) }
    if let price = fee.byPoints {
      parts.append(money(price.money) + "/" + Digits.plain(price.perPoints, decimals: decimals))
    }
    if let share = fee.share { parts.append(Digits.plain(Int64(share), decimals: 2) + "%") }
    if let minimum = fee.minimum { parts.append(">=" + money(minimum)) }
    if let maximum = fee.maximum { parts.append("<=" + money(maximum)) }
    return parts.joined(separator: " ")
  }
}

extension TransactionFee {
  /// Reads one part; each once.
  fileprivate mutating func read(_ part: String, places: Int, decimals: Int) throws(TermsFormFault) {
    func number(_ text: some StringProtocol, _ decimals: Int) throws(TermsFormFault) -> Int64 {
      guard let units = Entered.decimal(String(text), decimals: decimals), 0...PointPrice.largest ~= units
      else {
        throw .kindFees
      }
      return units
    }
    if part.hasSuffix("%"), share == nil {
      let units = try number(part.dropLast(), 2)
      guard units <= 10_000 else { throw .kindFees }
      share = Int32(units)
    } else if part.hasPrefix(">="), minimum == nil {
      minimum = try number(part.dropFirst(2), places)
    } else if part.hasPrefix("<="), maximum == nil {
      maximum = try number(part.dropFirst(2), places)
    } else if let slash = part.firstIndex(of: "/"), byPoints == nil {
      let points = try number(part[part.index(after: slash)...], decimals)
      guard let price = PointPrice(try number(part[..<slash], places), perPoints: points) else {
        throw .kindFees
      }
      byPoints = price
    } else if fixed == 0 {
      fixed = try number(part, places)
    } else {
      throw .kindFees
    }
  }
}

extension KindFee.Kind {
  var shown: ShownKind {
    switch self {
    case .earn: .earn
    case .award: .award
    case .topup: .topup
    case .cards: .cards
    case .spend: .spend
    case .capture: .capture
    case .refund: .refund
    case .void: .void
    }
  }

  fileprivate func isCalled(_ name: String, _ words: Words) -> Bool {
    [rawValue, shown.name(words)].contains { $0.lowercased() == name.lowercased() }
  }
}

extension Channel {
  fileprivate func isCalled(_ text: String, _ words: Words) -> Bool {
    [name, ShownChannel(self).name(words)].contains { $0.lowercased() == text.lowercased() }
  }
}
