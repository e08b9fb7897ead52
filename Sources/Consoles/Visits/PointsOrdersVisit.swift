import Coalition
import HTTPTypes
import Hummingbird
import Ledger
import Loyalty

// Points that members buy, in the operator's console.
extension OperatorConsole {
  var pointsOrderRoutes: [FaceRoute] {
    [
      (.get, "operator/points-orders", pointsOrders), (.get, "operator/points-orders/:id", pointsOrder),
      (.post, "operator/points-orders/:id/pay", payPointsOrder),
      (.post, "operator/points-orders/:id/drop", dropPointsPayment),
      (.post, "operator/points-orders/:id/repay", repayPointsOrder),
    ]
  }

  func pointsOrders(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      try visit.principal.requireOperator([.readMembers, .reports])
      let query = ListQuery(parsing: asked.query.items, filters: PointsOrdersPage.filters, sorts: [])
      let orders = await visit.loaded {
        let after: PointsOrderID? = query.after.flatMap { coalition.publicIDs.id($0) }
        let page = try await coalition.pointsOrders(
          in: PointsOrder.State(rawValue: query["state"]), PageRequest(limit: query.limit, after: after),
          by: visit.principal)
        let naming = try await naming(of: page.items, visit)
        let rows = page.items.map { PointsOrderRow($0, naming) }
        return Batch(rows, next: page.hasMore ? rows.last?.id : nil)
      }
      let page = PointsOrdersPage(
        query: query, sales: await visit.loaded { try await monthsSales(visit) }, orders: orders)
      return faces.page(page.render(visit.visit))
    }
  }

  /// Of every programme that sells or sold points this month.
  private func monthsSales(_ visit: SignedInVisit) async throws -> [PointsOrdersPage.Sales] {
    let calendar = coalition.settings.calendar
    let now = coalition.clock.now()
    let today = CivilDate(calendar.day(of: now))
    guard let first = CivilDate(year: today.year, month: today.month, day: 1) else { return [] }
    let start = calendar.start(ofDate: first.daysSince1970)
    let programs = try await coalition.programs(by: visit.principal)
    let sold = try await coalition.pointsSales(
      of: programs.map(\.asset), from: start, until: now.adding(seconds: 1), by: visit.principal)
    return programs.compactMap { program in
      let isSelling = program.policies.services[.buying]?.isOn == true
      guard let sales = sold[program.asset] ?? (isSelling ? PointsSales() : nil) else { return nil }
      let currency = program.worth.money.currency
      return PointsOrdersPage.Sales(
        program: visit.words.name(program.names), orders: Int64(sales.orders),
        points: ShownPoints(sales.points.units, decimals: program.decimals),
        paid: ShownMoney(sales.paid, currency), repaid: ShownMoney(sales.repaid, currency),
        owed: ShownMoney(sales.owed, currency))
    }
  }

  private func naming(of orders: [PointsOrder], _ visit: SignedInVisit) async throws -> Naming {
    var question = NameQuestion()
    for order in orders {
      question.members.formUnion([order.member, order.recipient])
      question.programs.insert(order.asset)
    }
    return Naming(try await coalition.names(question, by: visit.principal), visit, coalition)
  }

  func pointsOrder(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in try await shownOrder(asked, visit) }
  }

  func payPointsOrder(_ asked: Asked) async throws -> Response {
    try await act(asked, typed: "payment") { id, typed, visit in
      let price = try await coalition.pointsOrder(id, by: visit.principal).price
      // What is no sum of money is not the order's price either.
      let units = Entered.decimal(typed.money, decimals: ShownMoney(price).decimals) ?? 0
      _ = try await coalition.payPointsOrder(
        id, payment: typed.number, Money(minorUnits: units, currency: price.currency), by: visit.principal)
    }
  }

  func dropPointsPayment(_ asked: Asked) async throws -> Response {
    try await act(asked, typed: nil) { id, _, visit in
      _ = try await coalition.dropPointsPayment(id, by: visit.principal)
    }
  }

  func repayPointsOrder(_ asked: Asked) async throws -> Response {
    try await act(asked, typed: "repayment") { id, typed, visit in
      _ = try await coalition.repayPointsOrder(id, repayment: typed.number, by: visit.principal)
    }
  }

  private func act(
    _ asked: Asked, typed field: String?,
    _ act: @Sendable (PointsOrderID, TypedPayment, SignedInVisit) async throws -> Void
  ) async throws -> Response {
    try await signedInForm(asked) { visit, form in
      try visit.principal.requireOperator(.settle)
      let typed = TypedPayment(
        number: field.map { String((form[$0] ?? "").prefix(64)) } ?? "",
        money: String((form["amount"] ?? "").prefix(20)))
      do {
        try await act(try orderID(asked), typed, visit)
        return faces.redirect(to: .pointsOrders.appending(asked.id))
      } catch PointsOrderRefusal.notFound {
        throw HTTPError(.notFound)
      } catch let refusal as PointsOrderRefusal {
        return try await shownOrder(asked, visit, typed, fault: refusal.text(visit.words))
      }
    }
  }

  private func orderID(_ asked: Asked) throws -> PointsOrderID {
    guard let id: PointsOrderID = coalition.publicIDs.id(asked.id) else { throw HTTPError(.notFound) }
    return id
  }

  private func shownOrder(
    _ asked: Asked, _ visit: SignedInVisit, _ typed: TypedPayment = TypedPayment(), fault: String? = nil
  ) async throws -> Response {
    do {
      let order = try await coalition.pointsOrder(try orderID(asked), by: visit.principal)
      let naming = try await naming(of: [order], visit)
      let isOwnNote = order.notedBy == visit.principal.actor.id
      var page = PointsOrderPage(
        row: PointsOrderRow(order, naming), payUntil: ShownTime(order.endsAt),
        end: order.expiresAt.flatMap { ShownTime(lastDay: $0) }, paidAt: order.paidAt.map { ShownTime($0) },
        payment: isOwnNote ? order.noted : order.payment, isOwnNote: isOwnNote,
        returnUntil: order.returnsUntil.map { ShownTime($0) },
        repaidAt: order.repaidAt.map { ShownTime($0) }, repayment: order.repayment,
        transactions: [order.transaction, order.returning].filter(\.isGiven)
          .map { coalition.publicIDs.text($0) },
        maySettle: visit.principal.scopes.contains(.settle))
      (page.typed, page.typedMoney) = (typed.number, typed.money)
      page.fault = fault
      return faces.page(page.render(visit.visit), status: fault == nil ? .ok : .conflict)
    } catch PointsOrderRefusal.notFound { throw HTTPError(.notFound) }
  }
}

