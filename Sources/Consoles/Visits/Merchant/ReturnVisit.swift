import Coalition
import HTTPTypes
import Hummingbird
import Ledger
import LedgerStore
import Loyalty

// Refund and void: what it would do, and doing it once.
extension MerchantDesk {
  func refundPage(_ asked: Asked) async throws -> Response { try await returnPage(asked, .refund) }
  func voidPage(_ asked: Asked) async throws -> Response { try await returnPage(asked, .void) }
  func refund(_ asked: Asked) async throws -> Response { try await bookReturn(asked, .refund) }
  func void(_ asked: Asked) async throws -> Response { try await bookReturn(asked, .void) }

  private func returnPage(_ asked: Asked, _ way: DeskReturnPage.Way) async throws -> Response {
    try await signedIn(asked) { visit in
      try visit.principal.require(.refund)
      let draft = ReturnDraft(way, asked.query, key: coalition.ids.bytes(16).hexadecimal)
      return try await shown(draft, try await original(asked, visit), visit)
    }
  }

  private func bookReturn(_ asked: Asked, _ way: DeskReturnPage.Way) async throws -> Response {
    try await signedInForm(asked) { visit, form in
      try visit.principal.require(.refund)
      var draft = ReturnDraft(way, form, key: form["key"] ?? "")
      let original = try await original(asked, visit)
      let words = visit.words
      guard draft.isKeyOurs else { return try await shown(draft, original, visit, fault: words.deskStale) }
      guard let reason = draft.reason, reason != .other || !draft.note.isEmpty else {
        return try await shown(draft, original, visit, fault: words.deskReasonMissing)
      }
      do {
        let order = try await order(draft, original, memo: reason.memo(draft.note))
        let receipt = try await carryOut(way, order, key: draft.key, visit)
        let id = coalition.publicIDs.text(receipt.transaction.id)
        return faces.redirect(to: .deskTransaction(id).appending("receipt"))
      } catch let refusal as OrderRefusal {
        // Whatever became of a try that is not known, the same key finds it.
        if !refusal.isOpen { draft.key = coalition.ids.bytes(16).hexadecimal }
        return try await shown(draft, original, visit, fault: refusal.text(words))
      } catch is MerchantRefusal {
        return try await shown(draft, original, visit, fault: words.deskPlaceClosed)
      }
    }
  }

  private func carryOut(
    _ way: DeskReturnPage.Way, _ order: ReturnOrder, key: String, _ visit: DeskVisit
  ) async throws -> Receipt {
    switch way {
    case .refund: try await coalition.refund(order, key: "console " + key, by: visit.principal)
    case .void: try await coalition.void(order, key: "console " + key, by: visit.principal)
    }
  }

  private func original(_ asked: Asked, _ visit: DeskVisit) async throws -> Receipt {
    let id: TransactionID = try id(asked, Identified.Transaction.self)
    do {
      return try await coalition.transaction(id, by: visit.principal)
    } catch OrderRefusal.transactionNotFound { throw HTTPError(.notFound) }
  }

  /// What the form asks for, given back where it was bought.
  private func order(_ draft: ReturnDraft, _ original: Receipt, memo: String) async throws -> ReturnOrder {
    let transaction = original.transaction
    var occasion = Occasion(.console, memo: memo)
    if transaction.context.store.isGiven { occasion.store = .id(transaction.context.store) }
    let program = try await coalition.program(transaction.subject.asset)
    return ReturnOrder(transaction.id, try draft.value(program), occasion: occasion)
  }

  private func shown(
    _ draft: ReturnDraft, _ original: Receipt, _ visit: DeskVisit, fault: String? = nil
  ) async throws -> Response {
    let transaction = original.transaction
    let asset = transaction.subject.asset
    let book = try await coalition.names(NameQuestion(of: [transaction]), by: visit.principal)
    let naming = Naming(book, visit.visit, coalition)
    let row = TransactionRow(transaction, naming)
    let returned = try await coalition.ledger.returned(of: transaction.id)
    var page = DeskReturnPage(
      way: draft.way, id: row.id, kind: row.kind.name(visit.words), member: row.memberName ?? "",
      store: row.storeName, at: row.at, original: row.points, money: row.amount,
      left: draft.way == .refund
        ? naming.points(max(0, transaction.amount - returned.amount), of: asset) : nil,
      typed: (draft.points, draft.money), effect: try await effect(draft, original, naming, visit),
      key: draft.key)
    page.reason = draft.reason
    page.note = draft.note
    page.fault = fault
    return faces.page(page.render(visit.visit.visit), status: fault == nil ? .ok : .conflict)
  }

