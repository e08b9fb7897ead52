internal import Ledger
internal import Logging
internal import Loyalty
internal import Storage

extension Coalition {
  private static let settlementNoticesPerStep = 50
  private static let settlementNoticeLeaseSeconds: Int64 = 120

  /// Writes to merchants that a statement is there, at most a step's worth, to the address of their profile;
  /// the figures stay behind their sign-in. What could not be sent for a week is not sent any more.
  func deliverSettlementNotices() async throws -> Int {
    guard let send = messageSink.email else { return 0 }
    let now = clock.now()
    let due = try await database.write { tx in
      try tx.execute(
        """
        UPDATE settlement_notice SET state = 'failed'
        WHERE state = 'waiting' AND next_try_at <= \(now)
          AND (tries >= \(Self.deliveryTries) OR made_at < \(now.adding(seconds: -7 * 86_400)))
        """)
      return try tx.query(
        """
        UPDATE settlement_notice SET tries = tries + 1,
          next_try_at = \(now.adding(seconds: Self.settlementNoticeLeaseSeconds))
        WHERE settlement_id IN (
          SELECT settlement_id FROM settlement_notice
          WHERE state = 'waiting' AND next_try_at <= \(now)
          ORDER BY next_try_at LIMIT \(Self.settlementNoticesPerStep))
        RETURNING settlement_id, tries
        """
      ) { (settlement: $0[0] as SettlementID, tries: $0[1] as Int) }
    }
    for notice in due.sorted(by: { $0.settlement < $1.settlement }) {
      do {
        let text = try await text(of: notice.settlement)
        if text.recipient.isEmpty { throw PermanentFailure("no address") }
        try await send(text)
        try await note("sent", notice.settlement, tries: notice.tries)
      } catch is CancellationError { throw CancellationError() } catch {
        // What a carrier says may hold the address, which the log must not.
        logger.warning("a merchant was not told of a statement")
        let isOver = error is PermanentFailure || notice.tries >= Self.deliveryTries
        try await note(isOver ? "failed" : "waiting", notice.settlement, tries: notice.tries)
      }
    }
    return due.count
  }

  private func note(_ state: String, _ settlement: SettlementID, tries: Int) async throws {
    let next = clock.now().adding(seconds: 60 << Int64(min(tries - 1, 6)))
    try await database.write { tx in
      try tx.execute(
        """
        UPDATE settlement_notice SET state = \(state), next_try_at = \(next)
        WHERE settlement_id = \(settlement) AND state = 'waiting'
        """)
    }
  }

  private func text(of id: SettlementID) async throws -> OutgoingText {
    let (settlement, merchant, program, profile) = try await database.read { tx in
      guard let settlement = try tx.settlement(id) else { throw PermanentFailure("no settlement") }
      return (
        settlement, try tx.requireMerchant(settlement.merchant),
        try tx.program("asset_id = \(settlement.asset)"), try tx.profile(of: settlement.merchant)
      )
    }
    let wording = SettlementNoticeWording(
      merchant: merchant.names, program: program?.names ?? Names("-"), days: settlement.days,
      page: settings.publicAddress + "/merchant/settlements/" + publicIDs.text(settlement.id))
    // Stays the same for every try.
    return OutgoingText(
      id: "settlement-" + publicIDs.text(id), recipient: profile?.email ?? "", title: wording.title,
      body: wording.body, language: .hans)
  }
}

/// What a merchant reads: in the three languages one after another, as a company has no language of its own.
private struct SettlementNoticeWording {
  let merchant: Names
  let program: Names
  let days: ClosedRange<BusinessDay>
  let page: String

  let title = "结算单已生成 · A statement is ready"

  var body: String {
    let (first, last) = (CivilDate(days.lowerBound), CivilDate(days.upperBound))
    let days = first == last ? "\(last)" : "\(first) – \(last)"
    return """
      “\(merchant.hans)”在“\(program.hans)”\(days) 的结算单已生成，请登录查看；如有异议，请在付款前提出：

      「\(merchant.hant)」在「\(program.hant)」\(days) 的結算單已產生，請登入查看；如有異議，請在付款前提出：

      The statement of \(merchant.en) in \(program.en) for \(days) is ready. Sign in to see it, and say \
      before it is paid where it is wrong:

      \(page)
      """
  }
}
