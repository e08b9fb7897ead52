import Coalition
import Hummingbird
import Ledger
import LedgerStore

extension MemberSite {
  func home(_ asked: Asked) async throws -> Response {
    try await entered(asked) { visit in
      let wallets = await visit.loaded { try await coalition.wallets(by: visit.me) }
      let recent = await visit.loaded { try await recentMovements(wallets, visit) }
      let naming = try await walletNames(wallets, visit)
      let now = coalition.clock.now()
      let page = SiteHomePage(
        name: visit.member.name, isFrozen: visit.member.status == .frozen,
        unreadMessages: try await coalition.unreadMessages(by: visit.me),
        wallets: wallets.map { $0.map { SiteHomePage.Wallet($0, naming, at: now) } }, recent: recent,
        offers: await promotionsOnHome(visit))
      var shown = visit.visit
      shown.announcements = await coalition.announcements(for: .member(visit.me.member), visit.words) {
        visit.record(asked.caller.requestID, $0)
      }
      return faces.page(page.render(shown))
    }
  }

  func code(_ asked: Asked) async throws -> Response {
    try await entered(asked) { visit in
      let shown: SiteCodePage.Shown
      let now = coalition.clock.now()
      do {
        let code = try await coalition.issueMemberCode(by: visit.me)
        shown = .code(
          digits: code.digits, payload: code.payload, endsAt: ShownTime(code.refreshAt),
          seconds: now.wholeSeconds(to: code.refreshAt))
      } catch MemberRefusal.memberFrozen { shown = .frozen } catch MemberRefusal.codesUsedUp {
        let ofMinute = now.microseconds / 1_000_000 % Coalition.codeStepSeconds
        shown = .usedUp(seconds: Coalition.codeStepSeconds - ofMinute)
      }
      return faces.page(SiteCodePage(shown: shown).render(visit.visit))
    }
  }

  private func recentMovements(
    _ wallets: Loaded<[WalletView]>, _ visit: MemberVisit
  ) async throws -> [SiteHomePage.Movement] {
    guard case .loaded(let wallets) = wallets, let first = wallets.first else { return [] }
    let page = try await coalition.entries(in: first.key.asset, limit: 5, by: visit.me)
    let naming = try await naming(page.items, first, visit)
    return page.items.map { detail in
      SiteHomePage.Movement(
        at: ShownTime(detail.transaction.at), sentence: naming.sentence(detail),
        points: naming.points(detail.shownPoints, of: first.key.asset))
    }
  }

  private func walletNames(_ wallets: Loaded<[WalletView]>, _ visit: MemberVisit) async throws -> Naming {
    var question = NameQuestion()
    if case .loaded(let wallets) = wallets { question.programs = Set(wallets.map(\.key.asset)) }
    return Naming(try await coalition.names(question, by: visit.me), visit.words, coalition.publicIDs)
  }

  /// The names that movements of a wallet need, and those of its lots that are shown: a member of many
  /// merchants has lots of each.
  func naming(
    _ details: [PointDetail], _ wallet: WalletView, lots: ArraySlice<LotState> = [], _ visit: MemberVisit
  ) async throws -> Naming {
    var question = NameQuestion(of: details.map(\.transaction))
    question.programs.insert(wallet.key.asset)
    question.merchants.formUnion(lots.map(\.source.issuer))
    return Naming(try await coalition.names(question, by: visit.me), visit.words, coalition.publicIDs)
  }
}

extension SiteHomePage.Wallet {
  /// Soon is within 30 days, when the member is told.
  init(_ wallet: WalletView, _ naming: Naming, at now: Instant) {
    let asset = wallet.key.asset
    let pending = wallet.lots.map(\.lot).filter { $0.pending > 0 }
    let next = wallet.nextExpiry(after: now)
    self.init(
      program: naming.program(asset), code: naming.book.programs[asset]?.code ?? "",
      spendable: naming.points(wallet.spendable, of: asset),
      worth: naming.worth(wallet.spendable, of: asset) ?? ShownMoney(0, "CNY"),
      pending: naming.points(wallet.balance.pending, of: asset),
      maturesAt: pending.map(\.effectiveAt).min().flatMap { ShownTime(expiry: $0) },
      held: naming.points(wallet.balance.held, of: asset),
      debt: naming.points(wallet.balance.debt, of: asset),
      expiring: next.map { next in
        SiteHomePage.Expiring(
          points: naming.points(next.points, of: asset), day: ShownTime(lastMomentBefore: next.expiresAt),
          isSoon: next.expiresAt <= now.adding(seconds: Coalition.expiringDays * 86_400))
      })
  }
}

extension Naming {
  /// A movement in plain words; another member is never named.
  func sentence(_ detail: PointDetail) -> String {
    let transaction = detail.transaction
    let isToMember = transaction.touches.contains { $0.key.member != transaction.subject.member }
    if BirthdayGift(transaction) != nil { return words.detailBirthday }
    if let gift = gift(transaction) {
      let name = gift.giverName.isEmpty ? words.transferSomebody : gift.giverName
      return transaction.kind == .topUp ? words.detailGift(name: name) : words.detailGiftBack(name: name)
    }
    let place = merchant(transaction.context.merchant) ?? (isToMember ? words.pointsMember : nil)
    return ShownKind(transaction.kind).sentence(place: place, words)
  }

  /// What another member bought, where it is that.
  func gift(_ transaction: Ledger.Transaction) -> GivenPoints? {
    transaction.orderReference.isEmpty ? nil : book.gifts[transaction.orderReference]
  }
}

extension PointDetail {
  /// The change of what lies in the wallet, or where that stays, of what of it can be used.
  var shownPoints: Points { effect == 0 ? transaction.shownPoints : effect }
}

extension Instant {
  /// At least one.
  func wholeSeconds(to later: Instant) -> Int64 {
    max(1, (later.microseconds - microseconds + 999_999) / 1_000_000)
  }
}
