internal import Ledger
internal import LedgerStore
internal import Storage

extension Coalition {
  private static let monthSeconds: Int64 = 30 * 86_400
  private static let weekSeconds: Int64 = 7 * 86_400

  /// Tells members of points that end within a month, and again within a week: each end once each, whoever
  /// runs it and however often.
  func noticeExpiry(_ job: Job, for holder: Int64) async throws -> Int {
    var done = job.done
    var position = WalletID(job.position)
    let ahead = job.moment.adding(seconds: Self.monthSeconds)
    while true {
      let due = try await ledger.due(.expiry, at: ahead, after: position, limit: Self.jobPage)
      guard let last = due.last?.id else { return done }
      let readers = try await readers(among: due.map(\.key.member))
      for wallet in due where readers.contains(wallet.key.member) {
        done += try await noticeExpiry(in: wallet.key, at: job.moment)
      }
      position = last
      guard try await keep(job.name, for: holder, at: position.rawValue, done: done) else {
        throw LostLease(name: job.name)
      }
    }
  }

  private func readers(among members: [MemberID]) async throws -> Set<MemberID> {
    let asked = Array(Set(members))
    return try await database.read { tx in
      Set(
        try tx.query("SELECT DISTINCT member_id FROM member_consent WHERE member_id IN (\(asked))") { $0[0] })
    }
  }

  private func noticeExpiry(in key: WalletKey, at now: Instant) async throws -> Int {
    let states: [WalletState]
    do { states = try await ledger.wallets(of: key.member) } catch { throw OrderRefusal.busy }
    guard let wallet = states.first(where: { $0.wallet.asset == key.asset }) else { return 0 }
    let ahead = now.adding(seconds: Self.monthSeconds)
    var ends: [Instant: Points] = [:]
    for lot in wallet.lots.map(\.lot) where lot.available > 0 && lot.expiresAt > now && lot.expiresAt <= ahead
    {
      ends[lot.expiresAt, default: 0] += lot.available
    }
    let (ended, week) = (ends, now.adding(seconds: Self.weekSeconds))
    return try await database.write { tx in
      var told = 0
      for (end, points) in ended.sorted(by: { $0.key < $1.key }) {
        let isSoon = end <= week
        let isNew = try tx.execute(
          """
          INSERT INTO expiry_notice (member_id, asset_id, expires_at, stage)
          VALUES (\(key.member), \(key.asset), \(end), \(isSoon ? "week" : "month"))
          ON CONFLICT (member_id, asset_id, expires_at, stage) DO NOTHING
          """)
        guard isNew == 1 else { continue }
        var draft = MessageDraft(isSoon ? .expiringWeek : .expiringMonth, to: key.member)
        draft.asset = key.asset
        draft.points = points
        draft.about = end
        try make([draft], in: tx)
        told += 1
      }
      return told
    }
  }

  /// Ends that are past need no memory; for the daily run.
  func forgetExpiryNotices() async throws {
    let now = clock.now()
    try await database.write { tx in
      try tx.execute("DELETE FROM expiry_notice WHERE expires_at <= \(now)")
    }
  }
}
