import Coalition
import HTTPTypes
import Hummingbird
import Ledger
import LedgerStore

// A correction proposed from a member's page: what it would do, and putting it before another person.
extension OperatorConsole {
  /// Points above which the amount is typed once more, in whole points.
  private static let typedAgainAbove: Int64 = 10_000

  func adjustPage(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      try visit.principal.requireOperator(.adjust)
      let member = try await servedMember(asked, visit)
      let key = coalition.ids.bytes(16).hexadecimal
      return try await shown(AdjustDraft(asked.query, key: key), member, visit)
    }
  }

  func proposeAdjustment(_ asked: Asked) async throws -> Response {
    try await signedInForm(asked) { visit, form in
      try visit.principal.requireOperator(.adjust)
      let member = try await servedMember(asked, visit)
      let draft = AdjustDraft(form, key: form["key"] ?? "")
      let words = visit.words
      guard let (program, proposal) = try await proposal(draft, member) else {
        return try await shown(draft, member, visit, fault: words.adjustFaultPoints)
      }
      guard let reason = draft.typed.reason, reason != .other || !draft.typed.note.isEmpty else {
        return try await shown(draft, member, visit, fault: words.adjustFaultReason)
      }
      if isLarge(proposal, program),
        Entered.decimal(form["again"] ?? "", decimals: program.decimals) != Int64(proposal.points.magnitude)
      {
        return try await shown(draft, member, visit, fault: words.adjustFaultAgain)
      }
      do {
        let note = draft.typed.note
        let approval = try await coalition.propose(
          .adjust(proposal), reason: note.isEmpty ? reason.name(words) : note, once: draft.key,
          by: visit.principal)
        let link = Link.approval(coalition.publicIDs.text(approval.id))
        return faces.redirect(to: link.query([("said", "proposed")]))
      } catch let refusal as ApprovalRefusal {
        return try await shown(draft, member, visit, fault: refusal.text(words))
      }
    }
  }

  /// The member that the path names.
  func servedMember(_ asked: Asked, _ visit: SignedInVisit) async throws -> Member {
    guard let id = coalition.publicIDs.id(asked.id, as: Identified.Member.self) else {
      throw HTTPError(.notFound)
    }
    do {
      return try await coalition.member(.id(id), by: visit.principal)
    } catch MemberRefusal.memberNotFound { throw HTTPError(.notFound) }
  }

  private func isLarge(_ proposal: AdjustProposal, _ program: Program) -> Bool {
    let unit = (0..<program.decimals).reduce(Int64(1)) { value, _ in value * 10 }
    return proposal.points.magnitude > UInt64(Self.typedAgainAbove * unit)
  }

  /// What was typed as a proposal; nil where it is none.
  private func proposal(
    _ draft: AdjustDraft, _ member: Member
  ) async throws -> (Program, AdjustProposal)? {
    let program: Program
    do { program = try await coalition.program(code: draft.typed.program) } catch is ProgramRefusal {
      return nil
    }
    guard let points = Entered.decimal(draft.typed.points, decimals: program.decimals), points > 0 else {
      return nil
    }
    return (
      program,
      AdjustProposal(
        member: member.id, asset: program.asset,
        points: Points(draft.typed.direction == .give ? points : -points), memo: "", code: draft.typed.reason)
    )
  }

  private func shown(
    _ draft: AdjustDraft, _ member: Member, _ visit: SignedInVisit, fault: String? = nil
  ) async throws -> Response {
    let naming = Naming(NameBook(), visit, coalition)
    let programs = try await coalition.programs(by: visit.principal).filter { $0.status != .closed }
    var typed = draft.typed
    if typed.program.isEmpty { typed.program = programs.first?.code ?? "" }
    let id = coalition.publicIDs.text(member.id)
    var page = AdjustPage(
      id: id, name: naming.served(member), programs: programs.map { ($0.code, visit.words.name($0.names)) },
      typed: typed, effect: try await effect(draft, member, visit), key: draft.key)
    page.fault = fault
    return faces.page(page.render(visit.visit), status: fault == nil ? .ok : .conflict)
  }

  /// Asks the ledger what it would do; nothing is booked.
  private func effect(
    _ draft: AdjustDraft, _ member: Member, _ visit: SignedInVisit
  ) async throws -> Result<AdjustPage.Effect, AdjustPage.Fault>? {
    if draft.typed.points.isEmpty { return nil }
    guard let (program, proposal) = try await proposal(draft, member) else {
      return .failure(.init(text: visit.words.adjustFaultPoints))
    }
    var question = NameQuestion()
    question.programs = [program.asset]
    let naming = Naming(try await coalition.names(question, by: visit.principal), visit, coalition)
    let before = try await coalition.wallet(proposal.wallet, by: visit.principal)
    do {
      let receipt = try await coalition.previewAdjustment(proposal, by: visit.principal)
      let after = receipt.transaction.touches.first { $0.key == proposal.wallet }?.after ?? Balance()
      return .success(
        AdjustPage.Effect(
          program: visit.words.name(program.names),
          points: naming.points(Points(proposal.points), of: program.asset),
          worth: naming.worth(Points(proposal.points), of: program.asset),
          before: naming.points(before.balance.available, of: program.asset),
          after: naming.points(after.available, of: program.asset),
          owedAfter: naming.points(after.debt, of: program.asset), isLarge: isLarge(proposal, program)))
    } catch OrderRefusal.declined(let decline) {
      return .failure(.init(text: visit.words.adjustDeclined(reason: decline.refusal.text(visit.words))))
    } catch let error where error is OrderRefusal || error is MemberRefusal {
      return .failure(.init(text: visit.words.adjustFaultPoints))
    }
  }
}

extension Naming {
  /// What a page about one member calls them.
  func served(_ member: Member) -> String {
    member.name.isEmpty
      ? member.phone.map(phone) ?? publicIDs.text(member.id) : name(member.name)
  }
}

/// What a form of a correction says.
private struct AdjustDraft {
  var typed = AdjustPage.Typed()
  let key: String

  init(_ form: FormFields, key: String) {
    typed.direction = AdjustPage.Direction(rawValue: form["direction"] ?? "") ?? .give
    typed.program = String((form["program"] ?? "").prefix(64))
    typed.points = String((form["points"] ?? "").prefix(30))
    typed.reason = AdjustReason(rawValue: form["reason"] ?? "")
    typed.note = String((form["note"] ?? "").prefix(160).map { $0.isNewline ? " " : $0 })
    self.key = key
  }
}
