import Coalition
import HTTPTypes
import Hummingbird
import Ledger

extension MemberSite {
  func leavePage(_ asked: Asked) async throws -> Response {
    try await entered(asked) { visit in try await leavePage(visit) }
  }

  func requestLeaveCode(_ asked: Asked) async throws -> Response {
    try await enteredForm(asked) { visit, _ in
      try await refusable {
        try await coalition.requestOwnCode(by: visit.me)
      } then: { refusal in
        try await leavePage(visit, isSent: refusal == nil || refusal?.waitSeconds != nil, refusal)
      }
    }
  }

  func leave(_ asked: Asked) async throws -> Response {
    try await enteredForm(asked) { visit, form in
      guard form["agree"] == "1", let losses = losses(form["losses"] ?? "") else {
        return try await leavePage(visit, isSent: true, .pointsChanged)
      }
      do {
        try await coalition.leave(
          forfeiting: losses, code: String((form["code"] ?? "").prefix(20)), from: place(asked), by: visit.me)
      } catch let refusal as MemberAccessRefusal { return try await leavePage(visit, isSent: true, refusal) }
      var left = visit.visit
      left.formToken = nil
      var response = faces.page(SiteLeftPage().render(left))
      for purpose in [FaceCookie.Purpose.memberSession, .knownDevice, .typeSize] {
        response.headers.append(HTTPField(name: .setCookie, value: faces.cookie(purpose).clearing))
      }
      return response
    }
  }

  private func leavePage(
    _ visit: MemberVisit, isSent: Bool = false, _ refusal: MemberAccessRefusal? = nil
  ) async throws -> Response {
    let wallets = try await coalition.wallets(by: visit.me)
    var question = NameQuestion()
    question.programs = Set(wallets.map(\.key.asset))
    let naming = Naming(
      try await coalition.names(question, by: visit.me), visit.words, coalition.publicIDs)
    var page = SiteLeavePage(
      phone: masked(visit),
      losses: wallets.filter { $0.forfeited > 0 }.map { wallet in
        let asset = wallet.key.asset
        return SiteLeavePage.Loss(
          program: naming.program(asset), points: naming.points(wallet.forfeited, of: asset),
          worth: naming.worth(wallet.forfeited, of: asset) ?? ShownMoney(0, "CNY"),
          value: coalition.publicIDs.text(asset) + ":" + String(wallet.forfeited.units))
      },
      isHeld: wallets.contains { $0.balance.held > 0 }, isSent: isSent)
    page.fault = refusal?.text(visit.words)
    return faces.page(page.render(visit.visit), status: refusal?.status ?? .ok)
  }

  /// What the form says is lost; nil where it cannot be read.
  private func losses(_ text: String) -> [AssetID: Points]? {
    var losses: [AssetID: Points] = [:]
    for part in text.prefix(2_000).split(separator: ",") {
      let halves = part.split(separator: ":")
      guard halves.count == 2, let units = Int64(halves[1]),
        let asset = coalition.publicIDs.id(String(halves[0]), as: Identified.Asset.self)
      else { return nil }
      losses[asset] = Points(units)
    }
    return losses
  }
}
