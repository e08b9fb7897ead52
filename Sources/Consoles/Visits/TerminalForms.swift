import Coalition
import Hummingbird
import Ledger

/// What a terminal's page says after a form was taken.
enum TerminalSaid: String {
  case registered, enabled, disabled, parameters, component, key

  func text(of terminal: POSTerminal, _ words: Words) -> String {
    switch self {
    case .registered: words.terminalSaidRegistered
    case .enabled: words.terminalSaidEnabled
    case .disabled: words.terminalSaidDisabled
    case .parameters: words.terminalSaidParameters
    case .component: words.terminalSaidComponent
    case .key: words.terminalSaidKey(value: terminal.masterKeyCheck?.keyText ?? words.commonNone)
    }
  }
}

extension OperatorConsole {
  func switchTerminal(_ asked: Asked) async throws -> Response {
    try await signedInForm(asked) { visit, form in
      let terminal = try await findTerminal(asked, visit)
      guard let status = Terminal.Status(rawValue: form["status"] ?? "") else { throw HTTPError(.badRequest) }
      _ = try await coalition.setStatus(status, ofTerminal: terminal.id, by: visit.principal)
      return told(status == .enabled ? .enabled : .disabled, terminal)
    }
  }

  func setTerminalParameters(_ asked: Asked) async throws -> Response {
    try await signedInForm(asked) { visit, form in
      let terminal = try await findTerminal(asked, visit)
      let typed = TerminalPage.Parameters(form, visit.words)
      func refused(_ text: String) async throws -> Response {
        try await shownTerminal(terminal, visit, typed: typed, fault: (.parameters, text))
      }
      guard typed.kinds.contains(where: \.isAllowed) else {
        return try await refused(visit.words.terminalFaultKinds)
      }
      guard let parameters = typed.entered else {
        return try await refused(visit.words.terminalFaultParameters)
      }
      do {
        _ = try await coalition.setParameters(parameters, ofPOSTerminal: terminal.id, by: visit.principal)
      } catch let refusal as POSRefusal {
        return try await refused(refusal.text(visit.words))
      }
      return told(.parameters, terminal)
    }
  }

  func enterTerminalKey(_ asked: Asked) async throws -> Response {
    try await signedInForm(asked) { visit, form in
      let terminal = try await findTerminal(asked, visit)
      do {
        guard let component = Entered.bytes(hex: form["component"] ?? ""),
          let checkValue = Entered.bytes(hex: form["check_value"] ?? ""), 3...4 ~= checkValue.count
        else { throw POSRefusal.invalid(.component) }
        let entry = try await coalition.enterKeyComponent(
          component, checkValue: checkValue, ofPOSTerminal: terminal.id, by: visit.principal)
        switch entry {
        case .secondComponentNeeded: return told(.component, terminal)
        case .complete: return told(.key, terminal)
        }
      } catch let refusal as POSRefusal {
        return try await shownTerminal(terminal, visit, fault: (.key, refusal.text(visit.words)))
      }
    }
  }

  private func told(_ said: TerminalSaid, _ terminal: POSTerminal) -> Response {
    faces.redirect(
      to: .terminal(coalition.publicIDs.text(terminal.id)).query([("said", said.rawValue)]))
  }
}

extension [UInt8] {
  /// Upper-case, as terminals show check values.
  var keyText: String {
    map { byte in
      let digits = String(byte, radix: 16, uppercase: true)
      return digits.utf8.count == 1 ? "0" + digits : digits
    }.joined()
  }
}
