/// Where a console page stands in the menu.
enum MenuPlace: CaseIterable, Sendable {
  case dashboard
  case members, pools, transactions, approvals, cases, dayFiles, feedback, messages, announcements
  case merchants, applications, publications, terminals, devices, programs, earningRules,
    ladders, discounts, pointsCards, exchangeRates, partners, cards
  case settlements, businessDays, liability, money, pointsOrders, pointsBlocks
  case bankFiles
  case ledger
  case staff, audit, exports, imports, jobs, webhooks, settings
  /// One's own; reached by one's name, not by the menu.
  case account

  var link: Link {
    switch self {
    case .dashboard: .dashboard
    case .members: .members
    case .pools: .pools
    case .transactions: .transactions
    case .approvals: .approvals
    case .cases: .cases
    case .dayFiles: .dayFiles
    case .feedback: .feedback
    case .messages: .templates
    case .announcements: .announcements
    case .merchants: .merchants
    case .applications: .applications
    case .publications: .publications
    case .terminals: .terminals
    case .devices: .devices
    case .programs: .programs
    case .earningRules: .earningRules
    case .ladders: .ladders
    case .discounts: .discounts
    case .exchangeRates: .exchangeRates
    case .partners: .partners
    case .settlements: .settlements
    case .businessDays: .businessDays
    case .liability: .liability
    case .money: .money
    case .bankFiles: .bankFiles
    case .pointsOrders: .pointsOrders
    case .pointsBlocks: .pointsBlocks
    case .ledger: .ledger
    case .staff: .staff
    case .audit: .audit
    case .exports: .exports
    case .imports: .imports
    case .pointsCards: .pointsCards
    case .jobs: .jobs
    case .webhooks: .webhooks
    case .settings: .settings
    case .cards: .cards
    case .account: .account
    }
  }

  func name(_ words: Words) -> String {
    switch self {
    case .dashboard: words.menuDashboard
    case .members: words.menuMembers
    case .pools: words.poolListTitle
    case .transactions: words.menuTransactions
    case .approvals: words.menuApprovals
    case .cases: words.menuCases
    case .dayFiles: words.menuDayFiles
    case .feedback: words.siteFeedback
    case .messages: words.templateTitle
    case .announcements: words.announcementTitle
    case .merchants: words.menuMerchants
    case .applications: words.applicationTitle
    case .publications: words.promotionReviews
    case .terminals: words.menuTerminals
    case .devices: words.menuDevices
    case .programs: words.menuPrograms
    case .earningRules: words.bonusTitle
    case .ladders: words.tierTitle
    case .discounts: words.discountTitle
    case .exchangeRates: words.rateTitle
    case .partners: words.partnerTitle
    case .settlements: words.financeTitle
    case .businessDays: words.financeDays
    case .liability: words.liabilityTitle
    case .money: words.moneyTitle
    case .bankFiles: words.bankTitle
    case .pointsOrders: words.buyOrders
    case .pointsBlocks: words.blockTitle
    case .ledger: words.menuLedger
    case .staff: words.staffTitle
    case .audit: words.auditTitle
    case .exports: words.exportTitle
    case .imports: words.importTitle
    case .pointsCards: words.batchTitle
    case .jobs: words.jobTitle
    case .webhooks: words.webhookTitle
    case .settings: words.settingsTitle
    case .cards: words.cardTitle
    case .account: words.ownTitle
    }
  }

