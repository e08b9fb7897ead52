import Coalition
import HTTPTypes
import Hummingbird
import Ledger

extension MemberSite {
  func redeemPage(_ asked: Asked) async throws -> Response {
    try await entered(asked) { visit in faces.page(SiteRedeemPage().render(visit.visit)) }
  }

  /// Shows what the card would do, and for whom.
  func lookAtCard(_ asked: Asked) async throws -> Response {
    try await enteredForm(asked) { visit, form in
      let (code, phone) = typed(form)
      do {
        let promise = try await coalition.previewCard(
          code, for: phone, from: asked.caller.address, by: visit.me)
        var question = NameQuestion()
        question.programs = [promise.asset]
        let naming = Naming(
          try await coalition.names(question, by: visit.me), visit.words, coalition.publicIDs)
        var page = SiteRedeemPage(code: code, phone: phone)
        page.promise = .init(
          points: naming.points(promise.points, of: promise.asset), program: naming.program(promise.asset),
          receiver: phone.isEmpty
            ? nil : [promise.name, promise.phone].filter { !$0.isEmpty }.joined(separator: " "))
        page.key = coalition.publicIDs.text(coalition.ids.next(Identified.Request.self))
        return faces.page(page.render(visit.visit))
      } catch let error { return try refused(error, code, phone, visit) }
    }
  }

  func redeemCard(_ asked: Asked) async throws -> Response {
    try await enteredForm(asked) { visit, form in
      let (code, phone) = typed(form)
      do {
        _ = try await coalition.redeemCard(
          code, for: phone, key: String((form["key"] ?? "").prefix(64)), from: asked.caller.address,
          by: visit.me)
        return done(.redeemed, at: .sitePoints)
      } catch let error { return try refused(error, code, phone, visit) }
    }
  }

  private func typed(_ form: FormFields) -> (code: String, phone: String) {
    let phone = (form["phone"] ?? "").prefix(20).filter { !$0.isWhitespace }
    return (String((form["code"] ?? "").prefix(40)), phone)
  }

  private func refused(
    _ error: any Error, _ code: String, _ phone: String, _ visit: MemberVisit
  ) throws -> Response {
    let words = visit.words
    let text: String
    var status = HTTPResponse.Status.conflict
    switch error {
    case let refusal as PointsCardRefusal:
      text = words.cardText(refusal)
      if case .delayed = refusal { status = .tooManyRequests }
    case is MemberRefusal: text = words.redeemReceiver
    case OrderRefusal.busy, OrderRefusal.outcomeUnknown, OrderRefusal.keyInvalid,
      OrderRefusal.idempotencyMismatch, OrderRefusal.declined:
      text = words.redeemBusy
    case OrderRefusal.programInactive: text = words.redeemVoided
    default: throw error
    }
    var page = SiteRedeemPage(code: code, phone: phone)
    page.fault = text
    return faces.page(page.render(visit.visit), status: status)
  }
}
