import Coalition
import HTTPTypes
import Hummingbird
import Ledger

// Applying, looking how it stands, and taking it back.
extension ApplicantFace {
  func applyPage(_ asked: Asked) async throws -> Response { shown(ApplyPage(key: newKey()), asked) }

  func apply(_ asked: Asked) async throws -> Response {
    try await taken(asked) { form in
      let words = words(asked)
      let typed = TypedApplication(form)
      var page = ApplyPage(typed: typed, key: String((form["key"] ?? "").prefix(64)))
      do {
        guard let draft = ApplicationDraft(typed, words.language) else {
          throw ApplicationRefusal.invalid(.points)
        }
        let sent = try await coalition.applyAsMerchant(draft, key: page.key, from: asked.caller.address)
        let done = AppliedPage(
          name: sent.application.draft.name, number: coalition.publicIDs.text(sent.application.id),
          secret: sent.secret)
        return shown(done, asked)
      } catch let refusal as ApplicationRefusal {
        page.fault = (refusal.field, refusal.text(words))
        if case .tooMany(let seconds) = refusal {
          return shown(page, asked, status: .tooManyRequests, retryAfter: seconds)
        }
        return shown(page, asked, status: .unprocessableContent)
      }
    }
  }

  func statusPage(_ asked: Asked) async throws -> Response { shown(ApplicationStatusPage(), asked) }

  func status(_ asked: Asked) async throws -> Response {
    try await looking(asked) { number, secret in
      try await coalition.ownApplication(number, secret: secret, from: asked.caller.address)
    }
  }

  func withdraw(_ asked: Asked) async throws -> Response {
    try await looking(asked) { number, secret in
      try await coalition.withdrawApplication(number, secret: secret, from: asked.caller.address)
    }
  }

  private func looking(
    _ asked: Asked, _ find: (String, String) async throws -> MerchantApplication
  ) async throws -> Response {
    try await taken(asked) { form in
      let number = String((form["number"] ?? "").prefix(40)).trimmed
      let secret = String((form["secret"] ?? "").prefix(40))
      var page = ApplicationStatusPage(number: number, secret: secret)
      do {
        let found = try await find(number, secret)
        page.shown = .init(
          name: found.draft.name, state: ShownApplication(found.state), reason: found.reason,
          sentAt: ShownTime(found.createdAt), changedAt: ShownTime(found.updatedAt))
        return shown(page, asked)
      } catch let refusal as ApplicationRefusal {
        page.fault = refusal.text(words(asked))
        if case .tooMany(let seconds) = refusal {
          return shown(page, asked, status: .tooManyRequests, retryAfter: seconds)
        }
        return shown(page, asked, status: refusal == .notFound ? .notFound : .conflict)
      }
    }
  }
}

extension TypedApplication {
  init(_ form: FormFields) {
    for (name, length) in Self.fields {
      values[name] = String((form[name] ?? "").prefix(length + 1)).trimmed
    }
  }
}

extension ApplicationDraft {
  /// Nil where a number is none.
  init?(_ typed: TypedApplication, _ language: Language) {
    guard let points = Entered.decimal(typed["points"], decimals: 0),
      let per = Entered.decimal(typed["per"], decimals: 2)
    else { return nil }
    let profile = MerchantProfile(
      category: MerchantCategory(rawValue: typed["category"]) ?? .other, legalName: typed["legal_name"],
      registration: typed["registration"], contact: typed["contact"], phone: typed["phone"],
      email: typed["email"])
    self.init(
      name: typed["name"], profile: profile, language: MemberLanguage(language), points: Points(points),
      perMinorUnits: per, storeName: typed["store_name"], storeAddress: typed["store_address"],
      note: typed["note"].replacing("\r\n", with: "\n"))
  }
}

extension ShownApplication {
  init(_ state: MerchantApplication.State) {
    self =
      switch state {
      case .applied: .applied
      case .inReview: .inReview
      case .approved: .approved
      case .rejected: .rejected
      case .withdrawn: .withdrawn
      }
  }
}

extension ApplicationRefusal {
  /// The field of the form that is at fault; nil for what is about the whole.
  var field: String? {
    switch self {
    case .invalid(.key): nil
    case .invalid(let field): field.rawValue
    case .duplicate: "registration"
    default: nil
    }
  }

  func text(_ words: Words) -> String {
    switch self {
    case .invalid(let field): words.merchantFieldWrong(field: field.name(words))
    case .duplicate: words.applyDuplicate
    case .keyReused: words.errorStaleText
    case .tooMany(let seconds): words.applyTooMany(minutes: max(1, (seconds + 59) / 60))
    case .notFound: words.applyUnknown
    case .notOpen(let state):
      words.applicationNotOpen(state: ShownApplication(state).name(words))
    case .notReviewed: words.applicationNotReviewed
    case .proposalWaits: words.applicationProposalWaits
    case .reasonMissing: words.merchantReasonMissing
    case .invitationInvalid: words.applyInvitationWrong
    }
  }
}

extension ApplicationField {
  func name(_ words: Words) -> String {
    switch self {
    case .key: words.applyTitle
    case .name: words.applyName
    case .registration: words.merchantRegistration
    case .category: words.categoryName
    case .contact: words.merchantContact
    case .phone: words.merchantPhone
    case .email: words.merchantEmail
    case .points: words.applyTerms
    case .note: words.applyNote
    case .legalName: words.merchantLegalName
    case .storeName: words.applyStoreName
    case .storeAddress: words.applyStoreAddress
    }
  }
}
