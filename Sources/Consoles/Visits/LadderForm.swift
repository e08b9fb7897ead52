import Coalition
import Ledger
import Loyalty

/// A ladder as an operator types it into ``LadderPage``.
struct LadderForm: Sendable {
  /// By field; what was refused stays typed.
  var typed: [String: String] = [:]

  /// What cannot be meant: the field, and why.
  enum Fault: Error, Hashable {
    case program, names, growth, window, grace, order, day(String)
    /// The names or words of a level, by its row.
    case level(Int)
    case from(Int)
    case multiple(Int)
    case birthday(Int)
  }

  /// The most bytes that the form has: the words of every level, each character of up to four bytes, which
  /// travel as twelve, and the rest.
  static let most = Ladder.mostLevels * (3 * 40 + 3 * 200) * 12 + 20_000
  static let fewestRows = 4

  /// Nothing is cut: what is too long is refused where it is read.
  init(_ form: FormFields) {
    for item in form.items where item.name != "form_token" { typed[item.name] = item.value }
  }

  init(_ typed: [String: String]) { self.typed = typed }

  subscript(_ field: String) -> String { (typed[field] ?? "").trimmed }

  var names: Names { Names(hans: self["name_hans"], hant: self["name_hant"], en: self["name_en"]) }

  /// - Throws: ``Fault/names``.
  func checkNames() throws(Fault) {
    guard names.all.allSatisfy({ 1...100 ~= $0.unicodeScalars.count }) else { throw .names }
  }

  /// How many levels the form shows: those typed, and room for two more.
  var rows: Int {
    let last = (1...Ladder.mostLevels).last { isTyped($0) } ?? 0
    return min(Ladder.mostLevels, max(Self.fewestRows, last + 2))
  }

  /// - Throws: ``Fault``.
  func definition(in program: Program) throws(Fault) -> TierDefinition {
    let measure = try measure()
    let decimals =
      switch measure {
      case .points: program.decimals
      case .spend: ShownMoney(0, program.worth.money.currency).decimals
      case .visits, .growth: 0
      }
    var levels: [TierLevel] = []
    var texts: [TierDefinition.Text] = []
    for row in 1...Ladder.mostLevels where isTyped(row) {
      levels.append(try level(row, decimals, program.decimals))
      texts.append(try words(row))
    }
    guard let grace = self["grace"].isEmpty ? 0 : Int(self["grace"]) else { throw .grace }
    let ladder = Ladder(measure: measure, window: try window(), levels: levels, graceDays: grace)
    do { try ladder.check() } catch {
      switch error {
      case .levelsOutOfOrder, .benefitOutOfRange: throw .order
      case .windowOutOfRange: throw .window
      case .graceOutOfRange: throw .grace
      case .growthOutOfRange: throw .growth
      }
    }
    return TierDefinition(ladder, texts)
  }

  /// Nil for the moment of the approval. A day that is left as it was means the moment that it stood for.
  /// - Throws: ``Fault/day(_:)``.
  func from(_ calendar: BusinessCalendar, after now: Instant) throws(Fault) -> Instant? {
    if self["from_day"].isEmpty { return nil }
    if self["from_day"] == self["from_day_was"], let exact = Int64(self["from_day_at"]) {
      return Instant(microseconds: exact)
    }
    guard let date = CivilDate(self["from_day"]) else { throw .day("from_day") }
    // Today begins with the approval, as what has begun cannot begin earlier.
    guard calendar.end(ofDate: date.daysSince1970) > now else { throw .day("from_day") }
    return calendar.start(ofDate: date.daysSince1970)
  }

  /// The day that is tried; nil for today.
  /// - Throws: ``Fault/day(_:)``.
  func triedDay() throws(Fault) -> CivilDate? {
    if self["on_day"].isEmpty { return nil }
    guard let date = CivilDate(self["on_day"]) else { throw .day("on_day") }
    return date
  }

