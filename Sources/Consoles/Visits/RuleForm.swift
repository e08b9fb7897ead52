import Coalition
import Ledger
import Loyalty

/// A rule as an operator types it into ``EarningRulePage``.
struct RuleForm: Sendable {
  /// By field; what was refused stays typed.
  var typed: [String: String] = [:]

  /// What cannot be meant: the field, and why.
  enum Fault: Error {
    case program, names, effect, limits, number, days, money, hours, monthDays, texts, period, levels
    /// Another simulation is being made.
    case busy
    /// A list, by its field, that has too many entries or a quote without its other.
    case tooMany(String)
    case unreadable(String)
    case merchants([String])
    case stores([String])
    case cardTypes([String])
    /// By the field of their list.
    case tags(String, [String])
  }

  /// The most bytes that the form of a rule has: two lists of as many entries as a rule can have, each of 64
  /// characters of up to four bytes, which travel as twelve, and the rest.
  static let most = 2 * BonusRule.mostNamed * 64 * 12 + 500_000

  /// Nothing is cut: what is too long is refused where it is read.
  init(_ form: FormFields) {
    for item in form.items where item.name != "form_token" { typed[item.name] = item.value }
  }

  init(_ typed: [String: String]) { self.typed = typed }

  subscript(_ field: String) -> String {
    (typed[field] ?? "").trimmed
  }

  var names: Names { Names(hans: self["name_hans"], hant: self["name_hant"], en: self["name_en"]) }

  /// - Throws: ``Fault/names``.
  func checkNames() throws(Fault) {
    for name in [names.hans, names.hant, names.en] where !(1...100 ~= name.unicodeScalars.count) {
      throw .names
    }
  }

  /// The entries of a list, in order, each once.
  func list(_ field: String) throws(Fault) -> [String] {
    let entries: [String]
    do { entries = try TypedList.read(typed[field] ?? "") } catch { throw .unreadable(field) }
    guard entries.count <= BonusRule.mostNamed else { throw .tooMany(field) }
    return entries
  }

  /// The rule, in force from its first day to its last.
  /// - Parameters:
  ///   - number: 0 for a new one.
  ///   - places: the shops of its codes.
  func rule(
    _ number: UInt32, in program: Program, _ places: RulePlaces, _ calendar: BusinessCalendar
  ) throws(Fault) -> BonusRule {
    let decimals = program.decimals
    let currency = ShownMoney(0, program.worth.money.currency)
    var conditions = try shops(places)
    conditions += try goods()
    if let money = try money(currency.decimals) { conditions.append(.money(money)) }
    conditions += try times()
    conditions += try levels()
    if let span = BirthdaySpan(rawValue: self["birthday"]) { conditions.append(.birthday(span)) }
    if let first = FirstPurchase(rawValue: self["first"]) { conditions.append(.first(first)) }
    conditions += try member(places)
    guard let stacking = stacking, let priority = Int32(typed: self["priority"]) else { throw .number }
    let days = try days(calendar)
    let (from, until) = (days.from ?? .distantPast, days.until ?? .distantFuture)
    guard from < until else { throw .days }
    let rule = BonusRule(
      number, when: conditions, gives: try effect(decimals, currency.decimals), atMost: try limits(decimals),
      stacking: stacking, priority: priority, inForce: from..<until)
    do { try rule.check() } catch {
      switch error {
      case .listOutOfRange, .textOutOfRange: throw .texts
      case .effectOutOfRange: throw .effect
      case .limitOutOfRange: throw .limits
      case .rangeOutOfRange, .conditionTwice: throw .money
      case .neverInForce: throw .days
      }
    }
    return rule
  }

  private func shops(_ places: RulePlaces) throws(Fault) -> [RuleCondition] {
    var conditions: [RuleCondition] = []
    let (merchants, stores) = (try list("merchants"), try list("stores"))
    let missing = merchants.filter { places.merchants[$0] == nil }
    guard missing.isEmpty else { throw .merchants(missing) }
    let absent = stores.filter { places.stores[$0] == nil }
    guard absent.isEmpty else { throw .stores(absent) }
    if !merchants.isEmpty {
      conditions.append(.merchants(Set(merchants.compactMap { places.merchants[$0] })))
    }
    if !stores.isEmpty { conditions.append(.stores(Set(stores.compactMap { places.stores[$0] }))) }
    let channels = Channel.allCases.filter { typed[EarningRulePage.box(ShownChannel($0))] != nil }
    if !channels.isEmpty { conditions.append(.channels(Set(channels))) }
    return conditions
  }

  private func goods() throws(Fault) -> [RuleCondition] {
    let (categories, goods) = (try list("categories"), try list("goods"))
    return (goods.isEmpty ? [] : [.goods(Set(goods))])
      + (categories.isEmpty ? [] : [.categories(Set(categories))])
  }

  private func money(_ decimals: Int) throws(Fault) -> ClosedRange<Int64>? {
    let (from, to) = (self["money_from"], self["money_to"])
    if from.isEmpty, to.isEmpty { return nil }
    let lowest = from.isEmpty ? 0 : Entered.decimal(from, decimals: decimals)
    let highest = to.isEmpty ? 1_000_000_000_000_000 : Entered.decimal(to, decimals: decimals)
    guard let lowest, let highest, 0 <= lowest, lowest <= highest else { throw .money }
    return lowest...highest
  }

