import Coalition
import Ledger
import Loyalty

/// What is wrong with a form of settlement terms.
enum TermsFormFault: Error {
  case program, day, days, prices, commission, fees, cycle, referrals, agents, kindFees

  func text(_ words: Words) -> String {
    switch self {
    case .program: words.importFaultProgram
    case .day: words.financeFaultFrom
    case .days: words.financeFaultDays
    case .prices: words.financeFaultPrices
    case .commission: words.financeFaultCommission
    case .fees: words.financeFaultFees
    case .cycle: words.financeFaultCycle
    case .referrals: words.referralFault
    case .agents: words.agentFaultShares
    case .kindFees: words.feeFault
    }
  }
}

extension SettlementTermsPage {
  /// A list that was cut would be other terms than those that were typed.
  static func requireLengths(of typed: [String: String]) throws(TermsFormFault) {
    let lists: [(name: String, fault: TermsFormFault)] = [
      ("fees", .kindFees), ("referrals", .referrals), ("agents", .agents),
    ]
    for list in lists where typed[list.name, default: ""].count > length(of: list.name) { throw list.fault }
  }
}

/// Reads numbers as people write them; an empty field is nothing agreed on.
private struct TypedTerms {
  let typed: [String: String]
  let places: Int
  let decimals: Int

  func isEmpty(_ name: String) -> Bool { (typed[name] ?? "").trimmed.isEmpty }

  func money(_ name: String, _ fault: TermsFormFault) throws(TermsFormFault) -> Int64? {
    try number(name, places, fault)
  }

  func number(_ name: String, _ decimals: Int, _ fault: TermsFormFault) throws(TermsFormFault) -> Int64? {
    if isEmpty(name) { return nil }
    guard let units = Entered.decimal((typed[name] ?? "").trimmed, decimals: decimals),
      (0...PointPrice.largest).contains(units)
    else { throw fault }
    return units
  }

  /// Both halves of a price, or neither.
  func price(_ prefix: String, _ fault: TermsFormFault) throws(TermsFormFault) -> PointPrice? {
    let money = try money(prefix + "_money", fault)
    let points = try number(prefix + "_points", decimals, fault)
    if money == nil, points == nil { return nil }
    guard let money, let points, let price = PointPrice(money, perPoints: points) else { throw fault }
    return price
  }

  func fee(_ prefix: String) throws(TermsFormFault) -> TransactionFee? {
    let fixed = try money(prefix + "_fixed", .fees)
    let price = try price(prefix, .fees)
    let share = try number(prefix + "_share", 2, .fees)
    let (least, most) = (try money(prefix + "_least", .fees), try money(prefix + "_most", .fees))
    if fixed == nil, price == nil, share == nil, least == nil, most == nil { return nil }
    guard (share ?? 0) <= 10_000, most.map({ $0 >= least ?? 0 }) ?? true else { throw .fees }
    return TransactionFee(
      fixed: fixed ?? 0, byPoints: price, share: share.map { Int32($0) }, minimum: least, maximum: most)
  }

  func commission() throws(TermsFormFault) -> Commission? {
    let share = try number("share", 2, .commission)
    let fixed = try money("fixed", .commission)
    let least = try money("least", .commission)
    let most = try money("most", .commission)
    if share == nil, fixed == nil, least == nil, most == nil { return nil }
    guard (share ?? 0) <= 10_000, most.map({ $0 >= least ?? 0 }) ?? true else { throw .commission }
    return Commission(share: Int32(share ?? 0), fixed: fixed ?? 0, minimum: least ?? 0, maximum: most)
  }

  func cycle() throws(TermsFormFault) -> SettlementCycle {
    let text = typed["cycle"] ?? ""
    if text == "daily" { return .daily }
    if let day = Weekday.allCases.first(where: { "weekly-\($0)" == text }) { return .weekly(day) }
    guard text.hasPrefix("monthly-"), let day = Int(text.dropFirst(8)), 1...31 ~= day else { throw .cycle }
    return .monthly(day)
  }
}

