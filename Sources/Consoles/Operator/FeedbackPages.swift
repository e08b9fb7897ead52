/// What members wrote, as a queue: what waits for an answer first.
struct FeedbackQueuePage: ConsolePage {
  struct Row: Sendable {
    let id: String
    let member: String
    let to: String
    let beginning: String
    let at: ShownTime
    let state: ShownFeedback
  }

  static let filters = ["state"]

  let query: ListQuery
  let rows: Loaded<Batch<Row>>

  var place: MenuPlace { .feedback }

  func heading(_ words: Words) -> String { words.siteFeedback }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    let base: Link = visit.desk == nil ? .feedback : .deskFeedback
    return Listing(
      base: base, query: query, batch: rows, heading: heading(words), introduction: words.feedbackQueue,
      filters: [
        FilterField(
          "state", words.commonState, .choice(ShownFeedback.allCases.map { ($0.rawValue, $0.name(words)) }))
      ],
      columns: [
        Column(words.feedbackText), Column(words.commonMember), Column(words.feedbackTo),
        Column(words.commonTime, .number), Column(words.commonState),
      ],
      firstUse: emptyState(.quiet, words.feedbackNone, words.feedbackNoneText) {}
    ) { row in
      [
        a(.href(base.appending(row.id))) { row.beginning }, .text(row.member), .text(row.to),
        moment(row.at, words),
        row.state.badge(words),
      ]
    }.node(visit)
  }
}

/// One thread, with a place to answer.
struct FeedbackDetailPage: ConsolePage {
  let id: String
  let member: String
  /// Nil where the viewer may not open it.
  let memberLink: Link?
  let to: String
  let state: ShownFeedback
  let entries: [ThreadEntry]
  let mayAnswer: Bool
  var text = ""
  var fault: String?

  var place: MenuPlace { .feedback }
  var isBelowPlace: Bool { true }

  func heading(_ words: Words) -> String { words.feedbackFrom(name: member) }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    let link = (visit.desk == nil ? Link.feedback : .deskFeedback).appending(id)
    return Node {
      div(.class("detail-head")) {
        div {
          state.badge(words)
          h1 { heading(words) }
          copyable(id, words)
        }
      }
      div(.class("split")) {
        div {
          section(.class("card")) {
            h2(.class("unseen")) { words.feedbackThread }
            thread(entries, words)
          }
          if mayAnswer {
            card(words.feedbackAnswer) {
              form(.method(.post), .action(link), .class("decision")) {
                formToken(visit)
                textField("text", words.feedbackText, text, fault: fault)
                button(.class("button")) { words.feedbackAnswer }
              }
              if state != .closed {
                form(.method(.post), .action(link.appending("close")), .class("decision")) {
                  formToken(visit)
                  button(.class("button plain")) { words.feedbackClose }
                }
              }
            }
          }
        }
        aside {
          card(words.memberProfile) {
            facts([
              (words.commonMember, memberLink.map { to in a(.href(to)) { member } } ?? .text(member)),
              (words.feedbackTo, .text(to)),
            ])
          }
        }
      }
    }
  }
}
