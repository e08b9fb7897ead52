import Coalition
import Hummingbird
import Ledger
import LedgerStore
import Loyalty

extension OperatorConsole {
  func transaction(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      guard let id = coalition.publicIDs.id(asked.id, as: Identified.Transaction.self) else {
        throw HTTPError(.notFound)
      }
      let page = try await TransactionReader(coalition: coalition).page(id, visit)
      return faces.page(page.render(visit.visit))
    }
  }
}

/// Reads what a transaction's page is made of, as far as the viewer may see it.
struct TransactionReader {
  /// How far back a wallet's movements are searched for what gave something back.
  private static let returnsSearched = 200

  let coalition: Coalition

  /// What a transaction page is made of.
  fileprivate struct Found {
    let transaction: Ledger.Transaction
    /// What was bought, where the till said so.
    let goods: Goods?
    let returned: Returned
    /// What gave back part of it, oldest first.
    let returns: [Ledger.Transaction]
    let sources: [LotSource]
    let place: ChainPlace?
    /// When lots that are still there expire.
    let expiries: [LotKey: Instant]
  }

  fileprivate struct LotKey: Hashable {
    let wallet: WalletID
    let number: Int32
  }

  /// - Throws: `HTTPError` 404 for a transaction that the viewer may not see.
  func page(_ id: TransactionID, _ visit: SignedInVisit) async throws -> TransactionPage {
    let found: Found
    do {
      found = try await find(id, visit)
    } catch OrderRefusal.transactionNotFound { throw HTTPError(.notFound) }
    var question = NameQuestion(of: [found.transaction] + found.returns)
    for part in Receipt(found.transaction).lots {
      question.merchants.formUnion(found.source(part.source).map { [$0.issuer] } ?? [])
    }
    let settled =
      visit.principal.scopes.contains(.reports)
      ? try await coalition.settlements(of: id, by: visit.principal) : []
    question.merchants.formUnion(settled.map(\.merchant))
    let naming = Naming(try await coalition.names(question, by: visit.principal), visit, coalition)
    var page = page(found, naming)
    page.accounts = settled.map { account($0, of: found.transaction, naming, visit) }
    return page
  }

  /// People of single stores have no settlements, but the day's file of theirs.
  private func account(
    _ settled: SettledTransaction, of transaction: Ledger.Transaction, _ naming: Naming,
    _ visit: SignedInVisit
  ) -> TransactionPage.Account {
    let ids = naming.publicIDs
    let principal = visit.principal
    let isOperator = principal.merchant == nil
    let of = isOperator ? [naming.issuer(settled.merchant)] : []
    let state =
      settled.state.flatMap { ShownSettlementState(rawValue: $0.rawValue) }?.name(naming.words)
      ?? naming.words.financeOpen
    let name = (of + [ShownDay(settled.day).text, state]).joined(separator: " \u{00B7} ")
    guard settled.settlement.isGiven else { return .init(name: name, link: nil) }
    let settlement = (isOperator ? Link.settlements : .deskSettlements)
      .appending(ids.text(settled.settlement))
    if principal.stores == nil { return .init(name: name, link: settlement) }
    let cut = [("day", ShownDay(settled.day).text), ("store", ids.text(transaction.context.store))]
    return .init(name: name, link: settlement.appending("statement.csv").query(cut))
  }

  private func find(_ id: TransactionID, _ visit: SignedInVisit) async throws -> Found {
    let receipt = try await coalition.transaction(id, by: visit.principal)
    let transaction = receipt.transaction
    let returned = try await coalition.ledger.returned(of: id)
    var returns: [Ledger.Transaction] = []
    if returned.last.isGiven {
      let history = try await coalition.ledger.history(
        of: transaction.subject, before: nil, limit: Self.returnsSearched)
      returns = history.filter { $0.original == id && $0.id > id }.reversed()
      if returns.isEmpty {
        returns = try await coalition.ledger.transaction(returned.last).map { [$0] } ?? []
      }
    }
    var expiries: [LotKey: Instant] = [:]
    for member in Set(transaction.touches.map(\.key.member)) {
      for wallet in try await coalition.ledger.wallets(of: member) {
        for state in wallet.lots {
          expiries[LotKey(wallet: wallet.id, number: state.lot.number)] = state.lot.expiresAt
        }
      }
    }
    return Found(
      transaction: transaction, goods: receipt.goods, returned: returned, returns: returns,
      sources: try await coalition.ledger.sources(), place: try await coalition.ledger.place(of: id),
      expiries: expiries)
  }

  private func page(_ found: Found, _ naming: Naming) -> TransactionPage {
    let transaction = found.transaction
    let asset = transaction.subject.asset
    let context = transaction.context
    let words = naming.words
    return TransactionPage(
      row: TransactionRow(transaction, naming, progress: progress(found)),
      member: naming.member(transaction.subject.member).map {
        .init(id: naming.publicIDs.text(transaction.subject.member), name: $0)
      },
      receiver: transaction.receiver.flatMap { id in
        naming.member(id).map { .init(id: naming.publicIDs.text(id), name: $0) }
      },
      merchant: naming.merchant(context.merchant).map {
        .init(id: naming.publicIDs.text(context.merchant), name: $0)
      },
      terminal: naming.book.terminals[context.terminal], program: naming.program(asset),
      worth: naming.worth(transaction.shownPoints, of: asset),
      reference: context.reference.isEmpty ? nil : context.reference,
      idempotencyKey: transaction.key.text,
      day: ShownDay(daysSince1970: Int64(transaction.day.daysSince1970)),
      occurredAt: Particulars(packed: context.explanation)?.occurredAt.map { ShownTime($0) },
      refusal: transaction.refusal.map { words.refusalNotice(reason: $0.text(words)) },
      entries: .loaded(entries(transaction, naming)), lots: .loaded(lots(found, naming)),
      items: found.goods?.shown ?? [], explanation: naming.reasons(transaction),
      refunds: found.returns.map { refund in
        TransactionPage.Refund(
          id: naming.publicIDs.text(refund.id), at: ShownTime(refund.at),
          points: naming.points(refund.shownPoints, of: asset),
          reason: ReturnReason.text(ofMemo: refund.context.memo, words) ?? ShownKind(refund.kind).name(words))
      },
      refundable: refundable(found).map { naming.points($0, of: asset) },
      steps: steps(found, naming), proof: found.place.map(TransactionPage.Proof.init))
  }

