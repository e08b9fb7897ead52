import Coalition
import Ledger
import Loyalty

extension RuleForm {
  /// A rule that is there, as it would have been typed.
  /// - Parameter now: what has begun begins anew with the approval; what has ended would do so for ever.
  init(
    _ rule: BonusRule, named names: Names, in program: Program, id: String, _ places: RulePlaces,
    _ calendar: BusinessCalendar, at now: Instant
  ) {
    let money = ShownMoney(0, program.worth.money.currency).decimals
    func points(_ points: Points) -> String { Digits.plain(points.units, decimals: program.decimals) }
    typed = [
      "rule": String(rule.number), "program": id, "name_hans": names.hans,
      "name_hant": names.hant, "name_en": names.en, "priority": String(rule.priority),
    ]
    for condition in rule.conditions { type(condition, places, money) }
    switch rule.effect {
    case .rate(let rate):
      (typed["effect"], typed["amount"]) = ("rate", points(Points(rate.points)))
      typed["per"] = Digits.plain(rate.per, decimals: money)
      typed["rounding"] = rate.rounding.word
    case .multiple(let hundredths):
      (typed["effect"], typed["amount"]) = ("multiple", Digits.plain(hundredths, decimals: 2))
    case .multipleOfLevel(let ladder): (typed["effect"], typed["amount"]) = ("level", String(ladder))
    case .fixed(let given): (typed["effect"], typed["amount"]) = ("fixed", points(given))
    case .perItem(let given): (typed["effect"], typed["amount"]) = ("item", points(given))
    }
    let limits = rule.limits
    typed["purchase"] = limits.perPurchase.map(points)
    typed["member_day"] = limits.perMemberDay.map(points)
    typed["member"] = limits.perMember.map(points)
    typed["budget"] = limits.budget.map(points)
    switch rule.stacking {
    case .adds: typed["stacking"] = "adds"
    case .best(let group): (typed["stacking"], typed["group"]) = ("best", String(group))
    case .alone: typed["stacking"] = "alone"
    }
    let (from, until) = (rule.inForce.lowerBound, rule.inForce.upperBound)
    if from > now { type(from, "from_day", calendar.date(of: from)) }
    // An end is the first moment after it.
    if until > now, until < .distantFuture {
      type(until, "until_day", calendar.date(of: Instant(microseconds: until.microseconds - 1)))
    }
  }

  /// The day with the moment that it stands for.
  private mutating func type(_ moment: Instant, _ field: String, _ date: Int) {
    typed[field] = CivilDate(daysSince1970: date).description
    typed[field + "_was"] = typed[field]
    typed[field + "_at"] = String(moment.microseconds)
  }

  private mutating func type(_ condition: RuleCondition, _ places: RulePlaces, _ decimals: Int) {
    func list(_ texts: some Sequence<String>) -> String { TypedList.written(texts.sorted()) }
    switch condition {
    case .merchants(let ids):
      typed["merchants"] = list(places.merchants.filter { ids.contains($0.value) }.keys)
    case .stores(let ids): typed["stores"] = list(places.stores.filter { ids.contains($0.value) }.keys)
    case .channels(let channels):
      for channel in channels { typed[EarningRulePage.box(ShownChannel(channel))] = "1" }
    case .goods(let codes): typed["goods"] = list(codes)
    case .categories(let names): typed["categories"] = list(names)
    case .money(let range):
      typed["money_from"] = Digits.plain(range.lowerBound, decimals: decimals)
      typed["money_to"] = Digits.plain(range.upperBound, decimals: decimals)
    case .hours(let hours):
      typed["time_from"] = DayHours.text(hours.from)
      typed["time_until"] = DayHours.text(hours.until % 1_440)
    case .weekdays(let days): for day in days { typed["day_\(day.rawValue)"] = "1" }
    case .levels(let places):
      typed["levels"] = TypedList.written(places.sorted().map { "\($0.ladder)-\($0.level)" })
    case .birthday(let span): typed["birthday"] = span.rawValue
    case .first(let first): typed["first"] = first.rawValue
    case .payments(let kinds): for kind in kinds { typed[EarningRulePage.box(kind)] = "1" }
    case .cardTypes(let ids):
      typed["card_types"] = list(places.cardTypes.filter { ids.contains($0.value) }.keys)
    case .tagged(let ids): typed["tags"] = list(places.tags.filter { ids.contains($0.value) }.keys)
    case .untagged(let ids): typed["without_tags"] = list(places.tags.filter { ids.contains($0.value) }.keys)
    case .monthDays(let days): typed["month_days"] = TypedList.written(days.sorted().map(String.init))
    }
  }
}

extension Rounding {
  /// As the form sends it.
  var word: String {
    switch self {
    case .down: "down"
    case .halfUp: "half_up"
    case .up: "up"
    }
  }
}
