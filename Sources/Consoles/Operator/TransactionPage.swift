/// One transaction: what it moved, by which entries and lots, and what may still be given back.
struct TransactionPage: ConsolePage {
  struct Party: Sendable {
    let id: String
    let name: String
  }

  /// Entries sum to zero.
  struct Entry: Sendable {
    /// In the viewer's language: "wallet of …", "issued by …".
    let account: String
    let bucket: String
    let lotID: String?
    let points: ShownPoints
    let balanceAfter: ShownPoints?
  }

  struct LotUse: Sendable {
    let lotID: String
    let source: String
    let points: ShownPoints
    /// Nil for points that never expire.
    let expiresAt: ShownTime?
    /// False for a lot that is used up and forgotten.
    var isExpiryKnown = true
  }

  /// A line of the till's receipt.
  struct Item: Sendable {
    /// Code and name; empty where only the category is known.
    let code: String
    let name: String
    let category: String
    let quantity: Int64
    let amount: ShownMoney
  }

  struct Refund: Sendable {
    let id: String
    let at: ShownTime
    let points: ShownPoints
    let reason: String
  }

  /// Where the transaction lies in the hash chain.
  struct Proof: Sendable {
    let block: Int64
    let position: Int
    /// Lower-case hexadecimal.
    let blockHash: String
  }

  /// A merchant's account in which its lines are.
  struct Account: Sendable {
    /// The days of its settlement, or that it is not settled yet.
    let name: String
    /// Nil of the open account, and of a settlement that the viewer has no part of.
    let link: Link?
  }

  let row: TransactionRow
  let member: Party?
  /// The other side of a transfer.
  var receiver: Party?
  let merchant: Party?
  let terminal: String?
  let program: String
  let worth: ShownMoney?
  let reference: String?
  let idempotencyKey: String
  let day: ShownDay
  /// At the till, where it said so.
  var occurredAt: ShownTime?
  /// Why it was declined; nil when it was not.
  let refusal: String?
  let entries: Loaded<[Entry]>
  let lots: Loaded<[LotUse]>
  /// What was bought; empty where the till did not say.
  let items: [Item]
  let explanation: [ShownReason]
  let refunds: [Refund]
  /// What may still be given back; nil where this kind is never refunded.
  let refundable: ShownPoints?
  let steps: [TimelineStep]
  /// Nil until the block is sealed.
  let proof: Proof?
  /// What the viewer may do about it, in a merchant's console.
  var ways: [DeskReturnPage.Way] = []
  /// Whether members have a page there that the viewer may open.
  var opensMembers = true
  var accounts: [Account] = []

  var place: MenuPlace { .transactions }
  var isBelowPlace: Bool { true }

