internal import Crypto
internal import Ledger
internal import Logging
internal import Storage

extension TryBook {
  static let cards = TryBook(name: "points cards", table: "points_card_failure") {
    PointsCardRefusal.delayed(seconds: $0)
  }
}

extension Coalition {
  /// Wrong codes of a day that cost nothing; each one after doubles the delay.
  private static let freeWrongCodes = 5
  /// Many people are behind an address, and behind a caller that is a shop.
  private static let freeWrongCodesOfMany = 40
  /// At so many wrong codes of a day somebody is told.
  private static let alarms: Set<Int> = [10, 100, 1_000, 10_000]
  /// People mistype: of everybody together so many are news.
  private static let alarmsOfAll: Set<Int> = [1_000, 10_000, 100_000]

  /// The cards that orders name by their codes.
  ///
  /// Wrong codes are counted by who asks, for whom, from where and at which terminal, and each of these waits
  /// once it had too many. Right ones clear nothing, so that who has one card gains no guesses by it; and
  /// nobody is kept waiting by all the others, since among 2⁸⁰ codes no number of guesses finds one.
  func pointsCards(
    in orders: [Order], by principal: Principal
  ) async throws -> [String: Result<PointsCard, any Error>] {
    var found: [String: Result<PointsCard, any Error>] = [:]
    for case .redeemCard(let order) in orders where found[order.code] == nil {
      do { found[order.code] = .success(try await card(order, by: principal)) } catch let error
        where error.isRefusal
      {
        found[order.code] = .failure(error)
      }
    }
    return found
  }

  private func card(_ order: RedeemCardOrder, by principal: Principal) async throws -> PointsCard {
    let guesses = guesses(order, by: principal)
    try await requireNoDelay(of: guesses.map(\.tried.hash), in: .cards)
    if let hash = CardCode(typed: order.code)?.hash(secrets.pointsCardKey),
      let card = try await database.read({ try $0.pointsCard(hash: hash) })
    {
      return card
    }
    try await countWrong(guesses.map(\.tried), in: .cards)
    try await raiseAlarms(about: guesses)
    throw PointsCardRefusal.codeInvalid
  }

  private struct Guess: Sendable {
    let subject: CardAlarm.Subject
    let id: Int64
    let tried: TrySubject
  }

  private func guesses(_ order: RedeemCardOrder, by principal: Principal) -> [Guess] {
    func guess(_ kind: CardAlarm.Subject, _ id: Int64, _ text: String, many: Bool) -> Guess {
      let free = many ? Self.freeWrongCodesOfMany : Self.freeWrongCodes
      return Guess(
        subject: kind, id: id,
        tried: TrySubject(hash: subject(kind.rawValue, text), freeFailures: free))
    }
    let actor = principal.actor
    var found = [
      // Everybody together waits for nothing; the count is for the alarm.
      Guess(
        subject: .everybody, id: 0,
        tried: TrySubject(hash: subject("everybody", ""), freeFailures: .max))
    ]
    // Terminals come as the platform itself, and are told apart below.
    if actor.id != 0 {
      found.append(
        guess(.caller, actor.id, "\(actor.kind.rawValue) \(actor.id)", many: actor.kind == .key))
    }
    if case .id(let member) = order.member {
      found.append(guess(.member, member.rawValue, "\(member.rawValue)", many: false))
    }
    if !order.address.isEmpty {
      found.append(guess(.address, 0, CountedAddress(order.address).text, many: true))
    }
    let named: TerminalID? =
      if case .id(let id)? = order.occasion.terminal { id } else { principal.terminal }
    if let terminal = named {
      found.append(guess(.terminal, terminal.rawValue, "\(terminal.rawValue)", many: false))
    }
    return found
  }

  private func raiseAlarms(about guesses: [Guess]) async throws {
    let hashes = guesses.map(\.tried.hash)
    let counts = try await database.read { tx in
      try tx.query(
        "SELECT subject_hash, failures FROM points_card_failure WHERE subject_hash IN (\(hashes))"
      ) { (hash: $0[0] as [UInt8], failures: $0[1] as Int) }
    }
    for guess in guesses {
      guard let count = counts.first(where: { $0.hash == guess.tried.hash })?.failures,
        (guess.subject == .everybody ? Self.alarmsOfAll : Self.alarms).contains(count)
      else { continue }
      logger.warning(
        "somebody guesses codes of points cards",
        metadata: ["subject": "\(guess.subject.rawValue)", "failures": "\(count)"])
      let (id, now) = (ids.next(Identified.CardAlarm.self), clock.now())
      try await database.write { tx in
        try tx.execute(
          """
          INSERT INTO points_card_alarm (id, subject, subject_id, failures, raised_at)
          VALUES (\(id), \(guess.subject), \(guess.id), \(count), \(now))
          """)
        try append(
          Change(
            action: "points_cards.guessing", subject: "\(guess.subject.rawValue)/\(guess.id)",
            after: "\(count) wrong codes"),
          by: .system, in: tx)
      }
    }
  }

  /// Keyed, since addresses and codes are few enough to be tried all.
  private func subject(_ kind: String, _ text: String) -> [UInt8] {
    let input = Array("guess\u{1F}\(kind)\u{1F}\(text)".utf8)
    return Array(HMAC<SHA256>.authenticationCode(for: input, using: secrets.pointsCardKey))
  }
}