  private func times() throws(Fault) -> [RuleCondition] {
    var conditions: [RuleCondition] = []
    let (from, until) = (self["time_from"], self["time_until"])
    if !from.isEmpty || !until.isEmpty {
      guard let from = DayHours.minutes(from), let until = DayHours.minutes(until),
        let hours = DayHours(from: from, until: until == 0 ? 1_440 : until)
      else { throw .hours }
      conditions.append(.hours(hours))
    }
    let weekdays = Weekday.allCases.filter { typed["day_\($0.rawValue)"] != nil }
    if !weekdays.isEmpty { conditions.append(.weekdays(Set(weekdays))) }
    let days = try list("month_days")
    if !days.isEmpty {
      let numbers = days.compactMap { Int($0) }.filter { 1...31 ~= $0 }
      guard numbers.count == days.count else { throw .monthDays }
      conditions.append(.monthDays(Set(numbers)))
    }
    return conditions
  }

  /// Ladder and level, as `1-2`.
  private func levels() throws(Fault) -> [RuleCondition] {
    let typed = try list("levels")
    var places: Set<TierPlace> = []
    for text in typed {
      let parts = text.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 2, let ladder = UInt32(parts[0]), let level = Int(parts[1]), ladder > 0,
        0...Ladder.mostLevels ~= level
      else { throw .levels }
      places.insert(TierPlace(ladder: ladder, level: level))
    }
    return places.isEmpty ? [] : [.levels(places)]
  }

  private func effect(_ pointDecimals: Int, _ moneyDecimals: Int) throws(Fault) -> RuleEffect {
    if self["effect"] == "multiple" {
      guard let times = Entered.decimal(self["amount"], decimals: 2) else { throw .effect }
      return .multiple(hundredths: times)
    }
    if self["effect"] == "level" {
      guard let ladder = UInt32(self["amount"]), ladder > 0 else { throw .effect }
      return .multipleOfLevel(ladder: ladder)
    }
    guard let points = Entered.decimal(self["amount"], decimals: pointDecimals) else { throw .effect }
    switch self["effect"] {
    case "fixed": return .fixed(Points(points))
    case "item": return .perItem(Points(points))
    case "rate":
      guard let per = Entered.decimal(self["per"], decimals: moneyDecimals),
        let rounding = rounding,
        let rate = EarningRate(points: points, per: per, rounding: rounding)
      else { throw .effect }
      return .rate(rate)
    default: throw .effect
    }
  }

  private var rounding: Rounding? {
    let word = self["rounding"]
    return word.isEmpty ? .down : Rounding.allCases.first { $0.word == word }
  }

  private func limits(_ decimals: Int) throws(Fault) -> RuleLimits {
    func limit(_ field: String) throws(Fault) -> Points? {
      if self[field].isEmpty { return nil }
      guard let points = Entered.decimal(self[field], decimals: decimals) else { throw .limits }
      return Points(points)
    }
    return RuleLimits(
      perPurchase: try limit("purchase"), perMemberDay: try limit("member_day"),
      perMember: try limit("member"), budget: try limit("budget"))
  }

  private var stacking: RuleStacking? {
    switch self["stacking"] {
    case "", "adds": .adds
    case "alone": .alone
    case "best": group.map { .best(group: $0) }
    default: nil
    }
  }

  private var group: UInt32? {
    let group = self["group"].isEmpty ? 0 : UInt32(self["group"])
    return group.flatMap { $0 <= 1_000_000 ? $0 : nil }
  }

  /// From the first day's beginning to the last day's end; nil for the moment of the approval, and for ever.
  /// A day that is left as it was means the moment that it stood for, which programs set to the second.
  func days(_ calendar: BusinessCalendar) throws(Fault) -> (from: Instant?, until: Instant?) {
    func moment(_ field: String, _ of: (Int) -> Instant) throws(Fault) -> Instant? {
      if self[field].isEmpty { return nil }
      if self[field] == self[field + "_was"], let exact = Int64(self[field + "_at"]) {
        return Instant(microseconds: exact)
      }
      guard let date = CivilDate(self[field]) else { throw .days }
      return of(date.daysSince1970)
    }
    return (
      try moment("from_day") { calendar.start(ofDate: $0) },
      try moment("until_day") { calendar.end(ofDate: $0) }
    )
  }
}

extension DayHours {
  /// Minutes since midnight of `22:30`; nil for anything else.
  static func minutes(_ text: String) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let hour = parts[0], let minute = parts[1], 0...23 ~= hour, 0...59 ~= minute
    else { return nil }
    return hour * 60 + minute
  }
}

extension Int32 {
  /// 0 where nothing was typed.
  fileprivate init?(typed text: String) {
    if text.isEmpty { self = 0; return }
    guard let number = Int32(text), -1_000...1_000 ~= number else { return nil }
    self = number
  }
}