/// A payment as it was typed.
private struct TypedPayment: Sendable {
  var number = ""
  var money = ""
}

extension PointsOrderRow {
  init(_ order: PointsOrder, _ naming: Naming) {
    self.init(
      id: naming.publicIDs.text(order.id), member: naming.publicIDs.text(order.member),
      memberName: naming.member(order.member) ?? naming.words.commonNone,
      program: naming.program(order.asset), points: naming.points(order.points, of: order.asset),
      price: ShownMoney(order.price), state: ShownOrderState(order.state), owesMoney: order.owesMoney,
      receiver: order.receiver.map { receiver in
        PointsOrderRow.Receiver(
          id: naming.publicIDs.text(receiver), name: naming.member(receiver) ?? naming.words.commonNone)
      }, words: order.words, createdAt: ShownTime(order.createdAt))
  }
}

extension ShownOrderState {
  init(_ state: PointsOrder.State) {
    self =
      switch state {
      case .waiting: .waiting
      case .noted: .noted
      case .paid: .paid
      case .credited: .credited
      case .declined: .declined
      case .lapsed: .lapsed
      case .returning: .returning
      case .returned: .returned
      }
  }
}

extension PointsOrderRefusal {
  func text(_ words: Words) -> String {
    switch self {
    case .notFound, .state: words.buyFaultState
    case .ended: words.buyFaultEnded
    case .paidBefore: words.buyFaultPaid
    case .notedOtherwise: words.buyFaultNoted
    case .repaidBefore: words.buyFaultRepaid
    case .paymentUsed: words.buyFaultUsed
    case .moneyMismatch: words.buyFaultMoney
    case .paymentInvalid, .repaymentInvalid: words.buyFaultNumber
    case .tooLate: words.buyFaultLate
    case .used: words.buyFaultSpent
    case .tooManyWaiting(let most): words.buyFaultWaiting(count: Int64(most))
    case .notAlone: words.buyFaultAlone
    case .giftsOff: words.buyFaultGiftsOff
    case .toOneself: words.buyFaultOneself
    case .receiverUnknown, .receiverFrozen, .receiverClosed: words.transferReceiverUnknown
    case .wordsInvalid: words.buyFaultMessage
    }
  }
}
