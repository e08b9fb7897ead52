import Coalition
import HTTPTypes
import Hummingbird
import Ledger

extension MemberSite {
  func poolsPage(_ asked: Asked) async throws -> Response {
    try await entered(asked) { visit in faces.page(try await poolsPage(visit).render(visit.visit)) }
  }

  func makePool(_ asked: Asked) async throws -> Response {
    try await enteredForm(asked) { visit, form in
      let name = String((form["name"] ?? "").prefix(60))
      let code = form["program"] ?? ""
      let program = try await coalition.programs(by: visit.me).first { $0.code == code }
      do {
        guard let program, let kind = Pool.Kind(rawValue: form["kind"] ?? ""),
          let leaving = Pool.Leaving(rawValue: form["leaving"] ?? "")
        else { throw PoolRefusal.notOffered }
        let pool = try await coalition.makePool(
          PoolDraft(kind, in: program.asset, name: name, leaving: leaving), by: visit.me)
        return done(.saved, at: .sitePool(coalition.publicIDs.text(pool)))
      } catch {
        var page = try await poolsPage(visit)
        page.name = name
        return try refused(error, visit) {
          page.fault = $0
          return page.render(visit.visit)
        }
      }
    }
  }

  /// Comes in, or does not.
  func answerPool(_ asked: Asked) async throws -> Response {
    try await enteredForm(asked) { visit, form in
      do {
        guard let person = personID(form) else { throw PoolRefusal.personNotFound }
        try await coalition.answer(person, isAccepted: form["act"] == "accept", by: visit.me)
        return done(.saved, at: .sitePools)
      } catch {
        var page = try await poolsPage(visit)
        return try refused(error, visit) {
          page.fault = $0
          return page.render(visit.visit)
        }
      }
    }
  }

  func poolPage(_ asked: Asked) async throws -> Response {
    try await entered(asked) { visit in
      faces.page(try await poolPage(asked, visit).render(visit.visit))
    }
  }

  func inviteToPool(_ asked: Asked) async throws -> Response {
    try await changingPool(asked) { pool, form, decimals, visit in
      let role = PoolRole(rawValue: form["role"] ?? "")
      guard let role else { throw PoolRefusal.roleInvalid }
      _ = try await coalition.invite(
        PoolInvitation(
          String((form["to"] ?? "").prefix(60)), as: role, limit: try limit(form, decimals)),
        to: pool, by: visit.me)
      return .poolInvited
    }
  }

  /// Everything about people of a pool that one click does.
  func changePool(_ asked: Asked) async throws -> Response {
    try await changingPool(asked) { pool, form, decimals, visit in
      let act = form["act"] ?? ""
      if act == "take" || act == "refuse" {
        try await coalition.answerOffer(of: pool, isAccepted: act == "take", by: visit.me)
        return .saved
      }
      guard let person = personID(form) else { throw PoolRefusal.personNotFound }
      switch act {
      case "withdraw": try await coalition.withdraw(person, from: pool, by: visit.me)
      case "offer": try await coalition.offerPool(pool, to: person, by: visit.me)
      case "limits":
        guard let role = PoolRole(rawValue: form["role"] ?? "") else { throw PoolRefusal.roleInvalid }
        try await coalition.setPerson(
          person, in: pool, role: role, limit: try limit(form, decimals), by: visit.me)
      default: throw HTTPError(.badRequest)
      }
      return .saved
    }
  }

  func poolCode(_ asked: Asked) async throws -> Response {
    try await entered(asked) { visit in
      let id = try poolID(asked)
      let shown: SiteCodePage.Shown
      let now = coalition.clock.now()
      do {
        let code = try await coalition.issuePoolCode(of: id, by: visit.me)
        shown = .code(
          digits: code.digits, payload: code.payload, endsAt: ShownTime(code.refreshAt),
          seconds: now.wholeSeconds(to: code.refreshAt))
      } catch MemberRefusal.codesUsedUp {
        let ofMinute = now.microseconds / 1_000_000 % Coalition.codeStepSeconds
        shown = .usedUp(seconds: Coalition.codeStepSeconds - ofMinute)
      } catch PoolRefusal.poolNotFound { throw HTTPError(.notFound) } catch is PoolRefusal {
        return faces.redirect(to: .sitePool(asked.id))
      } catch MemberRefusal.memberFrozen { shown = .frozen }
      var page = SiteCodePage(shown: shown)
      page.pool = try await coalition.pool(id, by: visit.me).pool.name
      page.page = Link.sitePool(asked.id).appending("code")
      return faces.page(page.render(visit.visit))
    }
  }
}

