package import Ledger
internal import LedgerStore
internal import Logging
internal import Loyalty
internal import Storage

/// What a mall is told.
package struct MallReply: Sendable, Hashable {
  /// Ours; empty where nothing was done.
  package let number: String
  /// What the member can spend now.
  package let credits: Points
  /// Why it was refused, as a word; empty where it was not.
  package let failure: String

  package var isOK: Bool { failure.isEmpty }
}

extension Coalition {
  /// How long a mall may take to say how an order went before it is a case for people: seven days.
  static let mallPatience: Int64 = 7 * 86_400

  /// Sets a member's points aside for an order of the mall's, or says again what became of it.
  ///
  /// The mall's log-in of the member is the proof, as its contract says; the points go to nobody before its
  /// call-back.
  /// - Throws: ``MallRefusal``; then nothing is kept.
  package func consumeForMall(_ parameters: [String: String]) async throws -> MallReply {
    try await order(.consume, parameters)
  }

  /// Gives a member points that come from the mall, once for an order number.
  /// - Throws: ``MallRefusal``; then nothing is kept.
  package func addForMall(_ parameters: [String: String]) async throws -> MallReply {
    try await order(.add, parameters)
  }

  /// Takes the mall's word for how an order went: takes what was set aside, or gives it back; again without
  /// effect.
  /// - Throws: ``MallRefusal``, `OrderRefusal.busy`: the mall asks again until it gets `ok`.
  package func endForMall(_ parameters: [String: String]) async throws {
    let (partner, number) = try await admitted(parameters, isEnd: true)
    guard let said = parameters["success"], said == "true" || said == "false" else {
      throw MallRefusal.parameterInvalid("success")
    }
    let isGood = said == "true"
    let known = try await database.read { try $0.mallOrder(number, of: partner.id) }
    guard var known else {
      if isGood { throw MallRefusal.orderUnknown }
      return try await remember(number, of: partner)
    }
    guard known.kind == .consume else { throw MallRefusal.numberUsed }
    // What a crash left without its answer is brought to one first.
    if isGood, known.state == .begun { known = try await advance(mall: known.id, partner) }
    if known.state == .held || known.state == .begun {
      try await move(known, to: isGood ? .capturing : .releasing)
    }
    let ended = try await advance(mall: known.id, partner)
    let isAsSaid = isGood ? ended.state == .done : ended.state == .released || ended.state == .refused
    guard isAsSaid else {
      throw ended.state.isOver ? MallRefusal.endedOtherwise : OrderRefusal.busy
    }
  }

  /// Who calls: by the application key, with a signature of one of its secrets that is five minutes old at
  /// most.
  /// - Parameter isEnd: how an order went is heard of a mall that was closed, too: else what it set aside
  ///   would stay so.
  func admitted(
    _ parameters: [String: String], isEnd: Bool = false
  ) async throws -> (partner: Partner, number: String) {
    let partner = try await mall(parameters, isEnd: isEnd)
    guard let number = parameters["orderNum"], number.isCode(of: 1...64) else {
      throw MallRefusal.parameterInvalid("orderNum")
    }
    return (partner, number)
  }

  func mall(_ parameters: [String: String], isEnd: Bool = false) async throws -> Partner {
    let key = parameters["appKey"] ?? ""
    let found = try await database.read { tx in
      try tx.queryFirst(Partner.select + "WHERE app_key = \(key) AND app_key <> ''") { Partner($0) }
    }
    guard let found, found.status != .closed || isEnd, found.contract == .mall else {
      throw MallRefusal.unknownMall
    }
    guard MallSign.isSigned(parameters, secrets: try await secrets(of: found)) else {
      throw MallRefusal.signatureWrong
    }
    guard MallSign.isFresh(parameters, at: clock.now()) else { throw MallRefusal.expired }
    return found
  }

