import Coalition
import HTTPTypes
import Hummingbird
import Ledger

// What members wrote to this merchant.
extension MerchantDesk {
  func feedbackQueue(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      try visit.principal.require(.readMembers)
      let query = ListQuery(parsing: asked.query.items, filters: FeedbackQueuePage.filters, sorts: [])
      let rows = await visit.visit.loaded { try await feedbackRows(query, visit) }
      return faces.page(FeedbackQueuePage(query: query, rows: rows).render(visit.visit.visit))
    }
  }

  func feedback(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in try await shownFeedback(asked, visit) }
  }

  func answerFeedback(_ asked: Asked) async throws -> Response {
    try await signedInForm(asked) { visit, form in
      let text = form["text"] ?? ""
      do {
        try await coalition.answerFeedback(
          try id(asked, Identified.Feedback.self), text, by: visit.principal)
        return faces.redirect(to: .deskFeedback(asked.id))
      } catch FeedbackRefusal.notFound { throw HTTPError(.notFound) } catch let refusal as FeedbackRefusal {
        return try await shownFeedback(asked, visit, text: text, fault: refusal.text(visit.words))
      }
    }
  }

  func closeFeedback(_ asked: Asked) async throws -> Response {
    try await signedInForm(asked) { visit, _ in
      do {
        try await coalition.closeFeedback(try id(asked, Identified.Feedback.self), by: visit.principal)
      } catch is FeedbackRefusal { throw HTTPError(.notFound) }
      return faces.redirect(to: .deskFeedback(asked.id))
    }
  }

  private func feedbackRows(
    _ query: ListQuery, _ visit: DeskVisit
  ) async throws -> Batch<FeedbackQueuePage.Row> {
    let after: FeedbackID? = query.after.flatMap { coalition.publicIDs.id($0) }
    let page = try await coalition.feedback(
      in: Feedback.State(rawValue: query["state"]), PageRequest(limit: query.limit, after: after),
      by: visit.principal)
    let naming = try await naming(page.items, visit)
    let rows = page.items.map { item in
      FeedbackQueuePage.Row(
        id: coalition.publicIDs.text(item.id), member: writer(item, naming, visit),
        to: item.merchant.flatMap(naming.merchant) ?? "", beginning: item.beginning,
        at: ShownTime(item.updatedAt), state: ShownFeedback(item.state))
    }
    return Batch(rows, next: page.hasMore ? rows.last?.id : nil)
  }

  private func shownFeedback(
    _ asked: Asked, _ visit: DeskVisit, text: String = "", fault: String? = nil
  ) async throws -> Response {
    let found: Feedback
    do {
      found = try await coalition.feedback(try id(asked, Identified.Feedback.self), by: visit.principal)
    } catch is FeedbackRefusal { throw HTTPError(.notFound) }
    let naming = try await naming([found], visit)
    let words = visit.words
    let member = writer(found, naming, visit)
    let isGuest = naming.book.members[found.member] != nil
    var page = FeedbackDetailPage(
      id: asked.id, member: member,
      memberLink: isGuest ? .deskMember(coalition.publicIDs.text(found.member)) : nil,
      to: found.merchant.flatMap(naming.merchant) ?? "", state: ShownFeedback(found.state),
      entries: found.entries.map { entry in
        ThreadEntry(
          isMembers: entry.author == .member,
          name: entry.author == .member ? member : naming.book.operators[entry.by] ?? words.feedbackStaff,
          text: entry.text, at: ShownTime(entry.at))
      },
      mayAnswer: visit.principal.scopes.contains(.writeMembers))
    page.text = text
    page.fault = fault
    return faces.page(page.render(visit.visit.visit), status: fault == nil ? .ok : .badRequest)
  }

  /// Who wrote and was never here stays without a name.
  private func writer(_ feedback: Feedback, _ naming: Naming, _ visit: DeskVisit) -> String {
    naming.book.members[feedback.member] == nil
      ? visit.words.commonMember : naming.member(feedback.member) ?? visit.words.commonMember
  }

  private func naming(_ feedback: [Feedback], _ visit: DeskVisit) async throws -> Naming {
    var question = NameQuestion()
    question.members = Set(feedback.map(\.member))
    question.merchants = Set(feedback.compactMap(\.merchant))
    question.operators = Set(feedback.flatMap(\.entries).map(\.by))
    return Naming(try await coalition.names(question, by: visit.principal), visit.visit, coalition)
  }
}
