import Coalition
import HTTPTypes
import Hummingbird
import Ledger

// Households and companies, in the operator's console.
extension OperatorConsole {
  var poolRoutes: [FaceRoute] {
    [
      (.get, "operator/pools", pools), (.get, "operator/pools/:id", pool),
      (.post, "operator/pools/:id/freeze", freezePool),
      (.post, "operator/pools/:id/unfreeze", unfreezePool),
    ]
  }

  func pools(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      try visit.principal.requireOperator(.readMembers)
      let query = ListQuery(parsing: asked.query.items, filters: [], sorts: [])
      let pools = await visit.loaded {
        let after: PoolID? = query.after.flatMap { coalition.publicIDs.id($0) }
        let page = try await coalition.pools(
          PageRequest(limit: query.limit, after: after), by: visit.principal)
        let naming = try await naming(of: page.items.map(\.pool), visit)
        let rows = page.items.map { PoolRow($0.pool, people: $0.people, naming) }
        return Batch(rows, next: page.hasMore ? rows.last?.id : nil)
      }
      return faces.page(PoolsPage(query: query, pools: pools).render(visit.visit))
    }
  }

  func pool(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in try await shownPool(asked, visit) }
  }

  func freezePool(_ asked: Asked) async throws -> Response { try await setPool(asked, isFrozen: true) }

  func unfreezePool(_ asked: Asked) async throws -> Response { try await setPool(asked, isFrozen: false) }

  private func setPool(_ asked: Asked, isFrozen: Bool) async throws -> Response {
    try await signedInForm(asked) { visit, form in
      try visit.principal.requireOperator(.writeMembers)
      let reason = (form["reason"] ?? "").filter { !$0.isNewline }
      if reason.allSatisfy(\.isWhitespace) {
        return try await shownPool(asked, visit, fault: visit.words.memberReasonNeeded)
      }
      do {
        try await coalition.setPool(
          try poolID(asked), isFrozen: isFrozen, reason: reason, by: visit.principal)
      } catch PoolRefusal.poolNotFound { throw HTTPError(.notFound) } catch MemberRefusal.statusConflict {
        // Somebody else was quicker: the page shows how it is now.
      }
      return faces.redirect(to: .pools.appending(asked.id))
    }
  }

  private func poolID(_ asked: Asked) throws -> PoolID {
    guard let id: PoolID = coalition.publicIDs.id(asked.id) else { throw HTTPError(.notFound) }
    return id
  }

  private func naming(of pools: [Pool], _ visit: SignedInVisit) async throws -> Naming {
    var question = NameQuestion()
    question.programs = Set(pools.map(\.asset))
    return Naming(try await coalition.names(question, by: visit.principal), visit, coalition)
  }

  private func shownPool(
    _ asked: Asked, _ visit: SignedInVisit, fault: String? = nil
  ) async throws -> Response {
    let id = try poolID(asked)
    let view: PoolView
    do { view = try await coalition.pool(id, by: visit.principal) } catch PoolRefusal.poolNotFound {
      throw HTTPError(.notFound)
    }
    let before: TransactionID? = asked.query["before"].flatMap { coalition.publicIDs.id($0) }
    let moves = try await coalition.movements(of: id, before: before, limit: 20, by: visit.principal)
    let (words, asset) = (visit.words, view.pool.asset)
    var question = NameQuestion(of: moves.items.map(\.detail.transaction))
    question.programs.insert(asset)
    // As this person may see members' names.
    question.members.formUnion(view.people.map(\.person.member))
    question.members.formUnion(moves.items.compactMap { $0.by?.person.member })
    let naming = Naming(try await coalition.names(question, by: visit.principal), visit, coalition)
    func shown(_ points: Points) -> ShownPoints { naming.points(points, of: asset) }
    let older = moves.hasMore ? moves.items.last?.detail.transaction.id : nil
    let inside = view.people.filter { $0.person.status == .inside }.count
    var page = PoolPage(
      row: PoolRow(view.pool, people: inside, naming), account: coalition.publicIDs.text(view.pool.account),
      spendable: shown(view.wallet.spendable), leaving: view.pool.leaving.text(words),
      people: view.people.map { guest in
        PoolPage.Person(
          member: coalition.publicIDs.text(guest.person.member),
          name: naming.member(guest.person.member) ?? words.commonNone,
          role: guest.person.role.name(words), state: guest.person.status.name(words),
          putIn: shown(guest.person.putIn), today: shown(guest.spentToday),
          once: guest.person.limit.perTransaction.map { shown($0) },
          daily: guest.person.limit.perDay.map { shown($0) })
      },
      moves: moves.items.map { move in
        PoolPage.Movement(
          transaction: coalition.publicIDs.text(move.detail.transaction.id),
          at: ShownTime(move.detail.transaction.at), sentence: naming.sentence(move.detail),
          by: move.by.flatMap { naming.member($0.person.member) } ?? words.commonNone,
          points: shown(move.detail.shownPoints))
      },
      older: older.map { Link.pools.appending(asked.id).query([("before", coalition.publicIDs.text($0))]) },
      mayFreeze: visit.principal.scopes.contains(.writeMembers) && view.pool.status == .open)
    page.fault = fault
    return faces.page(page.render(visit.visit), status: fault == nil ? .ok : .badRequest)
  }
}

extension PoolRow {
  init(_ pool: Pool, people: Int, _ naming: Naming) {
    let state: ShownPoolState =
      switch pool.status {
      case .open: pool.isFrozen ? .frozen : .open
      case .closing: .closing
      case .closed: .closed
      }
    self.init(
      id: naming.publicIDs.text(pool.id), name: pool.name, kind: pool.kind.name(naming.words),
      program: naming.program(pool.asset), people: Int64(people), state: state,
      createdAt: ShownTime(pool.createdAt))
  }
}
