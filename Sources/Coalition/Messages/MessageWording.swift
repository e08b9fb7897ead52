internal import Ledger
internal import Loyalty
internal import Storage

/// What is needed to put messages into words: names, templates and the operator's zone.
struct MessageWording: Sendable {
  var merchants: [MerchantID: Names] = [:]
  /// By what messages name them with.
  var tiers: [String: Names] = [:]
  var programs: [AssetID: (names: Names, decimals: Int)] = [:]
  var templates: [TemplateName: MessageTemplate] = [:]
  let zone: Zone

  func text(
    of message: MemberMessage, for channel: MessageChannel, in language: Language
  ) throws -> MessageText {
    let program = programs[message.asset]
    let wall = zone.wallTime(at: message.about.microseconds == 0 ? message.at : message.about)
    let minute = wall.microsecondOfDay / Instant.microsecondsPerSecond / 60
    // What is gone at midnight was good on the day before: that day is what people are told.
    let last = zone.date(at: Instant(microseconds: message.about.microseconds - 1))
    let values: [MessageKey: String] = [
      .points: message.points.worded(decimals: program?.decimals ?? 0),
      .program: program?.names[language] ?? "",
      .merchant: merchants[message.merchant]?[language] ?? own(language),
      .day: last.description, .time: "\(wall.date) \((minute / 60).padded):\((minute % 60).padded)",
      .device: message.detail, .pool: message.detail,
      .member: message.detail.isEmpty ? MessageTemplate.someMember[language] : message.detail,
      .tier: (tiers[message.detail] ?? MessageTemplate.noTier)[language],
    ]
    let text = try template(message.kind, channel, language).text(values)
    // In the platform's name nobody writes to phones and mailboxes.
    guard channel == .site, !message.words.isEmpty else { return text }
    return MessageText(title: text.title, body: text.body + MessageTemplate.quoted(message.words, language))
  }

  /// The operator's words where there are some, else the platform's own.
  func template(_ kind: MessageKind, _ channel: MessageChannel, _ language: Language) -> MessageTemplate {
    templates[TemplateName(kind: kind, channel: channel, language: language)]
      ?? MessageTemplate.own(kind, channel, language)
  }

  /// Where no merchant is named, it is the platform.
  private func own(_ language: Language) -> String { MessageTemplate.platform[language] }
}

extension Storage.Transaction {
  func wording(of messages: [MemberMessage], _ settings: CoalitionSettings) throws -> MessageWording {
    var wording = MessageWording(zone: settings.calendar.zone)
    let merchants = Set(messages.map(\.merchant)).filter(\.isGiven).sorted()
    if !merchants.isEmpty {
      for (id, names) in try query(
        "SELECT id, name_hans, name_hant, name_en FROM merchant WHERE id IN (\(merchants))",
        { ($0[0] as MerchantID, Names(hans: $0[1], hant: $0[2], en: $0[3])) })
      { wording.merchants[id] = names }
    }
    let assets = Set(messages.map(\.asset)).filter(\.isGiven).sorted()
    if !assets.isEmpty {
      for (id, names, decimals) in try query(
        "SELECT asset_id, name_hans, name_hant, name_en, decimals FROM program WHERE asset_id IN (\(assets))",
        { ($0[0] as AssetID, Names(hans: $0[1], hant: $0[2], en: $0[3]), $0[4] as Int) })
      { wording.programs[id] = (names, decimals) }
    }
    wording.tiers = try tierNames(of: messages)
    wording.templates = try templates()
    return wording
  }

  func templates() throws -> [TemplateName: MessageTemplate] {
    let rows = try query("SELECT kind, channel, language, title, body FROM message_template") {
      (
        TemplateName(kind: $0[0], channel: $0[1], language: $0[2]),
        MessageTemplate(title: $0[3], body: $0[4])
      )
    }
    return Dictionary(uniqueKeysWithValues: rows)
  }
}

extension Points {
  /// With commas between thousands, and as many places as the programme writes.
  func worded(decimals: Int) -> String {
    var digits = String(units.magnitude)
    if digits.count <= decimals {
      digits = String(repeating: "0", count: decimals + 1 - digits.count) + digits
    }
    var whole = ""
    let left = digits.dropLast(decimals)
    for (place, digit) in left.enumerated() {
      if place > 0, (left.count - place).isMultiple(of: 3) { whole.append(",") }
      whole.append(digit)
    }
    return (units < 0 ? "-" : "") + whole + (decimals > 0 ? "." + digits.suffix(decimals) : "")
  }
}

extension Int64 {
  fileprivate var padded: String { self < 10 ? "0\(self)" : String(self) }
}
