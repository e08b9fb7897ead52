import Coalition

/// What an applicant typed, as the form shows it again.
struct TypedApplication: Sendable {
  var values: [String: String] = [:]

  subscript(_ name: String) -> String { values[name] ?? "" }

  /// Every field with the most characters that it takes.
  static let fields: [(name: String, length: Int)] = [
    ("name", 100), ("legal_name", 100), ("registration", 32), ("category", 20), ("contact", 100),
    ("phone", 30),
    ("email", 254), ("store_name", 100), ("store_address", 200), ("points", 12), ("per", 12), ("note", 1_000),
  ]
}

/// The form with which anybody applies to be a merchant.
struct ApplyPage: FrontPage {
  var typed = TypedApplication()
  /// Makes the form sent twice one application.
  let key: String
  /// Why it was not taken, and at which field; none for what is about the whole.
  var fault: (field: String?, text: String)?

  func heading(_ words: Words) -> String { words.applyTitle }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      pageHead(heading(words), words.applyIntro)
      p(.class("more")) { a(.href(.applyStatus)) { words.applyLook } }
      faultNotice(fault?.text)
      form(.class("card decision apply"), .method(.post), .action(.apply)) {
        formToken(visit)
        input(.type("hidden"), .name("key"), .value(key))
        h2 { words.applyCompany }
        field("name", words.applyName, hint: words.applyNameHint)
        field("legal_name", words.merchantLegalName)
        field("registration", words.merchantRegistration)
        deskChoice(
          "category", words.categoryName, MerchantCategory.choices(words),
          typed["category"].isEmpty ? "food" : typed["category"])
        h2 { words.applyPerson }
        field("contact", words.merchantContact, autocomplete: "name")
        field("phone", words.merchantPhone, type: "tel", autocomplete: "tel")
        field("email", words.merchantEmail, hint: words.applyEmailHint, type: "email", autocomplete: "email")
        h2 { words.applyStore }
        field("store_name", words.applyStoreName)
        field("store_address", words.applyStoreAddress, isRequired: false)
        h2 { words.applyTerms }
        p(.class("hint")) { words.applyTermsHint }
        field("points", words.merchantTermsPoints, standing: "1")
        field("per", words.merchantTermsPer, standing: "1.00")
        div(.class("field")) {
          label(.for("note")) { words.applyNote }
          textarea(.id("note"), .name("note"), .maxlength(1_000)) { typed["note"] }
        }
        p(.class("hint")) { words.applyPrivacy }
        button(.class("button wide")) { words.applySend }
      }
    }
  }

  private func field(
    _ name: String, _ text: String, hint: String? = nil, standing: String = "", type: StaticString = "text",
    autocomplete: StaticString = "off", isRequired: Bool = true
  ) -> Node {
    let length = TypedApplication.fields.first { $0.name == name }?.length ?? 100
    var attributes: [Attribute] = [
      .type(type), .value(typed[name].isEmpty ? standing : typed[name]), .maxlength(length),
      .autocomplete(autocomplete),
    ]
    if isRequired { attributes.append(.required) }
    return siteField(name, text, hint: hint, fault: fault?.field == name ? fault?.text : nil, attributes)
  }
}

/// What an applicant keeps: the number and the code that go with the application.
struct AppliedPage: FrontPage {
  let name: String
  let number: String
  let secret: String

  func heading(_ words: Words) -> String { words.applyDone }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      pageHead(heading(words), words.applyDoneText(name: name))
      section(.class("card")) {
        facts([
          (words.applyNumber, copyable(number, words)), (words.applySecret, copyable(secret, words)),
        ])
        p(.class("hint")) { words.applySecretHint }
        p(.class("actions")) { a(.class("button"), .href(.applyStatus)) { words.applyLook } }
      }
    }
  }
}

/// How an application stands, for whoever has its number and code.
struct ApplicationStatusPage: FrontPage {
  struct Shown: Sendable {
    let name: String
    let state: ShownApplication
    let reason: String
    let sentAt: ShownTime
    let changedAt: ShownTime
  }

  var number = ""
  var secret = ""
  var shown: Shown?
  var fault: String?

