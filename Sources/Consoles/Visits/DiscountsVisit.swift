import Coalition
import HTTPTypes
import Hummingbird
import Ledger
import Loyalty

extension OperatorConsole {
  func discounts(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in try await shown([:], visit) }
  }

  func proposeDiscount(_ asked: Asked) async throws -> Response {
    try await signedInForm(asked) { visit, fields in
      try visit.principal.requireOperator(.writePrograms)
      var typed: [String: String] = [:]
      for item in fields.items where item.name != "form_token" {
        typed[item.name] = String(item.value.prefix(200)).trimmed
      }
      do {
        let proposal = try await proposal(DiscountForm(typed), visit)
        let approval = try await coalition.propose(
          .discount(proposal), reason: typed["reason"] ?? "", by: visit.principal)
        return faces.redirect(to: .approval(coalition.publicIDs.text(approval.id)))
      } catch let fault as DiscountForm.Fault {
        let field = fault.text(visit.words)
        return try await shown(typed, visit, fault: visit.words.discountFault(field: field))
      } catch let refusal as ApprovalRefusal {
        return try await shown(typed, visit, fault: refusal.text(visit.words))
      } catch is MerchantRefusal {
        let field = visit.words.discountMerchant + ", " + visit.words.discountStores
        return try await shown(typed, visit, fault: visit.words.discountFault(field: field))
      } catch is MemberRefusal {
        return try await shown(
          typed, visit, fault: visit.words.discountFault(field: visit.words.discountCards))
      } catch is ProgramRefusal {
        let field = visit.words.discountNumber + ", " + visit.words.discountLevel
        return try await shown(typed, visit, fault: visit.words.discountFault(field: field))
      }
    }
  }

  private func shown(
    _ typed: [String: String], _ visit: SignedInVisit, fault: String? = nil
  ) async throws -> Response {
    let rows = await visit.loaded {
      try visit.principal.requireOperator(.readPrograms)
      return try await coalition.discountRows(visit)
    }
    let programs = try await coalition.programs(by: visit.principal)
    let types = try await kindsOfCards(visit)
    var page = DiscountsPage(
      discounts: rows, programs: programs.map { ($0.code, visit.words.name($0.names)) },
      cardTypes: types.sorted { $0.key < $1.key }.map {
        (coalition.publicIDs.text(CardTypeID($0.key)), visit.words.name($0.value))
      }, mayPropose: visit.principal.scopes.contains(.writePrograms), typed: typed)
    page.fault = fault
    return faces.page(page.render(visit.visit), status: fault == nil ? .ok : .unprocessableContent)
  }

  /// - Throws: `DiscountForm.Fault`.
  private func proposal(_ form: DiscountForm, _ visit: SignedInVisit) async throws -> DiscountProposal {
    let programs = try await coalition.programs(by: visit.principal)
    guard let program = programs.first(where: { $0.code == form["program"] }) else {
      throw DiscountForm.Fault.program
    }
    let number = try form.number()
    let calendar = coalition.settings.calendar
    let (start, end) = (try form.day("from_day"), try form.day("until_day"))
    let (from, until) = (start.map { calendar.start(ofDate: $0) }, end.map { calendar.end(ofDate: $0) })
    if form["ends"] == "1" {
      let versions = try await coalition.discounts(in: program.asset, number: number, by: visit.principal)
      guard let last = versions.first else { throw DiscountForm.Fault.number }
      return DiscountProposal(ending: last, at: from)
    }
    guard from ?? .distantPast < until ?? .distantFuture, until ?? .distantFuture > coalition.clock.now()
    else {
      throw DiscountForm.Fault.days
    }
    let codes: [String]
    do { codes = try TypedList.read(form["stores"]) } catch { throw DiscountForm.Fault.stores }
    let code = form["merchant"]
    let places = try await coalition.rulePlaces(
      merchants: [code], stores: codes.map { code + "/" + $0 }, by: visit.principal)
    guard let merchant = places.merchants[code] else { throw DiscountForm.Fault.merchant }
    guard places.stores.count == codes.count else { throw DiscountForm.Fault.stores }
    let decimals = ShownMoney(0, program.worth.money.currency).decimals
    let types = try await kindsOfCards(visit).keys.filter {
      form["card_" + coalition.publicIDs.text(CardTypeID($0))] == "1"
    }
    let rule = DiscountRule(
      number, of: merchant, stores: Set(places.stores.values), cardTypes: Set(types),
      level: try form.level(), takes: try form.share(), atMost: try form.most(decimals: decimals))
    let names = [form.names.hans, form.names.hant, form.names.en]
    guard names.allSatisfy({ 1...100 ~= $0.unicodeScalars.count }) else { throw DiscountForm.Fault.names }
    return DiscountProposal(rule, named: form.names, in: program.asset, from: from, until: until)
  }
}

