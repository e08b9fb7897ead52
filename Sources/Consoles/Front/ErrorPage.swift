/// What is shown in place of a page that cannot be: what happened, and where to go from here.
struct ErrorPage: FrontPage {
  enum Kind: Sendable {
    case notFound
    /// The right that is missing, where there is one to name.
    case forbidden(right: String?)
    case tooManyRequests(seconds: Int64)
    /// The form's proof of origin is missing or old.
    case staleForm
    case failure
  }

  let kind: Kind
  /// Finds the request in the log.
  let requestID: String

  var status: Int {
    switch kind {
    case .notFound: 404
    case .forbidden, .staleForm: 403
    case .tooManyRequests: 429
    case .failure: 500
    }
  }

  func heading(_ words: Words) -> String {
    switch kind {
    case .notFound: words.errorNotFoundTitle
    case .forbidden: words.errorForbiddenTitle
    case .tooManyRequests: words.errorTooManyTitle
    case .staleForm: words.errorStaleTitle
    case .failure: words.errorFailureTitle
    }
  }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return section(.class("error-page")) {
      p(.class("status"), .aria(.hidden, "true")) { String(status) }
      h1 { heading(words) }
      p(.class("lede")) { text(words) }
      p(.class("actions")) {
        a(.class("button"), .href(.start)) { words.errorHome }
        a(.class("button plain"), .href(.help)) { words.shellHelp }
      }
      p(.class("hint")) {
        words.errorRequest
        copyable(requestID, words)
      }
    }
  }

  private func text(_ words: Words) -> String {
    switch kind {
    case .notFound: words.errorNotFoundText
    case .forbidden(let right):
      right.map { words.errorForbiddenRight(right: $0) } ?? words.errorForbiddenText
    case .tooManyRequests(let seconds): words.errorTooManyText(seconds: seconds)
    case .staleForm: words.errorStaleText
    case .failure: words.errorFailureText
    }
  }
}
