/// The first page of a member: what they have, what it is worth, what comes and what goes.
struct SiteHomePage: SitePage {
  struct Wallet: Sendable {
    let program: String
    let code: String
    let spendable: ShownPoints
    let worth: ShownMoney
    let pending: ShownPoints
    /// When the next pending points can be used; nil where a merchant has to confirm them first.
    let maturesAt: ShownTime?
    let held: ShownPoints
    let debt: ShownPoints
    let expiring: Expiring?
  }

  struct Expiring: Sendable {
    let points: ShownPoints
    /// The last day on which they can be used.
    let day: ShownTime
    let isSoon: Bool
  }

  struct Movement: Sendable {
    let at: ShownTime
    let sentence: String
    let points: ShownPoints
  }

  let name: String
  let isFrozen: Bool
  let unreadMessages: Int64
  let wallets: Loaded<[Wallet]>
  let recent: Loaded<[Movement]>
  /// What merchants offer at the moment, a few of them.
  var offers: Loaded<[SitePromotion]> = .loaded([])

  var tab: SiteTab? { .home }

  func heading(_ words: Words) -> String {
    name.isEmpty ? words.homeWelcome : words.homeWelcomeName(name: name)
  }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      h1 { heading(words) }
      if isFrozen {
        div(.class("notice bad"), .role("note")) { p { words.homeFrozen } }
      }
      if unreadMessages > 0 {
        p(.class("note-line")) { a(.href(.siteMessages)) { words.homeUnread(count: unreadMessages) } }
      }
      wallets.node(visit) { list in
        list.isEmpty ? nothingYet(words) : .group(list.map { wallet($0, words) })
      }
      if !isFrozen {
        p(.class("actions")) { a(.class("button wide"), .href(.siteCode)) { words.homeShowCode } }
        p(.class("actions")) { a(.class("button plain wide"), .href(.siteTransfer)) { words.transferTitle } }
      }
      offers.node(visit) { list in
        if list.isEmpty { return .nothing }
        return card(words.promotionOffers) {
          ul(.class("moves")) {
            for offer in list {
              li {
                span(.class("two")) {
                  strong(.lang(offer.titleLanguage)) { offer.title }
                  small {
                    offer.merchant + " \u{00B7} " + words.promotionEnds(time: words.time(offer.until))
                  }
                }
              }
            }
          }
          p(.class("more")) { a(.href(.sitePromotions)) { words.promotionOffersAll } }
        }
      }
      card(words.homeRecent) {
        recent.node(visit) { rows in
          if rows.isEmpty { return p(.class("none")) { words.homeNoRecent } }
          return Node {
            ul(.class("moves")) { rows.map { move($0, words) } }
            p(.class("more")) { a(.href(.sitePoints)) { words.homeAll } }
          }
        }
      }
      p(.class("more")) { a(.href(.siteNews)) { words.announcementTitle } }
    }
  }

  private func nothingYet(_ words: Words) -> Node {
    emptyState(.quiet, words.homeNothing, words.homeNothingText) {
      a(.class("button"), .href(.sitePlaces)) { words.homeWhere }
    }
  }

  private func wallet(_ wallet: Wallet, _ words: Words) -> Node {
    section(.class("card purse")) {
      h2 { wallet.program }
      p(.class("sum")) {
        strong { words.points(wallet.spendable) }
        small { words.commonWorth(money: words.money(wallet.worth)) }
      }
      dl(.class("coming")) {
        if let expiring = wallet.expiring {
          div(expiring.isSoon ? [.class("soon")] : []) {
            dt { words.homeExpiresNext }
            dd {
              strong {
                words.homeExpiresOn(day: words.day(expiring.day), points: words.points(expiring.points))
              }
              a(.href(Link.sitePlaces.query([("program", wallet.code)]))) { words.homeUseThem }
            }
          }
        } else {
          div {
            dt { words.homeExpiresNext }
            dd { words.homeNeverExpires }
          }
        }
        if wallet.pending.units > 0 {
          div {
            dt { words.memberPending }
            dd {
              strong { words.points(wallet.pending) }
              span {
                wallet.maturesAt.map { words.homeUsableFrom(day: words.day($0)) } ?? words.homeUsableLater
              }
            }
          }
        }
        if wallet.held.units > 0 {
          div {
            dt { words.memberHeld }
            dd {
              strong { words.points(wallet.held) }
              span { words.memberHeldNote }
            }
          }
        }
        if wallet.debt.units != 0 {
          div {
            dt { words.memberDebt }
            dd {
              strong { words.points(wallet.debt) }
              span { words.memberDebtNote }
            }
          }
        }
      }
    }
  }

  private func move(_ row: Movement, _ words: Words) -> Node {
    li {
      twoLines(.text(row.sentence), words.time(row.at))
      movement(row.points, words)
    }
  }
}

/// The live code: shown as a QR code, a bar code and digits, for the till to scan or type.
struct SiteCodePage: SitePage {
  enum Shown: Sendable {
    case code(digits: String, payload: String, endsAt: ShownTime, seconds: Int64)
    case frozen
    /// Ten were used within the minute.
    case usedUp(seconds: Int64)
  }

  let shown: Shown
  /// What the shared wallet is called that it spends from; nil for the member's own.
  var pool: String?
  /// Where another is shown.
  var page = Link.siteCode

  var tab: SiteTab? { pool == nil ? .code : .me }
  var above: SiteTab? { pool == nil ? nil : .me }

  var refreshSeconds: Int64? {
    switch shown {
    case .code(_, _, _, let seconds), .usedUp(let seconds): max(1, seconds)
    case .frozen: nil
    }
  }

  func heading(_ words: Words) -> String { words.liveTitle }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      pageHead(heading(words), pool ?? words.liveIntro)
      if pool != nil { p(.class("hint")) { words.poolCodeNote } }
      switch shown {
      case .frozen:
        emptyState(.quiet, words.liveFrozen, words.homeFrozen) {
          a(.class("button"), .href(.siteFeedback)) { words.siteFeedback }
        }
      case .usedUp(let seconds):
        section(.class("card live"), .id("live"), .data(.live, String(seconds))) {
          p { words.liveUsedUp }
          renew(words)
        }
      case .code(let digits, let payload, let endsAt, let seconds):
        section(.class("card live"), .id("live"), .data(.live, String(seconds))) {
          if let code = QRCode(payload) { code.node(words.liveQr) }
          if let bars = Code128(digits: digits) { bars.drawing(words.liveBars) }
          p(.class("digits")) { code { grouped(digits) } }
          p(.class("hint"), .role("status"), .data(.lapsed, words.liveLapsed)) {
            words.liveUntil(time: words.exactTime(endsAt))
          }
          renew(words)
        }
        p(.class("hint")) { words.liveBright }
      }
    }
  }

  private func renew(_ words: Words) -> Node {
    p { a(.class("button plain wide"), .href(page)) { words.liveRenew } }
  }

  /// In fours, as people read them out.
  private func grouped(_ digits: String) -> String {
    digits.enumerated().reduce(into: "") { text, next in
      if next.offset > 0, next.offset.isMultiple(of: 4) { text.append(" ") }
      text.append(next.element)
    }
  }
}
