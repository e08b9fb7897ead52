import Coalition
import HTTPTypes
import Hummingbird
import Ledger

extension MemberSite {
  /// What putting in, leaving, removing or closing would do.
  func poolConfirmPage(_ asked: Asked) async throws -> Response {
    try await entered(asked) { visit in
      let page = try await confirmation(
        asked, act: asked.query["act"] ?? "", person: asked.query["person"] ?? "", visit)
      return faces.page(page.render(visit.visit))
    }
  }

  /// Has a code sent that proves who asks, and shows the same once more.
  func requestPoolCode(_ asked: Asked) async throws -> Response {
    try await enteredForm(asked) { visit, form in
      try await refusable {
        try await coalition.requestProofCode(by: visit.me)
      } then: { refusal in
        var page = try await confirmation(asked, form, visit)
        // A code sent a moment ago is still good, so the form for it is shown.
        page.proof?.isSent = refusal == nil || refusal?.waitSeconds != nil
        page.proof?.fault = refusal?.text(visit.words)
        return faces.page(page.render(visit.visit), status: refusal?.status ?? .ok)
      }
    }
  }

  func actOnPool(_ asked: Asked) async throws -> Response {
    try await enteredForm(asked) { visit, form in
      var me = visit.me
      do {
        if let proof = ownProof(form) {
          me = try await coalition.proveMyself(proof, from: place(asked), by: me)
        }
        return try await carryOut(asked, form, me, visit)
      } catch PoolRefusal.poolNotFound {
        // Sent twice: who left sees the pool no more.
        return faces.redirect(to: .sitePools)
      } catch AccessRefusal.confirmationNeeded {
        let page = try await confirmation(asked, form, visit)
        return faces.page(page.render(visit.visit), status: .forbidden)
      } catch {
        var page = try await confirmation(asked, form, visit)
        let isProof = (error as? MemberRefusal)?.isOfProof == true || error is MemberAccessRefusal
        return try refused(error, visit) {
          if isProof { page.proof?.fault = $0 } else { page.fault = $0 }
          page.proof?.isSent = form["way"] == "code"
          return page.render(visit.visit)
        }
      }
    }
  }

  private func carryOut(
    _ asked: Asked, _ form: FormFields, _ me: MemberPrincipal, _ visit: MemberVisit
  ) async throws -> Response {
    let id = try poolID(asked)
    switch SitePoolConfirmPage.Act(rawValue: form["act"] ?? "") {
    case .put:
      let pool = try await coalition.pool(id, by: me).pool
      let program = try await coalition.programs(by: me).first { $0.asset == pool.asset }
      let units = Entered.decimal(
        String((form["points"] ?? "").prefix(20)), decimals: program?.decimals ?? 0)
      guard let units, units > 0 else { throw OrderRefusal.amountOutOfRange }
      _ = try await coalition.putIn(
        Points(units), to: id, request: String((form["request"] ?? "").prefix(64)), by: me)
      return done(.poolPutIn, at: .sitePool(asked.id))
    case .leave:
      try await coalition.leavePool(id, by: me)
      return done(.poolLeft, at: .sitePools)
    case .remove:
      guard let person = personID(form) else { throw PoolRefusal.personNotFound }
      try await coalition.remove(person, from: id, by: me)
      return done(.saved, at: .sitePool(asked.id))
    case .close:
      try await coalition.closePool(id, by: me)
      return done(.poolClosed, at: .sitePools)
    case nil: throw HTTPError(.badRequest)
    }
  }

  private func confirmation(
    _ asked: Asked, _ form: FormFields, _ visit: MemberVisit
  ) async throws -> SitePoolConfirmPage {
    var page = try await confirmation(asked, act: form["act"] ?? "", person: form["person"] ?? "", visit)
    page.points = String((form["points"] ?? "").prefix(20))
    page.request = String((form["request"] ?? "").prefix(64))
    return page
  }

  private func confirmation(
    _ asked: Asked, act: String, person: String, _ visit: MemberVisit
  ) async throws -> SitePoolConfirmPage {
    let words = visit.words
    guard let act = SitePoolConfirmPage.Act(rawValue: act) else { throw HTTPError(.notFound) }
    let view: PoolView
    do { view = try await coalition.pool(try poolID(asked), by: visit.me) } catch PoolRefusal.poolNotFound {
      throw HTTPError(.notFound)
    }
    let asset = view.pool.asset
    let naming = try await naming(of: [asset], visit)
    func shown(_ points: Points) -> String { words.points(naming.points(points, of: asset)) }
    var facts: [(name: String, value: String)] = [(words.poolName, view.pool.name)]
    switch act {
    case .put:
      let own = try await coalition.wallets(by: visit.me).first { $0.key.asset == asset }
      facts.append((words.poolOwnLeft, shown(own?.spendable ?? 0)))
    case .leave:
      facts.append((words.poolTakes, shown(try await coalition.partOnLeaving(view.pool.id, by: visit.me))))
    case .remove:
      let guest = view.people.first { coalition.publicIDs.text($0.person.id) == person }
      guard let guest else { throw HTTPError(.notFound) }
      facts.append((words.poolPeople, guest.shown(words)))
      facts.append((words.poolLeaving, view.pool.leaving.text(words)))
    case .close: facts.append((words.poolLeft, shown(view.wallet.spendable)))
    }
    return SitePoolConfirmPage(
      id: asked.id, act: act, person: String(person.prefix(40)),
      request: coalition.publicIDs.text(coalition.ids.next(Identified.Request.self)), facts: facts,
      proof: try await proofField(visit))
  }
}
