import Coalition
import HTTPTypes
import Hummingbird
import Ledger
import Loyalty

/// What a case's page says after a form was taken.
enum CaseSaid: String {
  case note, taken, released, proposed, closed

  func text(_ words: Words) -> String {
    switch self {
    case .note: words.caseSaidNote
    case .taken: words.caseSaidTaken
    case .released: words.caseSaidReleased
    case .proposed: words.caseSaidProposed
    case .closed: words.caseSaidClosed
    }
  }
}

/// What a form about a correction says that cannot be meant.
private enum ProposalFault: Error {
  case points, member, program, money
}

extension OperatorConsole {
  func noteOnCase(_ asked: Asked) async throws -> Response {
    try await work(asked, .note) { id, form, principal in
      try await coalition.noteOnCase(id, form["text"] ?? "", by: principal)
      return .note
    } refused: { page, form in
      page.typedNote = typed(form["text"], 500)
    }
  }

  func assignCase(_ asked: Asked) async throws -> Response {
    try await work(asked, .whole) { id, form, principal in
      let isTaken = form["owner"] == CasesPage.Owner.viewer.rawValue
      _ = try await coalition.assignCase(
        id, to: isTaken ? OperatorID(principal.actor.id) : nil, by: principal)
      return isTaken ? .taken : .released
    } refused: { _, _ in
    }
  }

  func proposeForCase(_ asked: Asked) async throws -> Response {
    try await work(asked, .propose) { id, form, principal in
      let (found, reason) = (try await coalition.caseFile(id, by: principal).found, form["reason"] ?? "")
      if found.source == .bankFile {
        let places = decimalPlaces(ofCurrency: found.currency)
        guard let amount = Entered.decimal(form["points"] ?? "", decimals: places), amount != 0 else {
          throw ProposalFault.money
        }
        _ = try await coalition.proposeMoneyForCase(id, amount, reason: reason, by: principal)
        return .proposed
      }
      let proposal = try await adjustment(form, issuer: found.merchant, by: principal)
      _ = try await coalition.proposeForCase(id, proposal, reason: reason, by: principal)
      return .proposed
    } refused: { page, form in
      page.proposal.program = typed(form["program"], 64)
      page.proposal.member = typed(form["member"], 64)
      page.proposal.points = typed(form["points"], 64)
      page.proposal.reason = typed(form["reason"], 200)
    }
  }

  func closeCase(_ asked: Asked) async throws -> Response {
    try await work(asked, .close) { id, form, principal in
      _ = try await coalition.closeCase(id, resolution: form["resolution"] ?? "", by: principal)
      return .closed
    } refused: { page, form in
      page.typedResolution = typed(form["resolution"], 200)
    }
  }

  private func typed(_ text: String?, _ limit: Int) -> String { String((text ?? "").prefix(limit)) }

  private func adjustment(
    _ form: FormFields, issuer: MerchantID, by principal: Principal
  ) async throws -> AdjustProposal {
    let program: Program
    do {
      program = try await coalition.program(code: form["program"] ?? "")
    } catch is ProgramRefusal { throw ProposalFault.program }
    guard let points = Entered.decimal(form["points"] ?? "", decimals: program.decimals), points != 0 else {
      throw ProposalFault.points
    }
    // The whole number of a phone or an id: whoever is corrected must not be guessed.
    let text = (form["member"] ?? "").filter { $0 != " " }
    let id: MemberID? = coalition.publicIDs.id(text)
    let member: MemberID
    do {
      member = try await coalition.member(id.map { .id($0) } ?? .phone(text), by: principal).id
    } catch is MemberRefusal { throw ProposalFault.member }
    return AdjustProposal(
      member: member, asset: program.asset, points: Points(points), issuer: issuer, memo: "")
  }

  /// Does something about a case; whoever may not is told why on the page itself, with what they typed.
  private func work(
    _ asked: Asked, _ part: CasePage.Part,
    _ act: (CaseID, FormFields, Principal) async throws -> CaseSaid,
    refused: (inout CasePage, FormFields) -> Void
  ) async throws -> Response {
    try await signedInForm(asked) { visit, form in
      let file = try await findCase(asked, visit)
      let fault: String
      do {
        let said = try await act(file.found.id, form, visit.principal)
        let link = Link.caseFile(coalition.publicIDs.text(file.found.id))
        return faces.redirect(to: link.query([("said", said.rawValue)]))
      } catch let refusal as CaseRefusal {
        fault = refusal.text(visit.words)
      } catch let refusal as ApprovalRefusal {
        fault = refusal == .reasonMissing ? visit.words.caseFaultReason : visit.words.caseFaultPoints
      } catch let problem as ProposalFault {
        fault = problem.text(visit.words)
      }
      var page = try await casePage(try await findCase(asked, visit), visit)
      refused(&page, form)
      page.fault = (part, fault)
      return faces.page(page.render(visit.visit), status: .conflict)
    }
  }
}

extension ProposalFault {
  fileprivate func text(_ words: Words) -> String {
    switch self {
    case .points: words.caseFaultPoints
    case .member: words.caseFaultMember
    case .program: words.caseFaultProgram
    case .money: words.caseFaultMoney
    }
  }
}
