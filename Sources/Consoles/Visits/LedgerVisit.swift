import Coalition
import Hummingbird
import Ledger
import LedgerStore
import Loyalty

extension OperatorConsole {
  /// Accounts with the largest balances stand by themselves; the rest of a kind is one line.
  private static let accountsShown = 12

  func ledger(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      var query = ListQuery(parsing: asked.query.items, filters: LedgerPage.filters, sorts: [])
      // A new platform has no programme yet, and whoever may not see programmes sees the books of one.
      let programs =
        visit.principal.scopes.contains(.readPrograms)
        ? try await coalition.programs(by: visit.principal) : []
      let program = chosen(query["program"], of: programs)
      query.filters["program"] = query["program"].isEmpty ? nil : program?.code
      let day = CivilDate(query["day"]).map { BusinessDay(daysSince1970: Int32($0.daysSince1970)) }
      if day == nil { query.filters["day"] = nil }
      let sums = await visit.loaded {
        try visit.principal.requireOperator(.reports)
        return try await books.sums()
      }
      let lines = await visit.loaded { try await bookLines(as: day, sums, of: program, visit) }
      let names = await visit.loaded { try await accountNames(lines, visit) }
      let asOf: Instant = if case .loaded(let sums) = sums { sums.at } else { coalition.clock.now() }
      var page = LedgerPage(
        asOf: ShownTime(asOf), program: program.map { visit.words.name($0.names) } ?? visit.words.productName,
        balance: lines.with(names) { balance($0.lines, of: program, $1, visit) },
        owed: sums.map { owed($0, of: program) },
        verification: await visit.loaded { try await verification(visit) }, canVerify: books.canVerify)
      page.programs = programs.map { ($0.code, visit.words.name($0.names)) }
      page.query = query
      let today = coalition.settings.calendar.businessDay(of: coalition.clock.now())
      page.lastDay = ShownDay(daysSince1970: Int64(today.daysSince1970))
      if case .loaded(let lines) = lines { page.isComplete = lines.isComplete }
      page.head = await visit.loaded {
        try visit.principal.requireOperator(.reports)
        let head = try await coalition.ledger.head()
        return LedgerPage.Head(
          block: head.block, transactions: head.transaction.rawValue, hash: head.hash.hexadecimal)
      }
      return faces.page(page.render(visit.visit))
    }
  }

  func verify(_ asked: Asked) async throws -> Response {
    try await signedInForm(asked) { visit, _ in
      try visit.principal.requireOperator(.reports)
      await books.verify(by: visit.principal.actor)
      return faces.redirect(to: .ledger)
    }
  }

  private struct Lines: Sendable {
    var lines: [BookLine] = []
    var isComplete = true
  }

  /// The accounts now, or as they stood at the end of a business day.
  private func bookLines(
    as day: BusinessDay?, _ sums: Loaded<BooksDesk.Sums>, of program: Program?, _ visit: SignedInVisit
  ) async throws -> Lines {
    try visit.principal.requireOperator(.reports)
    guard let program else { return Lines() }
    guard let day else {
      return Lines(lines: BookLine.all(of: try await books.sums(), in: program.asset))
    }
    let found = try await coalition.books(of: program.asset, through: day, by: visit.principal)
    return Lines(
      lines: BookLine.sorted(found.accounts.map { BookLine($0.kind, $0.owner, $0.balance) }),
      isComplete: found.isComplete)
  }

  private func accountNames(_ lines: Loaded<Lines>, _ visit: SignedInVisit) async throws -> Naming {
    var question = NameQuestion()
    if case .loaded(let lines) = lines {
      question.merchants = Set(lines.lines.map(\.owner).filter(\.isGiven).prefix(500))
    }
    return Naming(try await coalition.names(question, by: visit.principal), visit, coalition)
  }

  private func balance(
    _ all: [BookLine], of program: Program?, _ naming: Naming, _ visit: SignedInVisit
  ) -> LedgerPage.Balance {
    let words = visit.words
    let decimals = program?.decimals ?? 0
    guard let program else {
      return LedgerPage.Balance(accounts: [], debit: ShownPoints(0), credit: ShownPoints(0))
    }
    func account(_ name: String, _ kind: AccountKind, _ balance: Points, _ link: Link?) -> LedgerPage.Account
    {
      LedgerPage.Account(
        name: name, kind: kind.name(words),
        debit: ShownPoints(max(0, -balance.units), decimals: decimals),
        credit: ShownPoints(max(0, balance.units), decimals: decimals), link: link)
    }
    var shown: [LedgerPage.Account] = []
    for kind in AccountKind.allCases {
      let ofKind = all.filter { $0.kind == kind }
      shown += ofKind.prefix(Self.accountsShown).map { line in
        let name = line.accountName(of: program, coalition.publicIDs)
        return account(line.name(naming), kind, line.balance, name.map { .ledgerAccount($0) })
      }
      let rest = ofKind.dropFirst(Self.accountsShown)
      if !rest.isEmpty {
        shown.append(
          account(
            words.accountOthers(count: Int64(rest.count)), kind,
            rest.reduce(Points(0)) { $0 + $1.balance },
            Link.accounts.query([("program", program.code), ("kind", "\(kind)")])))
      }
    }
    return LedgerPage.Balance(
      accounts: shown, debit: ShownPoints(shown.reduce(0) { $0 + $1.debit.units }, decimals: decimals),
      credit: ShownPoints(shown.reduce(0) { $0 + $1.credit.units }, decimals: decimals))
  }

  /// By the month in whose last days points run out, at most 24 and what comes after them.
  private func owed(_ sums: BooksDesk.Sums, of program: Program?) -> [LedgerPage.Owed] {
    guard let program else { return [] }
    var byMonth: [String: Int64] = [:]
    var never: Int64 = 0
    for part in sums.liability where part.asset == program.asset {
      if part.expiresAt == .distantFuture {
        never += part.points.units
      } else {
        let lastMoment = Instant(microseconds: part.expiresAt.microseconds - 1)
        let date = ShownDay(daysSince1970: Int64(coalition.settings.calendar.date(of: lastMoment)))
        byMonth[String(date.text.prefix(7)), default: 0] += part.points.units
      }
    }
    func owed(_ month: String?, _ units: Int64) -> LedgerPage.Owed {
      LedgerPage.Owed(
        month: month, points: ShownPoints(units, decimals: program.decimals),
        worth: ShownMoney(program.worth.money(for: Points(units))))
    }
    return byMonth.sorted { $0.key < $1.key }.prefix(36).map { owed($0.key, $0.value) }
      + (never == 0 ? [] : [owed(nil, never)])
  }

  /// What runs or was found in this server's life, else what was written down before.
  private func verification(_ visit: SignedInVisit) async throws -> LedgerPage.Verification {
    switch await books.state {
    case .never:
      guard visit.principal.scopes.contains(.reports),
        let last = try await coalition.lastLedgerCheck(by: visit.principal)
      else { return .never }
      return last.faults.isEmpty
        ? .whole(
          at: ShownTime(last.at), block: last.blocks, transactions: last.transactions,
          head: last.head.hexadecimal)
        : .broken(at: ShownTime(last.at), findings: last.faults)
    case .running(let since, let done, let total):
      return .running(since: ShownTime(since), transactions: done, of: total)
    case .failed(let reason, let at): return .broken(at: ShownTime(at), findings: [reason])
    case .done(let verification, let at):
      return verification.isProven
        ? .whole(
          at: ShownTime(at), block: verification.blocks, transactions: verification.transactions,
          head: verification.head.hash.hexadecimal)
        : .broken(at: ShownTime(at), findings: Array(verification.faults.prefix(20)))
    }
  }
}
