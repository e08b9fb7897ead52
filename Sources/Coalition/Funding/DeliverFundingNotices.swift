internal import Ledger
internal import Logging
internal import Loyalty
internal import Storage

extension Coalition {
  private static let fundingNoticesPerStep = 50
  private static let fundingNoticeLeaseSeconds: Int64 = 120

  /// Writes to merchants that little or nothing is left to give, at most a step's worth, as
  /// ``deliverLetters()`` writes to applicants. What is no longer so when it would be sent is not sent.
  func deliverFundingNotices() async throws -> Int {
    guard let send = messageSink.email else { return 0 }
    let now = clock.now()
    let due = try await database.write { tx in
      try tx.execute(
        """
        UPDATE funding_notice SET state = 'failed'
        WHERE state = 'waiting' AND next_try_at <= \(now) AND tries >= \(Self.deliveryTries)
        """)
      return try tx.query(
        """
        UPDATE funding_notice SET tries = tries + 1,
          next_try_at = \(now.adding(seconds: Self.fundingNoticeLeaseSeconds))
        WHERE (merchant_id, asset_id, number) IN (
          SELECT merchant_id, asset_id, number FROM funding_notice
          WHERE state = 'waiting' AND next_try_at <= \(now)
          ORDER BY next_try_at LIMIT \(Self.fundingNoticesPerStep))
        RETURNING merchant_id, asset_id, number, tries
        """
      ) { FundingNotice(merchant: $0[0], asset: $0[1], number: $0[2], tries: $0[3]) }
    }
    for notice in due.sorted(by: { $0.order < $1.order }) {
      guard let text = try await text(of: notice) else {
        try await note("over", notice)
        continue
      }
      do {
        if text.recipient.isEmpty { throw PermanentFailure("no address") }
        try await send(text)
        try await note("sent", notice)
      } catch is CancellationError { throw CancellationError() } catch {
        // What a carrier says may hold the address, which the log must not.
        logger.warning("a merchant was not told that little is left to give")
        let isOver = error is PermanentFailure || notice.tries >= Self.deliveryTries
        try await note(isOver ? "failed" : "waiting", notice)
      }
    }
    return due.count
  }

  private func note(_ state: String, _ notice: FundingNotice) async throws {
    let next = clock.now().adding(seconds: 60 << Int64(min(notice.tries - 1, 6)))
    try await database.write { tx in
      try tx.execute(
        """
        UPDATE funding_notice SET state = \(state), next_try_at = \(next)
        WHERE merchant_id = \(notice.merchant) AND asset_id = \(notice.asset)
          AND number = \(notice.number) AND state = 'waiting'
        """)
    }
  }

  /// Nil where it rose again, or fell further, since.
  private func text(of notice: FundingNotice) async throws -> OutgoingText? {
    let (funding, merchant, program, profile) = try await database.read { tx in
      (
        try tx.issuingFunding(of: notice.merchant, in: notice.asset),
        try tx.requireMerchant(notice.merchant), try tx.program("asset_id = \(notice.asset)"),
        try tx.profile(of: notice.merchant)
      )
    }
    guard funding.falls == notice.number, funding.fallen > .none, let program else { return nil }
    let wording = FundingNoticeWording(
      isAll: funding.fallen == .all, merchant: merchant.names, program: program.names,
      left: funding.room.worded(decimals: program.decimals), address: settings.publicAddress)
    // Stays the same for every try.
    let place = [publicIDs.text(notice.merchant), publicIDs.text(notice.asset), String(notice.number)]
    return OutgoingText(
      id: "funding-" + place.joined(separator: "-"), recipient: profile?.email ?? "", title: wording.title,
      body: wording.body, language: .hans)
  }
}

private struct FundingNotice: Sendable {
  let merchant: MerchantID
  let asset: AssetID
  let number: Int64
  let tries: Int

  var order: (MerchantID, AssetID, Int64) { (merchant, asset, number) }
}

extension Storage.Transaction {
  /// A notice of the fall that a row has counted last.
  func addNotice(of funding: IssuingFunding) throws {
    try execute(
      """
      INSERT INTO funding_notice (merchant_id, asset_id, number, state, tries, next_try_at)
      VALUES (\(funding.merchant), \(funding.asset), \(funding.falls), 'waiting', 0, 0)
      """)
  }
}

/// What a merchant reads: in the three languages one after another, as a company has no language of its own.
struct FundingNoticeWording: Sendable {
  let isAll: Bool
  let merchant: Names
  let program: Names
  /// In points as people write them.
  let left: String
  /// Of this platform, without a slash at the end; empty where nobody said.
  let address: String

  var title: String {
    isAll ? "可发积分已用完 · No points left to give" : "可发积分不多 · Few points left to give"
  }

  var body: String {
    let page = address + "/merchant/points-blocks"
    let texts = isAll ? all : few
    return [texts.hans, texts.hant, texts.en, page].joined(separator: "\n\n")
  }

  private var few: Names {
    Names(
      hans: "“\(merchant.hans)”在“\(program.hans)”还可发出 \(left) 积分，用完后消费不再得积分。请订购新的额度，或先付清结算单：",
      hant: "「\(merchant.hant)」在「\(program.hant)」還可發出 \(left) 積分，用完後消費不再得積分。請訂購新的額度，或先付清結算單：",
      en: """
        \(merchant.en) has \(left) points of \(program.en) left to give; without any nobody earns. Order \
        another block, or pay settlements first:
        """)
  }

  private var all: Names {
    Names(
      hans: "“\(merchant.hans)”在“\(program.hans)”已无积分可发，消费不再得积分。请订购新的额度，或先付清结算单：",
      hant: "「\(merchant.hant)」在「\(program.hant)」已無積分可發，消費不再得積分。請訂購新的額度，或先付清結算單：",
      en: """
        \(merchant.en) has no points of \(program.en) left to give, so nobody earns. Order another block, or \
        pay settlements first:
        """)
  }
}
