internal import Ledger
internal import Logging
internal import Loyalty
internal import Storage

/// How far the gifts are: all days before the day are done, of the day all birthdays before the birthday,
/// and of that all members through the last.
private struct GiftMark: Sendable, Hashable {
  /// Days since 1970.
  var day: Int
  /// Month * 100 + day.
  var birthday: Int
  var member: MemberID
}

/// What one step gives, and where the next begins.
private struct GiftStep: Sendable {
  var orders: [KeyedOrder] = []
  let from: GiftMark
  var next: GiftMark
  /// How many members were looked at.
  var looked = 0
}

extension Coalition {
  /// How many days late a birthday is still celebrated, where no server ran on it.
  static let giftDays = 7
  static let giftPage = 500

  /// Gives those whose birthday it is what their level gives, page by page, and notes how far it is.
  ///
  /// Each gift is an award of the operator's with a key of its own for member, ladder and year, so a run that
  /// was killed goes on and one that is repeated gives nothing twice. Who may get nothing on the day, as a
  /// frozen member, goes without until the next year.
  /// - Throws: `OrderRefusal.busy` or `.outcomeUnknown`: the page is not noted and comes again.
  func giveBirthdayGifts(_ job: Job, for holder: Int64) async throws -> Int {
    var done = job.done
    while let step = try await nextGifts() {
      for start in stride(from: 0, to: step.orders.count, by: Self.batchLimit) {
        let orders = Array(step.orders[start..<min(start + Self.batchLimit, step.orders.count)])
        for (order, outcome) in zip(orders, try await batch(orders, by: .system)) {
          if try isGiven(outcome, order.key) { done += 1 }
        }
      }
      try await database.write { try $0.move(from: step.from, to: step.next) }
      guard try await keep(job.name, for: holder, at: 0, done: done) else {
        throw LostLease(name: job.name)
      }
    }
    return done
  }

  /// Whether it was given now.
  private func isGiven(_ outcome: Result<Receipt, any Error>, _ key: String) throws -> Bool {
    switch outcome {
    case .success(let receipt): return !receipt.isReplay
    // Another level gave it this year.
    case .failure(OrderRefusal.idempotencyMismatch): return false
    case .failure(OrderRefusal.busy): throw OrderRefusal.busy
    case .failure(OrderRefusal.outcomeUnknown): throw OrderRefusal.outcomeUnknown
    case .failure(let error) where error.isRefusal:
      logger.info("a birthday gift is not given: \(error)", metadata: ["key": "\(key)"])
      return false
    case .failure(let error): throw error
    }
  }

  /// Nil when today is done.
  private func nextGifts() async throws -> GiftStep? {
    let now = clock.now()
    let today = settings.calendar.date(of: now)
    let businessDay = settings.calendar.businessDay(of: now)
    return try await database.read { tx in
      let from = try tx.giftMark()
      var mark = from
      let first = from.day == 0 ? today : max(from.day, today - Self.giftDays + 1)
      if mark.day != first { mark = GiftMark(day: first, birthday: 0, member: .none) }
      guard mark.day <= today else { return nil }
      let ladders = try tx.givingLadders(at: now)
      // Nothing is given later for days on which nothing was promised.
      let tomorrow = GiftMark(day: today + 1, birthday: 0, member: .none)
      if ladders.isEmpty { return GiftStep(from: from, next: tomorrow) }
      let date = CivilDate(daysSince1970: mark.day)
      let birthday = Birthday.celebrated(on: date).map(\.number).first { $0 >= mark.birthday }
      guard let birthday else {
        return GiftStep(from: from, next: GiftMark(day: mark.day + 1, birthday: 0, member: .none))
      }
      let after = birthday == mark.birthday ? mark.member : .none
      let members = try tx.members(with: birthday, after: after, limit: Self.giftPage)
      var step = GiftStep(
        from: from, next: GiftMark(day: mark.day, birthday: birthday + 1, member: .none))
      if members.count == Self.giftPage, let last = members.last {
        step.next = GiftMark(day: mark.day, birthday: birthday, member: last)
      }
      step.looked = members.count
      step.orders = try tx.gifts(to: members, on: ladders, businessDay, year: date.year)
      return step
    }
  }
}

extension Birthday {
  /// As the table keeps it.
  fileprivate var number: Int { month * 100 + day }
}

extension Storage.Transaction {
  fileprivate func giftMark() throws -> GiftMark {
    try queryFirst("SELECT day, birthday, position FROM birthday_gift_mark WHERE id = 1") {
      GiftMark(day: $0[0], birthday: $0[1], member: $0[2])
    } ?? GiftMark(day: 0, birthday: 0, member: .none)
  }

  /// Unless somebody else moved it.
  fileprivate func move(from mark: GiftMark, to next: GiftMark) throws {
    try execute(
      """
      UPDATE birthday_gift_mark
      SET day = \(next.day), birthday = \(next.birthday), position = \(next.member)
      WHERE id = 1 AND day = \(mark.day) AND birthday = \(mark.birthday) AND position = \(mark.member)
      """)
  }

  /// Those in force of which a level gives something on birthdays.
  fileprivate func givingLadders(at now: Instant) throws -> [TierLadder] {
    try query(
      TierLadder.select
        + "WHERE in_force_from <= \(now) AND in_force_until > \(now) ORDER BY asset_id, number"
    ) { try TierLadder($0) }.filter { $0.ladder.levels.contains { $0.birthdayPoints != nil } }
  }

  /// Who was merged into another is left out: what is given to them goes to the survivor, who may have a
  /// gift of their own.
  fileprivate func members(with birthday: Int, after: MemberID, limit: Int) throws -> [MemberID] {
    try query(
      """
      SELECT member_id FROM member_birthday WHERE birthday = \(birthday) AND member_id > \(after)
        AND NOT EXISTS (SELECT 1 FROM member WHERE id = member_id AND merged_into IS NOT NULL)
      ORDER BY member_id LIMIT \(limit)
      """
    ) { $0[0] }
  }

  /// By the level on which each stands now.
  fileprivate func gifts(
    to members: [MemberID], on ladders: [TierLadder], _ day: BusinessDay, year: Int
  ) throws -> [KeyedOrder] {
    var orders: [KeyedOrder] = []
    if members.isEmpty { return [] }
    for (asset, ladders) in Dictionary(grouping: ladders, by: \.asset).sorted(by: { $0.key < $1.key }) {
      let standings = try levels(of: members, in: asset, ladders, on: day)
      for member in members {
        for (ladder, standing) in zip(ladders, standings[member] ?? []) {
          let (level, levels) = (standing.place.level, ladder.ladder.levels)
          guard levels.indices.contains(level - 1), let points = levels[level - 1].birthdayPoints else {
            continue
          }
          let gift = BirthdayGift(year: year, ladder, level: level)
          let order = GiveOrder(
            member: .id(member), program: .asset(asset), points: Points(points),
            occasion: Occasion(.platform, reference: gift.reference))
          orders.append(KeyedOrder(.award(order), key: gift.key(of: member, in: asset)))
        }
      }
    }
    return orders
  }
}
