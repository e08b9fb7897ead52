import Coalition
import Ledger
import Loyalty

/// Conditions of a rule by their names; what is nil asks for nothing.
struct WrittenConditions: Sendable {
  var merchants: [String]?
  var stores: [String]?
  var channels: [String]?
  var goods: [String]?
  var categories: [String]?
  var money: ClosedRange<Int64>?
  var hours: DayHours?
  var weekdays: [String]?
  var monthDays: [Int]?
  var levels: [TierPlace]?
  var birthday: String?
  var first: String?
  var payments: [String]?
  var cardTypes: [String]?
  var tags: [String]?
  var withoutTags: [String]?
}

extension WrittenConditions {
  init(_ conditions: [RuleCondition], _ names: PublicIDs) {
    self.init()
    for condition in conditions {
      switch condition {
      case .merchants(let ids): merchants = ids.sorted().map { names.text($0) }
      case .stores(let ids): stores = ids.sorted().map { names.text($0) }
      case .channels(let channels): self.channels = channels.map(\.name).sorted()
      case .goods(let codes): goods = codes.sorted()
      case .categories(let categories): self.categories = categories.sorted()
      case .money(let range): money = range
      case .hours(let hours): self.hours = hours
      case .weekdays(let days): weekdays = days.sorted { $0.rawValue < $1.rawValue }.map { "\($0)" }
      case .monthDays(let days): monthDays = days.sorted()
      case .levels(let places): levels = places.sorted()
      case .birthday(let span): birthday = span.rawValue
      case .first(let first): self.first = first.rawValue
      case .payments(let kinds): payments = PaymentKind.allCases.filter(kinds.contains).map(\.name)
      case .cardTypes(let ids): cardTypes = ids.sorted().map { names.text($0) }
      case .tagged(let ids): tags = ids.sorted().map { names.text($0) }
      case .untagged(let ids): withoutTags = ids.sorted().map { names.text($0) }
      }
    }
  }

  func read(_ coalition: Coalition) throws(Problem) -> [RuleCondition] {
    var read: [RuleCondition] = []
    if let merchants {
      var ids: Set<MerchantID> = []
      for text in merchants { ids.insert(try coalition.id(text, otherwise: .merchantNotFound)) }
      read.append(.merchants(ids))
    }
    if let stores {
      var ids: Set<StoreID> = []
      for text in stores { ids.insert(try coalition.id(text, otherwise: .storeNotFound)) }
      read.append(.stores(ids))
    }
    if let channels { read.append(.channels(Set(Channel.allCases.filter { channels.contains($0.name) }))) }
    if let goods { read.append(.goods(Set(goods))) }
    if let categories { read.append(.categories(Set(categories))) }
    if let money { read.append(.money(money)) }
    if let hours { read.append(.hours(hours)) }
    if let weekdays { read.append(.weekdays(Set(Weekday.allCases.filter { weekdays.contains("\($0)") }))) }
    if let monthDays { read.append(.monthDays(Set(monthDays))) }
    if let levels { read.append(.levels(Set(levels))) }
    if let span = birthday.flatMap(BirthdaySpan.init(rawValue:)) { read.append(.birthday(span)) }
    if let first = first.flatMap(FirstPurchase.init(rawValue:)) { read.append(.first(first)) }
    if let payments { read.append(.payments(Set(payments.compactMap { PaymentKind(name: $0) }))) }
    if let cardTypes {
      read.append(.cardTypes(try Self.ids(cardTypes, coalition, otherwise: .cardTypeNotFound)))
    }
    if let tags { read.append(.tagged(try Self.ids(tags, coalition, otherwise: .tagNotFound))) }
    if let withoutTags {
      read.append(.untagged(try Self.ids(withoutTags, coalition, otherwise: .tagNotFound)))
    }
    return read
  }

  private static func ids<Kind: PubliclyNamed>(
    _ texts: [String], _ coalition: Coalition, otherwise code: ErrorCode
  ) throws(Problem) -> Set<ID<Kind>> {
    var ids: Set<ID<Kind>> = []
    for text in texts { ids.insert(try coalition.id(text, otherwise: code)) }
    return ids
  }
}

