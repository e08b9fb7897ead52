/// A merchant's blocks: what is left to give, an order of another one, and every order so far.
struct DeskBlocksPage: DeskPage {
  /// A programme in which points may be bought before they are given.
  struct Program: Sendable {
    let code: String
    let funding: SettlementTermsPage.Funding
    /// What the merchant said is little, as it would type it; empty where it did not.
    let low: String
  }

  /// What an order would cost, before it is made.
  struct Offer: Sendable {
    let program: String
    let code: String
    let points: ShownPoints
    /// As typed.
    let typed: String
    let price: ShownMoney
    /// Of the request, so that a form sent twice makes one order.
    let key: String
    let days: Int64
  }

  static let filters = ["state"]

  let query: ListQuery
  let programs: [Program]
  let blocks: Loaded<Batch<BlockRow>>
  /// Whether the viewer may order and say what is little.
  let mayOrder: Bool
  var offer: Offer?
  var chosen = ""
  var points = ""
  var fault: String?

  var desk: DeskPlace { .blocks }

  func heading(_ words: Words) -> String { words.blockTitle }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Listing(
      base: .deskBlocks, query: query, batch: blocks, heading: heading(words),
      introduction: words.blockDeskIntro, lead: lead(visit),
      filters: [
        FilterField(
          "state", words.commonState,
          .choice(ShownBlockState.allCases.map { ($0.rawValue, $0.name(words, isDesk: true)) }))
      ],
      columns: [
        Column(words.blockOrder), Column(words.commonState), Column(words.commonPoints, .number),
        Column(words.buyPrice, .number), Column(words.commonTime, .number),
      ], firstUse: emptyState(.quiet, words.blockNone, words.blockDeskNoneText) {}
    ) { row in
      [
        twoLines(a(.href(Link.deskBlocks.appending(row.id))) { row.id }, row.program),
        row.state.badge(words, isDesk: true), .text(words.points(row.points)),
        .text(words.money(row.price)), moment(row.createdAt, words),
      ]
    }.node(visit)
  }

  private func lead(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      faultNotice(fault)
      if let offer { confirmation(offer, visit) }
      if programs.isEmpty { emptyState(.quiet, words.fundingNone, words.fundingNoneText) {} }
      for program in programs {
        program.funding.card(words) { if mayOrder { lowForm(program, visit) } }
      }
      if mayOrder, !programs.isEmpty {
        card(words.blockAct, words.blockActNote) {
          deskForm(.deskBlocks, words.blockShowPrice, visit) {
            deskChoice(
              "program", words.commonProgram, programs.map { ($0.code, $0.funding.program) }, chosen)
            deskField("points", words.commonPoints, points, length: 20)
          }
        }
      }
    }
  }

  private func confirmation(_ offer: Offer, _ visit: Visit) -> Node {
    let words = visit.words
    return card(words.blockConfirm, words.blockConfirmNote(count: offer.days), id: "offer") {
      facts([
        (words.commonProgram, .text(offer.program)), (words.commonPoints, .text(words.points(offer.points))),
        (words.buyPrice, .text(words.money(offer.price))),
      ])
      deskForm(.deskBlocks, words.buySend, visit) {
        for (name, value) in [
          ("program", offer.code), ("points", offer.typed), ("price", String(offer.price.minorUnits)),
          ("key", offer.key),
        ] {
          input(.type("hidden"), .name(name), .value(value))
        }
      }
    }
  }

  private func lowForm(_ program: Program, _ visit: Visit) -> Node {
    let words = visit.words
    return details {
      summary { words.fundingLowAct }
      deskForm(
        Link.deskBlocks.appending("low"), words.fundingLowAct, isMain: false,
        name: words.fundingLowAct + " \u{00B7} " + program.funding.program, visit
      ) {
        input(.type("hidden"), .name("program"), .value(program.code))
        deskField(
          "low-" + program.code, words.fundingLowField, program.low, isRequired: false, length: 20,
          sentAs: "low")
        p(.class("hint")) { words.fundingLowNote }
      }
    }
  }
}
