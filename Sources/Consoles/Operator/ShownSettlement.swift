/// Where a settlement stands; raw values are the public ones.
enum ShownSettlementState: String, CaseIterable, Sendable {
  case calculated, reviewed, approved, paid, disputed
  case onHold = "on_hold"

  func name(_ words: Words) -> String {
    switch self {
    case .calculated: words.financeStateCalculated
    case .reviewed: words.financeStateReviewed
    case .approved: words.financeStateApproved
    case .paid: words.financeStatePaid
    case .disputed: words.financeStateDisputed
    case .onHold: words.financeStateHeld
    }
  }

  func badge(_ words: Words) -> Node {
    switch self {
    case .paid: Consoles.badge(name(words), .good)
    case .approved, .reviewed: Consoles.badge(name(words), .warn)
    case .calculated: Consoles.badge(name(words), .quiet)
    case .disputed, .onHold: Consoles.badge(name(words), .bad)
    }
  }
}

/// A settlement in a list and at the head of its page.
struct SettlementRow: Sendable {
  let id: String
  let merchant: String
  let program: String
  let first: ShownDay
  let last: ShownDay
  let due: ShownDay
  let lines: Int64
  let net: ShownMoney
  let state: ShownSettlementState

  var period: String { first == last ? first.text : first.text + " \u{2013} " + last.text }

  /// Who pays whom, in words: a sign alone is read wrongly.
  func direction(_ words: Words) -> String {
    if net.minorUnits == 0 { return words.financeEven }
    return net.minorUnits > 0 ? words.financeToMerchant : words.financeByMerchant
  }
}

/// An amount from the merchant's side, with its sign and colour.
func owed(_ money: ShownMoney, _ words: Words) -> Node { owed(money, words.money(money)) }

private func owed(_ money: ShownMoney, _ text: String) -> Node {
  if money.minorUnits == 0 { return .text(text) }
  return span(.classes([money.minorUnits < 0 ? "out" : "in"])) { (money.minorUnits > 0 ? "+" : "") + text }
}

/// As ``owed(_:_:)`` where the table says which currency it is all in.
func owed(short money: ShownMoney) -> Node { owed(money, money.digits) }

extension ShownMoney {
  /// Without its currency, for tables that name it once.
  var digits: String { Digits.decimal(minorUnits, decimals: decimals) }
}

/// A sum of lines: of a day, of a store, or of all.
struct SettlementSum: Sendable {
  let name: String
  /// Where its lines are; nil for a total.
  let link: Link?
  let lines: Int64
  let sale: ShownMoney
  let price: ShownMoney
  let commission: ShownMoney
  let fee: ShownMoney
  let net: ShownMoney
  /// Its statement as CSV, as a workbook and to print; none of a total.
  var files: [Link] = []

  static func columns(_ first: String, _ words: Words) -> [Column] {
    [
      Column(first), Column(words.financeLines, .number), Column(words.financeSale, .number),
      Column(words.financePoints, .number), Column(words.settlementCommission, .number),
      Column(words.financeFees, .number), Column(words.financeNet, .number),
    ]
  }

  fileprivate func cells(_ words: Words, hasFiles: Bool) -> [Node] {
    let named = link.map { to in a(.href(to)) { name } } ?? .text(name)
    return [
      hasFiles && !files.isEmpty ? twoLines(named, fileLinks(words)) : named, .text(words.number(lines)),
      .text(sale.digits), owed(short: price), owed(short: commission), owed(short: fee), owed(short: net),
    ]
  }

  private func fileLinks(_ words: Words) -> Node {
    Node {
      for (index, (form, link)) in zip(["CSV", "XLSX", words.deskPrint], files).enumerated() {
        if index > 0 { " \u{00B7} " }
        a(.href(link), .aria(.label, name + " " + form)) { form }
      }
    }
  }
}

/// - Parameter hasFiles: whether each sum leads to its statement, beneath its name.
func sumTable(
  _ name: String, _ sums: [SettlementSum], total: SettlementSum?, hasFiles: Bool = false, _ words: Words
) -> Node {
  DataTable(
    name: name, columns: SettlementSum.columns(name, words),
    rows: sums.map { $0.cells(words, hasFiles: hasFiles) },
    total: total.map { $0.cells(words, hasFiles: false) }
  ).node
}
