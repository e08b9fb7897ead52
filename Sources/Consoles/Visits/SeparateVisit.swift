import Coalition
import HTTPTypes
import Hummingbird
import Ledger

// A merge proposed to be taken back from the merged member's page; another person decides.
extension OperatorConsole {
  func proposeSeparation(_ asked: Asked) async throws -> Response {
    try await signedInForm(asked) { visit, form in
      try visit.principal.requireOperator(.adjust)
      let member = try await servedMember(asked, visit)
      let reason = String((form["reason"] ?? "").prefix(200).map { $0.isNewline ? " " : $0 })
      do {
        let approval = try await coalition.propose(
          .separate(SeparationProposal(member: member.id)), reason: reason, once: form["key"] ?? "",
          by: visit.principal)
        let link = Link.approval(coalition.publicIDs.text(approval.id))
        return faces.redirect(to: link.query([("said", "proposed")]))
      } catch let refusal as ApprovalRefusal {
        return try await shown(member, visit, separation: (reason, refusal.text(visit.words)))
      } catch is MemberRefusal {
        // It was taken back meanwhile, or never merged, or the survivor left: the page shows how it is now.
        return faces.redirect(to: .member(asked.id))
      }
    }
  }

  /// What the page of a merged member says of the merge; nil of others, and where it was taken back.
  func separation(of member: Member, _ visit: SignedInVisit) async throws -> MemberPage.Separation? {
    guard member.status == .closed, member.mergedInto != nil, visit.principal.kind == .platform,
      visit.principal.scopes.contains(.adjust),
      try await coalition.isSeparable(member.id, by: visit.principal)
    else { return nil }
    let found = try await coalition.previewSeparation(of: member.id, by: visit.principal)
    var question = NameQuestion()
    question.programs = Set(found.map(\.asset))
    let naming = Naming(try await coalition.names(question, by: visit.principal), visit, coalition)
    let approval = found.lazy.map(\.reference).first {
      coalition.publicIDs.id($0, as: Identified.Approval.self) != nil
    }
    return MemberPage.Separation(
      parts: found.map { part in
        MemberPage.Separation.Part(
          program: naming.program(part.asset), merged: naming.points(part.merged, of: part.asset),
          back: part.back.map { naming.points($0, of: part.asset) })
      },
      at: found.first.map { ShownTime($0.at) }, approval: approval,
      key: coalition.ids.bytes(16).hexadecimal)
  }
}