  /// Asks the ledger what it would do; nothing is booked.
  private func effect(
    _ draft: ReturnDraft, _ original: Receipt, _ naming: Naming, _ visit: DeskVisit
  ) async throws -> Result<DeskReturnPage.Effect, DeskReturnPage.Fault> {
    do {
      let order = try await order(draft, original, memo: "")
      let whatFor: Order = draft.way == .refund ? .refund(order) : .void(order)
      let preview = try await coalition.preview(whatFor, by: visit.principal)
      return .success(DeskReturnPage.Effect(preview, naming))
    } catch let refusal as OrderRefusal {
      return .failure(.init(text: refusal.text(visit.words)))
    } catch is MerchantRefusal { return .failure(.init(text: visit.words.deskPlaceClosed)) }
  }

  func returnReceipt(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      let receipt = try await original(asked, visit)
      let transaction = receipt.transaction
      let question = NameQuestion(of: [transaction])
      let naming = Naming(try await coalition.names(question, by: visit.principal), visit.visit, coalition)
      let page = DeskReceiptPage(
        row: TransactionRow(transaction, naming), merchant: naming.merchant(visit.merchant) ?? "",
        balance: receipt.wallet.map { naming.points($0.available, of: transaction.subject.asset) },
        original: transaction.original.isGiven ? coalition.publicIDs.text(transaction.original) : nil,
        reason: ReturnReason.text(ofMemo: transaction.context.memo, visit.words),
        by: naming.book.operators[transaction.context.actor])
      return faces.page(page.render(visit.visit.visit))
    }
  }
}

/// What a form of a return says.
struct ReturnDraft {
  let way: DeskReturnPage.Way
  let points: String
  let money: String
  let reason: ReturnReason?
  let note: String
  var key: String

  init(_ way: DeskReturnPage.Way, _ form: FormFields, key: String) {
    self.way = way
    points = String((form["points"] ?? "").prefix(30))
    money = String((form["money"] ?? "").prefix(30))
    reason = ReturnReason(rawValue: form["reason"] ?? "")
    note = String((form["note"] ?? "").prefix(60).map { $0.isNewline ? " " : $0 })
    self.key = key
  }

  var isKeyOurs: Bool { key.utf8.count == 32 && key.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x66 } }

  /// - Throws: `OrderRefusal.amountOutOfRange` for what is no amount, and for both at once.
  func value(_ program: Program) throws(OrderRefusal) -> ReturnOrder.Value {
    if points.isEmpty, money.isEmpty { return .rest }
    guard points.isEmpty || money.isEmpty else { throw .amountOutOfRange }
    if !points.isEmpty {
      guard let units = Entered.decimal(points, decimals: program.decimals), units > 0 else {
        throw .amountOutOfRange
      }
      return .points(Points(units))
    }
    let currency = program.worth.money.currency
    let decimals = ShownMoney(0, currency).decimals
    guard let minor = Entered.decimal(money, decimals: decimals), minor > 0 else { throw .amountOutOfRange }
    return .money(Money(minorUnits: minor, currency: currency))
  }
}

extension DeskReturnPage.Effect {
  init(_ preview: Receipt, _ naming: Naming) {
    let transaction = preview.transaction
    let asset = transaction.subject.asset
    let after = transaction.touches.first?.after ?? Balance()
    let wallet = transaction.touches.first?.wallet
    let moved = transaction.entries.reduce(Points(0)) { sum, entry in
      entry.account.kind == .available && entry.account.owner == wallet?.rawValue ? sum + entry.amount : sum
    }
    self.init(
      points: naming.points(transaction.shownPoints, of: asset),
      worth: naming.worth(transaction.shownPoints, of: asset),
      before: naming.points(after.available - moved, of: asset),
      after: naming.points(after.available, of: asset), owedAfter: naming.points(after.debt, of: asset),
      lots: Int64(preview.lots.count))
  }
}

extension OrderRefusal {
  func text(_ words: Words) -> String {
    switch self {
    case .declined(let decline): decline.refusal.text(words)
    case .idempotencyMismatch, .keyInvalid: words.deskStale
    case .busy: words.deskBusy
    case .outcomeUnknown: words.deskUnknown
    case .moneyExceedsOriginal: words.deskTooMuch
    case .amountOutOfRange, .currencyMismatch: words.deskAmountWrong
    case .textOutOfRange: words.deskNoteTooLong
    case .merchantInactive, .storeInactive, .terminalInactive: words.deskPlaceClosed
    case .transactionNotFound: words.refusalTransactionNotFound
    case .merchantRequired, .programInactive, .programMismatch, .itemsMismatch, .holdTimeOutOfRange,
      .occurredAtOutOfRange, .waitOutOfRange, .campaignNotFound, .rateNotFound, .approvalRequired,
      .batchTooLarge,
      .dayLimitReached, .senderTooNew, .tooManyReceivers, .tooManySenders, .feeChanged, .quoteNotFound,
      .discountChanged, .quoteEnded, .exchangeBelowMinimum, .exchangeAboveMaximum, .exchangeDailyLimit,
      .serviceOff, .serviceBelowMinimum, .serviceAboveMaximum, .serviceLimit, .ranOutTooLongAgo,
      .poolLimit, .poolUnavailable:
      words.deskRefused
    }
  }
}
