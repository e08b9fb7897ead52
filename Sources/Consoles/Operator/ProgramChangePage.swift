import Coalition

/// Proposes another state of a programme, at once or from a day on. Another person decides.
struct ProgramChangePage: ConsolePage {
  /// How points of one origin end.
  enum Life: String, CaseIterable, Sendable {
    case days
    case exactMonths = "exact_months"
    case endOfMonth = "months"
    case endOfQuarter = "end_of_quarter"
    case endOfYear = "end_of_year"
    case fixedDate = "fixed_date"
    case never
    /// Offered where it is already, and nowhere else.
    case rolling

    func name(_ words: Words) -> String {
      switch self {
      case .days: words.programLifeDays
      case .exactMonths: words.programLifeExact
      case .endOfMonth: words.programLifeMonths
      case .endOfQuarter: words.programLifeQuarter
      case .endOfYear: words.programLifeYear
      case .fixedDate: words.programLifeDate
      case .never: words.commonNever
      case .rolling: words.programLifeRolling
      }
    }
  }

  let id: String
  let name: String
  let currency: String
  /// By the names of the fields, as they are or as they were typed.
  let values: [String: String]
  /// Names the one proposal that this form can make.
  let key: String
  /// The version that it is made upon.
  let base: Int64
  var fault: String?
  /// The field at fault.
  var faultField = ""

  var place: MenuPlace { .programs }
  var isBelowPlace: Bool { true }

  func heading(_ words: Words) -> String { words.programPropose }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      pageHead(heading(words), words.programProposeIntro(program: name))
      faultNotice(fault)
      form(.method(.post), .action(.programChange(id))) {
        formToken(visit)
        input(.type("hidden"), .name("key"), .value(key))
        input(.type("hidden"), .name("base"), .value(String(base)))
        card(words.programNames) { inner { names(words) } }
        card(words.programsWorth, words.programWorthNote(currency: currency)) { inner { worth(words) } }
        card(words.programsLife, words.programLifeNote) { inner { lives(words) } }
        card(words.programMoving) { inner { moving(words) } }
        card(words.programLimits, words.programLimitsNote) { inner { limits(words) } }
        for service in PaidService.allCases {
          card(service.name(words), service.note(words)) { inner { terms(of: service, words) } }
        }
        card(words.programWhen) {
          inner {
            field("from", words.programFromDay, type: "date", isNeeded: false, hint: words.programFromHint)
            div(.class("field")) {
              label(.for("reason")) { words.approvalReason }
              textarea([.id("reason"), .name("reason"), .maxlength(200), .required] + noted("reason")) {
                value("reason")
              }
            }
            div { button(.class("button")) { words.adjustPropose } }
          }
        }
      }
      p(.class("more")) { a(.href(.program(id))) { words.programBack } }
    }
  }

  private func inner(@Nodes _ content: () -> [Node]) -> Node { div(.class("decision"), content: content) }

  @Nodes private func names(_ words: Words) -> [Node] {
    field("hans", words.languageHans)
    field("hant", words.languageHant)
    field("en", words.languageEnglish)
    choice(
      "status", words.commonState,
      [
        ("active", ShownStanding.active.name(words)), ("paused", ShownStanding.suspended.name(words)),
        ("closed", ShownStanding.closed.name(words)),
      ])
  }

  @Nodes private func worth(_ words: Words) -> [Node] {
    field("worth_points", words.commonPoints, isDecimal: true)
    field("worth_money", words.programWorthMoney(currency: currency), isDecimal: true)
  }

  @Nodes private func lives(_ words: Words) -> [Node] {
    for (origin, text) in Self.origins(words) {
      let isRolling = value("life_" + origin) == Life.rolling.rawValue
      choice(
        "life_" + origin, text,
        Life.allCases.filter { $0 != .rolling || isRolling }.map { ($0.rawValue, $0.name(words)) })
      field(
        "life_" + origin + "_value", words.programLifeValue(origin: text), isNeeded: false,
        hint: words.programLifeHint)
    }
    field("extension", words.programExtension, isDecimal: true)
  }

  static func origins(_ words: Words) -> [(origin: String, name: String)] {
    [
      ("awarded", words.programAwarded), ("purchased", words.programPurchased),
      ("converted", words.programConverted),
    ]
  }

  @Nodes private func moving(_ words: Words) -> [Node] {
    field("transfer_minimum", words.programTransferMinimum, isDecimal: true)
    field("transfer_fee", words.programTransferFee, isDecimal: true)
    choice("fee_mode", words.programFeeMode, [("top", words.programFeeTop), ("out", words.programFeeOut)])
    field("transfer_daily", words.programTransferDaily, isNeeded: false, isDecimal: true)
    field("transfer_cooling", words.programTransferCooling, isDecimal: true)
    field("transfer_receivers", words.programTransferReceivers, isNeeded: false, isDecimal: true)
    field("transfer_senders", words.programTransferSenders, isNeeded: false, isDecimal: true)
  }

  @Nodes private func limits(_ words: Words) -> [Node] {
    field("spend_limit", words.programSpendLimit, isNeeded: false, isDecimal: true)
    field("spend_daily", words.programSpendDaily, isNeeded: false, isDecimal: true)
    field("proof_free", words.programProofFree, isDecimal: true)
    choice("debt", words.programDebt, [("yes", words.programYes), ("no", words.programNo)])
    field("pool_people", words.poolPolicy, isDecimal: true, hint: words.poolPolicyHint)
    choice(
      "pool_companies", words.poolPolicyCompanies, [("no", words.programNo), ("yes", words.programYes)])
  }

  @Nodes private func terms(of service: PaidService, _ words: Words) -> [Node] {
    choice(
      "\(service.rawValue)_on", words.serviceOffered, [("no", words.programNo), ("yes", words.programYes)])
    if service.isSale {
      choice(
        "\(service.rawValue)_licensed", words.serviceLicence,
        [("no", words.programNo), ("yes", words.programYes)])
      choice(
        "\(service.rawValue)_gifts", words.serviceGifts,
        [("no", words.programNo), ("yes", words.programYes)])
    }
    for item in service.fields {
      field(
        "\(service.rawValue)_\(item.rawValue)", item.name(words, currency: currency), isNeeded: item.isNeeded,
        isDecimal: true)
    }
  }

  private func value(_ name: String) -> String { values[name] ?? "" }

  private func noted(_ name: String) -> [Attribute] {
    faultField == name ? [.aria(.invalid, "true"), .aria(.describedby, "fault")] : []
  }

  private func field(
    _ name: String, _ text: String, type: StaticString = "text", isNeeded: Bool = true,
    isDecimal: Bool = false, hint: String? = nil
  ) -> Node {
    var attributes: [Attribute] = [
      .id(name), .name(name), .type(type), .value(value(name)), .maxlength(100), .autocomplete("off"),
    ]
    if isNeeded { attributes.append(.required) }
    if isDecimal { attributes.append(Attribute("inputmode", "decimal")) }
    return div(.class("field")) {
      label(.for(name)) { text }
      input(attributes + noted(name))
      if let hint { small(.class("hint")) { hint } }
    }
  }

  private func choice(_ name: String, _ text: String, _ choices: [(value: String, name: String)]) -> Node {
    div(.class("field")) {
      label(.for(name)) { text }
      select([.id(name), .name(name)] + noted(name)) {
        for choice in choices {
          option(choice.value == value(name) ? [.value(choice.value), .selected] : [.value(choice.value)]) {
            choice.name
          }
        }
      }
    }
  }
}
