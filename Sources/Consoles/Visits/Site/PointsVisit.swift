import Coalition
import HTTPTypes
import Hummingbird
import Ledger
import LedgerStore
import Loyalty
import NIOCore

extension MemberSite {
  private static let rowsPerPage = 20
  /// A filter may have to read far back; past so many movements it goes on with the next page.
  private static let looksPerPage = 200
  private static let lotsShown = 50

  func points(_ asked: Asked) async throws -> Response {
    try await entered(asked) { visit in
      let query = ListQuery(parsing: asked.query.items, filters: SitePointsPage.filters, sorts: [])
      let wallets = await visit.loaded { try await coalition.wallets(by: visit.me) }
      var all: [WalletView] = []
      if case .loaded(let list) = wallets { all = list }
      let chosen = try await choose(query, all, visit)
      let lots = chosen.wallet.lots.prefix(Self.lotsShown)
      let naming = try await naming([], chosen.wallet, lots: lots, visit)
      let rows: Loaded<Batch<SitePointsPage.Row>>
      if case .failed(let id) = wallets {
        rows = .failed(requestID: id)
      } else {
        rows = await visit.loaded { try await self.rows(chosen.wallet, query, visit) }
      }
      let page = SitePointsPage(
        query: query, programs: chosen.programs, chosen: chosen.code,
        lots: lots.map { SitePointsPage.Lot($0, chosen.wallet, naming) },
        rows: rows, services: await services(visit))
      return faces.page(page.render(visit.visit))
    }
  }

  /// The member's own movements as a file, each once, in the order of the pages.
  func pointsExport(_ asked: Asked) async throws -> Response {
    try await entered(asked) { visit in
      let query = ListQuery(parsing: asked.query.items, filters: ["program"], sorts: [])
      let chosen = try await choose(query, try await coalition.wallets(by: visit.me), visit)
      let words = visit.words
      let header = [
        words.exportTransactionId, words.commonTime, words.commonKind, words.memberMovement,
        words.commonPoints, words.memberBalance, words.commonExpires,
      ]
      let wallet = chosen.wallet
      let body = ResponseBody { writer in
        var part = CSV()
        part.add(header.map { .text($0) })
        try await writer.write(ByteBuffer(bytes: CSV.mark + part.bytes))
        var before: TransactionID?
        var hasMore = wallet.id.isGiven
        while hasMore {
          let page = try await coalition.entries(
            in: wallet.key.asset, before: before, limit: 500, by: visit.me)
          let naming = try await naming(page.items, wallet, visit)
          var part = CSV()
          for detail in page.items {
            let row = SitePointsPage.Row(detail, of: wallet, naming)
            part.add(row.cells(ShownKind(detail.transaction.kind), words))
          }
          try await writer.write(ByteBuffer(bytes: part.bytes))
          before = page.items.last?.transaction.id
          hasMore = page.hasMore
        }
        try await writer.finish(nil)
      }
      var headers: HTTPFields = [.contentType: "text/csv; charset=utf-8"]
      headers[.contentDisposition] = "attachment; filename=\"points.csv\""
      return Response(status: .ok, headers: headers, body: body)
    }
  }

  private struct Chosen {
    let wallet: WalletView
    let code: String
    let programs: [SitePointsPage.Program]
  }

  /// The wallet that the address names, else the first; an empty one of the universal programme where there
  /// is none.
  private func choose(
    _ query: ListQuery, _ wallets: [WalletView], _ visit: MemberVisit
  ) async throws -> Chosen {
    var question = NameQuestion()
    question.programs = Set(wallets.map(\.key.asset))
    let naming = Naming(
      try await coalition.names(question, by: visit.me), visit.words, coalition.publicIDs)
    func code(_ wallet: WalletView) -> String { naming.book.programs[wallet.key.asset]?.code ?? "" }
    let programs = wallets.map { SitePointsPage.Program(code: code($0), name: naming.program($0.key.asset)) }
    if let wallet = wallets.first(where: { code($0) == query["program"] }) ?? wallets.first {
      return Chosen(wallet: wallet, code: code(wallet), programs: programs)
    }
    let universal = try await coalition.universalProgram()
    return Chosen(
      wallet: WalletView(empty: WalletKey(member: visit.me.member, asset: universal.asset)),
      code: universal.code, programs: [])
  }

