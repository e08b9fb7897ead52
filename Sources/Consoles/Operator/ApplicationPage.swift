import Coalition

/// One application: what it says, who else it may be, what was checked, and what is to become of it.
struct ApplicationPage: ConsolePage {
  /// What the viewer may do.
  struct Rights: Sendable {
    var reviews = false
    var proposes = false
    var invites = false
  }

  /// Somebody who may be the same company.
  struct Likeness: Sendable {
    let name: String
    let state: Node
    let link: Link
  }

  /// What the form of the proposal begins with.
  struct Draft: Sendable {
    var code = ""
    var names = ["", "", ""]
    var category = ""
    var storeName = ""
    var terms = MerchantPage.TermsForm()
  }

  /// The proposal that was made last.
  struct Proposal: Sendable {
    let decision: ShownDecision
    let link: Link
    let reason: String
  }

  let id: String
  let name: String
  let state: ShownApplication
  let stated: [(name: String, value: String)]
  let note: String
  let likenesses: Loaded<[Likeness]>
  let checks: [(field: String, name: String, isOn: Bool)]
  let reviewer: String?
  let reason: String
  let proposal: Proposal?
  /// The merchant that it became.
  let merchant: Link?
  let hasOwner: Bool
  var draft = Draft()
  var rights = Rights()
  /// Shown once, after it was made.
  var invitation: String?
  var fault: String?

  var place: MenuPlace { .applications }
  var isBelowPlace: Bool { true }

  func heading(_ words: Words) -> String { name }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      div(.class("detail-head")) {
        div {
          state.badge(words)
          h1 { name }
          copyable(id, words)
        }
      }
      faultNotice(fault)
      div(.class("split")) {
        div {
          card(words.applicationDecision) { decision(visit) }
          if state == .inReview { card(words.applicationChecks, id: "checks") { checklist(visit) } }
          card(words.applicationLikeness, words.applicationLikenessNote) {
            likenesses.node(visit) { found in
              if found.isEmpty { return p(.class("none")) { words.applicationNoLikeness } }
              return ul(.class("plain-list")) {
                for one in found {
                  li {
                    a(.href(one.link)) { one.name }
                    one.state
                  }
                }
              }
            }
          }
        }
        aside {
          card(words.applicationStated) {
            facts(stated.map { ($0.name, .text($0.value)) })
            if !note.isEmpty {
              h3 { words.applyNote }
              for line in note.split(separator: "\n") { p { String(line) } }
            }
          }
        }
      }
    }
  }

  private var isWaiting: Bool { proposal?.decision == .waiting || proposal?.decision == .approved }

  @Nodes private func decision(_ visit: Visit) -> [Node] {
    let words = visit.words
    p { state.explanation(words) }
    if let reviewer { facts([(words.applicationReviewer, .text(reviewer))]) }
    if !reason.isEmpty { facts([(words.commonReason, .text(reason))]) }
    if let proposal {
      p {
        proposal.decision.badge(words)
        " "
        a(.href(proposal.link)) { words.applicationProposal }
        if !proposal.reason.isEmpty { " \u{00B7} " + proposal.reason }
      }
    }
    if let merchant { p { a(.class("button"), .href(merchant)) { words.applicationMerchant } } }
    if state == .approved { owner(visit) }
    if rights.reviews, state == .applied {
      deskForm(.application(id).appending("take"), words.applicationTake, visit)
    }
    if state == .inReview, !isWaiting {
      if rights.proposes { proposing(visit) }
      if rights.reviews { rejecting(visit) }
    }
  }

  @Nodes private func owner(_ visit: Visit) -> [Node] {
    let words = visit.words
    if hasOwner {
      p { words.applicationOwnerIn }
    } else {
      p { words.applicationOwnerWaits }
      if let invitation {
        div(.class("notice good"), .role("status")) {
          p { words.applicationInvitationOnce }
          copyable(invitation, words)
        }
      }
      if rights.invites {
        deskForm(.application(id).appending("invitation"), words.applicationInvite, isMain: false, visit)
      }
    }
  }

  private func checklist(_ visit: Visit) -> Node {
    let words = visit.words
    if !rights.reviews || isWaiting {
      return ul(.class("plain-list")) {
        for check in checks {
          li {
            span { check.name }
            check.isOn ? badge(words.deskDone, .good) : badge(words.deskWaits, .warn)
          }
        }
      }
    }
    return deskForm(.application(id).appending("checks"), words.staffSave, isMain: false, visit) {
      for check in checks { deskCheck(check.field, check.name, isOn: check.isOn) }
    }
  }

  private func proposing(_ visit: Visit) -> Node {
    let words = visit.words
    if !checks.allSatisfy(\.isOn) { return p(.class("none")) { words.applicationNotReviewed } }
    return details(fault == nil ? [] : [.open]) {
      summary { words.applicationPropose }
      deskForm(.application(id).appending("propose"), words.merchantTermsPropose, visit) {
        deskField("code", words.deskCode, draft.code, length: 15)
        deskField("name_hans", words.applicationNameHans, draft.names[0])
        deskField("name_hant", words.applicationNameHant, draft.names[1])
        deskField("name_en", words.applicationNameEn, draft.names[2])
        deskChoice("category", words.categoryName, MerchantCategory.choices(words), draft.category)
        deskField("store_name", words.applyStoreName, draft.storeName)
        deskChoice("program", words.commonProgram, draft.terms.programs, draft.terms.program)
        termsFields(draft.terms, words)
        div(.class("field")) {
          label(.for("propose-reason")) { words.commonReason }
          textarea(.id("propose-reason"), .name("reason"), .maxlength(200), .required) { draft.terms.reason }
        }
      }
    }
  }

  private func rejecting(_ visit: Visit) -> Node {
    let words = visit.words
    return finalForm(
      .application(id).appending("reject"), words.applicationReject, words.applicationRejectNote, visit
    ) {
      div(.class("field")) {
        label(.for("reject-reason")) { words.applicationRejectReason }
        textarea(.id("reject-reason"), .name("reason"), .maxlength(200), .required) {}
      }
    }
  }
}
