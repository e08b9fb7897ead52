import Coalition
import HTTPTypes
import Hummingbird
import Ledger
import LedgerStore
import Loyalty

// Accounts of the ledger: the list, one with its postings, and both as files.
extension OperatorConsole {
  private static let postingsPerPage = 20

  func accounts(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      let query = ListQuery(parsing: asked.query.items, filters: AccountsPage.filters, sorts: [])
      let programs = try await coalition.programs(by: visit.principal)
      let rows = await visit.loaded { try await accountRows(query, programs, visit) }
      let page = AccountsPage(
        query: query, programs: programs.map { ($0.code, visit.words.name($0.names)) },
        kinds: AccountKind.allCases.map { ("\($0)", $0.name(visit.words)) }, rows: rows)
      return faces.page(page.render(visit.visit))
    }
  }

  func accountsExport(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      try visit.principal.requireOperator(.reports)
      var query = ListQuery(parsing: asked.query.items, filters: AccountsPage.filters, sorts: [])
      query.limit = Faces.exportStep
      let programs = try await coalition.programs(by: visit.principal)
      let chosen = chosen(query["program"], of: programs)
      try await coalition.recordExport(
        of: "accounts", filter: "program=\(chosen?.code ?? "") kind=\(query["kind"])", by: visit.principal)
      let words = visit.words
      let header = [words.commonProgram, words.commonAccount, words.commonKind, words.ledgerBalanceNow]
      return faces.file("accounts.csv", header) { [query] after in
        var query = query
        query.after = after
        let batch = try await accountRows(query, programs, visit)
        return Batch(
          batch.rows.map { row in
            [
              .text(chosen?.code ?? ""), .text(row.name), .text(row.kind), .number(row.balance.plain),
            ]
          }, next: batch.next)
      }
    }
  }

  /// The programme that an address names, else the universal one, else any.
  func chosen(_ code: String, of programs: [Program]) -> Program? {
    programs.first { $0.code == code } ?? programs.first { $0.merchant == nil } ?? programs.first
  }

  /// By kind, the largest first; the cursor is how many were shown.
  private func accountRows(
    _ query: ListQuery, _ programs: [Program], _ visit: SignedInVisit
  ) async throws -> Batch<AccountRow> {
    try visit.principal.requireOperator(.reports)
    guard let program = chosen(query["program"], of: programs) else { return Batch([]) }
    let sums = try await books.sums()
    let all = BookLine.all(of: sums, in: program.asset)
      .filter { query["kind"].isEmpty || "\($0.kind)" == query["kind"] }
    let start = min(max(Int(query.after ?? "") ?? 0, 0), all.count)
    let part = all[start..<min(start + query.limit, all.count)]
    var question = NameQuestion()
    question.merchants = Set(part.map(\.owner).filter(\.isGiven))
    let naming = Naming(try await coalition.names(question, by: visit.principal), visit, coalition)
    let rows = part.map { line in
      AccountRow(
        id: line.accountName(of: program, coalition.publicIDs), name: line.name(naming),
        kind: line.kind.name(visit.words),
        balance: ShownPoints(line.balance.units, decimals: program.decimals))
    }
    let end = start + part.count
    return Batch(rows, next: end < all.count ? String(end) : nil)
  }

  func ledgerAccount(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      try visit.principal.requireOperator(.reports)
      let (account, program) = try await account(asked, visit)
      var question = NameQuestion()
      question.merchants = Set([MerchantID(account.owner)].filter(\.isGiven))
      let naming = Naming(try await coalition.names(question, by: visit.principal), visit, coalition)
      func points(_ points: Points) -> ShownPoints { ShownPoints(points.units, decimals: program.decimals) }
      let query = ListQuery(parsing: asked.query.items, filters: [], sorts: [])
      let page = LedgerAccountPage(
        id: asked.id, name: BookLine(account).name(naming), kind: account.kind.name(visit.words),
        program: visit.words.name(program.names),
        balance: await visit.loaded {
          let sums = try await books.sums()
          return points(sums.balance.accounts.first { $0.key == account }?.balance ?? 0)
        },
        days: await visit.loaded {
          try await coalition.days(of: account, by: visit.principal).map {
            LedgerAccountPage.Day(
              day: ShownDay(daysSince1970: Int64($0.day.daysSince1970)), amount: points($0.amount),
              postings: $0.postings, after: points($0.after))
          }
        }, query: query,
        postings: await visit.loaded {
          try await postingRows(account, program, query.after, Self.postingsPerPage, visit)
        })
      return faces.page(page.render(visit.visit))
    }
  }

  func ledgerAccountExport(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      try visit.principal.requireOperator([.reports, .readTransactions])
      let (account, program) = try await account(asked, visit)
      try await coalition.recordExport(
        of: "postings", filter: "\(account.kind) \(account.owner) \(program.code)", by: visit.principal)
      let words = visit.words
      let header = [
        words.exportTransactionId, words.commonTime, words.commonDay, words.commonKind, words.commonMember,
        words.commonPoints,
      ]
      return faces.file("postings.csv", header) { after in
        let batch = try await postingRows(account, program, after, Faces.exportStep, visit)
        return Batch(
          batch.rows.map { row in
            [
              .text(row.id), .text(words.exactTime(row.at)), .text(row.day.text), .text(row.kind.name(words)),
              .text(row.member ?? ""), .number(row.amount.plain),
            ]
          }, next: batch.next)
      }
    }
  }

  private func postingRows(
    _ account: AccountKey, _ program: Program, _ after: String?, _ limit: Int, _ visit: SignedInVisit
  ) async throws -> Batch<LedgerAccountPage.Row> {
    let before: TransactionID? = after.flatMap { coalition.publicIDs.id($0) }
    let page = try await coalition.postings(on: account, before: before, limit: limit, by: visit.principal)
    let book = try await coalition.names(
      NameQuestion(of: page.items.map(\.transaction)), by: visit.principal)
    let naming = Naming(book, visit, coalition)
    let rows = page.items.map { posting in
      LedgerAccountPage.Row(
        id: coalition.publicIDs.text(posting.transaction.id), kind: ShownKind(posting.transaction.kind),
        at: ShownTime(posting.transaction.at),
        day: ShownDay(daysSince1970: Int64(posting.transaction.day.daysSince1970)),
        member: naming.member(posting.transaction.subject.member),
        amount: ShownPoints(posting.amount.units, decimals: program.decimals))
    }
    return Batch(rows, next: page.next.map { coalition.publicIDs.text($0) })
  }

  /// The account that the path names: kind, programme, and the merchant whose it is.
  private func account(_ asked: Asked, _ visit: SignedInVisit) async throws -> (AccountKey, Program) {
    let parts = asked.id.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 3, let kind = AccountKind.allCases.first(where: { "\($0)" == parts[0] }),
      !kind.isWalletBucket, let asset = coalition.publicIDs.id(parts[1], as: Identified.Asset.self),
      let owner = parts[2].isEmpty
        ? MerchantID.none : coalition.publicIDs.id(parts[2], as: Identified.Merchant.self),
      let program = try await coalition.programs(by: visit.principal).first(where: { $0.asset == asset })
    else { throw HTTPError(.notFound) }
    return (AccountKey(kind: kind, owner: owner.rawValue, asset: asset), program)
  }
}

