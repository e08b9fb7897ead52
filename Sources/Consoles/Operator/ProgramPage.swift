/// One programme: what its points are worth and what it allows, who gives and takes them, and every state it
/// had.
struct ProgramPage: ConsolePage {
  struct Figures: Sendable {
    let outstanding: ShownPoints
    let worth: ShownMoney
    let issued: ShownPoints
    let used: ShownPoints
    let expired: ShownPoints
    let wallets: Int64
  }

  /// What a merchant may do in it.
  struct Merchant: Sendable {
    let id: String
    let name: String
    /// In words: so many points for so much money, and how it is rounded.
    let earns: String
    let isIssuing: Bool
    let isAccepting: Bool
    /// Nil without a limit.
    let limit: ShownPoints?
  }

  /// A setting before and after.
  struct Change: Sendable {
    let name: String
    let before: String
    let after: String
  }

  struct Version: Sendable {
    let number: Int64
    let effectiveAt: ShownTime
    let isWaiting: Bool
    let who: String
    /// What two people decided.
    let approval: String?
    /// Empty for the first.
    let changes: [Change]
  }

  let id: String
  let code: String
  let name: String
  let isUniversal: Bool
  let owner: String?
  let standing: ShownStanding
  let figures: Loaded<Figures>
  let settings: [(name: String, value: String)]
  let query: ListQuery
  let merchants: Loaded<Batch<Merchant>>
  /// Newest first.
  let versions: Loaded<[Version]>
  let mayPropose: Bool

  var place: MenuPlace { .programs }
  var isBelowPlace: Bool { true }

  func heading(_ words: Words) -> String { name }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      div(.class("detail-head")) {
        div {
          standing.badge(words)
          h1 { name }
          copyable(id, words)
        }
      }
      figures.node(visit) { figureTiles($0, words) }
      div(.class("split")) {
        div {
          card(words.programSettings, words.programSettingsNote) {
            facts(settings.map { ($0.name, .text($0.value)) })
            if mayPropose {
              p(.class("more")) { a(.class("button"), .href(.programChange(id))) { words.programPropose } }
            }
          }
          card(words.programMerchants, words.programMerchantsNote, id: "merchants") {
            merchants.node(visit) { merchantTable($0, words) }
          }
        }
        aside {
          card(words.memberProfile) { facts(kind(words)) }
          card(words.programVersions, words.programVersionsNote, id: "versions") {
            versions.node(visit) { versionList($0, words) }
          }
        }
      }
    }
  }

  private func kind(_ words: Words) -> [(name: String, value: Node)] {
    var pairs: [(name: String, value: Node)] = [
      (words.programCode, programCode),
      (words.commonKind, .text(isUniversal ? words.programsUniversal : words.programsHosted)),
    ]
    if let owner { pairs.append((words.commonMerchant, .text(owner))) }
    return pairs
  }

  private var programCode: Node { Consoles.code { code } }

  private func figureTiles(_ figures: Figures, _ words: Words) -> Node {
    tiles {
      tile(
        words.dashboardOutstanding, words.points(figures.outstanding),
        words.dashboardWorth(money: words.money(figures.worth)), isMain: true)
      tile(words.dashboardIssued, words.points(figures.issued), words.dashboardSinceStart)
      tile(words.dashboardUsed, words.points(figures.used))
      tile(words.dashboardExpired, words.points(figures.expired))
      tile(words.programsMembers, words.number(figures.wallets))
    }
  }

  private func merchantTable(_ batch: Batch<Merchant>, _ words: Words) -> Node {
    if batch.rows.isEmpty { return p(.class("none")) { words.programNoMerchants } }
    return Node {
      DataTable(
        name: words.programMerchants,
        columns: [
          Column(words.commonMerchant), Column(words.programEarns), Column(words.programMay),
          Column(words.programLimit, .number),
        ],
        rows: batch.rows.map { merchant in
          [
            a(.href(.transactions(at: merchant.id))) { merchant.name }, .text(merchant.earns),
            .text(may(merchant, words)), .text(merchant.limit.map(words.points) ?? words.programNoLimit),
          ]
        }
      ).node
      if let next = batch.next {
        p(.class("more")) {
          a(.rel("next"), .href(query.next(next).link(on: .program(id)))) { words.listNext }
        }
      }
    }
  }

  private func may(_ merchant: Merchant, _ words: Words) -> String {
    let acts =
      (merchant.isIssuing ? [words.programIssues] : [])
      + (merchant.isAccepting ? [words.programAccepts] : [])
    return acts.isEmpty ? words.commonNone : acts.joined(separator: words.listConditionJoin)
  }

  private func versionList(_ versions: [Version], _ words: Words) -> Node {
    if versions.isEmpty { return p(.class("none")) { words.programNoVersions } }
    return ol(.class("timeline")) {
      for version in versions {
        li {
          strong { words.programVersion(number: words.number(version.number)) }
          if version.isWaiting { badge(words.programWaiting, .warn) }
          small {
            words.programFrom + " "
            moment(version.effectiveAt, words)
            " \u{00B7} " + version.who
          }
          if let approval = version.approval {
            small { a(.href(.approval(approval))) { words.programApproval } }
          }
          if version.changes.isEmpty {
            small { words.programFirst }
          } else {
            ul(.class("plain-list")) {
              for change in version.changes {
                li { twoLines(.text(change.name), change.before + " \u{2192} " + change.after) }
              }
            }
          }
        }
      }
    }
  }
}
