/// What the member wrote and what was answered, and a place to write.
struct SiteFeedbackPage: SitePage {
  struct Row: Sendable {
    let id: String
    let to: String
    let beginning: String
    let at: ShownTime
    let isUnread: Bool
    let state: ShownFeedback
  }

  struct Addressee: Sendable {
    let id: String
    let name: String
    let isChosen: Bool
  }

  let rows: Batch<Row>
  let addressees: [Addressee]
  /// What was typed before and not taken.
  var text = ""
  var fault: String?

  var tab: SiteTab? { .me }
  var above: SiteTab? { .me }

  func heading(_ words: Words) -> String { words.siteFeedback }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      pageHead(heading(words), words.feedbackIntro)
      card(words.feedbackNew) {
        form(.method(.post), .action(.siteFeedback), .class("decision")) {
          formToken(visit)
          div(.class("field")) {
            label(.for("to")) { words.feedbackTo }
            select(.id("to"), .name("to")) {
              option(.value("")) { words.feedbackOperator }
              for addressee in addressees {
                let plain: [Attribute] = [.value(addressee.id)]
                option(addressee.isChosen ? plain + [.selected] : plain) { addressee.name }
              }
            }
          }
          textField("text", words.feedbackText, text, fault: fault)
          button(.class("button wide")) { words.feedbackSend }
        }
      }
      if !rows.rows.isEmpty {
        card(words.feedbackMine) {
          ul(.class("rows")) {
            for row in rows.rows {
              li {
                a(.href(.siteFeedback(row.id))) {
                  span { row.beginning }
                  small { row.to + " \u{00B7} " + words.time(row.at) }
                  row.isUnread ? badge(words.feedbackUnread, .good) : row.state.badge(words)
                }
              }
            }
          }
          if let next = rows.next {
            p(.class("more")) {
              a(.rel("next"), .href(Link.siteFeedback.query([("after", next)]))) { words.memberOlder }
            }
          }
        }
      }
    }
  }
}

/// How far a feedback is.
enum ShownFeedback: String, CaseIterable, Sendable {
  case open, answered, closed

  func name(_ words: Words) -> String {
    switch self {
    case .open: words.feedbackOpen
    case .answered: words.feedbackAnswered
    case .closed: words.feedbackClosed
    }
  }

  func badge(_ words: Words) -> Node {
    let tone: Tone =
      switch self {
      case .open: .warn
      case .answered: .good
      case .closed: .quiet
      }
    return Consoles.badge(name(words), tone)
  }
}

/// An entry of a thread, on either side's page.
struct ThreadEntry: Sendable {
  let isMembers: Bool
  let name: String
  let text: String
  let at: ShownTime
}

func thread(_ entries: [ThreadEntry], _ words: Words) -> Node {
  ol(.class("thread")) {
    for entry in entries {
      li(.class(entry.isMembers ? "theirs" : "ours")) {
        small { entry.name + " \u{00B7} " + words.time(entry.at) }
        for line in entry.text.split(separator: "\n", omittingEmptySubsequences: false) { p { String(line) } }
      }
    }
  }
}

func textField(_ id: String, _ name: String, _ text: String, fault: String?) -> Node {
  var attributes: [Attribute] = [.id(id), .name(id), .maxlength(2_000), .required]
  if fault != nil { attributes += [.aria(.invalid, "true"), .aria(.describedby, id + "-fault")] }
  return div(.class("field")) {
    label(.for(id)) { name }
    textarea(attributes) { text }
    if let fault { p(.id(id + "-fault"), .class("fault")) { fault } }
  }
}

/// One thread of the member's own.
struct SiteThreadPage: SitePage {
  let id: String
  let to: String
  let state: ShownFeedback
  let entries: [ThreadEntry]
  var text = ""
  var fault: String?

  var tab: SiteTab? { .me }
  var above: SiteTab? { .me }

  func heading(_ words: Words) -> String { words.feedbackWith(name: to) }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      pageHead(heading(words))
      p(.class("state")) { state.badge(words) }
      section(.class("card")) {
        h2(.class("unseen")) { words.feedbackThread }
        thread(entries, words)
      }
      card(words.feedbackMore) {
        form(.method(.post), .action(.siteFeedback(id)), .class("decision")) {
          formToken(visit)
          textField("text", words.feedbackText, text, fault: fault)
          button(.class("button wide")) { words.feedbackSend }
        }
      }
    }
  }
}
