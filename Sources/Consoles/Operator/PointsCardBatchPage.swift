/// One batch of points cards: its sums, its sales, and what may be done with it now.
struct PointsCardBatchPage: ConsolePage {
  struct Sale: Sendable {
    let serials: String
    let reference: String
    let state: String
    let transaction: String?
    let at: ShownTime
  }

  let row: PointsCardsPage.Row
  let buyer: String
  let made: Int64
  let voided: Int64
  let expired: Int64
  let open: Int64
  let exportedAt: ShownTime?
  let sales: [Sale]
  /// Whether the viewer may sell, hand out and propose.
  let mayChange: Bool
  let mayFreeze: Bool
  /// Of the form that sells: sent twice, it sells once.
  let key: String
  var typed: [String: String] = [:]
  var fault: String?

  var place: MenuPlace { .pointsCards }
  var isBelowPlace: Bool { true }
  private var link: Link { .pointsCards.appending(row.id) }

  func heading(_ words: Words) -> String { words.batchOne }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      faultNotice(fault)
      div(.class("detail-head")) {
        div {
          row.state.badge(words)
          h1 { row.program }
          copyable(row.id, words)
        }
      }
      card(words.batchCards) { facts(sums(words)) }
      card(words.batchOrder) { facts(order(words)) }
      if mayChange, row.state == .ready { exportedAt == nil ? handing(visit) : selling(visit) }
      card(words.batchSales) { saleList(words) }
      if mayFreeze, row.state == .ready {
        card(words.batchFreeze, words.batchFreezeNote) {
          deskForm(link.appending("freeze"), words.batchFreeze, isMain: false, visit)
        }
      }
      if mayChange, row.state == .frozen { proposing("thaw", words.batchThaw, words.batchThawNote, visit) }
      if mayChange, row.state == .ready || row.state == .frozen {
        proposing("void", words.batchVoid, words.batchVoidNote, visit)
      }
    }
  }

  private func sums(_ words: Words) -> [(name: String, value: Node)] {
    [
      (words.batchMade, .text(words.number(made))), (words.batchSold, .text(words.number(row.sold))),
      (words.batchRedeemed, .text(words.number(row.redeemed))), (words.batchOpen, .text(words.number(open))),
      (words.batchVoidedCards, .text(words.number(voided))),
      (words.batchExpiredCards, .text(words.number(expired))),
      (words.batchOutstanding, .text(words.points(row.outstanding))),
    ]
  }

  private func order(_ words: Words) -> [(name: String, value: Node)] {
    [
      (words.batchEach, .text(words.points(row.points))), (words.batchCount, .text(words.number(row.count))),
      (words.batchPurpose, .text(row.purpose)), (words.approvalBearer, .text(row.issuer)),
      (words.batchBuyer, .text(buyer.isEmpty ? words.commonNone : buyer)),
      (words.batchValidUntil, moment(row.validUntil, words)),
      (words.batchExported, exportedAt.map { moment($0, words) } ?? .text(words.commonNone)),
    ]
  }

  private func handing(_ visit: Visit) -> Node {
    let words = visit.words
    return card(words.batchExport, words.batchExportNote) {
      deskForm(link.appending("export"), words.batchExportAct, visit) {
        deskField("passphrase", words.batchPassphrase, type: "password", length: 128)
        deskField("passphrase_again", words.batchPassphraseAgain, type: "password", length: 128)
        p(.class("hint")) { words.batchPassphraseRule }
      }
    }
  }

  private func selling(_ visit: Visit) -> Node {
    let words = visit.words
    return card(words.batchSell, words.batchSellNote) {
      deskForm(link.appending("activate"), words.batchSellAct, visit) {
        input(.type("hidden"), .name("key"), .value(key))
        deskField("first", words.batchFirst, typed["first"] ?? "", type: "number", length: 6)
        deskField("last", words.batchLast, typed["last"] ?? "", type: "number", length: 6)
        deskField("reference", words.batchReference, typed["reference"] ?? "", isRequired: false, length: 60)
      }
    }
  }

  private func saleList(_ words: Words) -> Node {
    if sales.isEmpty { return p(.class("none")) { words.batchSalesNone } }
    return DataTable(
      name: words.batchSales,
      columns: [
        Column(words.batchSerials), Column(words.batchReference), Column(words.commonState),
        Column(words.commonTime, .number),
      ],
      rows: sales.map { sale in
        [
          sale.transaction.map { id in Node { a(.href(.transaction(id))) { sale.serials } } }
            ?? .text(sale.serials),
          .text(sale.reference.isEmpty ? words.commonNone : sale.reference), .text(sale.state),
          moment(sale.at, words),
        ]
      }
    ).node
  }

  private func proposing(_ act: String, _ name: String, _ note: String, _ visit: Visit) -> Node {
    card(name, note) {
      deskForm(link.appending(act), visit.words.batchPropose, isMain: false, visit) {
        deskField("reason-" + act, visit.words.approvalReason, length: 200, sentAs: "reason")
      }
    }
  }
}