extension MemberSite {
  func poolID(_ asked: Asked) throws -> PoolID {
    guard let id = coalition.publicIDs.id(asked.id, as: Identified.Pool.self) else {
      throw HTTPError(.notFound)
    }
    return id
  }

  func personID(_ form: FormFields) -> PoolPersonID? {
    coalition.publicIDs.id(form["person"] ?? "", as: Identified.PoolPerson.self)
  }

  /// A page with what was wrong, for what members are told.
  func refused(
    _ error: any Error, _ visit: MemberVisit, _ page: (String) -> [UInt8]
  ) throws -> Response {
    guard let (text, status) = visit.words.moving(error) else { throw error }
    return faces.page(page(text), status: status)
  }

  private func changingPool(
    _ asked: Asked, _ change: (PoolID, FormFields, Int, MemberVisit) async throws -> Said
  ) async throws -> Response {
    try await enteredForm(asked) { visit, form in
      let id = try poolID(asked)
      do {
        let pool = try await coalition.pool(id, by: visit.me).pool
        let program = try await coalition.programs(by: visit.me).first { $0.asset == pool.asset }
        let said = try await change(id, form, program?.decimals ?? 0, visit)
        return done(said, at: .sitePool(asked.id))
      } catch PoolRefusal.poolNotFound { throw HTTPError(.notFound) } catch {
        var page = try await poolPage(asked, visit)
        return try refused(error, visit) {
          page.fault = $0
          return page.render(visit.visit)
        }
      }
    }
  }

  /// Empty fields are no limits.
  private func limit(_ form: FormFields, _ decimals: Int) throws(PoolRefusal) -> Limit {
    func points(_ name: String) throws(PoolRefusal) -> Points? {
      let text = String((form[name] ?? "").prefix(20)).filter { !$0.isWhitespace }
      if text.isEmpty { return nil }
      guard let units = Entered.decimal(text, decimals: decimals), units > 0 else { throw .limitInvalid }
      return Points(units)
    }
    return Limit(perTransaction: try points("once"), perDay: try points("daily"))
  }

  private func poolsPage(_ visit: MemberVisit) async throws -> SitePoolsPage {
    let words = visit.words
    let (own, asking) = try await coalition.pools(by: visit.me)
    let naming = try await naming(of: Set((own + asking.map(\.pool)).map(\.asset)), visit)
    let programs = try await coalition.programs(by: visit.me)
    return SitePoolsPage(
      pools: own.map {
        SitePoolsPage.Shown(
          id: coalition.publicIDs.text($0.id), name: $0.name, kind: $0.kind.name(words),
          program: naming.program($0.asset))
      },
      asking: asking.map { one in
        func shown(_ points: Points) -> String { words.points(naming.points(points, of: one.pool.asset)) }
        var limits: [(name: String, value: String)] = []
        let limit = one.person.limit
        if let once = limit.perTransaction { limits.append((words.poolOnce, shown(once))) }
        if let daily = limit.perDay { limits.append((words.poolDaily, shown(daily))) }
        return SitePoolsPage.Asking(
          id: coalition.publicIDs.text(one.person.id), name: one.pool.name, kind: one.pool.kind.name(words),
          program: naming.program(one.pool.asset),
          by: one.head.isEmpty ? words.transferSomebody : one.head, role: one.person.role.name(words),
          leaving: one.pool.leaving.text(words), limits: limits)
      },
      programs: programs.filter { $0.status == .active && $0.policies.pools.people > 0 }.map {
        SitePoolsPage.Program(
          code: $0.code, name: words.name($0.names), allowsCompanies: $0.policies.pools.allowsCompanies)
      })
  }

