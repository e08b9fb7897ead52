internal import Crypto
package import Ledger
internal import Loyalty
internal import Storage

/// What an order of points would cost.
package struct PointsPrice: Sendable, Hashable {
  package let points: Points
  package let price: Money
  /// When the points end, whenever they are paid for; nil for never.
  package fileprivate(set) var expiresAt: Instant?
  /// The only merchant where they are good; none: everywhere.
  package let onlyAt: MerchantID
  /// How many days they can be given back, unused.
  package let refundDays: Int
}

/// Another member for whom points are bought, and what is written to them.
package struct PointsGift: Sendable, Hashable {
  package var receiver: MemberID
  /// Empty without.
  package var words: String

  package init(to receiver: MemberID, words: String = "") {
    self.receiver = receiver
    self.words = words
  }
}

extension Coalition {
  /// How long an order waits for its payment, in seconds.
  package static let pointsOrderSeconds: Int64 = 86_400
  /// How many of a member's orders wait at once.
  package static let waitingPointsOrders = 5

  /// What so many points cost now; makes no order.
  /// - Throws: ``OrderRefusal``, `MemberRefusal`, `ProgramRefusal`.
  package func pointsPrice(
    of points: Points, in asset: AssetID, by me: MemberPrincipal
  ) async throws -> PointsPrice {
    let (now, calendar) = (clock.now(), settings.calendar)
    return try await database.read { tx in
      try tx.pointsPrice(of: points, in: asset, for: me.member, at: now, calendar)
    }
  }

  /// Orders points for the member: they are credited once the order is paid. One request makes one order.
  /// - Parameter request: names the request among the member's, 1…255 bytes.
  /// - Parameter price: what the member was shown; at another it is refused.
  /// - Parameter offer: what the member agreed to, whose end the points get; one that is over makes no new
  ///   order.
  /// - Throws: ``OrderRefusal``, ``PointsOrderRefusal``, `MemberRefusal`, `ProgramRefusal`,
  ///   `MemberAccessRefusal.offerEnded`.
  func orderPoints(
    _ points: Points, in asset: AssetID, price: Money, offer: ServiceOffer? = nil, request: String,
    by me: MemberPrincipal
  ) async throws -> PointsOrder {
    try await orderPoints(
      points, in: asset, for: me.member, giving: offer?.gift, price: price, offer: offer,
      request: "own " + request)
  }

  /// Orders points for a member, as a system of the operator's asks; the order is the member's, also where
  /// another member gets the points.
  /// - Parameters:
  ///   - receiver: who gets them; nil: the member.
  ///   - words: what the receiver reads with them; empty without.
  /// - Throws: as ``orderPoints(_:in:price:request:by:)``, and `AccessRefusal`.
  package func orderPoints(
    _ points: Points, in asset: AssetID, for member: MemberID, to receiver: MemberClaim? = nil,
    words: String = "", price: Money? = nil, request: String, by principal: Principal
  ) async throws -> PointsOrder {
    try principal.requireOperator(.transfer)
    var gift: PointsGift?
    if let receiver {
      do {
        gift = PointsGift(to: try await self.member(receiver, by: .system).id, words: words)
      } catch is MemberRefusal {
        // A live code has its minute; what was asked for with it may be asked for again later.
        let known = try await knownGift(of: points, in: asset, for: member, words, request: "api " + request)
        guard let known else { throw PointsOrderRefusal.receiverUnknown }
        return known
      }
    }
    return try await orderPoints(
      points, in: asset, for: member, giving: gift, price: price, request: "api " + request)
  }

  /// The gift that a request made, whose receiver is not found any more by what names them.
  private func knownGift(
    of points: Points, in asset: AssetID, for member: MemberID, _ words: String, request: String
  ) async throws -> PointsOrder? {
    let request = Self.name(of: request, for: member)
    let known = try await database.read { try $0.pointsOrder(of: member, request: request) }
    guard let known, known.receiver != nil else { return nil }
    guard known.asset == asset, known.points == points, known.words == words else {
      throw OrderRefusal.idempotencyMismatch(known.transaction)
    }
    return known
  }