extension SettlementTerms {
  /// The terms that a form says.
  init(_ typed: [String: String], of program: Program, _ words: Words) throws(TermsFormFault) {
    let reading = TypedTerms(
      typed: typed, places: decimalPlaces(ofCurrency: program.worth.money.currency),
      decimals: program.decimals)
    let expired = try reading.number("expired", 2, .prices) ?? 0
    let pool = try reading.number("pool", 2, .prices)
    guard expired + (pool ?? 0) <= 10_000 else { throw .prices }
    guard let due = Int(reading.isEmpty("due") ? "1" : (typed["due"] ?? "").trimmed), 0...90 ~= due else {
      throw .cycle
    }
    self.init(
      issuePrice: try reading.price("issue", .prices),
      payable: typed["moment"] == "used" ? .used : .given,
      acceptPrice: try reading.price("accept", .prices), expiredShare: Int32(expired),
      commission: try reading.commission(), givingFee: try reading.fee("giving"),
      takingFee: try reading.fee("taking"), cycle: try reading.cycle(), dueAfterDays: due,
      minimum: try reading.money("minimum", .cycle) ?? 0, poolShare: pool.map { Int32($0) },
      fees: try KindFee.typed(
        typed["fees"] ?? "", places: reading.places, decimals: program.decimals, words))
    exchangeOut = try reading.price("exchange_out", .prices)
    exchangeIn = try reading.price("exchange_in", .prices)
  }
}

extension [SettlementAgreement] {
  /// The form as the newest version of the first programme fills it in.
  func typed(_ programs: [Program], _ words: Words) -> [String: String] {
    guard let program = programs.first(where: { one in contains { $0.asset == one.asset } }),
      let terms = first(where: { $0.asset == program.asset })?.terms
    else { return [:] }
    let places = decimalPlaces(ofCurrency: program.worth.money.currency)
    func money(_ units: Int64?) -> String { units.map { Digits.plain($0, decimals: places) } ?? "" }
    func points(_ units: Int64?) -> String {
      units.map { Digits.plain($0, decimals: program.decimals) } ?? ""
    }
    func percent(_ share: Int32?) -> String { share.map { Digits.plain(Int64($0), decimals: 2) } ?? "" }
    func fee(_ name: String, _ fee: TransactionFee?) -> [String: String] {
      [
        name + "_fixed": money(fee?.fixed), name + "_money": money(fee?.byPoints?.money),
        name + "_points": points(fee?.byPoints?.perPoints), name + "_share": percent(fee?.share),
        name + "_least": money(fee?.minimum), name + "_most": money(fee?.maximum),
      ]
    }
    let cycle =
      switch terms.cycle {
      case .daily: "daily"
      case .weekly(let day): "weekly-\(day)"
      case .monthly(let day): "monthly-\(day)"
      }
    return [
      "program": program.code, "issue_money": money(terms.issuePrice?.money),
      "issue_points": points(terms.issuePrice?.perPoints), "moment": terms.issueMoment.rawValue,
      "accept_money": money(terms.acceptPrice?.money), "accept_points": points(terms.acceptPrice?.perPoints),
      "expired": percent(terms.expiredShare), "pool": percent(terms.poolShare),
      "share": percent(terms.commission?.share),
      "fixed": money(terms.commission?.fixed), "least": money(terms.commission?.minimum),
      "most": money(terms.commission?.maximum),
      "fees": (terms.fees ?? []).map { $0.line(places: places, decimals: program.decimals, words) }
        .joined(separator: "\n"),
      "exchange_out_money": money(terms.exchangeOut?.money),
      "exchange_out_points": points(terms.exchangeOut?.perPoints),
      "exchange_in_money": money(terms.exchangeIn?.money),
      "exchange_in_points": points(terms.exchangeIn?.perPoints),
      "cycle": cycle, "due": String(terms.dueAfterDays), "minimum": money(terms.minimum),
    ].merging(fee("giving", terms.givingFee)) { _, new in new }
      .merging(fee("taking", terms.takingFee)) { _, new in new }
  }
}
