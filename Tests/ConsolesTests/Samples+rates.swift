@testable import Consoles

extension Sample {
  private static func rate(_ index: Int) -> ShownRate {
    ShownRate(
      fromCode: "universal", intoCode: "tea-\(index)", from: "Tongbao <points>", into: "Tea \(index)",
      gives: ShownPoints(500), receives: ShownPoints(1_250, decimals: 2), spread: Int64(index) * 75,
      sample: ShownPoints(24_500, decimals: 2), sampleGiven: ShownPoints(10_000), minimum: ShownPoints(500),
      maximum: index.isMultiple(of: 2) ? ShownPoints(1_000_000) : nil,
      memberDaily: index.isMultiple(of: 2) ? ShownPoints(2_000_000) : nil, validFrom: Faked.ago(days: 9),
      validUntil: index.isMultiple(of: 3) ? Faked.now : nil, version: Int64(index + 1), isNow: index < 3)
  }

  private static var history: RateHistory {
    RateHistory(
      fromCode: "universal", intoCode: "tea-1", name: "Tongbao <points> \u{2192} Tea",
      valueName: "what 10,000 become",
      days: (0..<60).map { ShownDay(daysSince1970: 20_700 + Int64($0)).text },
      values: (0..<60).map { $0 < 10 ? 0 : 24_500 + Int64($0 % 7) * 90 }, versions: (0..<3).map(rate))
  }

  private static func calculator(_ answer: RateCalculator.Answer = .none) -> RateCalculator {
    var calculator = RateCalculator(programs: [("universal", "Tongbao <points>"), ("tea-1", "Tea 1")])
    (calculator.from, calculator.into, calculator.points) = ("universal", "tea-1", "5,000")
    calculator.answer = answer
    return calculator
  }

  private static func operators(_ fault: String? = nil, isGain: Bool = false) -> ExchangeRatesPage {
    var page = ExchangeRatesPage(
      rates: .loaded((0..<4).map(rate)), programs: [("universal", "Tongbao <points>"), ("tea-1", "Tea 1")],
      mayPropose: true, typed: fault == nil ? [:] : ["from": "tea-1", "gives": "<1>", "both": "1"])
    page.fault = fault
    if isGain {
      page.gain = .init(
        steps: [
          "500 Tongbao <points> become 13 Tea, spread 0.00%", "10 Tea become 400 Tongbao, spread 1.00%",
        ],
        result: "Once round gains about 2.96% of Tongbao <points>.")
    }
    page.history = history
    return page
  }

  private static func discount(_ index: Int) -> DiscountRow {
    DiscountRow(
      name: "15 % for <gold>", number: "Rule \(index), version 1", program: "Tongbao <points>",
      merchant: "Blue & Quay", share: "15 %", most: "CNY 20.00", stores: "all stores",
      members: index == 0 ? [] : ["Gold <card>", "level 2 of ladder 1"], inForce: "from 2 March 2026 on",
      state: index == 2 ? .later : .now)
  }

  private static func discounts(_ fault: String? = nil) -> DiscountsPage {
    var page = DiscountsPage(
      discounts: .loaded((0..<3).map(discount)), programs: [("universal", "Tongbao <points>")],
      cardTypes: [("cty_1", "Gold <card>")], mayPropose: true,
      typed: fault == nil ? [:] : ["percent": "<1>", "card_cty_1": "1"])
    page.fault = fault
    return page
  }

  static let rates: [Sample] = [
    Sample(desk: "discounts-own", DeskDiscountsPage(discounts: .loaded((0..<3).map(discount)))),
    Sample("discounts", discounts()), Sample("discounts-fault", discounts("Look at: <merchant>.")),
    Sample(
      "discounts-first",
      DiscountsPage(discounts: .loaded([]), programs: [], cardTypes: [], mayPropose: false)),
    Sample("rates", RateBoardPage(rates: (0..<4).map(rate), calculator: calculator(), history: history)),
    Sample(
      "rates-reckoned",
      RateBoardPage(
        rates: (0..<2).map(rate),
        calculator: calculator(
          .gives(ShownPoints(5_000), ShownPoints(12_250, decimals: 2), spread: ShownPoints(250, decimals: 2)))
      )),
    Sample(
      "rates-fault", RateBoardPage(rates: [rate(1)], calculator: calculator(.fault("At least <500>.")))),
    Sample("rates-none", RateBoardPage(rates: [], calculator: calculator())),
    Sample("exchange-rates", operators()),
    Sample("exchange-rates-arbitrage", operators("It cannot be <published>.", isGain: true)),
    Sample(
      "exchange-rates-first",
      ExchangeRatesPage(rates: .loaded([]), programs: [("universal", "Tongbao")], mayPropose: false)),
  ]
}