  /// With whoever it is for, so that no two are the same once a merge has put two members' orders together.
  private static func name(of request: String, for member: MemberID) -> String {
    SHA256.hash(data: Array("\(member.rawValue) \(request)".utf8)).map { String($0, radix: 16) }.joined()
  }

  private func orderPoints(
    _ points: Points, in asset: AssetID, for member: MemberID, giving gift: PointsGift?, price: Money?,
    offer: ServiceOffer? = nil, request: String
  ) async throws -> PointsOrder {
    // Ours by what it is, a caller's by a hash: theirs may be longer than a name needs to be.
    guard 5...260 ~= request.utf8.count else { throw OrderRefusal.keyInvalid }
    let request = Self.name(of: request, for: member)
    let (now, calendar) = (clock.now(), settings.calendar)
    let id: PointsOrderID = ids.next()
    return try await database.write { tx in
      // Taking the row first puts a member's requests in a row, on both engines.
      try tx.execute("UPDATE member SET updated_at = updated_at WHERE id = \(member)")
      if let known = try tx.pointsOrder(of: member, request: request) {
        guard known.asset == asset, known.points == points, try tx.isFor(gift, known) else {
          throw OrderRefusal.idempotencyMismatch(known.transaction)
        }
        return known
      }
      if let offer, min(offer.endsAt, offer.expiresAt) <= now { throw MemberAccessRefusal.offerEnded }
      let gift = try gift.map { try tx.givable($0, by: member, in: asset) }
      var bought = try tx.pointsPrice(of: points, in: asset, for: member, at: now, calendar)
      if let price, price != bought.price { throw OrderRefusal.feeChanged }
      if let offer { bought.expiresAt = offer.expiresAt == .distantFuture ? nil : offer.expiresAt }
      try tx.requireFewWaiting(of: member, at: now)
      let day = calendar.day(of: now)
      guard let program = try tx.program("asset_id = \(asset)"),
        let terms = program.policies.services[.buying]
      else { throw OrderRefusal.serviceOff }
      try tx.take(terms.claim(of: .buying, points, by: member, in: asset, on: day))
      try tx.execute(
        """
        INSERT INTO points_order (id, asset_id, member_id, points, minor_units, currency, request,
          claimant_id, day, only_at, refund_days, expires_at, state, noted_by, returns, transaction_id,
          return_id, created_at, ends_at, changed_at, receiver_id, words)
        VALUES (\(id), \(asset), \(member), \(points), \(bought.price.minorUnits), \(bought.price.currency),
          \(request), \(member), \(Int64(day.daysSince1970)), \(bought.onlyAt), \(bought.refundDays),
          \(bought.expiresAt), 'waiting', 0, 0, 0, 0, \(now),
          \(now.adding(seconds: Self.pointsOrderSeconds)), \(now), \(gift?.receiver), \(gift?.words ?? ""))
        """)
      return try tx.pointsOrder(id)
    }
  }

  /// Lets orders lapse that were not paid in time, and gives their places of limits back; gives how many.
  func lapsePointsOrders() async throws -> Int {
    let now = clock.now()
    let due = try await database.read { tx in
      try tx.query(
        PointsOrder.select + "WHERE state = 'waiting' AND ends_at <= \(now) LIMIT 500"
      ) { PointsOrder($0) }
    }
    for order in due {
      try await database.write { tx in
        let lapsed = try tx.execute(
          """
          UPDATE points_order SET state = 'lapsed', changed_at = \(now)
          WHERE id = \(order.id) AND state = 'waiting'
          """)
        if lapsed == 1 { try tx.giveBack(order.claim) }
      }
    }
    return due.count
  }
}

extension Storage.Transaction {
  /// The order that a request made, whoever has it by now.
  fileprivate func pointsOrder(of member: MemberID, request: String) throws -> PointsOrder? {
    let holder = try self.member(member)?.mergedInto ?? member
    return try queryFirst(
      PointsOrder.select + "WHERE member_id = \(holder) AND request = \(request)"
    ) { PointsOrder($0) }
  }

  /// Whether the order that is known is for whom it is asked for again, wherever a merge led.
  fileprivate func isFor(_ gift: PointsGift?, _ order: PointsOrder) throws -> Bool {
    guard let gift else { return order.receiver == nil }
    let receiver = try member(gift.receiver)?.mergedInto ?? gift.receiver
    // What was bought for somebody who is oneself by now has no words any more.
    return receiver == order.recipient && (gift.words == order.words || order.receiver == nil)
  }