  func heading(_ words: Words) -> String { row.kind.name(words) }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      detailHead(words)
      if let refusal { div(.class("notice bad"), .role("note")) { p { refusal } } }
      div(.class("split")) {
        div {
          if !explanation.isEmpty {
            card(words.transactionWhy, words.transactionWhyNote) { reasons(explanation, words) }
          }
          if !items.isEmpty {
            card(words.transactionGoods, words.transactionGoodsNote) { goodsTable(words) }
          }
          // What was declined moved nothing.
          if refusal == nil {
            card(words.transactionEntries, words.transactionEntriesNote) {
              entries.node(visit) { entryTable($0, words) }
            }
            card(words.transactionLots, words.transactionLotsNote) {
              lots.node(visit) { lotTable($0, words) }
            }
          }
          if refundable != nil || !refunds.isEmpty || !ways.isEmpty { refundCard(visit) }
        }
        aside {
          card(words.transactionFacts) { facts(factPairs(visit)) }
          card(words.commonTimeline) { timeline(steps, words) }
          card(words.transactionProof, words.transactionProofNote) { proofFacts(words) }
        }
      }
    }
  }

  private func detailHead(_ words: Words) -> Node {
    div(.class("detail-head")) {
      div {
        row.progress.badge(words)
        h1 { heading(words) }
        copyable(row.id, words)
      }
      p(.class("amount")) {
        movement(row.points, words)
        if let worth { small { words.commonWorth(money: words.money(worth)) } }
      }
    }
  }

  private func factPairs(_ visit: Visit) -> [(name: String, value: Node)] {
    let words = visit.words
    let none = words.commonNone
    let other = receiver.map { [(words.transactionReceiver, memberNode($0, visit))] } ?? []
    return [(words.commonMember, member.map { memberNode($0, visit) } ?? .text(none))] + other + [
      (words.commonMerchant, .text(merchant?.name ?? none)),
      (words.commonStore, .text(row.storeName ?? none)),
      (words.commonTerminal, .text(terminal ?? none)),
      (words.commonChannel, .text(row.channel.name(words))),
      (words.commonProgram, .text(program)),
      (words.commonAmount, .text(row.amount.map(words.money) ?? none)),
      (words.transactionOccurred, moment(occurredAt ?? row.at, words)),
      (words.transactionRecorded, moment(row.at, words)),
      (words.transactionBooked, .text(day.text)),
      (words.commonReference, .text(reference ?? none)),
      (words.transactionKey, copyable(idempotencyKey, words)),
    ]
      + accounts.map { account in
        let name = Node.text(account.name)
        return (words.financeOne, account.link.map { to in a(.href(to)) { name } } ?? name)
      }
  }

  private func memberNode(_ party: Party, _ visit: Visit) -> Node {
    if !opensMembers { return .text(party.name) }
    return a(.href(visit.desk == nil ? .member(party.id) : .deskMember(party.id))) { party.name }
  }

  private func goodsTable(_ words: Words) -> Node {
    DataTable(
      name: words.transactionGoods,
      columns: [
        Column(words.transactionItem), Column(words.transactionCategory),
        Column(words.transactionQuantity, .number), Column(words.commonAmount, .number),
      ],
      rows: items.map { item in
        let name = item.name.isEmpty ? item.code : item.name
        return [
          item.name.isEmpty || item.code.isEmpty
            ? .text(name.isEmpty ? words.commonNone : name) : twoLines(.text(name), item.code),
          .text(item.category.isEmpty ? words.commonNone : item.category),
          .text(words.number(item.quantity)), .text(words.money(item.amount)),
        ]
      }
    ).node
  }

  private func entryTable(_ entries: [Entry], _ words: Words) -> Node {
    DataTable(
      name: words.transactionEntries,
      columns: [
        Column(words.commonAccount), Column(words.commonLot), Column(words.commonPoints, .number),
        Column(words.commonBalanceAfter, .number),
      ],
      rows: entries.map { entry in
        [
          twoLines(.text(entry.account), entry.bucket),
          entry.lotID.map { lot in code { lot } } ?? .text(words.commonNone),
          movement(entry.points, words),
          .text(entry.balanceAfter.map(words.points) ?? words.commonNone),
        ]
      },
      total: [
        .text(words.commonSum), .nothing,
        .text(
          words.points(
            entries.reduce(ShownPoints(0)) {
              ShownPoints($0.units + $1.points.units, decimals: $1.points.decimals)
            })),
        .nothing,
      ]
    ).node
  }

  private func lotTable(_ lots: [LotUse], _ words: Words) -> Node {
    if lots.isEmpty { return p(.class("none")) { words.transactionNoLots } }
    return DataTable(
      name: words.transactionLots,
      columns: [Column(words.commonLot), Column(words.commonPoints, .number), Column(words.commonExpires)],
      rows: lots.map { lot in
        [
          twoLines(code { lot.lotID }, lot.source), movement(lot.points, words),
          lot.expiresAt.map { .text(words.day($0)) }
            ?? .text(lot.isExpiryKnown ? words.commonNever : words.commonNone),
        ]
      }
    ).node
  }

  private func refundCard(_ visit: Visit) -> Node {
    let words = visit.words
    return card(words.transactionRefunds) {
      if let refundable { p { words.transactionRefundable(points: words.points(refundable)) } }
      if refunds.isEmpty {
        p(.class("none")) { words.transactionNoRefunds }
      } else {
        DataTable(
          name: words.transactionRefunds,
          columns: [
            Column(words.commonTime), Column(words.commonPoints, .number), Column(words.commonReason),
          ],
          rows: refunds.map { refund in
            [
              a(.href(visit.desk == nil ? .transaction(refund.id) : .deskTransaction(refund.id))) {
                words.time(refund.at)
              }, movement(refund.points, words),
              .text(refund.reason),
            ]
          }
        ).node
      }
      if !ways.isEmpty {
        p(.class("more")) {
          ways.map { way in a(.class("button plain"), .href(.deskReturn(row.id, way))) { way.name(words) } }
        }
      }
    }
  }

  private func proofFacts(_ words: Words) -> Node {
    guard let proof else { return p(.class("none")) { words.transactionUnsealed } }
    return facts([
      (words.transactionBlock, .text(words.number(proof.block) + " / " + String(proof.position))),
      (words.transactionBlockHash, copyable(proof.blockHash, words)),
    ])
  }
}
