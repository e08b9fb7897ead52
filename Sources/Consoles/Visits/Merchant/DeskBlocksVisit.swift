import Coalition
import HTTPTypes
import Hummingbird
import Ledger
import Loyalty

// A merchant's blocks in its own console.
extension MerchantDesk {
  var blockRoutes: [FaceRoute] {
    [
      (.get, "merchant/points-blocks", pointsBlocks), (.post, "merchant/points-blocks", orderBlock),
      (.post, "merchant/points-blocks/low", setLowPoints), (.get, "merchant/points-blocks/:id", pointsBlock),
    ]
  }

  func pointsBlocks(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      var visit = visit
      if asked.query["said"] == "low" { visit.visit.say(visit.words.fundingLowSet) }
      return faces.page(try await blocksPage(asked, visit).render(visit.visit.visit))
    }
  }

  /// Shows what a block would cost; with the price in the form, orders it.
  func orderBlock(_ asked: Asked) async throws -> Response {
    try await signedInForm(asked) { visit, form in
      try visit.principal.require(.settle)
      var page = try await blocksPage(asked, visit)
      page.chosen = String((form["program"] ?? "").prefix(64))
      page.points = String((form["points"] ?? "").prefix(20))
      do {
        let program = try await program(page.chosen, in: page)
        guard let units = Entered.decimal(page.points, decimals: program.decimals), units > 0 else {
          throw FundingRefusal.amountOutOfRange
        }
        let price = try await coalition.blockPrice(
          of: Points(units), for: visit.merchant, in: program.asset, by: visit.principal)
        guard let shown = form["price"].flatMap({ Int64($0) }), let key = form["key"], !key.isEmpty else {
          page.offer = DeskBlocksPage.Offer(
            program: visit.words.name(program.names), code: program.code,
            points: ShownPoints(units, decimals: program.decimals), typed: page.points,
            price: ShownMoney(price), key: coalition.ids.bytes(16).hexadecimal,
            days: Coalition.blockOrderSeconds / 86_400)
          return faces.page(page.render(visit.visit.visit))
        }
        let block = try await coalition.orderBlock(
          of: Points(units), for: visit.merchant, in: program.asset,
          price: Money(minorUnits: shown, currency: price.currency), request: String(key.prefix(64)),
          by: visit.principal)
        return faces.redirect(to: .deskBlocks.appending(coalition.publicIDs.text(block.id)))
      } catch let refusal as FundingRefusal {
        page.fault = refusal.text(visit.words)
      } catch is ProgramRefusal { page.fault = visit.words.blockFaultProgram }
      return faces.page(page.render(visit.visit.visit), status: .unprocessableContent)
    }
  }

  /// Says with how many points left the merchant's people are told.
  func setLowPoints(_ asked: Asked) async throws -> Response {
    try await signedInForm(asked) { visit, form in
      try visit.principal.require(.settle)
      var page = try await blocksPage(asked, visit)
      let text = (form["low"] ?? "").trimmed
      do {
        let program = try await program(form["program"] ?? "", in: page)
        let units = text.isEmpty ? nil : Entered.decimal(text, decimals: program.decimals)
        guard text.isEmpty || units != nil else { throw FundingRefusal.amountOutOfRange }
        _ = try await coalition.setLowPoints(
          units.map { Points($0) }, of: visit.merchant, in: program.asset, by: visit.principal)
        return faces.redirect(to: Link.deskBlocks.query([("said", "low")]))
      } catch let refusal as FundingRefusal {
        page.fault = refusal.text(visit.words)
      } catch is ProgramRefusal { page.fault = visit.words.blockFaultProgram }
      return faces.page(page.render(visit.visit.visit), status: .unprocessableContent)
    }
  }

  func pointsBlock(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      do {
        let block = try await coalition.pointsBlock(
          try id(asked, Identified.PointsBlock.self), by: visit.principal)
        let page = BlockPage(block, try await blockNaming([block], visit.visit, coalition))
        return faces.page(page.render(visit.visit.visit))
      } catch FundingRefusal.notFound { throw HTTPError(.notFound) }
    }
  }

  /// One that the page offers.
  private func program(_ code: String, in page: DeskBlocksPage) async throws -> Program {
    guard page.programs.contains(where: { $0.code == code }) else { throw ProgramRefusal.programNotFound }
    return try await coalition.program(code: code)
  }

  private func blocksPage(_ asked: Asked, _ visit: DeskVisit) async throws -> DeskBlocksPage {
    let query = ListQuery(parsing: asked.query.items, filters: DeskBlocksPage.filters, sorts: [])
    // First of all, so that a right that is missing is said of the whole page.
    let fundings = try await coalition.issuingFunding(of: visit.merchant, by: visit.principal)
    var question = NameQuestion()
    question.programs = Set(fundings.map(\.funding.asset))
    let naming = Naming(try await coalition.names(question, by: visit.principal), visit.visit, coalition)
    let blocks = await visit.visit.loaded {
      let after: PointsBlockID? = query.after.flatMap { coalition.publicIDs.id($0) }
      let page = try await coalition.pointsBlocks(
        of: visit.merchant, in: PointsBlock.State(rawValue: query["state"]),
        PageRequest(limit: query.limit, after: after), by: visit.principal)
      let naming = try await blockNaming(page.items, visit.visit, coalition)
      let rows = page.items.map { BlockRow($0, naming) }
      return Batch(rows, next: page.hasMore ? rows.last?.id : nil)
    }
    return DeskBlocksPage(
      query: query,
      programs: fundings.compactMap { one in
        guard let program = naming.book.programs[one.funding.asset] else { return nil }
        return DeskBlocksPage.Program(
          code: program.code, funding: SettlementTermsPage.Funding(one, naming, isWhole: false),
          low: one.funding.ownLow.map { Digits.plain($0.units, decimals: program.decimals) } ?? "")
      }, blocks: blocks, mayOrder: visit.principal.scopes.contains(.settle))
  }

  /// Says on the first page where little is left to give.
  func fundingAlerts(_ visit: DeskVisit) async -> [HomeAlert] {
    guard visit.principal.scopes.contains(.reports), visit.principal.stores == nil,
      case .loaded(let low) = await visit.visit.loaded({
        try await coalition.lowFundings(by: visit.principal)
      }), !low.isEmpty
    else { return [] }
    var question = NameQuestion()
    question.programs = Set(low.map(\.asset))
    guard
      case .loaded(let book) = await visit.visit.loaded({
        try await coalition.names(question, by: visit.principal)
      })
    else { return [] }
    let naming = Naming(book, visit.visit, coalition)
    return low.map { funding in
      HomeAlert(
        text: visit.words.fundingAlertOwn(
          left: visit.words.points(naming.points(funding.room, of: funding.asset)),
          program: naming.program(funding.asset)), link: .deskBlocks, linkText: visit.words.blockTitle)
    }
  }
}
