/// Whether a partner is spoken to; raw values are stored.
enum ShownPartnerStatus: String, CaseIterable, Sendable {
  case active, paused, closed

  func name(_ words: Words) -> String {
    switch self {
    case .active: words.partnerActive
    case .paused: words.partnerPaused
    case .closed: words.partnerClosed
    }
  }

  func badge(_ words: Words) -> Node {
    switch self {
    case .active: Consoles.badge(name(words), .good)
    case .paused: Consoles.badge(name(words), .warn)
    case .closed: Consoles.badge(name(words), .quiet)
    }
  }
}

/// Outside programmes with which points are exchanged, and a form for a new one.
struct PartnersPage: ConsolePage {
  struct Row: Sendable {
    let id: String
    let code: String
    let name: String
    let contract: String
    let merchant: String
    let url: String
    let status: ShownPartnerStatus
  }

  let partners: Loaded<[Row]>
  let mayPropose: Bool
  var programs: [(value: String, name: String)] = []
  var typed: [String: String] = [:]
  var fault: String?

  var place: MenuPlace { .partners }

  func heading(_ words: Words) -> String { words.partnerTitle }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      pageHead(heading(words), words.partnerIntro)
      faultNotice(fault)
      partners.node(visit) { rows in
        if rows.isEmpty { return emptyState(.quiet, words.partnerNone, words.partnerNoneText) {} }
        return table(rows, words)
      }
      p(.class("more")) { a(.href(.partnerExchanges)) { words.partnerExchanges } }
      if mayPropose {
        card(words.partnerNew, words.partnerNewNote) {
          PartnerForm(typed: typed, programs: programs, isNew: true).node(visit)
        }
      }
    }
  }

  private func table(_ rows: [Row], _ words: Words) -> Node {
    DataTable(
      name: heading(words),
      columns: [
        Column(words.partnerOne), Column(words.commonState), Column(words.partnerContract),
        Column(words.partnerCleared), Column(words.partnerUrl),
      ],
      rows: rows.map { row in
        [
          twoLines(Node { a(.href(Link.partners.appending(row.id))) { row.name } }, row.code),
          row.status.badge(words), .text(row.contract), .text(row.merchant), .text(row.url),
        ]
      }
    ).node
  }
}

/// What a partner is to be.
struct PartnerForm: Sendable {
  static let fields = [
    "partner", "code", "hans", "hant", "en", "merchant", "contract", "url", "app_key", "decimals", "status",
    "links_accounts", "brings_into", "secret", "reason",
  ]

  let typed: [String: String]
  let programs: [(value: String, name: String)]
  /// The code and the decimals of one that there is stay as they are.
  let isNew: Bool

  func node(_ visit: Visit) -> Node {
    let words = visit.words
    return deskForm(.partners, words.partnerPropose, visit) {
      if isNew {
        deskField("code", words.partnerCode, typed["code"] ?? "", length: 32)
      } else {
        input(.type("hidden"), .name("partner"), .value(typed["partner"] ?? ""))
        input(.type("hidden"), .name("code"), .value(typed["code"] ?? ""))
        input(.type("hidden"), .name("decimals"), .value(typed["decimals"] ?? "0"))
      }
      deskField("hans", words.partnerName, typed["hans"] ?? "")
      deskField("hant", words.partnerNameHant, typed["hant"] ?? "", isRequired: false)
      deskField("en", words.partnerNameEn, typed["en"] ?? "", isRequired: false)
      deskField("merchant", words.partnerMerchant, typed["merchant"] ?? "", length: 32)
      deskChoice(
        "contract", words.partnerContract,
        [("tongbao", words.partnerContractTongbao), ("mall", words.partnerContractMall)],
        typed["contract"] ?? "")
      deskField("url", words.partnerUrl, typed["url"] ?? "", type: "url", length: 500)
      deskField("app_key", words.partnerAppKey, typed["app_key"] ?? "", isRequired: false, length: 64)
      if isNew {
        deskField("decimals", words.partnerDecimals, typed["decimals"] ?? "0", type: "number", length: 1)
      }
      deskChoice(
        "status", words.partnerStatus, ShownPartnerStatus.allCases.map { ($0.rawValue, $0.name(words)) },
        typed["status"] ?? "")
      deskCheck("links_accounts", words.linkPartnerLinks, isOn: typed["links_accounts"]?.isEmpty == false)
      deskChoice(
        "brings_into", words.linkPartnerBrings, [("", words.linkPartnerBringsNone)] + programs,
        typed["brings_into"] ?? "")
      deskField("secret", words.partnerSecret, type: "password", isRequired: false, length: 128)
      deskField("reason", words.approvalReason, typed["reason"] ?? "", length: 200)
    }
  }
}

/// A secret that was made for a new partner, shown once.
struct PartnerSecretPage: ConsolePage {
  let secret: String
  let approval: String

  var place: MenuPlace { .partners }
  var isBelowPlace: Bool { true }

  func heading(_ words: Words) -> String { words.partnerSecretOnce }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      pageHead(heading(words), words.partnerSecretNote)
      card(words.partnerSecretOnce) {
        p { copyable(secret, words) }
        p(.class("actions")) { a(.class("button"), .href(.approval(approval))) { words.partnerToApproval } }
      }
    }
  }
}