  private func measure() throws(Fault) -> TierMeasure {
    switch self["measure"] {
    case "", "points": return .points
    case "spend": return .spend
    case "visits": return .visits
    case "growth":
      func rate(_ field: String) throws(Fault) -> Int64 {
        if self[field].isEmpty { return 0 }
        guard let rate = Entered.decimal(self[field], decimals: 0) else { throw .growth }
        return rate
      }
      return .growth(
        GrowthRate(
          perPoint: try rate("per_point"), perHundred: try rate("per_hundred"),
          perVisit: try rate("per_visit")))
    default: throw .growth
    }
  }

  private func window() throws(Fault) -> TierWindow {
    switch self["window"] {
    case "", "calendar_year": return .calendarYear
    case "calendar_quarter": return .calendarQuarter
    case "days", "months":
      guard let count = Int(self["count"]) else { throw .window }
      return self["window"] == "days" ? .days(count) : .months(count)
    default: throw .window
    }
  }

  private func isTyped(_ row: Int) -> Bool {
    Self.levelFields.contains { !self["level_\(row)_\($0)"].isEmpty }
  }

  private static let levelFields = [
    "hans", "hant", "en", "from", "multiple", "birthday", "note_hans", "note_hant", "note_en",
  ]

  private func level(_ row: Int, _ decimals: Int, _ pointDecimals: Int) throws(Fault) -> TierLevel {
    guard let from = Entered.decimal(self["level_\(row)_from"], decimals: decimals), from > 0 else {
      throw .from(row)
    }
    let typed = self["level_\(row)_multiple"]
    guard let multiple = Entered.decimal(typed.isEmpty ? "1" : typed, decimals: 2), 100...10_000 ~= multiple
    else { throw .multiple(row) }
    return TierLevel(from: from, multiple: multiple, birthdayPoints: try birthdayPoints(row, pointDecimals))
  }

  /// Nothing, or none, for a level that gives nothing on birthdays.
  private func birthdayPoints(_ row: Int, _ decimals: Int) throws(Fault) -> Int64? {
    let typed = self["level_\(row)_birthday"]
    if typed.isEmpty { return nil }
    guard let points = Entered.decimal(typed, decimals: decimals), 0...Ladder.mostBirthdayPoints ~= points
    else { throw .birthday(row) }
    return points == 0 ? nil : points
  }

  private func words(_ row: Int) throws(Fault) -> TierDefinition.Text {
    func names(_ part: String) -> Names {
      Names(
        hans: self["level_\(row)_\(part)hans"], hant: self["level_\(row)_\(part)hant"],
        en: self["level_\(row)_\(part)en"])
    }
    let text = TierDefinition.Text(names(""), note: names("note_"))
    guard text.isPossible else { throw .level(row) }
    return text
  }
}

extension LadderForm.Fault {
  /// The field that is pointed at.
  var field: String {
    switch self {
    case .program: "program"
    case .names: "name_hans"
    case .growth: "per_point"
    case .window: "count"
    case .grace: "grace"
    case .order: "level_1_from"
    case .day(let field): field
    case .level(let row): "level_\(row)_hans"
    case .from(let row): "level_\(row)_from"
    case .multiple(let row): "level_\(row)_multiple"
    case .birthday(let row): "level_\(row)_birthday"
    }
  }

  func text(_ words: Words) -> String {
    switch self {
    case .program: words.approvalFaultImpossible
    case .names: words.tierFaultNames
    case .growth: words.tierFaultGrowth
    case .window: words.tierFaultWindow
    case .grace: words.tierFaultGrace
    case .order: words.tierFaultOrder
    case .day: words.tierFaultDay
    case .level(let row): words.tierFaultLevel(number: String(row))
    case .from(let row): words.tierFaultFrom(number: String(row))
    case .multiple(let row): words.tierFaultMultiple(number: String(row))
    case .birthday(let row): words.tierFaultBirthday(number: String(row))
    }
  }
}
