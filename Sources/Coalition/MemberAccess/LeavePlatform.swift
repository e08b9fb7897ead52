package import Ledger
internal import LedgerStore
internal import Storage

extension Coalition {
  /// Leaves the platform (注销): personal data is erased, what lies in the wallets is forfeited, and the ledger
  /// stays whole, since it knows a surrogate alone.
  ///
  /// Recorded first, then done step by step, each safe to do again: what a crash interrupts is finished by
  /// the housekeeping job.
  /// - Parameters:
  ///   - forfeits: the points that the member agreed to lose, by programme; they must be what is there.
  ///   - code: of the member's number.
  /// - Throws: `MemberAccessRefusal.holdsOpen`, `.poolHeaded`, `.pointsChanged`, `.wrong`, `.delayed`.
  package func leave(
    forfeiting forfeits: [AssetID: Points], code: String, from place: EntryPlace, by me: MemberPrincipal
  ) async throws {
    let wallets = try await wallets(by: me)
    guard wallets.allSatisfy({ $0.balance.held == 0 }) else { throw MemberAccessRefusal.holdsOpen }
    let there = Dictionary(wallets.map { ($0.key.asset, $0.forfeited) }) { $0 + $1 }
    guard there.filter({ $0.value > 0 }) == forfeits.filter({ $0.value > 0 }) else {
      throw MemberAccessRefusal.pointsChanged
    }
    try await requireCode(code, of: try await ownPhone(me), for: .contactChange, from: place)
    let now = clock.now()
    defer { directoryCache.forgetMembers() }
    try await database.write { tx in
      guard try tx.requireMember(me.member).status != .closed else { throw MemberAccessRefusal.closed }
      // Points that were paid for are on their way.
      guard try !tx.hasPointsOrderUnderWay(me.member) else { throw MemberAccessRefusal.holdsOpen }
      try tx.leavePools(of: me.member, at: now)
      try tx.execute(
        """
        INSERT INTO member_departure (member_id, state, asked_at, erased_at)
        VALUES (\(me.member), 'leaving', \(now), NULL)
        """)
      try tx.execute("UPDATE member SET status = 'closed', updated_at = \(now) WHERE id = \(me.member)")
      try tx.endMemberSessions(of: me.member)
      try tx.endLinks("member_id = \(me.member)", because: .left, at: now)
      try append(
        Change(action: "member.leave", subject: "member/\(me.member.rawValue)", after: "closed"),
        by: me.actor, in: tx)
    }
    directoryCache.forgetMembers()
    try await finishDeparture(of: me.member)
  }

  /// Goes on with departures that a crash interrupted, and forfeits what came back to wallets since, as by a
  /// refund or when pending points matured.
  func resumeDepartures() async throws -> Int {
    let (leaving, left) = try await database.read { tx in
      (
        try tx.query(
          "SELECT member_id FROM member_departure WHERE state = 'leaving' ORDER BY member_id LIMIT 100"
        ) { $0[0] as MemberID },
        try tx.query(
          "SELECT member_id FROM member_departure WHERE state = 'left' ORDER BY member_id LIMIT 1000"
        ) { $0[0] as MemberID }
      )
    }
    for member in leaving { try await finishDeparture(of: member) }
    for member in left { try await settleDeparture(of: member) }
    return leaving.count
  }

  private func finishDeparture(of member: MemberID) async throws {
    try await forfeitPoints(of: member)
    try await erase(member)
    try await settleDeparture(of: member)
  }

  /// Notes that nothing can come any more; until then the wallets are looked at again.
  private func settleDeparture(of member: MemberID) async throws {
    try await forfeitPoints(of: member)
    let wallets = try await wallets(of: member, by: .system)
    guard wallets.allSatisfy({ $0.balance.available + $0.balance.pending + $0.balance.held == 0 }) else {
      return
    }
    try await database.write { tx in
      try tx.execute(
        "UPDATE member_departure SET state = 'settled' WHERE member_id = \(member) AND state = 'left'")
    }
  }

  /// Takes what can be spent out of every wallet by the ledger's own door, as a correction with its reason.
  ///
  /// The key names the wallet's last movement: two servers at once take the same points once.
  private func forfeitPoints(of member: MemberID) async throws {
    for wallet in try await wallets(of: member, by: .system) {
      var left = wallet.spendable
      while left > 0 {
        let points = min(left, Points.maximumPerCommand)
        let order = AdjustOrder(
          member: .id(member), program: .asset(wallet.key.asset), points: -points,
          reason: "forfeited on leaving", occasion: Occasion(.platform))
        let last = try await ledger.history(of: wallet.key, before: nil, limit: 1).first?.id.rawValue ?? 0
        let key = "leave \(member.rawValue) \(wallet.key.asset.rawValue) \(last)"
        do { _ = try await carryOut(.adjust(order), key: key, by: .system) } catch OrderRefusal.declined {
          // Something else moved the points meanwhile; the next run looks anew.
          break
        }
        left -= points
      }
    }
  }
}

extension WalletView {
  /// What a member gives up by leaving: all that is theirs, also what is not usable yet.
  package var forfeited: Points { balance.available + balance.pending }
}
