import Coalition
import HTTPTypes
import Hummingbird
import Ledger
import Loyalty

extension MemberSite {
  private static let ordersShown = 20

  func buyPage(_ asked: Asked) async throws -> Response {
    try await entered(asked) { visit in
      let page = try await buyForm(visit)
      return faces.page(page.render(visit.visit))
    }
  }

  /// Shows what it would cost.
  func offerPoints(_ asked: Asked) async throws -> Response {
    try await enteredForm(asked) { visit, form in
      var page = try await buyForm(visit)
      page.chosen = String((form["program"] ?? "").prefix(40))
      page.points = String((form["points"] ?? "").prefix(20))
      page.to = String((form["to"] ?? "").prefix(60))
      page.message = String((form["message"] ?? "").prefix(200))
      let program = try await coalition.programs(by: visit.me).first { $0.code == page.chosen }
      guard let program, let units = Entered.decimal(page.points, decimals: program.decimals), units > 0
      else {
        page.fault = visit.words.transferPointsWrong
        return faces.page(page.render(visit.visit), status: .badRequest)
      }
      do {
        let to = page.to.filter { !$0.isWhitespace }
        let offer =
          to.isEmpty
          ? try await coalition.offerPurchase(of: Points(units), in: program.asset, by: visit.me)
          : try await coalition.offerGift(
            of: Points(units), in: program.asset, to: to, words: page.message, by: visit.me)
        return try await purchaseTerms(offer, program, visit)
      } catch {
        guard let (text, status) = visit.words.moving(error, decimals: program.decimals) else {
          throw error
        }
        page.fault = text
        return faces.page(page.render(visit.visit), status: status)
      }
    }
  }

  /// Makes the order; the same form sent twice makes one and leads to the same page.
  func orderPoints(_ asked: Asked) async throws -> Response {
    try await enteredForm(asked) { visit, form in
      do {
        let order = try await coalition.orderPoints(form["offer"] ?? "", by: visit.me)
        return faces.redirect(to: .siteBuyOrder(coalition.publicIDs.text(order.id)))
      } catch {
        let decimals = await decimalsOfPurchase(form["offer"] ?? "", visit)
        guard let (text, status) = visit.words.moving(error, decimals: decimals) else { throw error }
        var page = try await buyForm(visit)
        page.fault = text
        return faces.page(page.render(visit.visit), status: status)
      }
    }
  }

  /// Gives an order back, unused.
  func returnPointsOrder(_ asked: Asked) async throws -> Response {
    try await enteredForm(asked) { visit, _ in
      do {
        _ = try await coalition.returnPointsOrder(try orderID(asked), by: visit.me)
        return faces.redirect(to: .siteBuyOrder(asked.id))
      } catch PointsOrderRefusal.notFound {
        throw HTTPError(.notFound)
      } catch {
        guard let (text, status) = visit.words.moving(error) else { throw error }
        return try await shownOrder(asked, visit, fault: text, status: status)
      }
    }
  }

  func pointsOrder(_ asked: Asked) async throws -> Response {
    try await entered(asked) { visit in try await shownOrder(asked, visit) }
  }
}

extension MemberSite {
  /// Of the programme of an offer that is still good; of another none is said.
  private func decimalsOfPurchase(_ sealed: String, _ visit: MemberVisit) async -> Int {
    // Whatever is wrong with it was told already.
    guard let asset = try? coalition.programOfPurchase(sealed, by: visit.me),
      let program = try? await coalition.program(asset)  // none: points are told without decimals
    else { return 0 }
    return program.decimals
  }

  private func orderID(_ asked: Asked) throws -> PointsOrderID {
    guard let id: PointsOrderID = coalition.publicIDs.id(asked.id) else { throw HTTPError(.notFound) }
    return id
  }

  private func shownOrder(
    _ asked: Asked, _ visit: MemberVisit, fault: String? = nil, status: HTTPResponse.Status = .ok
  ) async throws -> Response {
    do {
      let order = try await coalition.pointsOrder(try orderID(asked), by: visit.me)
      let naming = try await naming(of: [order.asset], visit)
      let until = order.returnsUntil.flatMap { coalition.clock.now() < $0 ? $0 : nil }
      guard let shown = try await own([order], naming, visit).first else { throw HTTPError(.notFound) }
      let page = SiteBuyOrderPage(
        order: shown, payUntil: ShownTime(order.endsAt),
        end: order.expiresAt.flatMap { ShownTime(lastDay: $0) },
        returnUntil: until.map { ShownTime($0) },
        entry: order.transaction.isGiven && order.state != .declined && order.receiver == nil
          ? coalition.publicIDs.text(order.transaction) : nil, fault: fault)
      return faces.page(page.render(visit.visit), status: status)
    } catch PointsOrderRefusal.notFound { throw HTTPError(.notFound) }
  }

