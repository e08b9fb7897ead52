@testable import Consoles

extension Sample {
  static let details: [Sample] = [
    Sample("member", member(wallets: .loaded([wallet]), lots: .loaded(lots), details: .loaded(movements))),
    Sample(
      "member-bare",
      member(
        wallets: .failed(requestID: "req_1"), lots: .loaded([]), details: .loaded(Batch([])), cards: [])),
    Sample("transaction", transaction(isRich: true)),
    Sample("transaction-bare", transaction(isRich: false)),
  ]

  static let wallet = MemberPage.Wallet(
    code: "TB", program: "Tongbao points", available: ShownPoints(24_690), worth: ShownMoney(4_938, "CNY"),
    pending: ShownPoints(192), held: ShownPoints(0), debt: ShownPoints(0), earned: ShownPoints(61_330),
    spent: ShownPoints(34_118), expiringNext: .init(points: ShownPoints(1_200), at: Faked.ago(days: -18)))

  static let lots: [MemberPage.Lot] = (0..<5).map(lot)

  static func lot(_ index: Int) -> MemberPage.Lot {
    let number = Int64(index)
    let earned = Faked.ago(days: 300 - number * 60)
    return MemberPage.Lot(
      id: "lot_01K9ZQ4T\(index)", program: "Tongbao points", source: Faked.shops[index % 3].0,
      original: ShownPoints(number * 2_000 + 1_500), remaining: ShownPoints(number * 1_700 + 1_200),
      earnedAt: earned, effectiveAt: index == 4 ? Faked.ago(days: -3) : earned,
      expiresAt: index == 3 ? nil : Faked.ago(days: -18 - number * 90))
  }

  static let movements = Batch(
    (0..<8).map { index in
      let row = Faked.transaction(index)
      return MemberPage.Detail(
        transactionID: row.id, at: row.at, kind: row.kind, place: row.merchantName, points: row.points,
        balance: ShownPoints(24_690 - Int64(index) * 331),
        expiresAt: row.points.units > 0 ? Faked.ago(days: -600) : nil,
        explanation: row.kind == .earn ? Faked.reasons : [])
    }, next: "older")

  static func member(
    wallets: Loaded<[MemberPage.Wallet]>, lots: Loaded<[MemberPage.Lot]>,
    details: Loaded<Batch<MemberPage.Detail>>,
    cards: [MemberPage.Card] = [
      .init(id: "crd_1", number: "6288 **** **** 1024", kind: "Member card", standing: .active)
    ]
  ) -> MemberPage {
    var page = MemberPage(
      id: "mem_01K9ZQ4T7M3V8X2C5B6N", name: "\u{6797}**", phone: "138****0001", email: nil,
      language: .traditionalChinese, standing: .active, joinedAt: Faked.ago(days: 412),
      now: Faked.now, wallets: wallets, lots: lots, cards: .loaded(cards), query: ListQuery(),
      details: details)
    page.tiers = .loaded(tiers)
    page.tags = .loaded(Sample.memberTags)
    return page
  }

  static func transaction(isRich: Bool) -> TransactionPage {
    let row = Faked.transaction(isRich ? 1 : 5)
    return TransactionPage(
      row: row, member: isRich ? .init(id: "mem_1", name: "\u{6797}**") : nil,
      merchant: isRich ? .init(id: "mch_1", name: "Harbour Coffee") : nil,
      terminal: isRich ? "00001024" : nil,
      program: "Tongbao points", worth: isRich ? ShownMoney(-298, "CNY") : nil,
      reference: isRich ? "R-20261122-0042" : nil, idempotencyKey: "order-1002",
      day: Faked.now.day(offsetSeconds: 28_800),
      refusal: isRich ? nil : "Declined <because>",
      entries: .loaded([
        .init(
          account: "Wallet of mem_1", bucket: "available", lotID: "lot_1", points: row.points,
          balanceAfter: ShownPoints(24_690)),
        .init(
          account: "Accepted by Harbour Coffee", bucket: "accepted", lotID: nil,
          points: ShownPoints(-row.points.units), balanceAfter: nil),
      ]),
      lots: .loaded(
        isRich
          ? [
            .init(
              lotID: "lot_1", source: "Harbour Coffee", points: ShownPoints(-1_000),
              expiresAt: Faked.ago(days: -18)),
            .init(lotID: "lot_2", source: "Harbour Coffee", points: ShownPoints(-490), expiresAt: nil),
          ] : []),
      items: isRich
        ? [
          .init(
            code: "6901234567892", name: "Latte <large>", category: "coffee", quantity: 2,
            amount: ShownMoney(5_000, "CNY")),
          .init(code: "COUPON", name: "", category: "", quantity: 1, amount: ShownMoney(-750, "CNY")),
          .init(code: "", name: "", category: "bakery", quantity: 1, amount: ShownMoney(1_200, "CNY")),
        ] : [],
      explanation: isRich ? Faked.reasons : [],
      refunds: isRich
        ? [.init(id: "txn_9", at: Faked.now, points: ShownPoints(200), reason: "Damaged <cup>")] : [],
      refundable: isRich ? ShownPoints(1_290) : nil,
      steps: [
        TimelineStep(at: Faked.ago(minutes: 2), text: "Received", by: "POS 00001024"),
        TimelineStep(at: Faked.now, text: "Booked", by: "Tongbao"),
      ],
      proof: isRich
        ? .init(
          block: 10_482, position: 17,
          blockHash: String(repeating: "0f1e2d3c", count: 8)) : nil)
  }