  private func rows(
    _ wallet: WalletView, _ query: ListQuery, _ visit: MemberVisit
  ) async throws -> Batch<SitePointsPage.Row> {
    let direction = SitePointsPage.Direction(rawValue: query["show"])
    var before: TransactionID? = query.after.flatMap { coalition.publicIDs.id($0) }
    var found: [PointDetail] = []
    var looked = 0
    while true {
      let limit = direction == nil ? Self.rowsPerPage : 100
      let page = try await coalition.entries(in: wallet.key.asset, before: before, limit: limit, by: visit.me)
      looked += page.items.count
      for (place, detail) in page.items.enumerated() {
        before = detail.transaction.id
        guard direction?.includes(detail) ?? true else { continue }
        found.append(detail)
        if found.count == Self.rowsPerPage {
          let isLast = place == page.items.count - 1 && !page.hasMore
          return try await batch(found, wallet, isLast ? nil : before, visit)
        }
      }
      if !page.hasMore { return try await batch(found, wallet, nil, visit) }
      if looked >= Self.looksPerPage { return try await batch(found, wallet, before, visit) }
    }
  }

  private func batch(
    _ details: [PointDetail], _ wallet: WalletView, _ next: TransactionID?, _ visit: MemberVisit
  ) async throws -> Batch<SitePointsPage.Row> {
    let naming = try await naming(details, wallet, visit)
    return Batch(
      details.map { SitePointsPage.Row($0, of: wallet, naming) },
      next: next.map { coalition.publicIDs.text($0) })
  }
}

extension SitePointsPage.Direction {
  fileprivate func includes(_ detail: PointDetail) -> Bool {
    switch self {
    case .into: detail.effect > 0
    case .out: detail.effect < 0 && detail.transaction.kind != .expire
    case .expired: detail.transaction.kind == .expire
    case .held: [.hold, .capture, .release].contains(detail.transaction.kind)
    }
  }
}

extension SitePointsPage.Lot {
  fileprivate init(_ state: LotState, _ wallet: WalletView, _ naming: Naming) {
    let (lot, asset) = (state.lot, wallet.key.asset)
    self.init(
      number: String(lot.number),
      source: naming.merchant(state.source.issuer) ?? naming.words.accountPlatform,
      remaining: naming.points(lot.available + lot.held + lot.pending, of: asset),
      isPending: lot.pending > 0, earnedAt: ShownTime(lot.earnedAt), day: ShownTime(lastDay: lot.expiresAt))
  }
}

extension SitePointsPage.Row {
  init(_ detail: PointDetail, of wallet: WalletView, _ naming: Naming) {
    let asset = wallet.key.asset
    // Lots that are spent are no longer in the wallet; the movement that opened one says when it ends.
    func ends(_ part: Receipt.LotPart) -> Instant? {
      part.expiresAt ?? wallet.lots.first { $0.lot.number == part.number }?.lot.expiresAt
    }
    self.init(
      id: naming.publicIDs.text(detail.transaction.id), at: ShownTime(detail.transaction.at),
      sentence: naming.sentence(detail), points: naming.points(detail.shownPoints, of: asset),
      balance: naming.points(detail.after.available, of: asset),
      lots: detail.lots.map { part in
        SitePointsPage.LotPart(
          number: String(part.number), points: naming.points(part.points, of: asset),
          day: ShownTime(lastDay: ends(part)))
      },
      reasons: naming.reasons(detail.transaction), letter: naming.gift(detail.transaction)?.words ?? "")
  }

  fileprivate func cells(_ kind: ShownKind, _ words: Words) -> [CSV.Cell] {
    [
      .text(id), .text(words.exactTime(at)), .text(kind.name(words)), .text(sentence),
      .number(Digits.plain(points.units, decimals: points.decimals)),
      .number(Digits.plain(balance.units, decimals: balance.decimals)),
      .text(points.units > 0 ? lots.compactMap(\.day).first.map(words.day) ?? "" : ""),
    ]
  }
}