  func heading(_ words: Words) -> String { words.applyLook }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      pageHead(heading(words), words.applyLookIntro)
      faultNotice(fault)
      if let shown { state(shown, visit) } else { asking(visit) }
      p(.class("more")) { a(.href(.apply)) { words.applyTitle } }
    }
  }

  private func asking(_ visit: Visit) -> Node {
    let words = visit.words
    return form(.class("card decision apply"), .method(.post), .action(.applyStatus)) {
      formToken(visit)
      siteField(
        "number", words.applyNumber, [.value(number), .maxlength(40), .autocomplete("off"), .required])
      siteField("secret", words.applySecret, [.maxlength(40), .autocomplete("off"), .required])
      button(.class("button wide")) { words.applyShow }
    }
  }

  private func state(_ shown: Shown, _ visit: Visit) -> Node {
    let words = visit.words
    return section(.class("card")) {
      div(.class("card-head")) {
        h2 { shown.name }
        shown.state.badge(words)
      }
      p { shown.state.explanation(words) }
      facts(
        [(words.applyNumber, copyable(number, words)), (words.applySent, moment(shown.sentAt, words))]
          + [(words.applyChanged, moment(shown.changedAt, words))]
          + (shown.reason.isEmpty ? [] : [(words.commonReason, .text(shown.reason))]))
      if shown.state.isOpen {
        finalForm(.applyWithdraw, words.applyWithdraw, words.applyWithdrawNote, visit) {
          input(.type("hidden"), .name("number"), .value(number))
          input(.type("hidden"), .name("secret"), .value(secret))
        }
      }
    }
  }
}

/// The first owner of a merchant makes their own access.
struct InvitationPage: FrontPage {
  enum Step: Sendable {
    case code
    case access(merchant: String, name: String, endsAt: ShownTime)
    case done
  }

  let step: Step
  var code = ""
  var login = ""
  var fault: String?

  func heading(_ words: Words) -> String { words.applyInvitation }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      pageHead(heading(words), words.applyInvitationIntro)
      faultNotice(fault)
      switch step {
      case .code:
        form(.class("card decision apply"), .method(.get), .action(.applyInvitation)) {
          siteField(
            "code", words.applyInvitationCode,
            [.value(code), .maxlength(40), .autocomplete("off"), .required])
          button(.class("button wide")) { words.applyContinue }
        }
      case .access(let merchant, let name, let endsAt):
        form(.class("card decision apply"), .method(.post), .action(.applyInvitation)) {
          formToken(visit)
          input(.type("hidden"), .name("code"), .value(code))
          facts([
            (words.commonMerchant, .text(merchant)), (words.merchantContact, .text(name)),
            (words.applyUntil, moment(endsAt, words)),
          ])
          siteField(
            "login", words.staffLogin, hint: words.applyLoginHint,
            [.value(login), .maxlength(64), .autocomplete("username"), .required])
          siteField(
            "password", words.signInPassword, hint: words.applyPasswordHint,
            [.type("password"), .maxlength(128), .autocomplete("new-password"), .required])
          button(.class("button wide")) { words.applyMakeAccess }
        }
      case .done:
        section(.class("card")) {
          p { words.applyAccessMade }
          p(.class("actions")) { a(.class("button"), .href(.deskSignIn)) { words.applySignIn } }
        }
      }
    }
  }
}

/// How far an application is.
enum ShownApplication: String, CaseIterable, Sendable {
  case applied
  case inReview = "in_review"
  case approved, rejected, withdrawn

  var isOpen: Bool { self == .applied || self == .inReview }

  func name(_ words: Words) -> String {
    switch self {
    case .applied: words.applicationApplied
    case .inReview: words.applicationInReview
    case .approved: words.applicationApproved
    case .rejected: words.applicationRejected
    case .withdrawn: words.applicationWithdrawn
    }
  }

  func explanation(_ words: Words) -> String {
    switch self {
    case .applied: words.applyStateApplied
    case .inReview: words.applyStateInReview
    case .approved: words.applyStateApproved
    case .rejected: words.applyStateRejected
    case .withdrawn: words.applyStateWithdrawn
    }
  }

  func badge(_ words: Words) -> Node {
    let tone: Tone =
      switch self {
      case .applied, .inReview: .warn
      case .approved: .good
      case .rejected: .bad
      case .withdrawn: .quiet
      }
    return Consoles.badge(name(words), tone)
  }
}
