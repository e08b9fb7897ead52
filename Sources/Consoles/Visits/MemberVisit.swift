import Coalition
import Hummingbird
import Ledger
import LedgerStore
import Loyalty

extension OperatorConsole {
  private static let detailsPerPage = 20
  /// A page stays lean however many lots there are; the oldest expiries come first.
  private static let lotsShown = 50

  func member(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      let member: Member
      do {
        guard let id = coalition.publicIDs.id(asked.id, as: Identified.Member.self) else {
          throw HTTPError(.notFound)
        }
        member = try await coalition.member(.id(id), by: visit.principal)
      } catch MemberRefusal.memberNotFound { throw HTTPError(.notFound) }
      return try await shown(member, visit)
    }
  }

  func freezeMember(_ asked: Asked) async throws -> Response {
    try await change(asked) { try await coalition.freezeMember($0, reason: $1, by: $2) }
  }

  func unfreezeMember(_ asked: Asked) async throws -> Response {
    try await change(asked) { try await coalition.unfreezeMember($0, reason: $1, by: $2) }
  }

  private func change(
    _ asked: Asked, _ act: (MemberID, String, Principal) async throws -> Member
  ) async throws -> Response {
    try await signedInForm(asked) { visit, form in
      guard let id = coalition.publicIDs.id(asked.id, as: Identified.Member.self) else {
        throw HTTPError(.notFound)
      }
      do {
        let reason = (form["reason"] ?? "").filter { !$0.isNewline }
        if reason.allSatisfy(\.isWhitespace) {
          let member = try await coalition.member(.id(id), by: visit.principal)
          return try await shown(member, visit, fault: visit.words.memberReasonNeeded)
        }
        _ = try await act(id, reason, visit.principal)
      } catch MemberRefusal.memberNotFound { throw HTTPError(.notFound) } catch MemberRefusal.statusConflict {
        // Somebody else was quicker: the page shows how it is now.
      }
      return faces.redirect(to: .member(asked.id))
    }
  }

  /// - Parameter note: what was typed as a note that was not taken, and why.
  func shown(
    _ member: Member, _ visit: SignedInVisit, fault: String? = nil,
    note: (text: String, fault: String)? = nil,
    tagFault: String? = nil, separation typed: (reason: String, fault: String)? = nil
  ) async throws -> Response {
    let query = ListQuery(parsing: visit.asked.query.items, filters: MemberPage.filters, sorts: [])
    var page = try await page(of: member, query, visit)
    if visit.principal.scopes.contains(.writeMembers) {
      switch member.status {
      case .active: page.act = .freeze
      case .frozen: page.act = .unfreeze
      case .closed: page.act = nil
      }
    }
    page.fault = fault
    page.mergedInto = member.mergedInto.map { coalition.publicIDs.text($0) }
    page.separation = await visit.loaded {
      var found = try await separation(of: member, visit)
      if let typed {
        found?.reason = typed.reason
        found?.fault = typed.fault
      }
      return found
    }
    page.tiers = await visit.loaded { try await tiers(of: member.id, visit) }
    let action = Link.memberTags(coalition.publicIDs.text(member.id))
    page.tags = await visit.loaded {
      try await coalition.shownTags(of: member.id, at: action, list: .tags, visit)
    }
    page.tagFault = tagFault
    var service = try await service(of: member, visit)
    if let note { (service.typedNote, service.noteFault) = (String(note.text.prefix(500)), note.fault) }
    page.service = service
    let isTaken = fault == nil && note == nil && tagFault == nil && typed == nil
    return faces.page(page.render(visit.visit), status: isTaken ? .ok : .badRequest)
  }

  private func page(of member: Member, _ query: ListQuery, _ visit: SignedInVisit) async throws -> MemberPage
  {
    let wallets = await visit.loaded { try await coalition.wallets(of: member.id, by: visit.principal) }
    let naming = Naming(try await book(of: wallets, visit), visit, coalition)
    let plain = Naming(NameBook(), visit, coalition)
    return MemberPage(
      id: coalition.publicIDs.text(member.id),
      name: member.name.isEmpty
        ? member.phone.map(plain.phone) ?? coalition.publicIDs.text(member.id) : plain.name(member.name),
      phone: member.phone.map(plain.phone) ?? visit.words.commonNone, email: member.email.map(plain.email),
      language: Language(rawValue: member.language.rawValue) ?? .simplifiedChinese,
      standing: ShownStanding(member.status), joinedAt: ShownTime(member.createdAt),
      now: ShownTime(coalition.clock.now()),
      wallets: wallets.map { $0.map { MemberPage.Wallet($0, naming) } },
      lots: wallets.map { lots($0, naming) },
      cards: await visit.loaded {
        try await coalition.cards(of: member.id, by: visit.principal).map {
          MemberPage.Card(
            id: coalition.publicIDs.text($0.id),
            number: visit.isUnmasked ? $0.number : Masked.card($0.number), kind: $0.kind.name(visit.words),
            standing: ShownStanding($0.status))
        }
      },
      query: query,
      details: await visit.loaded { try await details(chosen(query, wallets, naming), query, visit) })
  }

  private func book(of wallets: Loaded<[WalletView]>, _ visit: SignedInVisit) async throws -> NameBook {
    guard case .loaded(let wallets) = wallets else { return NameBook() }
    var question = NameQuestion()
    question.programs = Set(wallets.map(\.key.asset))
    question.merchants = Set(wallets.flatMap { $0.lots.map(\.source.issuer) })
    return try await coalition.names(question, by: visit.principal)
  }

  private func lots(_ wallets: [WalletView], _ naming: Naming) -> [MemberPage.Lot] {
    let all = wallets.flatMap { wallet in
      wallet.lots.map { MemberPage.Lot($0, of: wallet, naming) }
    }
    return Array(all.prefix(Self.lotsShown))
  }

  private func chosen(
    _ query: ListQuery, _ wallets: Loaded<[WalletView]>, _ naming: Naming
  ) -> WalletView? {
    guard case .loaded(let wallets) = wallets else { return nil }
    return wallets.first { naming.book.programs[$0.key.asset]?.code == query["program"] } ?? wallets.first
  }

  private func details(
    _ wallet: WalletView?, _ query: ListQuery, _ visit: SignedInVisit
  ) async throws -> Batch<MemberPage.Detail> {
    guard let wallet else { return Batch([]) }
    let before: TransactionID? = query.after.flatMap { coalition.publicIDs.id($0) }
    let page = try await coalition.entries(
      of: wallet.key, before: before, limit: Self.detailsPerPage, by: visit.principal)
    let book = try await coalition.names(
      NameQuestion(of: page.items.map(\.transaction)), by: visit.principal)
    let naming = Naming(book, visit, coalition)
    let rows = page.items.map { MemberPage.Detail($0, of: wallet, naming) }
    return Batch(rows, next: page.hasMore ? rows.last?.transactionID : nil)
  }
}

