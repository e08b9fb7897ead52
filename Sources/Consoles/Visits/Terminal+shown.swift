import Coalition
import Ledger

extension TerminalRow {
  init(_ terminal: POSTerminal, _ naming: Naming) {
    let none = naming.words.commonNone
    self.init(
      id: naming.publicIDs.text(terminal.id), number: terminal.number, acceptor: terminal.acceptor,
      code: naming.book.terminals[terminal.id] ?? "",
      merchantName: naming.merchant(terminal.merchant) ?? none,
      storeName: naming.book.stores[terminal.store] ?? none, readiness: ShownReadiness(terminal.readiness),
      signedInAt: terminal.signedInAt.map { ShownTime($0) }, cashier: terminal.cashier,
      seenAt: terminal.seenAt.map { ShownTime($0) }, batch: terminal.batch.number.digits(6))
  }
}

extension NameQuestion {
  mutating func include(_ terminal: POSTerminal) {
    terminals.insert(terminal.id)
    stores.insert(terminal.store)
    merchants.insert(terminal.merchant)
  }
}

extension ShownReadiness {
  init(_ readiness: POSReadiness) {
    self =
      switch readiness {
      case .signedIn: .signedIn
      case .signedOut: .signedOut
      case .keyMissing: .keyMissing
      case .disabled: .disabled
      }
  }
}

extension ShownMAC {
  init(_ mac: POSTerminal.MAC) {
    self =
      switch mac {
      case .unionPayECB: .unionPay
      case .x99: .x99
      case .x919: .x919
      case .sm4: .sm4
      }
  }
}

extension TillKind {
  func name(_ words: Words) -> String {
    switch self {
    case .balance: words.tillBalance
    case .hold: words.tillHold
    case .holdCancel: words.tillHoldCancel
    case .completion: words.tillCompletion
    case .spend: words.tillSpend
    case .spendVoid: words.tillSpendVoid
    case .spendRefund: words.tillSpendRefund
    case .earn: words.tillEarn
    case .earnVoid: words.tillEarnVoid
    case .earnRefund: words.tillEarnRefund
    case .discountQuote: words.tillDiscountQuote
    case .topUp: words.tillTopUp
    case .topUpVoid: words.tillTopUpVoid
    case .draw: words.tillDraw
    }
  }
}

extension TerminalPage.Parameters {
  init(_ parameters: POSParameters, _ words: Words) {
    self.init(
      mac: ShownMAC(parameters.mac),
      kinds: TillKind.allCases.map { kind in
        .init(value: kind.name, name: kind.name(words), isAllowed: parameters.kinds.allows(kind))
      },
      adviceLimit: Digits.plain(parameters.adviceLimit, decimals: 2),
      batchAdviceLimit: Digits.plain(parameters.batchAdviceLimit, decimals: 2),
      replyTexts: parameters.replyTexts)
  }

  /// What a form says; a field that is not there is as an unticked box, or empty.
  init(_ form: FormFields, _ words: Words) {
    self.init(
      mac: ShownMAC(rawValue: form["mac"] ?? "") ?? .unionPay,
      kinds: TillKind.allCases.map { kind in
        .init(value: kind.name, name: kind.name(words), isAllowed: form["kind_" + kind.name] == "1")
      },
      adviceLimit: String((form["advice_limit"] ?? "").prefix(32)),
      batchAdviceLimit: String((form["batch_advice_limit"] ?? "").prefix(32)),
      replyTexts: form["reply_texts"] == "1")
  }

  /// Nil where a number does not read; limits that do not fit one another are the operation's to refuse.
  var entered: POSParameters? {
    guard let mac = POSTerminal.MAC(rawValue: mac.rawValue),
      let adviceLimit = Entered.decimal(adviceLimit, decimals: 2),
      let batchAdviceLimit = Entered.decimal(batchAdviceLimit, decimals: 2)
    else { return nil }
    var parameters = POSParameters()
    parameters.mac = mac
    parameters.kinds = TillKinds(kinds.filter(\.isAllowed).compactMap { TillKind(name: $0.value) })
    parameters.adviceLimit = adviceLimit
    parameters.batchAdviceLimit = batchAdviceLimit
    parameters.replyTexts = replyTexts
    return parameters
  }
}

extension TerminalPage.BatchRow {
  init(_ batch: TillBatch) {
    let state: TerminalPage.BatchState =
      switch batch.state {
      case .balanced: .balanced
      case .unbalanced: .unbalanced
      case .uploaded: .uploaded
      }
    self.init(
      number: batch.settlement.batch.number.digits(6), settledAt: ShownTime(batch.settledAt), state: state,
      claimed: .init(batch.settlement.claimed), counted: .init(batch.settlement.counted),
      differences: Int64(batch.differences))
  }
}

extension TerminalPage.Sides {
  init(_ totals: TillTotals) {
    func side(_ side: TillTotals.Side) -> TerminalPage.Side {
      TerminalPage.Side(money: ShownMoney(side.amount, TerminalPage.currency), count: side.count)
    }
    self.init(debit: side(totals.debit), credit: side(totals.credit))
  }
}

extension TerminalPage {
  /// Field 49 of terminals is always 156.
  static let currency = "CNY"
}

extension POSRefusal {
  func text(_ words: Words) -> String {
    switch self {
    case .invalid(.component): words.terminalFaultComponent
    case .invalid, .posTerminalExists, .kindDiffers, .posTerminalNotFound: words.terminalFaultParameters
    case .secondPersonNeeded, .masterKeyMissing: words.terminalFaultPerson
    case .checkValueWrong: words.terminalFaultCheckValue
    case .componentsEqual: words.terminalFaultEqual
    }
  }
}
