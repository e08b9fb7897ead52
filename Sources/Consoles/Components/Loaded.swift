/// A part of a page that was read on its own, so that one failure does not take the page with it.
enum Loaded<Value: Sendable>: Sendable {
  case loaded(Value)
  /// The read failed; the id finds it in the log.
  case failed(requestID: String)
  /// The person lacks this right.
  case forbidden(right: String)
}

/// One page of a list, and the cursor of the next.
struct Batch<Row: Sendable>: Sendable {
  let rows: [Row]
  let next: String?

  init(_ rows: [Row], next: String? = nil) {
    self.rows = rows
    self.next = next
  }
}

extension Loaded {
  /// Shows the value, or says in its place why it is not there and what to do.
  func node(_ visit: Visit, _ show: (Value) -> Node) -> Node {
    let words = visit.words
    switch self {
    case .loaded(let value): return show(value)
    case .failed(let requestID):
      return emptyState(.bad, words.stateFailedTitle, words.stateFailedText(request: requestID)) {
        a(.class("button"), .href(visit.path)) { words.stateRetry }
      }
    case .forbidden(let right):
      return emptyState(.quiet, words.stateForbiddenTitle, words.stateForbiddenText(right: right)) {}
    }
  }
}

enum EmptyTone { case quiet, bad }

func emptyState(_ tone: EmptyTone, _ name: String, _ text: String, @Nodes action: () -> [Node]) -> Node {
  div(.classes(tone == .bad ? ["empty", "bad"] : ["empty"]), tone == .bad ? .role("alert") : .role("note")) {
    coin
    h2 { name }
    p { text }
    action()
  }
}