extension MerchantDesk {
  /// What the viewer's merchant takes off for members.
  func discounts(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      let rows = await visit.visit.loaded { try await coalition.discountRows(visit.visit) }
      return faces.page(DeskDiscountsPage(discounts: rows).render(visit.visit.visit))
    }
  }
}

extension Coalition {
  /// The rules of discount that the viewer may see, in all programmes, which are few.
  fileprivate func discountRows(_ visit: SignedInVisit) async throws -> [DiscountRow] {
    var found: [MemberDiscount] = []
    for program in try await programs(by: visit.principal) {
      found += try await discounts(in: program.asset, by: visit.principal)
    }
    if found.isEmpty { return [] }
    var question = NameQuestion()
    question.programs = Set(found.map(\.asset))
    question.merchants = Set(found.map(\.rule.merchant))
    question.stores = found.reduce(into: []) { $0.formUnion($1.rule.stores) }
    let naming = Naming(try await names(question, by: visit.principal), visit, self)
    var types: [Int64: Names] = [:]
    if visit.principal.scopes.contains(.readMembers) {
      for type in try await cardTypes(by: visit.principal) { types[type.id.rawValue] = type.names }
    }
    let now = clock.now()
    return found.map { discount in
      let rule = discount.rule
      let lines = naming.lines(of: rule, discount.asset, types)
      return DiscountRow(
        name: visit.words.name(discount.names),
        number: visit.words.bonusNumber(number: String(rule.number), version: String(rule.version)),
        program: naming.program(discount.asset),
        merchant: naming.merchant(rule.merchant) ?? visit.words.commonNone, share: lines[0].text,
        most: lines[1].text, stores: lines[2].text,
        members: (rule.cardTypes.isEmpty ? [] : [lines[3].text]) + (rule.level == nil ? [] : [lines[4].text]),
        inForce: naming.inForce(rule.inForce),
        state: rule.inForce.contains(now) ? .now : now < rule.inForce.lowerBound ? .later : .over)
    }
  }
}

/// A rule of discount as an operator types it.
private struct DiscountForm {
  enum Fault: Error {
    case program, number, merchant, names, percent, most, stores, level, days

    func text(_ words: Words) -> String {
      switch self {
      case .program: words.commonProgram
      case .number: words.discountNumber
      case .merchant: words.discountMerchant
      case .names: words.bonusNameHans
      case .percent: words.discountPercent
      case .most: words.discountMost
      case .stores: words.discountStoreCodes
      case .level: words.discountLevel
      case .days: words.bonusFromDay
      }
    }
  }

  private let typed: [String: String]

  init(_ typed: [String: String]) { self.typed = typed }

  subscript(name: String) -> String { typed[name] ?? "" }

  var names: Names { Names(hans: self["name_hans"], hant: self["name_hant"], en: self["name_en"]) }

  /// 0 for a new rule.
  func number() throws(Fault) -> UInt32 {
    if self["rule"].isEmpty { return 0 }
    guard let number = UInt32(self["rule"]), number >= 1 else { throw .number }
    return number
  }

  func share() throws(Fault) -> Int64 {
    guard let share = Entered.decimal(self["percent"], decimals: 2), 1..<BasisPoints.whole ~= share else {
      throw .percent
    }
    return share
  }

  func most(decimals: Int) throws(Fault) -> Int64? {
    if self["most"].isEmpty { return nil }
    guard let most = Entered.decimal(self["most"], decimals: decimals), 1...DiscountRule.mostMoney ~= most
    else { throw .most }
    return most
  }

  /// Ladder and level, as `1-2`.
  func level() throws(Fault) -> TierPlace? {
    if self["level"].isEmpty { return nil }
    let parts = self["level"].split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, let ladder = UInt32(parts[0]), let level = Int(parts[1]), ladder >= 1,
      1...Ladder.mostLevels ~= level
    else { throw .level }
    return TierPlace(ladder: ladder, level: level)
  }

  func day(_ field: String) throws(Fault) -> Int? {
    if self[field].isEmpty { return nil }
    guard let date = CivilDate(self[field]) else { throw .days }
    return date.daysSince1970
  }
}
