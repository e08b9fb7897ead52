/// Where a page of a merchant's console stands in its menu.
enum DeskPlace: CaseIterable, Sendable {
  case home, setUp, transactions, days, members, feedback, staff, stores, terminals, keys, dayFiles, webhooks,
    exports, promotions, discounts, settlements, blocks
  /// One's own; reached by one's name, not by the menu.
  case account

  var link: Link {
    switch self {
    case .home: .desk
    case .setUp: .deskSetUp
    case .transactions: .deskTransactions
    case .days: .deskDays
    case .members: .deskMembers
    case .feedback: .deskFeedback
    case .staff: .deskStaff
    case .stores: .deskStores
    case .terminals: .deskTerminals
    case .keys: .deskKeys
    case .dayFiles: .deskDayFiles
    case .webhooks: .deskWebhooks
    case .exports: .deskExports
    case .promotions: .deskPromotions
    case .discounts: .deskDiscounts
    case .settlements: .deskSettlements
    case .blocks: .deskBlocks
    case .account: .deskAccount
    }
  }

  func name(_ words: Words) -> String {
    switch self {
    case .home: words.menuDashboard
    case .setUp: words.deskSetUp
    case .transactions: words.menuTransactions
    case .days: words.deskDays
    case .members: words.menuMembers
    case .feedback: words.siteFeedback
    case .staff: words.deskStaff
    case .stores: words.deskStores
    case .terminals: words.menuTerminals
    case .keys: words.deskKeys
    case .dayFiles: words.deskDayFiles
    case .webhooks: words.webhookTitle
    case .exports: words.exportTitle
    case .promotions: words.promotionTitle
    case .discounts: words.discountTitle
    case .settlements: words.financeTitle
    case .blocks: words.blockTitle
    case .account: words.ownTitle
    }
  }

  /// Drawn beside the name; the name says it all, so the picture is hidden from readers.
  var picture: Node {
    switch self {
    case .home: MenuPlace.dashboard.picture
    case .setUp: MenuPlace.approvals.picture
    case .transactions: MenuPlace.transactions.picture
    case .days: .raw("<path d=\"M3 4h14v13H3zM3 8h14M7 2v4M13 2v4M6 14v-2M10 14v-4M14 14v-3\"/>")
    case .members: MenuPlace.members.picture
    case .feedback: MenuPlace.feedback.picture
    case .staff:
      .raw("<path d=\"M4 3h12v14H4zM10 10a2 2 0 1 0 0-4a2 2 0 0 0 0 4zM7 14c.4-2 1.4-3 3-3s2.6 1 3 3\"/>")
    case .stores: MenuPlace.merchants.picture
    case .terminals: MenuPlace.terminals.picture
    case .keys: .raw("<path d=\"M7 13a4 4 0 1 1 3-1.4l7 0v3h-2v-1.500h-2v1.500h-3\"/>")
    case .dayFiles: MenuPlace.ledger.picture
    case .webhooks: MenuPlace.webhooks.picture
    case .exports: MenuPlace.exports.picture
    case .promotions: MenuPlace.publications.picture
    case .discounts: MenuPlace.discounts.picture
    case .settlements: MenuPlace.settlements.picture
    case .blocks: MenuPlace.pointsBlocks.picture
    case .account: .nothing
    }
  }
}

/// What stands around the pages of a merchant's console: whose it is, and what the viewer may open.
struct DeskShell: Sendable {
  struct Store: Sendable {
    let id: String
    let name: String
  }

  let merchant: String
  /// The stores that the viewer may choose among; empty where there is no choice.
  var stores: [Store] = []
  /// The one that the pages are confined to; nil for all that the viewer works in.
  var store: String?
  let places: Set<DeskPlace>
  /// Why the merchant is suspended; nil while it trades.
  var suspension: String?