  private func poolPage(_ asked: Asked, _ visit: MemberVisit) async throws -> SitePoolPage {
    let words = visit.words
    let id = try poolID(asked)
    let view: PoolView
    do { view = try await coalition.pool(id, by: visit.me) } catch PoolRefusal.poolNotFound {
      throw HTTPError(.notFound)
    }
    guard let own = view.own(of: visit.me) else { throw HTTPError(.notFound) }
    let before: TransactionID? = asked.query["before"].flatMap { coalition.publicIDs.id($0) }
    let moves = try await coalition.movements(of: id, before: before, limit: 20, by: visit.me)
    let asset = view.pool.asset
    let naming = try await naming(moves.items.map(\.detail), view.wallet, visit)
    func shown(_ points: Points) -> ShownPoints { naming.points(points, of: asset) }
    let role = own.person.role
    let older = moves.hasMore ? moves.items.last?.detail.transaction.id : nil
    return SitePoolPage(
      id: asked.id, name: view.pool.name, kind: view.pool.kind.name(words), program: naming.program(asset),
      leaving: view.pool.leaving.text(words), isFrozen: view.pool.isFrozen,
      spendable: shown(view.wallet.spendable),
      expiring: view.wallet.expiring.map {
        (points: shown($0.points), day: ShownTime($0.expiresAt.microseconds - 1))
      },
      people: view.people.map { person($0, own, naming, asset, words) },
      roles: PoolRole.allCases.filter { $0.kind == view.pool.kind && !$0.heads }
        .map { (value: $0.rawValue, name: $0.name(words)) },
      isHead: role.heads, spends: role.spends, putsIn: role.putsIn,
      heir: view.pool.heir.isGiven ? coalition.publicIDs.text(view.pool.heir) : nil,
      isOffered: view.pool.heir == own.person.id,
      moves: moves.items.map { move in
        SitePoolPage.Movement(
          at: ShownTime(move.detail.transaction.at), sentence: naming.sentence(move.detail),
          by: move.by?.shown(words), points: shown(move.detail.shownPoints))
      },
      older: older.map { Link.sitePool(asked.id).query([("before", coalition.publicIDs.text($0))]) })
  }

  private func person(
    _ guest: PoolGuest, _ own: PoolGuest, _ naming: Naming, _ asset: AssetID, _ words: Words
  ) -> SitePoolPage.Person {
    func shown(_ points: Points) -> ShownPoints { naming.points(points, of: asset) }
    func typed(_ points: Points?) -> String {
      points.map { Digits.plain($0.units, decimals: shown($0).decimals) } ?? ""
    }
    let person = guest.person
    let limit = person.limit
    return SitePoolPage.Person(
      id: coalition.publicIDs.text(person.id), name: guest.shown(words), role: person.role.rawValue,
      roleName: person.role.name(words), state: person.status.name(words),
      isInvited: person.status == .invited, isOwn: person.id == own.person.id,
      canHead: person.role != .child, once: typed(limit.perTransaction), daily: typed(limit.perDay),
      shownOnce: limit.perTransaction.map { words.points(shown($0)) } ?? words.commonNone,
      shownDaily: limit.perDay.map { words.points(shown($0)) } ?? words.commonNone,
      today: words.points(shown(guest.spentToday)), putIn: words.points(shown(person.putIn)))
  }
}

extension Pool.Kind {
  func name(_ words: Words) -> String {
    switch self {
    case .household: words.poolHousehold
    case .company: words.poolCompany
    }
  }
}

extension Pool.Leaving {
  func text(_ words: Words) -> String {
    switch self {
    case .nothing: words.poolLeavingNothing
    case .part: words.poolLeavingPart
    }
  }
}

extension PoolRole {
  func name(_ words: Words) -> String {
    switch self {
    case .owner: words.poolRoleOwner
    case .adult: words.poolRoleAdult
    case .child: words.poolRoleChild
    case .administrator: words.poolRoleAdministrator
    case .spender: words.poolRoleSpender
    case .contributor: words.poolRoleContributor
    }
  }
}

extension PoolPerson.Status {
  /// Nil for who is simply in it.
  func name(_ words: Words) -> String? {
    switch self {
    case .invited: words.poolWaiting
    case .leaving: words.poolGoing
    case .inside, .left, .declined, .ended: nil
    }
  }
}

extension PoolGuest {
  func shown(_ words: Words) -> String {
    let name = name.isEmpty ? words.transferSomebody : name
    return phoneEnding.map { words.transferPartner(ending: $0, name: name) } ?? name
  }
}
