/// One member: what they own in each programme, lot by lot, and every movement with its reason.
struct MemberPage: ConsolePage {
  struct Wallet: Sendable {
    struct Expiring: Sendable {
      let points: ShownPoints
      let at: ShownTime
    }

    /// What chooses this wallet in the address.
    let code: String
    let program: String
    let available: ShownPoints
    let worth: ShownMoney
    let pending: ShownPoints
    let held: ShownPoints
    let debt: ShownPoints
    let earned: ShownPoints
    let spent: ShownPoints
    let expiringNext: Expiring?
  }

  struct Lot: Sendable {
    let id: String
    let program: String
    /// Merchant, store or campaign the points came from.
    let source: String
    let original: ShownPoints
    let remaining: ShownPoints
    let earnedAt: ShownTime
    let effectiveAt: ShownTime
    /// Nil for points that do not expire.
    let expiresAt: ShownTime?
  }

  struct Detail: Sendable {
    let transactionID: String
    let at: ShownTime
    let kind: ShownKind
    let place: String?
    let points: ShownPoints
    /// Available points of the wallet after this movement.
    let balance: ShownPoints
    /// Of the points that came in; nil where none did or they never expire.
    let expiresAt: ShownTime?
    let explanation: [ShownReason]
    /// At the till, where it said so.
    var occurredAt: ShownTime?
  }

  struct Card: Sendable {
    let id: String
    let number: String
    let kind: String
    let standing: ShownStanding
  }

  let id: String
  let name: String
  let phone: String
  let email: String?
  let language: Language
  let standing: ShownStanding
  let joinedAt: ShownTime
  let now: ShownTime
  let wallets: Loaded<[Wallet]>
  let lots: Loaded<[Lot]>
  let cards: Loaded<[Card]>
  static let filters = ["program"]

  /// What may be done about the account; nil where nothing may.
  var act: StandingAct?
  /// Why it was not done.
  var fault: String?

  enum StandingAct: String, Sendable { case freeze, unfreeze }

  /// Who took this member over, where somebody did.
  var mergedInto: String?
  /// Of a merged member: how they would be separate again.
  var separation: Loaded<Separation?>?
  /// Where the member stands, and how they came there.
  var tiers: Loaded<ShownTiers>?
  /// What staff sorted the member by.
  var tags: Loaded<MemberTags>?
  /// Why a tag was not set.
  var tagFault: String?
  /// The person around the account: what serving them needs to know.
  var service: Service?

  let query: ListQuery
  let details: Loaded<Batch<Detail>>

