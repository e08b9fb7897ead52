import Coalition
import HTTPTypes
import Hummingbird
import Ledger

extension OperatorConsole {
  func feedbackQueue(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      let query = ListQuery(parsing: asked.query.items, filters: FeedbackQueuePage.filters, sorts: [])
      let rows = await visit.loaded { try await feedbackRows(query, visit) }
      return faces.page(FeedbackQueuePage(query: query, rows: rows).render(visit.visit))
    }
  }

  func feedback(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in try await shownFeedback(asked, visit) }
  }

  func answerFeedback(_ asked: Asked) async throws -> Response {
    try await signedInForm(asked) { visit, form in
      let text = form["text"] ?? ""
      do {
        try await coalition.answerFeedback(try feedbackID(asked), text, by: visit.principal)
        return faces.redirect(to: .feedback(asked.id))
      } catch FeedbackRefusal.notFound { throw HTTPError(.notFound) } catch let refusal as FeedbackRefusal {
        return try await shownFeedback(asked, visit, text: text, fault: refusal.text(visit.words))
      }
    }
  }

  func closeFeedback(_ asked: Asked) async throws -> Response {
    try await signedInForm(asked) { visit, _ in
      do {
        try await coalition.closeFeedback(try feedbackID(asked), by: visit.principal)
      } catch is FeedbackRefusal { throw HTTPError(.notFound) }
      return faces.redirect(to: .feedback(asked.id))
    }
  }

  private func feedbackRows(
    _ query: ListQuery, _ visit: SignedInVisit
  ) async throws -> Batch<FeedbackQueuePage.Row> {
    let after: FeedbackID? = query.after.flatMap { coalition.publicIDs.id($0) }
    let page = try await coalition.feedback(
      in: Feedback.State(rawValue: query["state"]), PageRequest(limit: query.limit, after: after),
      by: visit.principal)
    var question = NameQuestion()
    question.members = Set(page.items.map(\.member))
    question.merchants = Set(page.items.compactMap(\.merchant))
    let naming = Naming(try await coalition.names(question, by: visit.principal), visit, coalition)
    let rows = page.items.map { item in
      FeedbackQueuePage.Row(
        id: coalition.publicIDs.text(item.id), member: naming.member(item.member) ?? "",
        to: item.merchant.flatMap(naming.merchant) ?? visit.words.feedbackOperator, beginning: item.beginning,
        at: ShownTime(item.updatedAt), state: ShownFeedback(item.state))
    }
    return Batch(rows, next: page.hasMore ? rows.last?.id : nil)
  }

  private func shownFeedback(
    _ asked: Asked, _ visit: SignedInVisit, text: String = "", fault: String? = nil
  ) async throws -> Response {
    let found: Feedback
    do {
      found = try await coalition.feedback(try feedbackID(asked), by: visit.principal)
    } catch is FeedbackRefusal { throw HTTPError(.notFound) }
    var question = NameQuestion()
    question.members = [found.member]
    question.merchants = Set([found.merchant].compactMap(\.self))
    question.operators = Set(found.entries.map(\.by))
    let naming = Naming(try await coalition.names(question, by: visit.principal), visit, coalition)
    let words = visit.words
    let member = naming.member(found.member) ?? ""
    var page = FeedbackDetailPage(
      id: asked.id, member: member, memberLink: .member(coalition.publicIDs.text(found.member)),
      to: found.merchant.flatMap(naming.merchant) ?? words.feedbackOperator,
      state: ShownFeedback(found.state),
      entries: found.entries.map { entry in
        ThreadEntry(
          isMembers: entry.author == .member,
          name: entry.author == .member ? member : naming.book.operators[entry.by] ?? words.feedbackStaff,
          text: entry.text, at: ShownTime(entry.at))
      },
      mayAnswer: visit.principal.scopes.contains(.writeMembers))
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
