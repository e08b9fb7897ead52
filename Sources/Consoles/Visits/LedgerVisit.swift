import Coalition
import Hummingbird
import Ledger
import LedgerStore
import Loyalty

extension OperatorConsole {
  /// Merchants with the largest balances stand by themselves; the rest of a kind is one line.
  private static let accountsShown = 12

  func ledger(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      // A new platform has no programme yet; its books are empty.
      let program = try? await coalition.universalProgram()
      let sums = await visit.loaded {
        try visit.principal.requireOperator(.reports)
        return try await books.sums()
      }
      let names = await visit.loaded { try await accountNames(sums, of: program, visit) }
      let asOf: Instant = if case .loaded(let sums) = sums { sums.at } else { coalition.clock.now() }
      let state = await books.state
      let page = LedgerPage(
        asOf: ShownTime(asOf), program: program.map { visit.words.name($0.names) } ?? visit.words.productName,
        balance: sums.with(names) { balance($0, of: program, $1, visit) },
        owed: sums.map { owed($0, of: program) },
        verification: .loaded(verification(state)), canVerify: books.canVerify)
      return faces.page(page.render(visit.visit))
    }
  }

  func verify(_ asked: Asked) async throws -> Response {
    try await signedInForm(asked) { visit, _ in
      try visit.principal.requireOperator(.reports)
      await books.verify()
      return faces.redirect(to: .ledger)
    }
  }

  private func accountNames(
    _ sums: Loaded<BooksDesk.Sums>, of program: Program?, _ visit: SignedInVisit
  ) async throws -> NameBook {
    guard case .loaded(let sums) = sums, let program else { return NameBook() }
    var question = NameQuestion()
    for account in sums.balance.accounts where account.key.asset == program.asset {
      question.merchants.insert(MerchantID(account.key.owner))
    }
    return try await coalition.names(question, by: visit.principal)
  }

  private func balance(
    _ sums: BooksDesk.Sums, of program: Program?, _ book: NameBook, _ visit: SignedInVisit
  ) -> LedgerPage.Balance {
    let words = visit.words
    let decimals = program?.decimals ?? 0
    func line(_ name: String, _ kind: String, _ balance: Points) -> LedgerPage.Account {
      LedgerPage.Account(
        name: name, kind: kind, debit: ShownPoints(max(0, -balance.units), decimals: decimals),
        credit: ShownPoints(max(0, balance.units), decimals: decimals))
    }
    guard let program else {
      return LedgerPage.Balance(accounts: [], debit: ShownPoints(0), credit: ShownPoints(0))
    }
    let wallets = sums.balance.wallets[program.asset] ?? Balance()
    var lines: [LedgerPage.Account] = []
    for kind in [AccountKind.available, .pending, .held, .debt] {
      guard let points = wallets[kind], points != 0 else { continue }
      lines.append(line(words.accountWallets, kind.name(words), points))
    }
    let accounts = sums.balance.accounts.filter { $0.key.asset == program.asset && $0.balance != 0 }
    for kind in AccountKind.allCases where !kind.isWalletBucket {
      let ofKind = accounts.filter { $0.key.kind == kind }
        .sorted { $0.balance.units.magnitude > $1.balance.units.magnitude }
      lines += ofKind.prefix(Self.accountsShown).map { account in
        let name = book.merchants[MerchantID(account.key.owner)].map { words.name($0) }
        return line(name ?? words.accountPlatform, kind.name(words), account.balance)
      }
      let rest = ofKind.dropFirst(Self.accountsShown)
      if !rest.isEmpty {
        let sum = rest.reduce(Points(0)) { $0 + $1.balance }
        lines.append(line(words.accountOthers(count: Int64(rest.count)), kind.name(words), sum))
      }
    }
    return LedgerPage.Balance(
      accounts: lines, debit: ShownPoints(lines.reduce(0) { $0 + $1.debit.units }, decimals: decimals),
      credit: ShownPoints(lines.reduce(0) { $0 + $1.credit.units }, decimals: decimals))
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

  private func verification(_ state: BooksDesk.State) -> LedgerPage.Verification {
    switch state {
    case .never: .never
    case .running(let since, let done, let total):
      .running(since: ShownTime(since), transactions: done, of: total)
    case .failed(let reason, let at): .broken(at: ShownTime(at), findings: [reason])
    case .done(let verification, let at):
      verification.isProven
        ? .whole(
          at: ShownTime(at), block: verification.blocks, transactions: verification.transactions,
          head: verification.head.hash.hexadecimal)
        : .broken(at: ShownTime(at), findings: Array(verification.faults.prefix(20)))
    }
  }
}
