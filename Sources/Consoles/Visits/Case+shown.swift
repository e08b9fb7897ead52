import Coalition
import Ledger

extension CaseRow {
  init(_ found: AcquiringCase, _ naming: Naming, at now: Instant) {
    let days = (now.microseconds - found.createdAt.microseconds) / 86_400_000_000
    self.init(
      id: naming.publicIDs.text(found.id), kind: ShownCaseKind(found.kind),
      state: ShownCaseState(found.state), reason: found.reason.text(naming.words),
      reference: found.ours.reference.isEmpty ? found.theirs.reference : found.ours.reference,
      merchantName: naming.merchant(found.merchant) ?? naming.words.commonNone,
      terminal: naming.book.terminals[found.terminal],
      day: ShownDay(daysSince1970: Int64(found.day.daysSince1970)),
      age: found.state == .closed ? nil : ShownAge(days: max(0, days)),
      ownerName: found.owner.flatMap { naming.book.operators[$0] })
  }
}

extension NameQuestion {
  mutating func include(_ found: AcquiringCase) {
    merchants.insert(found.merchant)
    stores.insert(found.store)
    terminals.insert(found.terminal)
    members.insert(found.member)
    programs.insert(found.asset)
    if let owner = found.owner { operators.insert(owner) }
  }
}

extension AcquiringCase {
  /// What found it, and whom it is about.
  func about(_ naming: Naming) -> [(name: String, value: String, link: Link?)] {
    let words = naming.words
    var about: [(name: String, value: String, link: Link?)] = [(words.caseFoundBy, source.text(words), nil)]
    about.append(
      (words.commonMerchant, naming.merchant(merchant) ?? words.commonNone, nil))
    if let name = naming.book.stores[store] { about.append((words.commonStore, name, nil)) }
    if let code = naming.book.terminals[terminal] {
      // Only terminals that speak ISO 8583 have a page of their own.
      about.append(
        (words.commonTerminal, code, channel == .pos ? .terminal(naming.publicIDs.text(terminal)) : nil))
    }
    if let name = naming.member(member) {
      about.append((words.commonMember, name, .member(naming.publicIDs.text(member))))
    }
    if asset.isGiven { about.append((words.commonProgram, naming.program(asset), nil)) }
    if transaction.isGiven {
      let id = naming.publicIDs.text(transaction)
      about.append((words.commonTransaction, id, .transaction(id)))
    }
    if reason.code == .bankLine, let file = reason.details.first {
      about.append((words.caseBankFile, file, .bankFile(file)))
    }
    if source == .bankFile, !ours.reference.isEmpty {
      about.append((words.financeOne, ours.reference, .settlements.appending(ours.reference)))
    }
    if let approval {
      let id = naming.publicIDs.text(approval)
      about.append((words.caseApproval, id, .approval(id)))
    }
    return about
  }

  func lines(_ naming: Naming) -> [CasePage.Line] {
    let words = naming.words
    func points(_ points: Points) -> ShownPoints { naming.points(points, of: asset) }
    func money(_ units: Int64) -> ShownMoney {
      ShownMoney(units, currency.isEmpty ? TerminalPage.currency : currency)
    }
    func text(_ reference: String) -> String? { reference.isEmpty ? nil : reference }
    var gap: (points: String?, money: String?) = (nil, nil)
    if let our = ours.points, let their = theirs.points { gap.points = words.movement(points(our - their)) }
    if let our = ours.minorUnits, let their = theirs.minorUnits,
      reason.details.count < 3 || reason.details[2] == currency
    {
      let (difference, overflow) = our.subtractingReportingOverflow(their)
      if !overflow { gap.money = words.money(money(difference)) }
    }
    return [
      .init(
        name: words.caseMoney, ours: ours.minorUnits.map { words.money(money($0)) },
        theirs: theirs.minorUnits.map { words.money(money($0)) }, difference: gap.money),
      .init(
        name: words.commonPoints, ours: ours.points.map { words.points(points($0)) },
        theirs: theirs.points.map { words.points(points($0)) }, difference: gap.points),
      .init(
        name: words.caseReference, ours: text(ours.reference), theirs: text(theirs.reference),
        difference: nil),
    ]
  }
}

extension AcquiringCase.Source {
  func text(_ words: Words) -> String {
    switch self {
    case .dayFile: words.caseSourceDayFile
    case .bankFile: words.caseSourceBank
    case .terminalBatch: words.caseSourceBatch
    case .terminalReversal: words.caseSourceReversal
    case .terminalAdvice: words.caseSourceAdvice
    case .partner: words.partnerCaseSource
    default: name
    }
  }
}

extension ShownCaseKind {
  init(_ kind: AcquiringCase.Kind) {
    self =
      switch kind {
      case .amountDiffers: .amountDiffers
      case .missingHere: .missingHere
      case .missingThere: .missingThere
      case .duplicated: .duplicated
      case .adviceNotPosted: .adviceNotPosted
      case .reversalAmountDiffers: .reversalAmountDiffers
      case .lateAfterClose: .lateAfterClose
      case .inDoubt: .inDoubt
      case .wrongDirection: .wrongDirection
      case .currencyDiffers: .currencyDiffers
      case .dateDiffers: .dateDiffers
      case .notApproved: .notApproved
      case .paymentReturned: .paymentReturned
      }
  }
}

extension ShownCaseState {
  init(_ state: AcquiringCase.State) {
    self =
      switch state {
      case .open: .open
      case .proposed: .proposed
      case .closed: .closed
      }
  }
}

extension CaseRefusal {
  func text(_ words: Words) -> String {
    switch self {
    case .caseNotFound, .closed: words.caseFaultClosed
    case .approvalPending: words.caseFaultPending
    case .noteMissing: words.caseFaultNote
    case .resolutionMissing: words.caseFaultResolution
    case .ownerUnknown: words.caseFaultOwner
    case .notesFull: words.caseFaultFull
    case .merchantUnknown: words.caseFaultMerchant
    }
  }
}