  /// Drawn beside the name; the name says it all, so the picture is hidden from readers.
  var picture: Node {
    switch self {
    case .dashboard: .raw("<path d=\"M3 13h6V3H3zM11 17h6V9h-6zM3 17h6v-2H3zM11 3v4h6V3z\"/>")
    case .members:
      .raw("<path d=\"M10 10a3.5 3.5 0 1 0 0-7a3.5 3.5 0 0 0 0 7zM3 17c.6-3.2 3.4-5 7-5s6.4 1.8 7 5z\"/>")
    case .pools:
      .raw("<path d=\"M3 9l7-6l7 6v8H3zM7.5 10.500h5v3.500h-5z\"/>")
    case .transactions: .raw("<path d=\"M3 7h11M11 4l3 3l-3 3M17 13H6M9 10l-3 3l3 3\"/>")
    case .approvals: .raw("<path d=\"M4 3h12v14H4zM7 10l2.2 2.2L13.5 8\"/>")
    case .cases: .raw("<path d=\"M10 3l7.5 13.5h-15zM10 8v4M10 14v.5\"/>")
    case .dayFiles: .raw("<path d=\"M5 2.5h7l3 3v12H5zM12 2.5v3h3M7.5 9.5h5M7.5 12h5M7.5 14.5h3\"/>")
    case .feedback: .raw("<path d=\"M3 4h14v10H9l-4 3v-3H3zM6 8h8M6 11h5\"/>")
    case .messages: .raw("<path d=\"M3 5h14v11H3zM3 5.5l7 6l7-6\"/>")
    case .announcements: .raw("<path d=\"M4 4h12v9H9l-3 3v-3H4zM7 7.5h6M7 10h4\"/>")
    case .merchants: .raw("<path d=\"M3 8l1.5-5h11L17 8zM4.5 8v9h11V8M8 17v-5h4v5\"/>")
    case .applications: .raw("<path d=\"M4 3h9l3 3v11H4zM7 8h6M7 11h6M10 13v3M8.5 14.5h3\"/>")
    case .publications: .raw("<path d=\"M3 8v4h3l6 4V4L6 8zM15 7.5c1 1 1 4 0 5\"/>")
    case .terminals: .raw("<path d=\"M5 2.5h10v15H5zM7.5 5h5v4h-5zM7.5 12h1M11.5 12h1M7.5 15h1M11.5 15h1\"/>")
    case .devices: .raw("<path d=\"M6 2.5h8v15H6zM9 15h2M8 5h4\"/>")
    case .ladders: .raw("<path d=\"M3 17v-4h5V9h5V5h4v12z\"/>")
    case .discounts:
      .raw("<path d=\"M3 10V3h7l7 7l-7 7zM6.500 6.500h.010M8.500 12.500l4-4\"/>")
    case .exchangeRates: .raw("<path d=\"M3 7h12M12 4l3 3l-3 3M17 13H5M8 10l-3 3l3 3\"/>")
    case .partners: .raw("<path d=\"M3 10h5M12 10h5M8 6v8M12 6v8M8 8h4M8 12h4\"/>")
    case .programs: .raw("<path d=\"M10 2.5a7.5 7.5 0 1 0 0 15a7.5 7.5 0 0 0 0-15zM7.5 7.5h5v5h-5z\"/>")
    case .earningRules: .raw("<path d=\"M4 5h12M4 10h8M4 15h5M15 12v6M12 15h6\"/>")
    case .settlements: .raw("<path d=\"M4 3h12v14l-3-2l-3 2l-3-2l-3 2zM7 7h6M7 10.5h6\"/>")
    case .businessDays: .raw("<path d=\"M3 4h14v13H3zM3 8h14M7 2v4M13 2v4M7 12l2 2l4-4\"/>")
    case .liability: .raw("<path d=\"M3 17h14M5 14V9M9 14V5M13 14v-3M17 14V7\"/>")
    case .money: .raw("<path d=\"M4 3h12v14H4zM7 6.5l3 4l3-4M10 10.500v4M7.500 11h5M7.500 13h5\"/>")
    case .bankFiles: .raw("<path d=\"M3 17h14M4 8l6-4l6 4zM5 15v-5M10 15v-5M15 15v-5\"/>")
    case .pointsOrders: .raw("<path d=\"M3 4h2l2 9h8l2-6H6M8 16.5v.5M14 16.5v.5\"/>")
    case .pointsBlocks: .raw("<path d=\"M3 10h6v6H3zM11 10h6v6h-6zM7 3h6v6H7z\"/>")
    case .ledger: .raw("<path d=\"M4 3h12v14H4zM7 7h6M7 10h6M7 13h3\"/>")
    case .staff:
      .raw(
        """
        <path d="M7 9a3 3 0 1 0 0-6a3 3 0 0 0 0 6zM2 16c.4-2.7 2.4-4 5-4s4.6 1.3 5 4zM13 5h5M13 9h5\
        M14.5 13H18"/>
        """)
    case .audit: .raw("<path d=\"M3 3h10l4 4v10H3zM6 8h5M6 11h8M6 14h8\"/>")
    case .exports: .raw("<path d=\"M10 3v9M6 9l4 4l4-4M3 16h14\"/>")
    case .pointsCards: .raw("<path d=\"M2.5 5h15v10h-15zM2.5 8.5h15M5 12h4\"/>")
    case .imports: .raw("<path d=\"M10 12V3M6 7l4-4l4 4M3 16h14\"/>")
    case .jobs: .raw("<path d=\"M10 3a7 7 0 1 0 0 14a7 7 0 0 0 0-14zM10 6v4l3 2\"/>")
    case .webhooks: .raw("<path d=\"M3 10h9M9 6l4 4l-4 4M13 3h4v14h-4\"/>")
    case .settings: .raw("<path d=\"M3 6h8M15 6h2M13 4v4M3 14h2M9 14h8M7 12v4\"/>")
    case .cards: .raw("<path d=\"M2.5 5h15v10h-15zM2.5 8.5h15M5 12h4\"/>")
    case .account: .nothing
    }
  }
}

