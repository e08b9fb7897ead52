import Coalition
import Ledger

/// Reads the blocks of a merchant's page, each on its own, so that one right that is missing hides one block.
struct MerchantLists: Sendable {
  private static let rows = 20

  let coalition: Coalition
  let merchant: MerchantID
  let programs: [Program]
  let visit: SignedInVisit

  private var words: Words { visit.words }
  private var names: PublicIDs { coalition.publicIDs }

  /// Of the universal programme, today.
  func figures() async throws -> DeskHomePage.Figures {
    let today = coalition.settings.calendar.businessDay(of: coalition.clock.now())
    let program = programs.first { $0.merchant == nil }
    let days = try await coalition.storeDays(
      today...today, of: merchant, in: program?.asset ?? .none, by: visit.principal)
    return DeskHomePage.Figures(days.last?.figures ?? StoreFigures(), program)
  }

  func terms() async throws -> [MerchantPage.Term] {
    try await coalition.terms(of: merchant, by: visit.principal).map(term)
  }

  func history() async throws -> [MerchantPage.Version] {
    let versions = try await coalition.termsHistory(of: merchant, by: visit.principal)
    var question = NameQuestion()
    question.operators = Set(versions.filter { $0.actorKind == .user }.map { OperatorID($0.actor) })
    let book = try await coalition.names(question, by: visit.principal)
    return versions.map { version in
      let by =
        switch version.actorKind {
        case .user: book.operators[OperatorID(version.actor)] ?? words.commonNone
        case .key: words.auditKey(key: names.text(APIKeyID(version.actor)))
        case .system: words.auditSystem
        }
      return MerchantPage.Version(
        term: term(version.terms), number: String(version.version), by: by, at: ShownTime(version.at))
    }
  }

  private func term(_ terms: MerchantTerms) -> MerchantPage.Term {
    let program = programs.first { $0.asset == terms.asset }
    let decimals = program?.decimals ?? 0
    let does = [
      terms.isIssuing ? words.merchantIssuing : nil, terms.isAccepting ? words.merchantAccepting : nil,
    ]
    let role = does.compactMap(\.self).joined(separator: words.listConditionJoin)
    let money = ShownMoney(terms.earning.perMinorUnits, program?.worth.money.currency ?? "CNY")
    return MerchantPage.Term(
      program: program.map { words.name($0.names) } ?? words.commonNone,
      role: role.isEmpty ? words.commonNone : role,
      rate: terms.isIssuing
        ? words.merchantTermsEarn(
          money: words.money(money),
          points: words.points(ShownPoints(terms.earning.points.units, decimals: decimals))) : nil,
      limit: terms.issuingLimit.map { words.points(ShownPoints($0.units, decimals: decimals)) }
        ?? words.merchantTermsUnlimited)
  }

  func stores() async throws -> [MerchantPage.Line] {
    try await coalition.stores(of: merchant, PageRequest(limit: Self.rows), by: visit.principal).items.map {
      store in
      MerchantPage.Line(
        name: store.name, small: store.code, more: words.commonStore, isOn: store.status == .active)
    }
  }

  func staff() async throws -> [MerchantPage.Line] {
    try await coalition.users(
      UserQuery(whose: .merchant(merchant)), PageRequest(limit: Self.rows), by: visit.principal
    ).items.map { person in
      MerchantPage.Line(
        name: person.name, small: person.login, more: person.roles.name(words),
        isOn: person.status == .active, link: .staff(names.text(person.id)))
    }
  }

  func terminals() async throws -> [MerchantPage.Line] {
    try await coalition.terminals(of: merchant, PageRequest(limit: Self.rows), by: visit.principal).items
      .map { terminal in
        let id = names.text(terminal.id)
        return MerchantPage.Line(
          name: terminal.code, small: id, more: terminal.kind.name(words), isOn: terminal.status == .enabled)
      }
  }

  func keys() async throws -> [MerchantPage.Line] {
    try await coalition.apiKeys(of: merchant, PageRequest(limit: Self.rows), by: visit.principal).items.map {
      key in
      MerchantPage.Line(
        name: key.name, small: key.prefix + "\u{2026}", more: key.scopes.names.joined(separator: ", "),
        isOn: key.revokedAt == nil)
    }
  }
}
