internal import Foundation
package import Ledger
internal import Logging
internal import Loyalty
internal import Storage

/// A business day held against a partner's own account of it.
package struct PartnerDay: Sendable, Hashable {
  package let partner: PartnerID
  package let day: BusinessDay
  package let isDone: Bool
  package let lines: Int
  package let agreed: Int
  package let differences: Int
  /// How many of them are beyond what becomes a case.
  package let withoutCase: Int
  /// Of the partner's points, out and in, by us and by them.
  package let ours: (out: Points, in: Points)
  package let theirs: (out: Points, in: Points)
  /// Why it could not be compared yet; empty otherwise.
  package let failure: String
  package let tries: Int
  package let finishedAt: Instant?
  /// How often it was asked for.
  let asked: Int64

  package static func == (one: Self, other: Self) -> Bool {
    one.partner == other.partner && one.day == other.day && one.finishedAt == other.finishedAt
      && one.tries == other.tries
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(partner)
    hasher.combine(day)
  }
}

/// One exchange as a partner's account has it.
struct PartnerLine: Sendable, Hashable, Decodable {
  /// Ours for what began here, the partner's own for what began there.
  let id: String
  /// `out` or `in`, from our side.
  let direction: String
  let points: Int64

  /// Without more than can be compared: what somebody else wrote has any length.
  var cut: PartnerLine {
    PartnerLine(id: id.partnerText(64), direction: direction.partnerText(8), points: points)
  }
}

extension Coalition {
  /// How many pages and lines of a partner's account are read: with ids of up to 64 characters 30 MB at most,
  /// of eight partners at a time.
  private static let partnerPages = 200
  static let partnerLines = 200_000
  /// How long one account is read. Below the lease of the job that reads it, with the answer that is waited
  /// for when it is over.
  static let partnerAccountSeconds: Int64 = 30

  /// The latest days of a partner that were compared or wait for it, newest first.
  /// - Throws: `AccessRefusal`.
  package func partnerDays(of partner: PartnerID, by principal: Principal) async throws -> [PartnerDay] {
    try principal.requireOperator(.readMerchants)
    return try await database.read { tx in
      try tx.query(PartnerDay.select + "WHERE partner_id = \(partner) ORDER BY day DESC LIMIT 31") {
        PartnerDay($0)
      }
    }
  }

  /// Compares a day anew, as when either side corrected its account; what was a case stays that one case.
  /// - Throws: `AccessRefusal`, ``PartnerRefusal``.
  package func comparePartnerDayAgain(
    _ day: BusinessDay, of partner: PartnerID, by principal: Principal
  ) async throws {
    try principal.requireOperator(.writePrograms)
    let now = clock.now()
    guard day < settings.calendar.day(of: now) else { throw PartnerRefusal.nothingToRetry }
    try await database.write { tx in
      guard try tx.requirePartner(partner).contract == .tongbao else { throw PartnerRefusal.nothingToRetry }
      try tx.wait(for: Int64(day.daysSince1970), of: partner, at: now)
      try append(
        Change(
          action: "partner_day.again", subject: "partner/\(partner.rawValue)", after: day.isoDate),
        by: principal.actor, in: tx)
    }
  }

  /// Reads the partner's account of a day and makes differences cases, so many of a day; raising one again is
  /// harmless. What was asked for meanwhile is not answered by it: the day waits once more.
  func reconcile(_ day: PartnerDay) async throws {
    let partner = try await database.read { try $0.requirePartner(day.partner) }
    let lines: [PartnerLine]
    do { lines = try await account(of: day.day, by: partner) } catch let failure as UnreadableAccount {
      let pause = Self.partnerPauses[min(day.tries + 3, Self.partnerPauses.count - 1)]
      let next = clock.now().adding(seconds: pause)
      try await database.write { tx in
        // What was asked for meanwhile is tried when it was asked for.
        try tx.execute(
          """
          UPDATE partner_day SET tries = tries + 1, failure = \(failure.words.beginning(200)),
            next_try_at = \(next)
          WHERE partner_id = \(partner.id) AND day = \(Int64(day.day.daysSince1970))
            AND asked = \(day.asked)
          """)
      }
      return
    }
    let now = clock.now()
    try await database.write { tx in
      let ours = try tx.query(
        PartnerExchange.select
          + "WHERE partner_id = \(partner.id) AND day = \(Int64(day.day.daysSince1970)) ORDER BY id"
      ) { PartnerExchange($0) }
      let names = publicIDs
      let comparison = PartnerComparison(ours, lines) { names.text($0) }
      let cases = comparison.differences
      for difference in cases { _ = try raiseCase(difference.draft(partner, day.day), in: tx) }
      try tx.execute(
        """
        UPDATE partner_day SET state = CASE WHEN asked = \(day.asked) THEN 'done' ELSE 'waiting' END,
          finished_at = CASE WHEN asked = \(day.asked) THEN \(now) END,
          next_try_at = \(now), failure = '', tries = tries + 1, lines = \(lines.count),
          agreed = \(comparison.agreed), differences = \(comparison.count),
          without_case = \(comparison.count - cases.count), our_out = \(comparison.ours.out),
          our_in = \(comparison.ours.in), their_out = \(comparison.theirs.out),
          their_in = \(comparison.theirs.in)
        WHERE partner_id = \(partner.id) AND day = \(Int64(day.day.daysSince1970))
        """)
    }
  }