  private func buyForm(_ visit: MemberVisit) async throws -> SiteBuyPage {
    let programs = try await coalition.programs(by: visit.me).filter {
      $0.status == .active && $0.policies.services[.buying]?.isOn == true
    }
    let orders = await visit.loaded {
      let page = try await coalition.pointsOrders(PageRequest(limit: Self.ordersShown), by: visit.me)
      let naming = try await naming(of: Set(page.items.map(\.asset)), visit)
      return try await own(page.items, naming, visit)
    }
    var page = SiteBuyPage(
      programs: programs.map { program in
        SiteBuyPage.Program(
          code: program.code, name: visit.words.name(program.names),
          rules: (program.policies.services[.buying]?.buyingRules(decimals: program.decimals, visit.words)
            ?? [])
            + [visit.words.buyRuleStay])
      }, orders: orders)
    page.allowsGifts = programs.contains { $0.policies.services[.buying]?.allowsGifts == true }
    return page
  }

  private func own(
    _ orders: [PointsOrder], _ naming: Naming, _ visit: MemberVisit
  ) async throws -> [SiteBuyPage.Order] {
    let receivers = try await coalition.receivers(of: orders, by: visit.me)
    return orders.map { order in
      var shown = SiteBuyPage.Order(order, naming)
      shown.receiver = receivers[order.id]?.text(visit.words)
      shown.words = order.words
      return shown
    }
  }

  private func purchaseTerms(
    _ offer: PurchaseOffer, _ program: Program, _ visit: MemberVisit
  ) async throws -> Response {
    let words = visit.words
    let end = offer.price.expiresAt.flatMap { ShownTime(lastDay: $0) }
    let gift = offer.receiver.map {
      [
        SiteServicePage.Fact(name: words.buyReceiver, value: $0.text(words), isMain: true),
        SiteServicePage.Fact(
          name: words.buyMessage, value: offer.words.isEmpty ? words.commonNone : offer.words),
      ]
    }
    var facts: [SiteServicePage.Fact] = [
      .init(
        name: words.commonPoints,
        value: words.points(ShownPoints(offer.price.points.units, decimals: program.decimals)), isMain: true),
      .init(name: words.buyPrice, value: words.money(ShownMoney(offer.price.price)), isMain: true),
      .init(name: words.reinstateNewEnd, value: end.map(words.day) ?? words.commonNever),
    ]
    if offer.price.onlyAt.isGiven {
      var question = NameQuestion()
      question.merchants = [offer.price.onlyAt]
      let naming = Naming(try await coalition.names(question, by: visit.me), words, coalition.publicIDs)
      facts.append(.init(name: words.buyOnlyAt, value: naming.merchant(offer.price.onlyAt) ?? ""))
    }
    if offer.price.refundDays > 0 {
      facts.append(
        .init(name: words.buyGivenBack, value: words.buyDays(count: Int64(offer.price.refundDays))))
    }
    let page = SiteServicePage(
      stage: .promised(offer: offer.offer, proof: nil), program: words.name(program.names),
      facts: (gift ?? []) + facts,
      wording: SiteServicePage.Wording(
        heading: words.buyConfirm,
        intro: offer.receiver == nil ? words.buyConfirmIntro : words.buyConfirmGift, send: words.buySend,
        back: words.reinstateChange),
      places: SiteServicePage.Places(send: .siteBuySend, code: .siteBuy, back: .siteBuy))
    return faces.page(page.render(visit.visit))
  }
}

extension SiteBuyPage.Order {
  init(_ order: PointsOrder, _ naming: Naming) {
    self.init(
      id: naming.publicIDs.text(order.id), program: naming.program(order.asset),
      points: naming.points(order.points, of: order.asset), price: ShownMoney(order.price),
      state: ShownOrderState(order.state), at: ShownTime(order.createdAt))
  }
}

extension ServiceTerms {
  /// What a programme says of buying, in sentences.
  func buyingRules(decimals: Int, _ words: Words) -> [String] {
    var rules: [String] = []
    if let price {
      let points = words.points(ShownPoints(price.points.units, decimals: decimals))
      rules.append(words.programsRate(money: words.money(ShownMoney(price.money)), points: points))
    }
    rules += words.serviceRules(self, decimals: decimals)
    if days > 0 { rules.append(words.buyRuleReturn(count: Int64(days))) }
    if allowsGifts { rules.append(words.buyRuleGift) }
    return rules
  }
}
