import Coalition
import HTTPTypes
import Hummingbird
import Ledger

/// The seat: what its handlers share.
struct SeatFace: Sendable {
  let faces: Faces
  let coalition: Coalition
  let tokens: FormToken
  let record: FaceRecord

  init(_ faces: Faces, _ coalition: Coalition, record: @escaping FaceRecord) {
    self.faces = faces
    self.coalition = coalition
    tokens = FormToken(key: coalition.secrets.formKey)
    self.record = record
  }

  var routes: [FaceRoute] {
    [
      (.get, "seat/pair", pairPage), (.post, "seat/pair", pair),
      (.get, "seat/sign-in", signInPage), (.post, "seat/sign-in", signIn), (.post, "seat/sign-out", signOut),
      (.get, "seat", till), (.post, "seat/find", findMember), (.post, "seat/code", sendProofCode),
      (.post, "seat/trade", trade), (.post, "seat/queue", takeQueued),
      (.get, "seat/result", result), (.post, "seat/result/drop", dropUnknown),
      (.get, "seat/void", voidPage), (.post, "seat/void", voidLast),
      (.get, "seat/refund", refundPage), (.post, "seat/refund", refund),
      (.get, "seat/slip", slip), (.post, "seat/slip", countSlip), (.get, "seat/slip/escpos", slipFile),
      (.post, "seat/shift", openShift), (.get, "seat/shift/close", closePage),
      (.post, "seat/shift/close", closeShift), (.get, "seat/shifts/:id", handover),
      (.get, "seat/shifts/:id/escpos", handoverFile),
      (.get, "seat/cards", cardsPage), (.post, "seat/cards", findCard),
      (.post, "seat/cards/issue", issueCard), (.post, "seat/cards/code", sendIssueCode),
      (.get, "seat/cards/:id", cardPage), (.post, "seat/cards/:id/code", sendCardCode),
      (.post, "seat/cards/:id/activate", activateCard), (.post, "seat/cards/:id/bind", bindCard),
      (.post, "seat/cards/:id/lost", reportCardLost), (.post, "seat/cards/:id/release", releaseCard),
      (.post, "seat/cards/:id/replace", replaceCard), (.post, "seat/cards/:id/pin", setCardPIN),
      (.get, "seat/keys", keysPage), (.get, "seat/offline", offlinePage),
      (.get, "seat/worker.js", worker),
    ]
  }
}

/// A signed-in cashier's request.
struct CashierVisit: Sendable {
  let asked: Asked
  let session: Session
  let seat: SeatBrowser
  var visit: Visit
  let record: FaceRecord

  var words: Words { visit.words }
  var principal: Principal { session.principal }
}

extension SeatFace {
  /// Answers a cashier at a paired browser; sends everybody else to pair it or to sign in.
  func atSeat(
    _ asked: Asked, _ answer: (CashierVisit) async throws -> Response
  ) async throws -> Response {
    let cookies = asked.request.headers[.cookie]
    guard let browser = faces.cookie(.seatBrowser).value(in: cookies) else {
      return faces.redirect(to: .seatPair)
    }
    let seat: SeatBrowser
    do { seat = try await coalition.seat(browser) } catch is AccessRefusal {
      var response = faces.redirect(to: .seatPair)
      response.headers[.setCookie] = faces.cookie(.seatBrowser).clearing
      return response
    }
    guard let token = faces.cookie(.seatSession).value(in: cookies) else {
      return faces.redirect(to: .seatSignIn)
    }
    let session: Session
    do {
      session = try await coalition.session(token, at: .seat, from: asked.caller.address)
    } catch is AccessRefusal { return hasEnded() }
    // A session of another browser's, or of none, is none here.
    guard session.seat?.id == seat.id else { return hasEnded() }
    var visit = faces.visit(asked.request)
    visit.person = Visit.Person(name: session.user.name, role: session.user.roles.name(visit.words))
    visit.formToken = tokens.token(session: token)
    // Forms answer in place where something is wrong; the way back leads to the screen.
    if asked.request.method == .post { visit.path = .seat }
    do {
      return try await answer(
        CashierVisit(asked: asked, session: session, seat: seat, visit: visit, record: record))
    } catch AccessRefusal.scopeMissing(let scope) {
      let right = scope.names.joined(separator: ", ")
      return faces.refusal(.forbidden(right: right), asked, by: session.principal.actor, in: coalition)
    }
  }

  /// As ``atSeat(_:_:)`` for a form, whose token must fit the session.
  func atSeatForm(
    _ asked: Asked, _ answer: (CashierVisit, FormFields) async throws -> Response
  ) async throws -> Response {
    try await atSeat(asked) { visit in
      let form = try await asked.form()
      let session = faces.cookie(.seatSession).value(in: asked.request.headers[.cookie]) ?? ""
      guard tokens.accepts(form["form_token"] ?? "", session: session) else {
        return faces.refusal(.staleForm, asked, by: visit.session.principal.actor, in: coalition)
      }
      return try await answer(visit, form)
    }
  }

  /// What the browser stands for; its own names are no secret to whoever stands before it.
  func here(_ seat: SeatBrowser, _ words: Words, shift: SeatShift? = nil) async throws -> SeatHere {
    async let merchant = coalition.merchant(seat.merchant, by: .system)
    async let store = coalition.store(seat.store, by: .system)
    async let terminal = coalition.terminal(seat.terminal, by: .system)
    let owner = try await merchant
    return SeatHere(
      seat: coalition.publicIDs.text(seat.terminal),
      merchant: words.name(owner.names), store: try await store.name,
      terminal: try await terminal.code, shiftSince: shift.map { ShownTime($0.openedAt) },
      suspension: owner.status == .suspended ? owner.standingReason : nil)
  }

  func here(_ visit: CashierVisit) async throws -> SeatHere {
    try await here(visit.seat, visit.words, shift: try await coalition.shift(of: visit.session))
  }

  private func hasEnded() -> Response {
    var response = faces.redirect(to: Link.seatSignIn.query([("ended", "1")]))
    response.headers[.setCookie] = faces.cookie(.seatSession).clearing
    return response
  }
}