  static let ledgers: [Sample] = [
    Sample(
      "ledger",
      ledger(
        .whole(
          at: Faked.now, block: 10_482, transactions: 61_204, head: String(repeating: "9c0d", count: 16)),
        owed: (1...13).map(owed))),
    Sample(
      "ledger-broken", ledger(.broken(at: Faked.now, findings: ["Sum of block 7 is 12"]), owed: [])),
    Sample("ledger-running", ledger(.running(since: Faked.now, transactions: 1, of: 2), owed: [])),
    Sample("ledger-never", ledger(.never, owed: [], credit: 1)), Sample("ledger-day", ledgerOfDay()),
    Sample(
      "accounts",
      AccountsPage(
        query: ListQuery(), programs: [("TB", "Tongbao <points>")], kinds: [("issuer", "Issued")],
        rows: .loaded(
          Batch(
            [
              AccountRow(
                id: nil, name: "Wallets of members", kind: "Available", balance: ShownPoints(48_210_336)),
              AccountRow(
                id: "issuer.prg_1.mch_1", name: "Harbour <Coffee>", kind: "Issued",
                balance: ShownPoints(-92_418_770)),
            ], next: "20")))),
    Sample(
      "accounts-first",
      AccountsPage(query: ListQuery(), programs: [], kinds: [], rows: .loaded(Batch([])))),
    Sample("account-postings", ledgerAccount(postings)), Sample("account-none", ledgerAccount(Batch([]))),
  ]

  private static let postings = Batch(
    (0..<3).map { index in
      LedgerAccountPage.Row(
        id: "txn_\(index)", kind: .earn, at: Faked.ago(days: Int64(index)),
        day: Faked.now.day(offsetSeconds: 28_800), member: index == 0 ? nil : "Lin <Yue>",
        amount: ShownPoints(-128))
    }, next: "txn_2")

  private static func ledgerAccount(_ postings: Batch<LedgerAccountPage.Row>) -> LedgerAccountPage {
    let day = LedgerAccountPage.Day(
      day: Faked.now.day(offsetSeconds: 28_800), amount: ShownPoints(-384), postings: 3,
      after: ShownPoints(-900))
    return LedgerAccountPage(
      id: "issuer.prg_1.mch_1", name: "Harbour <Coffee>", kind: "Issued", program: "Tongbao points",
      balance: .loaded(ShownPoints(-900)), days: .loaded(postings.rows.isEmpty ? [] : [day]),
      query: Faked.query, postings: .loaded(postings))
  }

  private static func ledgerOfDay() -> LedgerPage {
    var page = ledger(
      .whole(at: Faked.now, block: 1, transactions: 1, head: "9c0d"), owed: [])
    page.programs = [("TB", "Tongbao <points>"), ("HC", "Harbour Beans")]
    page.query.filters = ["program": "HC", "day": "2026-11-01"]
    page.lastDay = Faked.now.day(offsetSeconds: 28_800)
    page.isComplete = false
    page.head = .loaded(.init(block: 10_482, transactions: 61_204, hash: "9c0d"))
    return page
  }

  static func owed(_ month: Int) -> LedgerPage.Owed {
    let units = Int64(month * 7_919 % 13) * 410_000 + 900_000
    let name = month > 12 ? nil : "2027-" + (month < 10 ? "0" : "") + String(month)
    return LedgerPage.Owed(month: name, points: ShownPoints(units), worth: ShownMoney(units / 5, "CNY"))
  }

  static func ledger(
    _ verification: LedgerPage.Verification, owed: [LedgerPage.Owed], credit: Int64 = 92_418_770
  )
    -> LedgerPage
  {
    LedgerPage(
      asOf: Faked.now, program: "Tongbao points",
      balance: .loaded(
        .init(
          accounts: [
            .init(
              name: "Issued by merchants", kind: "issuer", debit: ShownPoints(92_418_770),
              credit: ShownPoints(0)),
            .init(
              name: "Wallets of members", kind: "wallet", debit: ShownPoints(0),
              credit: ShownPoints(48_210_336)),
            .init(
              name: "Accepted by merchants", kind: "acceptor", debit: ShownPoints(0),
              credit: ShownPoints(41_887_214)),
            .init(name: "Breakage", kind: "breakage", debit: ShownPoints(0), credit: ShownPoints(2_321_220)),
          ], debit: ShownPoints(92_418_770), credit: ShownPoints(credit))),
      owed: .loaded(owed), verification: .loaded(verification), canVerify: credit != 1)
  }
}