  private func refundable(_ found: Found) -> Points? {
    let transaction = found.transaction
    guard transaction.refusal == nil, [.earn, .spend, .capture].contains(transaction.kind) else { return nil }
    return max(0, transaction.amount - found.returned.amount)
  }

  private func progress(_ found: Found) -> ShownProgress {
    let transaction = found.transaction
    if transaction.refusal != nil { return .refused }
    if let last = found.returns.last {
      switch last.kind {
      case .void: return .voided
      case .reversal: return .reversed
      default: return found.returned.amount < transaction.amount ? .partlyRefunded : .refunded
      }
    }
    let now = coalition.clock.now()
    if transaction.kind.isCredit, transaction.openings.contains(where: { $0.effectiveAt > now }) {
      return .pending
    }
    return .booked
  }

  private func entries(_ transaction: Ledger.Transaction, _ naming: Naming) -> [TransactionPage.Entry] {
    transaction.entries.enumerated().map { place, entry in
      let account = entry.account
      let touch = transaction.touches.first {
        account.kind.isWalletBucket && $0.wallet.rawValue == account.owner
      }
      // The balance stands beside the last entry of its bucket.
      let isLast = !transaction.entries[(place + 1)...].contains { $0.account == account }
      return TransactionPage.Entry(
        account: touch.flatMap { naming.member($0.key.member) }
          ?? naming.issuer(account.kind.isMerchants ? MerchantID(account.owner) : .none),
        bucket: account.kind.name(naming.words),
        lotID: touch != nil && entry.lot != 0
          ? naming.publicIDs.text(lot: entry.lot, of: WalletID(account.owner)) : nil,
        points: naming.points(entry.amount, of: account.asset),
        balanceAfter: isLast
          ? touch.flatMap { $0.after[account.kind] }.map { naming.points($0, of: account.asset) } : nil)
    }
  }

  private func lots(_ found: Found, _ naming: Naming) -> [TransactionPage.LotUse] {
    Receipt(found.transaction).lots.map { part in
      let expiry = part.expiresAt ?? found.expiries[LotKey(wallet: part.wallet, number: part.number)]
      return TransactionPage.LotUse(
        lotID: naming.publicIDs.text(lot: part.number, of: part.wallet),
        source: found.source(part.source).map { naming.issuer($0.issuer) } ?? naming.words.accountPlatform,
        points: naming.points(part.points, of: found.transaction.subject.asset),
        expiresAt: ShownTime(lastDay: expiry), isExpiryKnown: expiry != nil)
    }
  }

  private func steps(_ found: Found, _ naming: Naming) -> [TimelineStep] {
    let words = naming.words
    func by(_ transaction: Ledger.Transaction) -> String {
      let context = transaction.context
      let who = naming.book.operators[context.actor] ?? naming.book.terminals[context.terminal]
      return [ShownChannel(context.channel).name(words), who].compactMap(\.self).joined(
        separator: " \u{00B7} ")
    }
    let first = TimelineStep(
      at: ShownTime(found.transaction.at),
      text: found.transaction.refusal.map { words.stepRefused(reason: $0.text(words)) } ?? words.stepBooked,
      by: by(found.transaction))
    return [first]
      + found.returns.map { transaction in
        let points = naming.points(transaction.shownPoints, of: transaction.subject.asset)
        return TimelineStep(
          at: ShownTime(transaction.at),
          text: words.stepReturned(
            kind: ShownKind(transaction.kind).name(words), points: words.movement(points)),
          by: by(transaction))
      }
  }
}

extension TransactionReader.Found {
  fileprivate func source(_ number: Int32) -> LotSource? {
    number > 0 && Int(number) <= sources.count ? sources[Int(number) - 1] : nil
  }
}

extension Goods {
  fileprivate var shown: [TransactionPage.Item] {
    items.map { item in
      TransactionPage.Item(
        code: item.code, name: item.name, category: item.category, quantity: item.quantity,
        amount: ShownMoney(item.amount, currency))
    }
  }
}

extension Balance {
  /// One bucket; nil for accounts that are no wallet's.
  subscript(kind: AccountKind) -> Points? {
    switch kind {
    case .available: available
    case .pending: pending
    case .held: held
    case .debt: debt
    default: nil
    }
  }
}

extension AccountKind {
  /// Whether a merchant owns accounts of this kind.
  fileprivate var isMerchants: Bool { self == .issuer || self == .acceptor }
}

extension Ledger.Transaction.Kind {
  var isCredit: Bool {
    switch self {
    case .earn, .award, .topUp: true
    default: false
    }
  }
}

extension TransactionPage.Proof {
  init(_ place: ChainPlace) {
    self.init(block: place.block, position: place.position, blockHash: place.hash.hexadecimal)
  }
}

extension [UInt8] {
  var hexadecimal: String {
    map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
  }
}

extension IdempotencyKey {
  var text: String {
    [high, low].map { half in
      let digits = String(half, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }
}

extension Ledger.Transaction {
  /// To whom a transfer or a merge went; nil for what stays with one member.
  fileprivate var receiver: MemberID? { touches.map(\.key.member).first { $0 != subject.member } }
}
