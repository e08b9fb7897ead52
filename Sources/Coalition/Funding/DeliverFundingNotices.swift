internal import Ledger
internal import Loyalty
internal import Storage

extension Coalition {
  private static let fundingNotices = MailQueue(
    table: "funding_notice", key: ["merchant_id", "asset_id", "number"],
    failure: "a merchant was not told that little is left to give")

  /// Writes to merchants that little or nothing is left to give, at most a step's worth. What is no longer
  /// so when it would be sent is not sent.
  func deliverFundingNotices() async throws -> Int {
    try await deliver(Self.fundingNotices) { mail in
      try await text(
        of: FundingNotice(
          merchant: MerchantID(mail.key[0]), asset: AssetID(mail.key[1]), number: mail.key[2]))
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