private struct MenuGroup {
  let name: String
  let places: [MenuPlace]

  static func all(_ words: Words) -> [MenuGroup] {
    [
      MenuGroup(name: words.menuGroupOverview, places: [.dashboard]),
      MenuGroup(
        name: words.menuGroupService,
        places: [
          .members, .pools, .transactions, .approvals, .cases, .dayFiles, .feedback, .messages,
          .announcements,
        ]),
      MenuGroup(
        name: words.menuGroupAlliance,
        places: [
          .merchants, .applications, .publications, .terminals, .devices, .programs, .earningRules,
          .ladders, .discounts, .pointsCards, .exchangeRates, .partners, .cards,
        ]),
      MenuGroup(
        name: words.financeGroup,
        places: [.settlements, .businessDays, .bankFiles, .liability, .money, .pointsOrders, .pointsBlocks]),
      MenuGroup(name: words.menuGroupBooks, places: [.ledger]),
      MenuGroup(
        name: words.menuGroupSystem,
        places: [.staff, .audit, .exports, .imports, .jobs, .webhooks, .settings]),
    ]
  }
}

func consoleMenu(_ words: Words, current: MenuPlace) -> Node {
  menu(
    MenuGroup.all(words).map { group in
      (
        group.name,
        group.places.map {
          MenuEntry(link: $0.link, name: $0.name(words), picture: $0.picture, isCurrent: $0 == current)
        }
      )
    }, words)
}

func consoleTop(_ visit: Visit) -> Node {
  let words = visit.words
  return header(.class("top")) {
    brand(words, to: .dashboard)
    form(.class("search"), .role("search"), .method(.get), .action(.search)) {
      label(.class("unseen"), .for("search")) { words.shellSearch }
      input(
        .id("search"), .type("search"), .name("q"), .placeholder(words.shellSearchHint), .autocomplete("off"))
    }
    div(.class("top-end")) {
      a(.class("quiet"), .href(.news)) { words.announcementTitle }
      a(.class("quiet"), .href(.help)) { words.shellHelp }
      languageSwitch(visit)
      if let person = visit.person {
        form(.class("person"), .method(.post), .action(.signOut)) {
          formToken(visit)
          a(.class("who"), .href(.account)) {
            strong { person.name }
            small { person.role }
          }
          button(.class("quiet")) { words.shellSignOut }
        }
      }
    }
  }
}
