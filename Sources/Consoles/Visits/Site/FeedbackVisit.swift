import Coalition
import Hummingbird
import Ledger

extension MemberSite {
  func feedbackPage(_ asked: Asked) async throws -> Response {
    try await entered(asked) { visit in try await feedbackPage(visit) }
  }

  func sendFeedback(_ asked: Asked) async throws -> Response {
    try await enteredForm(asked) { visit, form in
      let text = form["text"] ?? ""
      do {
        let to = form["to"] ?? ""
        let merchant: MerchantID? = coalition.publicIDs.id(to)
        if !to.isEmpty, merchant == nil { throw FeedbackRefusal.merchantNotFound }
        _ = try await coalition.sendFeedback(text, to: merchant, by: visit.me)
        return done(.sent, at: .siteFeedback)
      } catch let refusal as FeedbackRefusal {
        return try await feedbackPage(
          visit, to: form["to"] ?? "", text: text, fault: refusal.text(visit.words))
      }
    }
  }

  func thread(_ asked: Asked) async throws -> Response {
    try await entered(asked) { visit in try await thread(visit) }
  }

  func addToThread(_ asked: Asked) async throws -> Response {
    try await enteredForm(asked) { visit, form in
      let text = form["text"] ?? ""
      do {
        try await coalition.addToFeedback(try feedbackID(asked), text, by: visit.me)
        return done(.sent, at: .siteFeedback(asked.id))
      } catch FeedbackRefusal.notFound { throw HTTPError(.notFound) } catch let refusal as FeedbackRefusal {
        return try await thread(visit, text: text, fault: refusal.text(visit.words))
      }
    }
  }

  private func feedbackPage(
    _ visit: MemberVisit, to: String = "", text: String = "", fault: String? = nil
  ) async throws -> Response {
    let after: FeedbackID? = coalition.publicIDs.id(visit.asked.query["after"] ?? "")
    let page = try await coalition.feedback(PageRequest(limit: 20, after: after), by: visit.me)
    var question = NameQuestion()
    question.merchants = Set(page.items.compactMap(\.merchant))
    // A merchant is chosen where it is found, at its place; those written to before stand here too.
    let chosen: MerchantID? = coalition.publicIDs.id(visit.asked.query["to"] ?? to)
    if let chosen { question.merchants.insert(chosen) }
    let naming = Naming(
      try await coalition.names(question, by: visit.me), visit.words, coalition.publicIDs)
    let rows = page.items.map { item in
      SiteFeedbackPage.Row(
        id: coalition.publicIDs.text(item.id),
        to: item.merchant.flatMap(naming.merchant) ?? visit.words.feedbackOperator,
        beginning: item.beginning, at: ShownTime(item.updatedAt), isUnread: item.isUnread,
        state: ShownFeedback(item.state))
    }
    var shown = SiteFeedbackPage(
      rows: Batch(rows, next: page.hasMore ? rows.last?.id : nil),
      addressees: naming.book.merchants.sorted { $0.key < $1.key }.map { id, names in
        SiteFeedbackPage.Addressee(
          id: coalition.publicIDs.text(id), name: visit.words.name(names), isChosen: id == chosen)
      })
    shown.text = text
    shown.fault = fault
    return faces.page(shown.render(visit.visit), status: fault == nil ? .ok : .badRequest)
  }

  private func thread(
    _ visit: MemberVisit, text: String = "", fault: String? = nil
  ) async throws -> Response {
    let found: Feedback
    do {
      found = try await coalition.feedback(try feedbackID(visit.asked), by: visit.me)
    } catch is FeedbackRefusal { throw HTTPError(.notFound) }
    var question = NameQuestion()
    question.merchants = Set([found.merchant].compactMap(\.self))
    let book = try await coalition.names(question, by: visit.me)
    let words = visit.words
    let to =
      found.merchant.flatMap { book.merchants[$0] }.map { words.name($0) } ?? words.feedbackOperator
    var page = SiteThreadPage(
      id: visit.asked.id, to: to, state: ShownFeedback(found.state),
      entries: found.entries.map {
        ThreadEntry(
          isMembers: $0.author == .member, name: $0.author == .member ? words.feedbackYou : to, text: $0.text,
          at: ShownTime($0.at))
      })
    page.text = text
    page.fault = fault
    return faces.page(page.render(visit.visit), status: fault == nil ? .ok : .badRequest)
  }

  private func feedbackID(_ asked: Asked) throws -> FeedbackID {
    guard let id = coalition.publicIDs.id(asked.id, as: Identified.Feedback.self) else {
      throw HTTPError(.notFound)
    }
    return id
  }
}

extension ShownFeedback {
  init(_ state: Feedback.State) {
    self =
      switch state {
      case .open: .open
      case .answered: .answered
      case .closed: .closed
      }
  }
}

extension FeedbackRefusal {
  func text(_ words: Words) -> String {
    switch self {
    case .notFound: words.errorNotFoundText
    case .textInvalid: words.feedbackTextWrong
    case .merchantNotFound: words.feedbackNobody
    case .tooMany: words.feedbackTooMany
    }
  }
}