  func menu(_ words: Words, current: DeskPlace) -> Node {
    let groups: [(name: String, places: [DeskPlace])] = [
      (words.menuGroupOverview, [.home, .setUp]),
      (words.menuGroupService, [.transactions, .members, .feedback, .promotions, .discounts]),
      (words.deskGroupShop, [.staff, .stores, .terminals]),
      (words.deskGroupSystems, [.days, .settlements, .blocks, .dayFiles, .exports, .keys, .webhooks]),
    ]
    return Consoles.menu(
      groups.compactMap { group in
        let shown = group.places.filter(places.contains)
        if shown.isEmpty { return nil }
        return (
          group.name,
          shown.map {
            MenuEntry(link: $0.link, name: $0.name(words), picture: $0.picture, isCurrent: $0 == current)
          }
        )
      }, words)
  }

  func top(_ visit: Visit) -> Node {
    let words = visit.words
    return header(.class("top")) {
      brand(words, to: .desk)
      strong(.class("desk-name")) { merchant }
      storeSwitch(visit)
      div(.class("top-end")) {
        a(.class("quiet"), .href(.deskNews)) { words.announcementTitle }
        a(.class("quiet"), .href(.help)) { words.shellHelp }
        languageSwitch(visit)
        if let person = visit.person {
          form(.class("person"), .method(.post), .action(.deskSignOut)) {
            formToken(visit)
            a(.class("who"), .href(.deskAccount)) {
              strong { person.name }
              small { person.role }
            }
            button(.class("quiet")) { words.shellSignOut }
          }
        }
      }
    }
  }

  private func storeSwitch(_ visit: Visit) -> Node {
    if stores.count < 2 { return .nothing }
    return form(.class("desk-switch"), .method(.post), .action(.deskChooseStore)) {
      formToken(visit)
      input(.type("hidden"), .name("back"), .value(visit.path.text))
      label(.class("unseen"), .for("desk-store")) { visit.words.commonStore }
      select(.id("desk-store"), .name("store")) {
        option(store == nil ? [.value(""), .selected] : [.value("")]) { visit.words.deskAllStores }
        for one in stores {
          option(one.id == store ? [.value(one.id), .selected] : [.value(one.id)]) { one.name }
        }
      }
      button(.class("button plain")) { visit.words.deskSwitch }
    }
  }
}

/// Stands on every page of a suspended merchant's people.
func suspendedBanner(_ reason: String, _ words: Words) -> Node {
  div(.class("notice bad suspended"), .role("note")) {
    p { words.merchantSuspendedBanner(reason: reason.isEmpty ? words.merchantNoReason : reason) }
  }
}

/// A page of a merchant's console.
protocol DeskPage: ConsolePage {
  var desk: DeskPlace { get }
}

extension DeskPage {
  var place: MenuPlace { .dashboard }
  var deskPlace: DeskPlace { desk }
}

extension ConsolePage {
  /// Where a page of both consoles stands in a merchant's.
  var deskPlace: DeskPlace {
    switch place {
    case .account: .account
    case .transactions: .transactions
    case .feedback: .feedback
    case .webhooks: .webhooks
    case .exports: .exports
    case .settlements: .settlements
    case .pointsBlocks: .blocks
    default: .home
    }
  }

  func deskBody(_ visit: Visit, _ shell: DeskShell) -> Node {
    let words = visit.words
    return Node {
      shell.top(visit)
      div(.class("console")) {
        shell.menu(words, current: deskPlace)
        main(.id("content"), .tabindex(-1)) {
          deskCrumbs(words)
          announcements(visit)
          if let reason = shell.suspension { suspendedBanner(reason, words) }
          notices(visit)
          content(visit)
        }
      }
      pageFoot(words, zone: true)
    }
  }

  private func deskCrumbs(_ words: Words) -> Node {
    if deskPlace == .home && !isBelowPlace { return .nothing }
    return nav(.class("crumbs"), .aria(.label, words.shellTrail)) {
      ol {
        li { a(.href(.desk)) { words.menuDashboard } }
        if isBelowPlace { li { a(.href(deskPlace.link)) { deskPlace.name(words) } } }
        li(.aria(.current, "page")) { heading(words) }
      }
    }
  }
}
