import Coalition
import Ledger

extension ApplicationDraft {
  /// What the applicant said, one line each; a person's number and address for those who may change them.
  func stated(_ words: Words, isOpen: Bool) -> [(name: String, value: String)] {
    [
      (words.applyName, name), (words.merchantLegalName, profile.legalName),
      (words.merchantRegistration, profile.registration),
      (words.categoryName, profile.category.name(words)),
      (words.merchantContact, isOpen ? profile.contact : profile.contact.prefix(1) + "*"),
      (words.merchantPhone, isOpen ? profile.phone : Masked.phone(profile.phone)),
      (words.merchantEmail, isOpen ? profile.email : Masked.email(profile.email)),
      (words.applyStoreName, storeName),
      (words.applyStoreAddress, storeAddress.isEmpty ? words.commonNone : storeAddress),
      (words.applyTerms, rate(words)),
    ]
  }

  /// In the currency of the form.
  func rate(_ words: Words) -> String {
    words.merchantTermsEarn(
      money: words.money(ShownMoney(perMinorUnits, "CNY")), points: words.points(ShownPoints(points.units)))
  }
}

extension ApplicationPage.Draft {
  /// What the application asks for, to begin with.
  init(_ draft: ApplicationDraft) {
    self.init(
      names: [draft.name, draft.name, draft.name], category: draft.profile.category.rawValue,
      storeName: draft.storeName)
    terms.points = String(draft.points.units)
    let fen = String(draft.perMinorUnits % 100)
    terms.per = "\(draft.perMinorUnits / 100).\(fen.utf8.count == 1 ? "0" + fen : fen)"
  }

  init(_ form: FormFields) {
    func typed(_ name: String, _ length: Int = 100) -> String {
      String((form[name] ?? "").prefix(length + 1)).trimmed
    }
    self.init(
      code: typed("code", 15), names: [typed("name_hans"), typed("name_hant"), typed("name_en")],
      category: typed("category", 20), storeName: typed("store_name"), terms: MerchantPage.TermsForm(form))
  }
}

extension MerchantApplication.Checks {
  /// Every check by the name of its field.
  static let named: [(name: String, check: MerchantApplication.Checks)] = [
    ("registered", .registered), ("single", .single), ("reached", .reached), ("agreed", .agreed),
    ("seen", .seen),
  ]

  func text(_ words: Words) -> String {
    switch self {
    case .registered: words.applicationCheckRegistered
    case .single: words.applicationCheckSingle
    case .reached: words.applicationCheckReached
    case .agreed: words.applicationCheckAgreed
    default: words.applicationCheckSeen
    }
  }
}

extension AdmissionProposal {
  /// What was applied for, and what another person is asked to approve.
  func differences(_ applied: ApplicationDraft, _ naming: Naming) -> [ApprovalPage.Difference] {
    let words = naming.words
    let category = MerchantCategory(rawValue: category) ?? .other
    let own = terms(of: .none)
    let rate = words.merchantTermsEarn(
      money: words.money(ShownMoney(perMinorUnits, "CNY")),
      points: words.points(naming.points(Points(earnPoints), of: own.asset)))
    let does = [isIssuing ? words.merchantIssuing : nil, isAccepting ? words.merchantAccepting : nil]
      .compactMap(\.self).joined(separator: words.listConditionJoin)
    return [
      .init(name: words.deskCode, before: words.commonNone, after: code),
      .init(name: words.applicationNameHans, before: applied.name, after: nameHans),
      .init(name: words.applicationNameHant, before: applied.name, after: nameHant),
      .init(name: words.applicationNameEn, before: applied.name, after: nameEn),
      .init(
        name: words.categoryName, before: applied.profile.category.name(words), after: category.name(words)),
      .init(name: words.applyStoreName, before: applied.storeName, after: storeName),
      .init(
        name: words.merchantTermsRate, before: applied.rate(words),
        after: naming.program(own.asset) + " \u{00B7} " + rate),
      .init(name: words.merchantTermsRole, before: words.commonNone, after: does),
    ]
  }
}