extension MemberPage.Wallet {
  init(_ wallet: WalletView, _ naming: Naming) {
    let asset = wallet.key.asset
    let next = wallet.expiring.first
    self.init(
      code: naming.book.programs[asset]?.code ?? "", program: naming.program(asset),
      available: naming.points(wallet.spendable, of: asset),
      worth: naming.worth(wallet.spendable, of: asset) ?? ShownMoney(0, "CNY"),
      pending: naming.points(wallet.balance.pending, of: asset),
      held: naming.points(wallet.balance.held, of: asset),
      debt: naming.points(wallet.balance.debt, of: asset),
      earned: naming.points(wallet.lifetimeEarned, of: asset),
      spent: naming.points(wallet.lifetimeSpent, of: asset),
      expiringNext: next.map {
        Expiring(points: naming.points($0.points, of: asset), at: ShownTime(lastMomentBefore: $0.expiresAt))
      })
  }
}

extension ShownTime {
  /// A lot that is gone at midnight was usable on the day before: that day is what people are told.
  init(lastMomentBefore moment: Instant) { self.init(moment.microseconds - 1) }

  init?(lastDay moment: Instant?) {
    guard let moment, moment != .distantFuture else { return nil }
    self.init(lastMomentBefore: moment)
  }
}

extension MemberPage.Lot {
  init(_ state: LotState, of wallet: WalletView, _ naming: Naming) {
    let lot = state.lot
    let asset = wallet.key.asset
    self.init(
      id: naming.publicIDs.text(lot: lot.number, of: wallet.id), program: naming.program(asset),
      source: naming.merchant(state.source.issuer) ?? naming.words.accountPlatform,
      original: naming.points(lot.original, of: asset),
      remaining: naming.points(lot.available + lot.held + lot.pending, of: asset),
      earnedAt: ShownTime(lot.earnedAt),
      effectiveAt: ShownTime(lot.pending > 0 ? lot.effectiveAt : lot.earnedAt),
      expiresAt: ShownTime(lastDay: lot.expiresAt))
  }
}

extension MemberPage.Detail {
  init(_ detail: PointDetail, of view: WalletView, _ naming: Naming) {
    let wallet = view.key
    let transaction = detail.transaction
    // A lot says when it expires where it was opened, and as long as something lies in it.
    let expiry =
      detail.lots.compactMap(\.expiresAt).first
      ?? view.lots.first { state in detail.lots.contains { $0.number == state.lot.number } }?.lot.expiresAt
    let other = transaction.touches.first { $0.key.member != wallet.member }
    let place =
      naming.merchant(transaction.context.merchant) ?? other.flatMap { naming.member($0.key.member) }
    let points = detail.effect == 0 ? transaction.shownPoints : detail.effect
    self.init(
      transactionID: naming.publicIDs.text(transaction.id), at: ShownTime(transaction.at),
      kind: ShownKind(transaction.kind), place: place, points: naming.points(points, of: wallet.asset),
      balance: naming.points(detail.after.available, of: wallet.asset),
      expiresAt: points > 0 ? ShownTime(lastDay: expiry) : nil,
      explanation: naming.reasons(transaction),
      occurredAt: Particulars(packed: transaction.context.explanation)?.occurredAt.map { ShownTime($0) })
  }
}

extension Card.Kind {
  func name(_ words: Words) -> String {
    switch self {
    case .member: words.cardMember
    case .storedValue: words.cardStoredValue
    case .gift: words.cardGift
    case .welfare: words.cardWelfare
    }
  }
}

extension ShownStanding {
  init(_ status: Card.Status) {
    self =
      switch status {
      case .issued: .applied
      case .active: .active
      case .lost: .frozen
      case .replaced, .closed: .closed
      }
  }
}
