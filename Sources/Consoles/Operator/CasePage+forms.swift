// What people write about a case, and what they do about it.
extension CasePage {
  func noteList(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      if notes.isEmpty {
        p(.class("none")) { words.caseNotesNone }
      } else {
        timeline(notes.map { TimelineStep(at: $0.at, text: $0.text, by: $0.by) }, words)
      }
      if rights.notes && row.state != .closed {
        form(.class("decision"), .method(.post), .action(.caseFile(row.id).appending("notes"))) {
          formToken(visit)
          area("text", words.caseNote, typedNote, limit: 500, part: .note)
          div { button(.class("button plain")) { words.caseNoteSave } }
        }
      }
    }
  }

  func proposeForm(_ visit: Visit) -> Node {
    let words = visit.words
    return form(.class("decision"), .method(.post), .action(.caseFile(row.id).appending("propose"))) {
      formToken(visit)
      if proposal.currency == nil {
        line("member", words.caseMember, proposal.member)
        div(.class("field")) {
          label(.for("program")) { words.commonProgram }
          select(.id("program"), .name("program")) {
            for choice in proposal.programs {
              option(
                choice.value == proposal.program ? [.value(choice.value), .selected] : [.value(choice.value)]
              ) { choice.name }
            }
          }
        }
      }
      line("points", proposal.currency == nil ? words.casePoints : words.caseMoneyAmount, proposal.points)
      area("reason", words.caseProposeReason, proposal.reason, limit: 200, part: .propose)
      div { button(.class("button")) { words.caseProposeSend } }
    }
  }

  func closeForm(_ visit: Visit) -> Node {
    let words = visit.words
    return form(.class("decision"), .method(.post), .action(.caseFile(row.id).appending("close"))) {
      formToken(visit)
      area("resolution", words.caseCloseReason, typedResolution, limit: 200, part: .close)
      div { button(.class("button plain")) { words.caseCloseSend } }
    }
  }

  private func line(_ name: String, _ text: String, _ value: String) -> Node {
    div(.class("field")) {
      label(.for(name)) { text }
      input(
        [.id(name), .name(name), .value(value), .maxlength(64), .required, .autocomplete("off")]
          + noted(.propose))
    }
  }

  private func area(_ name: String, _ text: String, _ value: String, limit: Int, part: Part) -> Node {
    div(.class("field")) {
      label(.for(name)) { text }
      textarea([.id(name), .name(name), .maxlength(limit), .required] + noted(part)) { value }
    }
  }

  private func noted(_ part: Part) -> [Attribute] {
    fault?.part == part ? [.aria(.describedby, "fault")] : []
  }
}
