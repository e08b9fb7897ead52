import Coalition
import Hummingbird
import Ledger

extension OperatorConsole {
  func newTerminal(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      var page = NewTerminalPage()
      page.mayRegister = visit.principal.scopes.contains(.writeMerchants)
      return faces.page(page.render(visit.visit))
    }
  }

  func registerTerminal(_ asked: Asked) async throws -> Response {
    try await signedInForm(asked) { visit, form in
      let draft = NewTerminalPage.Draft(form)
      do {
        let terminal = try await registered(draft, visit)
        let page = Link.terminal(coalition.publicIDs.text(terminal.id))
        return faces.redirect(to: page.query([("said", TerminalSaid.registered.rawValue)]))
      } catch let fault as NewTerminalFault {
        let shown = NewTerminalPage.Fault(field: fault.field, text: fault.text(visit.words))
        let page = NewTerminalPage(draft: draft, fault: shown)
        return faces.page(page.render(visit.visit), status: .conflict)
      }
    }
  }

  /// The terminal of that code in the store, made where there is none yet, under its new numbers.
  private func registered(_ draft: NewTerminalPage.Draft, _ visit: SignedInVisit) async throws -> POSTerminal
  {
    let principal = visit.principal
    guard let merchant = try await merchant(named: draft.merchant, visit) else {
      throw NewTerminalFault.merchant
    }
    guard draft.acceptor.utf8.count == 15 else { throw NewTerminalFault.acceptor }
    guard draft.number.utf8.count == 8 else { throw NewTerminalFault.number }
    // Asked first, so that nothing is made for a terminal that cannot be registered.
    guard try await coalition.posAccess(acceptor: draft.acceptor, number: draft.number) == nil else {
      throw NewTerminalFault.exists
    }
    do {
      let store = try await coalition.store(code: draft.store, of: merchant, by: principal)
      let terminal = try await terminal(of: draft.code, in: store, principal)
      var parameters = POSParameters()
      parameters.mac = POSTerminal.MAC(rawValue: draft.mac.rawValue) ?? parameters.mac
      return try await coalition.registerPOSTerminal(
        terminal.id, acceptor: draft.acceptor, number: draft.number, parameters: parameters, by: principal)
    } catch let refusal as MerchantRefusal {
      throw NewTerminalFault(refusal)
    } catch let refusal as POSRefusal {
      throw NewTerminalFault(refusal)
    }
  }

  private func terminal(
    of code: String, in store: Store, _ principal: Principal
  ) async throws -> Terminal {
    do {
      let known = try await coalition.terminal(code: code, of: store.merchant, by: principal)
      guard known.store == store.id else { throw NewTerminalFault.code }
      return known
    } catch MerchantRefusal.terminalNotFound {
      return try await coalition.createTerminal(in: store.id, code: code, kind: .pos, by: principal)
    }
  }
}

/// What a registration says that cannot be meant.
private enum NewTerminalFault: Error {
  case merchant, store, code, kind, acceptor, number, exists

  init(_ refusal: MerchantRefusal) {
    self =
      switch refusal {
      case .merchantNotFound: .merchant
      case .storeNotFound, .alreadyClosed: .store
      case .codeTaken, .invalid, .terminalNotFound: .code
      }
  }

  init(_ refusal: POSRefusal) {
    self =
      switch refusal {
      case .invalid(.number): .number
      case .invalid: .acceptor
      case .posTerminalExists: .exists
      case .kindDiffers: .kind
      case .posTerminalNotFound, .secondPersonNeeded, .checkValueWrong, .componentsEqual, .masterKeyMissing:
        .code
      }
  }

  var field: String {
    switch self {
    case .merchant: "merchant"
    case .store: "store"
    case .code, .kind: "code"
    case .acceptor: "acceptor"
    case .number, .exists: "number"
    }
  }

  func text(_ words: Words) -> String {
    switch self {
    case .merchant: words.terminalsFaultMerchant
    case .store: words.terminalsFaultStore
    case .code: words.terminalsFaultCode
    case .kind: words.terminalsFaultKind
    case .acceptor: words.terminalsFaultAcceptor
    case .number: words.terminalsFaultNumber
    case .exists: words.terminalsFaultExists
    }
  }
}

extension NewTerminalPage.Draft {
  init(_ form: FormFields) {
    func typed(_ name: String) -> String { String((form[name] ?? "").prefix(32)) }
    merchant = typed("merchant")
    store = typed("store")
    code = typed("code")
    acceptor = typed("acceptor")
    number = typed("number")
    mac = ShownMAC(rawValue: form["mac"] ?? "") ?? .unionPay
  }
}
