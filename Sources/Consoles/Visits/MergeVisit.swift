import Coalition
import HTTPTypes
import Hummingbird
import Ledger
import LedgerStore

// A merge proposed from a member's page: the other one is found, both are shown, another person decides.
extension OperatorConsole {
  func mergePage(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      try visit.principal.requireOperator(.adjust)
      let member = try await servedMember(asked, visit)
      var draft = MergeDraft(typed: String((asked.query["q"] ?? "").prefix(100)), form: asked.query)
      draft.key = coalition.ids.bytes(16).hexadecimal
      return try await shown(draft, member, visit)
    }
  }

  func proposeMerge(_ asked: Asked) async throws -> Response {
    try await signedInForm(asked) { visit, form in
      try visit.principal.requireOperator(.adjust)
      let member = try await servedMember(asked, visit)
      let draft = MergeDraft(typed: String((form["other"] ?? "").prefix(100)), form: form)
      guard let other = try await sought(draft.typed, visit), other.id != member.id else {
        return try await shown(draft, member, visit, fault: visit.words.mergeFaultNobody)
      }
      let proposal =
        draft.keepsOther
        ? MergeProposal(from: member.id, into: other.id) : MergeProposal(from: other.id, into: member.id)
      do {
        let approval = try await coalition.propose(
          .merge(proposal), reason: draft.reason, once: draft.key, by: visit.principal)
        let link = Link.approval(coalition.publicIDs.text(approval.id))
        return faces.redirect(to: link.query([("said", "proposed")]))
      } catch let refusal as ApprovalRefusal {
        return try await shown(draft, member, visit, fault: refusal.text(visit.words))
      } catch MemberRefusal.memberClosed {
        return try await shown(draft, member, visit, fault: visit.words.mergeFaultClosed)
      }
    }
  }

  /// Whoever is meant by a whole id, phone, card number or e-mail; nil for nobody.
  private func sought(_ text: String, _ visit: SignedInVisit) async throws -> Member? {
    let text = text.filter { $0 != " " }
    if text.isEmpty { return nil }
    let claim: MemberClaim =
      if let id = coalition.publicIDs.id(text, as: Identified.Member.self) {
        .id(id)
      } else if text
        .contains("@")
      {
        .email(text)
      } else if text.utf8.count == 16, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
        .card(text)
      } else {
        .phone(text)
      }
    do {
      return try await coalition.member(claim, by: visit.principal)
    } catch is MemberRefusal { return nil }
  }

  private func shown(
    _ draft: MergeDraft, _ member: Member, _ visit: SignedInVisit, fault: String? = nil
  ) async throws -> Response {
    let other = try await sought(draft.typed, visit)
    var said = fault
    if said == nil, !draft.typed.isEmpty {
      if other == nil { said = visit.words.mergeFaultNobody }
      if other?.id == member.id { said = visit.words.mergeFaultSame }
      if other?.status == .closed || member.status == .closed { said = visit.words.mergeFaultClosed }
    }
    var found: MergePage.Side?
    if let other, other.id != member.id, other.status != .closed, member.status != .closed {
      found = try await side(other, visit)
    }
    var page = MergePage(this: try await side(member, visit), other: found, key: draft.key)
    page.keepsOther = draft.keepsOther
    page.typed = draft.typed
    page.reason = draft.reason
    page.fault = said
    return faces.page(page.render(visit.visit), status: fault == nil ? .ok : .conflict)
  }

  private func side(_ member: Member, _ visit: SignedInVisit) async throws -> MergePage.Side {
    let wallets = try await coalition.wallets(of: member.id, by: visit.principal)
    var question = NameQuestion()
    question.programs = Set(wallets.map(\.key.asset))
    let naming = Naming(try await coalition.names(question, by: visit.principal), visit, coalition)
    let cards = try await coalition.cards(of: member.id, by: visit.principal)
    return MergePage.Side(
      id: coalition.publicIDs.text(member.id), name: naming.served(member),
      phone: member.phone.map(naming.phone) ?? visit.words.commonNone,
      email: member.email.map(naming.email) ?? visit.words.commonNone,
      standing: ShownStanding(member.status), joinedAt: ShownTime(member.createdAt),
      cards: Int64(cards.count), openHolds: Int64(wallets.reduce(0) { $0 + $1.holds.count }),
      wallets: wallets.map { wallet in
        (naming.program(wallet.key.asset), naming.points(wallet.balance.total, of: wallet.key.asset))
      })
  }
}

/// What a form of a merge says.
private struct MergeDraft {
  let typed: String
  let keepsOther: Bool
  let reason: String
  var key: String

  init(typed: String, form: FormFields) {
    self.typed = typed
    keepsOther = form["keep"] == "other"
    reason = String((form["reason"] ?? "").prefix(200).map { $0.isNewline ? " " : $0 })
    key = form["key"] ?? ""
  }
}