  private func order(_ kind: MallOrder.Kind, _ parameters: [String: String]) async throws -> MallReply {
    let (partner, number) = try await admitted(parameters)
    try Self.requireOrderText(parameters)
    guard let text = parameters["credits"], let units = Int64(text), units > 0, String(units) == text,
      Points(units) <= Points.maximumPerCommand
    else { throw MallRefusal.parameterInvalid("credits") }
    guard let member: MemberID = publicIDs.id(parameters["uid"] ?? "") else {
      throw MallRefusal.memberUnknown
    }
    let hash = Self.hash(kind, member, units)
    if let known = try await database.read({ try $0.mallOrder(number, of: partner.id) }) {
      return try await reply(known, hash, member, partner)
    }
    guard partner.status == .active else { throw MallRefusal.unknownMall }
    guard try await database.read({ try $0.member(member) }) != nil else { throw MallRefusal.memberUnknown }
    let (now, program, id): (Instant, Program, MallOrderID) = (
      clock.now(), try await universalProgram(), ids.next()
    )
    let day = Int64(settings.calendar.day(of: now).daysSince1970)
    let next = now.adding(seconds: Self.partnerLease)
    do {
      try await database.write { tx in
        try tx.execute(
          """
          INSERT INTO mall_order (id, partner_id, order_number, kind, request_hash, member_id, asset_id,
            points, state, failure, hold_id, transaction_id, day, next_try_at, created_at)
          VALUES (\(id), \(partner.id), \(number), \(kind), \(hash), \(member), \(program.asset), \(units),
            'begun', '', 0, 0, \(day), \(next), \(now))
          """)
      }
    } catch let error as DatabaseError where error.isUniqueViolation {
      // The same number came twice at once; the other was quicker.
      guard let known = try await database.read({ try $0.mallOrder(number, of: partner.id) }) else {
        throw error
      }
      return try await reply(known, hash, member, partner)
    }
    let order = try await advance(mall: id, partner)
    return try await said(of: order, member)
  }

  /// Values are signed one behind the other without their names, so that a member who reads the address by
  /// which we let them into a mall could cut its digits anew and call it an order. A word between time and
  /// member, which that address never has, tells an order from an entry.
  private static func requireOrderText(_ parameters: [String: String]) throws(MallRefusal) {
    let type = parameters["type"] ?? ""
    guard 2...32 ~= type.utf8.count, type.utf8.allSatisfy({ 0x41...0x5A ~= $0 || 0x61...0x7A ~= $0 }) else {
      throw .parameterInvalid("type")
    }
    guard parameters["redirect"] == nil else { throw .parameterInvalid("redirect") }
  }

  /// What was decided under this number, whatever the member's points are today.
  private func reply(
    _ known: MallOrder, _ hash: Int64, _ member: MemberID, _ partner: Partner
  ) async throws -> MallReply {
    guard known.requestHash == hash || known.requestHash == 0 else { throw MallRefusal.numberUsed }
    return try await said(of: try await advance(mall: known.id, partner), member)
  }

  private func said(of order: MallOrder, _ member: MemberID) async throws -> MallReply {
    let wallet = try await wallet(WalletKey(member: member, asset: order.asset), by: .system)
    switch order.state {
    case .held, .capturing, .done:
      return MallReply(number: publicIDs.text(order.id), credits: wallet.spendable, failure: "")
    case .released, .releasing:
      let failure = order.failure.isEmpty ? "cancelled" : order.failure
      return MallReply(number: "", credits: wallet.spendable, failure: failure)
    case .refused: return MallReply(number: "", credits: wallet.spendable, failure: order.failure)
    case .begun: throw OrderRefusal.busy
    }
  }

  private static func hash(_ kind: MallOrder.Kind, _ member: MemberID, _ units: Int64) -> Int64 {
    var hash = RequestHash()
    hash.add(kind.rawValue)
    hash.add(member.rawValue)
    hash.add(units)
    // 0 says that only the end is known.
    return max(1, Int64(bitPattern: hash.value & 0x7FFF_FFFF_FFFF_FFFF))
  }

  /// An end without a beginning: the beginning, should it still come, is refused.
  private func remember(_ number: String, of partner: Partner) async throws {
    let (now, program, id): (Instant, Program, MallOrderID) = (
      clock.now(), try await universalProgram(), ids.next()
    )
    let day = Int64(settings.calendar.day(of: now).daysSince1970)
    try await database.write { tx in
      try tx.execute(
        """
        INSERT INTO mall_order (id, partner_id, order_number, kind, request_hash, asset_id, points, state,
          failure, hold_id, transaction_id, day, next_try_at, created_at, finished_at)
        VALUES (\(id), \(partner.id), \(number), 'consume', 0, \(program.asset), 0, 'released', '', 0, 0,
          \(day), \(now), \(now), \(now))
        ON CONFLICT (partner_id, order_number) DO NOTHING
        """)
    }
    let known = try await database.read { try $0.mallOrder(number, of: partner.id) }
    // The beginning came meanwhile: the mall asks again.
    guard known?.state == .released else { throw OrderRefusal.busy }
  }
}
