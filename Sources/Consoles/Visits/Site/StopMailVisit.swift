import Coalition
import Hummingbird

extension MemberSite {
  /// Where the link at the end of an e-mail leads. Looking changes nothing: mailboxes look at links by
  /// themselves.
  func stopPage(_ asked: Asked) async throws -> Response {
    let topic = coalition.mailTopic(of: asked.id)
    let state: SiteStopPage.State = topic.map { .asking(ShownTopic($0), asked.id) } ?? .unknown
    return stopPage(state, asked)
  }

  /// Ends mail of the topic. It needs no session and no token of a form: a mailbox sends it by itself when
  /// its owner presses the button there (RFC 8058), and the ticket in the address is the proof.
  func stopMail(_ asked: Asked) async throws -> Response {
    let topic = try await coalition.stopMail(asked.id)
    return stopPage(topic.map { .done(ShownTopic($0)) } ?? .unknown, asked)
  }

  private func stopPage(_ state: SiteStopPage.State, _ asked: Asked) -> Response {
    var isKnown = true
    if case .unknown = state { isKnown = false }
    return faces.page(SiteStopPage(state: state).render(siteVisit(asked)), status: isKnown ? .ok : .notFound)
  }
}

extension ShownTopic {
  init(_ topic: MessageTopic) {
    self =
      switch topic {
      case .earn: .earn
      case .spend: .spend
      case .transfer: .transfer
      case .expiry: .expiry
      case .service: .service
      }
  }
}