  /// The gift, to whoever the receiver is by now, where it may be made.
  /// - Throws: ``PointsOrderRefusal``, `MemberRefusal`, `ProgramRefusal.programNotFound`.
  func givable(_ gift: PointsGift, by buyer: MemberID, in asset: AssetID) throws -> PointsGift {
    guard let program = try program("asset_id = \(asset)") else { throw ProgramRefusal.programNotFound }
    guard let terms = program.policies.services[.buying], terms.isOn else { throw OrderRefusal.serviceOff }
    guard terms.allowsGifts else { throw PointsOrderRefusal.giftsOff }
    guard gift.words.isEmpty || gift.words.isPlain(1...100) else { throw PointsOrderRefusal.wordsInvalid }
    guard let known = try member(gift.receiver), !known.isPool else {
      throw PointsOrderRefusal.receiverUnknown
    }
    let receiver = try known.mergedInto.map { try requireMember($0) } ?? known
    if receiver.id == buyer { throw PointsOrderRefusal.toOneself }
    switch receiver.status {
    case .active: return PointsGift(to: receiver.id, words: gift.words)
    case .frozen: throw PointsOrderRefusal.receiverFrozen
    case .closed: throw PointsOrderRefusal.receiverClosed
    }
  }

  /// - Throws: ``PointsOrderRefusal/tooManyWaiting(_:)``.
  fileprivate func requireFewWaiting(of member: MemberID, at now: Instant) throws {
    let waiting = try queryFirst(
      """
      SELECT count(*) FROM points_order
      WHERE member_id = \(member) AND state = 'waiting' AND ends_at > \(now)
      """
    ) { $0[0] as Int }
    guard waiting ?? 0 < Coalition.waitingPointsOrders else {
      throw PointsOrderRefusal.tooManyWaiting(Coalition.waitingPointsOrders)
    }
  }

  /// - Throws: ``OrderRefusal``, `MemberRefusal`, `ProgramRefusal.programNotFound`.
  fileprivate func pointsPrice(
    of points: Points, in asset: AssetID, for member: MemberID, at now: Instant, _ calendar: BusinessCalendar
  ) throws -> PointsPrice {
    switch try requireMember(member).status {
    case .active: break
    case .frozen: throw MemberRefusal.memberFrozen
    case .closed: throw MemberRefusal.memberClosed
    }
    guard let program = try program("asset_id = \(asset)") else { throw ProgramRefusal.programNotFound }
    guard program.status == .active else { throw OrderRefusal.programInactive }
    guard let terms = program.policies.services[.buying], let price = terms.price else {
      throw OrderRefusal.serviceOff
    }
    guard points > 0, points <= Points.maximumPerCommand else { throw OrderRefusal.amountOutOfRange }
    try terms.require(points)
    // Without a licence bought points are good at one merchant, so there must be one (risk.md 3.3).
    guard terms.isLicensed || program.merchant != nil else { throw OrderRefusal.serviceOff }
    try requireRoom(for: terms.claim(of: .buying, points, by: member, in: asset, on: calendar.day(of: now)))
    guard let money = price.cost(of: points) else { throw OrderRefusal.amountOutOfRange }
    let end = program.boughtExpiry.expiry(ofCreditAt: now, in: calendar.zone)
    return PointsPrice(
      points: points, price: money, expiresAt: end == .distantFuture ? nil : end,
      onlyAt: terms.isLicensed ? .none : program.merchant ?? .none, refundDays: terms.days)
  }
}

extension Program {
  /// How long bought points live.
  var boughtExpiry: ExpiryRule { (validity[.purchased] ?? validity[.awarded])?.expiryRule ?? .never }
}

extension Worth {
  /// What so many points cost, rounded up to the smallest unit; nil above 10¹² units.
  package func cost(of amount: Points) -> Money? {
    guard amount > 0 else { return nil }
    let product = Int128(amount.units) * Int128(money.minorUnits)
    let units = (product + Int128(points.units) - 1) / Int128(points.units)
    return units <= 1_000_000_000_000 ? Money(minorUnits: Int64(units), currency: money.currency) : nil
  }
}
