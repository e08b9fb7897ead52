import Coalition
import Hummingbird

extension MemberSite {
  func pinPage(_ asked: Asked) async throws -> Response {
    try await entered(asked) { visit in try await pin(visit) }
  }

  func requestPINCode(_ asked: Asked) async throws -> Response {
    try await enteredForm(asked) { visit, _ in
      try await refusable {
        try await coalition.requestOwnCode(by: visit.me)
      } then: { refusal in
        // A code sent a moment ago is still good, so the form for it is shown.
        try await pin(visit, isSent: refusal?.waitSeconds != nil || refusal == nil, refusal)
      }
    }
  }

  func setPIN(_ asked: Asked) async throws -> Response {
    try await enteredForm(asked) { visit, form in
      let new = String((form["pin"] ?? "").prefix(20))
      // Before the code is looked at: a slip of the finger must not use it up.
      guard new == form["pin_again"] else {
        var page = try await pinPage(visit, isSent: true)
        page.fault = .again(visit.words.pinDiffers)
        return faces.page(page.render(visit.visit), status: .badRequest)
      }
      do {
        try await coalition.setOwnPIN(
          new, code: String((form["code"] ?? "").prefix(20)), from: place(asked), by: visit.me)
      } catch let refusal as MemberAccessRefusal { return try await pin(visit, isSent: true, refusal) }
      return done(.pin, at: .siteMe)
    }
  }

  private func pin(
    _ visit: MemberVisit, isSent: Bool = false, _ refusal: MemberAccessRefusal? = nil
  ) async throws -> Response {
    var page = try await pinPage(visit, isSent: isSent)
    page.fault = refusal.map {
      $0 == .pinTooSimple ? .pin($0.text(visit.words)) : .code($0.text(visit.words))
    }
    return faces.page(page.render(visit.visit), status: refusal?.status ?? .ok)
  }

  private func pinPage(_ visit: MemberVisit, isSent: Bool) async throws -> SitePINPage {
    SitePINPage(
      phone: masked(visit), pin: ShownPIN(try await coalition.ownPIN(by: visit.me)), isSent: isSent)
  }
}

extension ShownPIN {
  init(_ pin: OwnPIN) {
    self =
      switch pin {
      case .none: .none
      case .set: .set
      case .locked(let until): .locked(until: ShownTime(until))
      }
  }
}