  var place: MenuPlace { .members }
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
      if let mergedInto {
        div(.class("notice good"), .role("note")) {
          p { a(.href(.member(mergedInto))) { words.memberMergedInto } }
        }
      }
      faultNotice(tagFault)
      wallets.node(visit) { list in .group(list.map { walletCard($0, words) }) }
      div(.class("split")) {
        div {
          card(words.memberLots, words.memberLotsNote, id: "lots") {
            lots.node(visit) { lotTable($0, words) }
          }
          if let tiers { tierCards(tiers, visit) }
          if let service { heldCard(service, visit) }
          card(words.memberDetail, words.memberDetailNote, id: "detail") {
            programChoice(words)
            details.node(visit) { detailList($0, words) }
          }
          if let service { loggedCard(service, visit) }
        }
        aside {
          card(words.memberProfile) { facts(profile(words)) }
          if let tags {
            card(words.tagTitle, words.tagNote, id: "tags") { tags.node(visit) { $0.node(visit) } }
          }
          if let service { actCard(service, visit) }
          if let separation {
            separation.node(visit) { found in found.map { separationCard($0, visit) } ?? .nothing }
          }
          if let service { noteCard(service, visit) }
          if let act { standingForm(act, visit) }
          card(words.memberCards) { cards.node(visit) { cardList($0, words) } }
          if let service { linkCard(service, visit) }
          if let service { aroundCards(service, visit) }
        }
      }
    }
  }

  /// Nothing where there are no ladders and never were.
  private func tierCards(_ tiers: Loaded<ShownTiers>, _ visit: Visit) -> Node {
    let words = visit.words
    if case .loaded(let tiers) = tiers, tiers.levels.isEmpty, tiers.changes.isEmpty { return .nothing }
    return card(words.tierLevels, id: "levels") {
      tiers.node(visit) { tiers in
        Node {
          for tier in tiers.levels {
            h3 { tier.ladder }
            tier.node(words)
          }
          h3 { words.tierHistory }
          tierHistory(tiers.changes, words)
        }
      }
    }
  }

  /// Stops the account or ends that, with a reason that the log keeps.
  private func standingForm(_ act: StandingAct, _ visit: Visit) -> Node {
    let words = visit.words
    let name = act == .freeze ? words.memberFreeze : words.memberUnfreeze
    var attributes: [Attribute] = [
      .id("reason"), .name("reason"), .type("text"), .maxlength(200), .required, .autocomplete("off"),
    ]
    if fault != nil { attributes += [.aria(.invalid, "true"), .aria(.describedby, "fault")] }
    return card(name, words.memberFreezeNote) {
      form(.method(.post), .action(Link.member(id).appending(act.rawValue)), .class("decision")) {
        formToken(visit)
        div(.class("field")) {
          label(.for("reason")) { words.memberReason }
          input(attributes)
          if let fault { p(.id("fault"), .class("fault"), .role("alert")) { fault } }
        }
        button(.class("button plain")) { name }
      }
    }
  }

  /// The detail is one wallet's at a time; links to the others where there are some.
  private func programChoice(_ words: Words) -> Node {
    guard case .loaded(let wallets) = wallets, wallets.count > 1 else { return .nothing }
    let chosen = query["program"].isEmpty ? wallets[0].code : query["program"]
    return nav(.class("limits"), .aria(.label, words.commonProgram)) {
      for wallet in wallets {
        if wallet.code == chosen {
          strong(.aria(.current, "true")) { wallet.program }
        } else {
          a(.href(Link.member(id).query([("program", wallet.code)]))) { wallet.program }
        }
      }
    }
  }

  private func walletCard(_ wallet: Wallet, _ words: Words) -> Node {
    card(wallet.program) {
      tiles {
        tile(
          words.commonAvailable, words.points(wallet.available),
          words.commonWorth(money: words.money(wallet.worth)), isMain: true)
        if let next = wallet.expiringNext {
          tile(
            words.memberExpiring, words.points(next.points), words.memberExpiringOn(day: words.day(next.at)))
        } else {
          tile(words.memberExpiring, "0", words.memberNothingExpires)
        }
        tile(words.memberPending, words.points(wallet.pending), words.memberPendingNote)
        tile(words.memberHeld, words.points(wallet.held), words.memberHeldNote)
        if wallet.debt.units != 0 { tile(words.memberDebt, words.points(wallet.debt), words.memberDebtNote) }
        tile(
          words.memberEarned, words.points(wallet.earned),
          words.memberSpent(points: words.points(wallet.spent)))
      }
    }
  }

  private func lotTable(_ lots: [Lot], _ words: Words) -> Node {
    if lots.isEmpty { return p(.class("none")) { words.memberNoLots } }
    return DataTable(
      name: words.memberLots,
      columns: [
        Column(words.commonSource), Column(words.memberRemaining, .number),
        Column(words.memberOriginal, .number),
        Column(words.memberEarnedAt, .number), Column(words.commonExpires, .number),
      ],
      rows: lots.map { lot in
        [
          twoLines(.text(lot.source), lot.program + " \u{00B7} " + lot.id),
          .text(words.points(lot.remaining)), .text(words.points(lot.original)),
          .text(words.day(lot.earnedAt)), lotExpiry(lot, words),
        ]
      }
    ).node
  }

  /// Soon is within 30 days, when the member is first told.
  private func lotExpiry(_ lot: Lot, _ words: Words) -> Node {
    let shown = lot.expiresAt.map(words.day) ?? words.commonNever
    if lot.effectiveAt > now {
      return twoLines(.text(shown), words.memberFrom(day: words.day(lot.effectiveAt)))
    }
    guard let expires = lot.expiresAt else { return .text(shown) }
    let isSoon = expires.microseconds - now.microseconds < 30 * 86_400 * 1_000_000
    return isSoon ? twoLines(badge(shown, .warn), words.memberSoon) : .text(shown)
  }

  private func detailList(_ batch: Batch<Detail>, _ words: Words) -> Node {
    if batch.rows.isEmpty { return p(.class("none")) { words.memberNoDetail } }
    return Node {
      DataTable(
        name: words.memberDetail,
        columns: [
          Column(words.memberMovement), Column(words.commonPoints, .number),
          Column(words.memberBalance, .number), Column(words.commonExpires, .number),
        ],
        rows: batch.rows.map { detail in
          [
            detailCell(detail, words), movement(detail.points, words), .text(words.points(detail.balance)),
            .text(detail.expiresAt.map(words.day) ?? words.commonNone),
          ]
        }
      ).node
      if let next = batch.next {
        p(.class("more")) {
          a(.rel("next"), .href(query.next(next).link(on: .member(id)))) { words.memberOlder }
        }
      }
    }
  }

  private func detailCell(_ detail: Detail, _ words: Words) -> Node {
    Node {
      twoLines(
        a(.href(.transaction(detail.transactionID))) { detail.kind.sentence(place: detail.place, words) },
        detail.occurredAt.map {
          words.memberHappened(booked: words.time(detail.at), happened: words.time($0))
        } ?? words.time(detail.at))
      if !detail.explanation.isEmpty {
        Consoles.details(.class("why")) {
          summary { words.memberWhy }
          reasons(detail.explanation, words)
        }
      }
    }
  }

  private func profile(_ words: Words) -> [(name: String, value: Node)] {
    [
      (words.commonPhone, .text(phone)),
      (words.commonEmail, .text(email ?? words.commonNone)),
      (words.shellLanguage, span(.lang(language)) { language.name(in: words) }),
      (words.commonJoined, .text(words.day(joinedAt))),
    ]
  }

  private func cardList(_ cards: [Card], _ words: Words) -> Node {
    if cards.isEmpty { return p(.class("none")) { words.memberNoCards } }
    return ul(.class("plain-list")) {
      for card in cards {
        li {
          twoLines(a(.href(.card(card.id))) { code { card.number } }, card.kind)
          card.standing.badge(words)
        }
      }
    }
  }
}