  private struct UnreadableAccount: Error { let words: String }

  private struct AccountPage: Decodable {
    let lines: [PartnerLine]
    /// Where the next page begins; nil or empty at the end.
    let next: String?
  }

  /// Page by page, until the partner says that there is no more, or for so long.
  private func account(of day: BusinessDay, by partner: Partner) async throws -> [PartnerLine] {
    guard let post = webhookSink.post else { throw UnreadableAccount(words: "no_sender") }
    let keys = try await secrets(of: partner)
    let end = clock.now().adding(seconds: Self.partnerAccountSeconds)
    var lines: [PartnerLine] = []
    var after = ""
    for page in 1...Self.partnerPages {
      guard clock.now() < end else { throw UnreadableAccount(words: "slow") }
      let body = ["after": after, "day": day.isoDate, "object": "partner_day"]
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      let answer: WebhookAnswer
      do {
        var request = try signed(
          [UInt8](try encoder.encode(body)), to: "/days", "day_\(partner.code)_\(day.isoDate)_\(page)",
          partner,
          keys)
        request.answerBytes = 1_048_576
        answer = try await post(request)
      } catch is CancellationError { throw CancellationError() } catch {
        throw UnreadableAccount(words: "\(error)".partnerText(200))
      }
      guard answer.status == 200,
        // What cannot be read is no account.
        let read = try? JSONDecoder().decode(AccountPage.self, from: Data(answer.body))
      else { throw UnreadableAccount(words: "HTTP \(answer.status)") }
      guard lines.count + read.lines.count <= Self.partnerLines else {
        throw UnreadableAccount(words: "more than \(Self.partnerLines) lines")
      }
      lines += read.lines.map(\.cut)
      guard let next = read.next, !next.isEmpty else { return lines }
      after = next.partnerText(200)
    }
    throw UnreadableAccount(words: "more than \(Self.partnerPages) pages")
  }
}

extension PartnerDay {
  static let columns: SQL = """
    partner_id, day, state, lines, agreed, differences, without_case, our_out, our_in, their_out, their_in,
    failure, tries, finished_at, asked
    """
  static let select: SQL = "SELECT \(columns) FROM partner_day "

  init(_ row: borrowing Row) {
    let state: String = row[2]
    self.init(
      partner: row[0], day: BusinessDay(daysSince1970: Int32(row[1] as Int64)), isDone: state == "done",
      lines: row[3], agreed: row[4], differences: row[5], withoutCase: row[6], ours: (row[7], row[8]),
      theirs: (row[9], row[10]), failure: row[11], tries: row[12], finishedAt: row[13], asked: row[14])
  }
}

extension Storage.Transaction {
  /// Lets a day be compared at once, anew where it was; also where its account is being read.
  func wait(for day: Int64, of partner: PartnerID, at now: Instant) throws {
    try execute(
      """
      INSERT INTO partner_day (partner_id, day, state, lines, agreed, differences, our_out, our_in,
        their_out, their_in, failure, tries, next_try_at)
      VALUES (\(partner), \(day), 'waiting', 0, 0, 0, 0, 0, 0, 0, '', 0, \(now))
      ON CONFLICT (partner_id, day)
      DO UPDATE SET state = 'waiting', next_try_at = \(now), finished_at = NULL, failure = '', tries = 0,
        asked = partner_day.asked + 1
      """)
  }
}