/// An account with its balance; of wallets' buckets all together.
struct BookLine: Sendable {
  let kind: AccountKind
  let owner: MerchantID
  var balance: Points = 0

  init(_ account: AccountKey) {
    kind = account.kind
    owner = MerchantID(account.kind.isWalletBucket ? 0 : account.owner)
  }

  init(_ kind: AccountKind, _ owner: MerchantID = .none, _ balance: Points) {
    (self.kind, self.owner, self.balance) = (kind, owner, balance)
  }

  /// Every account of a programme that is not zero, by kind and then by size.
  static func all(of sums: BooksDesk.Sums, in asset: AssetID) -> [BookLine] {
    let wallets = sums.balance.wallets[asset] ?? Balance()
    let buckets = AccountKind.allCases.filter(\.isWalletBucket).compactMap { kind in
      wallets[kind].map { BookLine(kind, .none, $0) }
    }
    let others = sums.balance.accounts.filter { $0.key.asset == asset }
      .map { BookLine($0.key.kind, MerchantID($0.key.owner), $0.balance) }
    return sorted(buckets + others)
  }

  static func sorted(_ lines: [BookLine]) -> [BookLine] {
    lines.filter { $0.balance != 0 }.sorted {
      if $0.kind != $1.kind { return $0.kind.rawValue < $1.kind.rawValue }
      let (left, right) = ($0.balance.units.magnitude, $1.balance.units.magnitude)
      return left == right ? $0.owner < $1.owner : left > right
    }
  }

  func name(_ naming: Naming) -> String {
    if kind == .vouchersOutstanding, owner.isGiven {
      // An account a batch of points cards.
      return naming.words.batchOne + " " + naming.publicIDs.text(PointsCardBatchID(owner.rawValue))
    }
    return kind.isWalletBucket ? naming.words.accountWallets : naming.issuer(owner)
  }

  /// What names it in an address; wallets together have no page.
  func accountName(of program: Program, _ names: PublicIDs) -> String? {
    if kind.isWalletBucket { return nil }
    return "\(kind).\(names.text(program.asset)).\(owner.isGiven ? names.text(owner) : "")"
  }
}
