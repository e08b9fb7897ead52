import Coalition
import Hummingbird
import Ledger

extension OperatorConsole {
  func merchants(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      let query = ListQuery(
        parsing: asked.query.items, filters: MerchantsPage.filters, sorts: MerchantsPage.sorts)
      let batch = await visit.loaded { try await merchantRows(query, visit) }
      return faces.page(MerchantsPage(query: query, merchants: batch).render(visit.visit))
    }
  }

  private func merchantRows(_ query: ListQuery, _ visit: SignedInVisit) async throws -> Batch<MerchantRow> {
    var search = MerchantSearch()
    search.text = query["q"]
    search.status = Merchant.Status(rawValue: query["state"])
    search.category = MerchantCategory(rawValue: query["category"])
    search.isOldestFirst = !query.isDescending
    search.after = query.after.flatMap { coalition.publicIDs.id($0) }
    search.limit = query.limit
    let page = try await coalition.merchants(search, by: visit.principal)
    // A new platform has merchants before it has a programme.
    let program = try? await coalition.universalProgram()
    var totals: [MerchantID: Totals] = [:]
    if let program {
      totals = try await coalition.totals(
        of: program.asset, at: page.items.map(\.merchant.id), by: visit.principal)
    }
    let rows = page.items.map { summary in
      let merchant = summary.merchant
      let sums = totals[merchant.id] ?? Totals()
      return MerchantRow(
        id: coalition.publicIDs.text(merchant.id), code: merchant.code,
        name: visit.words.name(merchant.names),
        category: summary.category.name(visit.words), stores: summary.stores,
        standing: ShownStanding(merchant.status),
        issued: ShownPoints(sums.issued.units, decimals: program?.decimals ?? 0),
        accepted: ShownPoints(sums.used.units, decimals: program?.decimals ?? 0),
        joinedAt: ShownTime(merchant.createdAt))
    }
    return Batch(rows, next: page.hasMore ? rows.last?.id : nil)
  }

  func programs(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      let rows = await visit.loaded { try await programRows(visit) }
      return faces.page(ProgramsPage(programs: rows).render(visit.visit))
    }
  }

  private func programRows(_ visit: SignedInVisit) async throws -> [ProgramRow] {
    let programs = try await coalition.programs(by: visit.principal)
    let totals = try await coalition.totalsByProgram(by: visit.principal)
    var question = NameQuestion()
    question.merchants = Set(programs.compactMap(\.merchant))
    let book = try await coalition.names(question, by: visit.principal)
    return programs.map { program in
      let sums = totals[program.asset] ?? Totals()
      return ProgramRow(
        id: coalition.publicIDs.text(program.asset), code: program.code,
        name: visit.words.name(program.names),
        isUniversal: program.merchant == nil,
        owner: program.merchant.flatMap { book.merchants[$0] }.map { visit.words.name($0) },
        worthPoints: ShownPoints(program.worth.points.units, decimals: program.decimals),
        worth: ShownMoney(program.worth.money),
        life: (program.validity[.awarded] ?? .never).text(visit.words),
        members: sums.wallets,
        outstanding: ShownPoints(sums.outstanding.units, decimals: program.decimals),
        standing: ShownStanding(program.status))
    }
  }
}

extension ShownStanding {
  init(_ status: Merchant.Status) {
    self =
      switch status {
      case .active: .active
      case .suspended: .suspended
      case .closed: .closed
      }
  }

  init(_ status: Program.Status) {
    self =
      switch status {
      case .active: .active
      case .paused: .suspended
      case .closed: .closed
      }
  }
}