extension Schema<WrittenConditions> {
  static var conditions: Schema {
    typealias Texts = Property<WrittenConditions, [String]?>
    func list(_ name: String, _ entry: Schema<String>, _ most: Int, _ part: @escaping Part<[String]>) -> Texts
    {
      Texts.optional(name, .array(of: entry, 1...most), of: part)
    }
    let merchants = list("merchants", .id("mch"), 1_000) { $0.merchants }
    let stores = list("stores", .id("str"), 1_000) { $0.stores }
    let channels = list("channels", .choice(Channel.allCases.map(\.name)), 10) { $0.channels }
    let goods = list("goods", .text(1...64), 1_000) { $0.goods }
    let categories = list("categories", .text(1...64), 1_000) { $0.categories }
    let money = Property<WrittenConditions, ClosedRange<Int64>?>.optional("money", .moneyRange) { $0.money }
    let hours = Property<WrittenConditions, DayHours?>.optional("hours", .dayHours) { $0.hours }
    let weekdays = list("weekdays", .choice(Weekday.allCases.map { "\($0)" }), 7) { $0.weekdays }
    let monthDays = Property<WrittenConditions, [Int]?>.optional(
      "month_days", .array(of: .count(1...31), 1...31)
    ) { $0.monthDays }
    let levels = Property<WrittenConditions, [TierPlace]?>.optional(
      "levels", .array(of: .tierPlace, 1...1_000)
    ) { $0.levels }
    let birthday = Property<WrittenConditions, String?>.optional(
      "birthday",
      .choice(BirthdaySpan.allCases.map(\.rawValue))
        .described("The member's birthday in the operator's zone, or its month.")
    ) { $0.birthday }
    let first = Property<WrittenConditions, String?>.optional(
      "first_purchase",
      .choice(FirstPurchase.allCases.map(\.rawValue))
        .described("The member's first purchase with the merchant, or in the programme.")
    ) { $0.first }
    let payments = list("payments", .payment, PaymentKind.allCases.count) { $0.payments }
    let cardTypes = list("card_types", .id("cty"), 1_000) { $0.cardTypes }
    let tags = list("tags", .id("tag"), 1_000) { $0.tags }
    let withoutTags = list("without_tags", .id("tag"), 1_000) { $0.withoutTags }
    return Schema.object(
      merchants, stores, channels, goods, categories, money, hours, weekdays, monthDays, levels, birthday,
      first, payments, cardTypes, tags, withoutTags
    ) {
      WrittenConditions(
        merchants: $0, stores: $1, channels: $2, goods: $3, categories: $4, money: $5, hours: $6,
        weekdays: $7, monthDays: $8, levels: $9, birthday: $10, first: $11, payments: $12, cardTypes: $13,
        tags: $14, withoutTags: $15)
    }
    .named("EarningRuleConditions")
  }

  private typealias Part<Listed> = @Sendable (WrittenConditions) -> Listed?
}

extension Schema<String> {
  /// How a purchase was paid.
  static var payment: Schema { .choice(PaymentKind.allCases.map(\.name)) }
}

extension Schema<TierPlace> {
  static var tierPlace: Schema {
    .object(
      .required("ladder", .count(1...1_000_000), of: { @Sendable in Int($0.ladder) }),
      .required("level", .count(0...Ladder.mostLevels), of: { @Sendable in $0.level })
    ) { TierPlace(ladder: UInt32($0), level: $1) }
    .named("TierPlace")
  }
}

extension Schema<ClosedRange<Int64>> {
  fileprivate static var moneyRange: Schema {
    Schema.object(
      .required("from", .integer(0...1_000_000_000_000_000), of: \.lowerBound),
      .required("to", .integer(0...1_000_000_000_000_000), of: \.upperBound)
    ) { from, to throws(Faults) in
      guard from <= to else { throw Faults(.tooSmall, String(from)).under("to") }
      return from...to
    }
    .described("Of the money that the rule counts, in its smallest unit.")
  }
}

extension Schema<DayHours> {
  fileprivate static var dayHours: Schema {
    Schema.object(
      .required("from_minute", .count(0...1_439), of: \.from),
      .required("until_minute", .count(0...1_440), of: \.until)
    ) { from, until throws(Faults) in
      guard let hours = DayHours(from: from, until: until) else {
        throw Faults(.notAllowed, String(until)).under("until_minute")
      }
      return hours
    }
    .described("Minutes since midnight of the operator's zone; over midnight where it ends before it begins.")
  }
}
