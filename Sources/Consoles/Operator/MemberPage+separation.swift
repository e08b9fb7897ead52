extension MemberPage {
  /// How a member was merged, and what would go back if that was taken back.
  struct Separation: Sendable {
    struct Part: Sendable {
      let program: String
      let merged: ShownPoints
      /// Nil where part of it was taken back before.
      let back: ShownPoints?
    }

    let parts: [Part]
    let at: ShownTime?
    /// The approval by which they were merged.
    let approval: String?
    /// Names the one proposal that this form can make.
    let key: String
    var reason = ""
    var fault: String?

    var isPossible: Bool { parts.allSatisfy { $0.back != nil } }
  }

  func separationCard(_ separation: Separation, _ visit: Visit) -> Node {
    let words = visit.words
    return card(words.separateTitle, words.separateNote, id: "separation") {
      faultNotice(separation.fault)
      if let at = separation.at { p { words.separateMerged(time: words.exactTime(at)) } }
      if let approval = separation.approval {
        p(.class("more")) { a(.href(.approval(approval))) { words.separateApproval } }
      }
      ul(.class("plain-list")) {
        for part in separation.parts {
          li {
            if let back = part.back {
              words.separateBack(
                back: words.points(back), merged: words.points(part.merged), program: part.program)
            } else {
              words.separatePart(program: part.program)
            }
          }
        }
      }
      if separation.isPossible { separationForm(separation, visit) }
    }
  }

  private func separationForm(_ separation: Separation, _ visit: Visit) -> Node {
    let words = visit.words
    return form(.class("decision money"), .method(.post), .action(.memberSeparation(id))) {
      formToken(visit)
      input(.type("hidden"), .name("key"), .value(separation.key))
      div(.class("field")) {
        label(.for("separation-reason")) { words.approvalReason }
        textarea(.id("separation-reason"), .name("reason"), .maxlength(200), .required) { separation.reason }
      }
      div { button(.class("button")) { words.mergePropose } }
    }
  }
}
