/// What was given back or undone, with the number that stands on the paper.
struct DeskReceiptPage: DeskPage {
  let row: TransactionRow
  let merchant: String
  /// What the member can use after it.
  let balance: ShownPoints?
  let original: String?
  let reason: String?
  /// Who did it.
  let by: String?

  var desk: DeskPlace { .transactions }
  var isBelowPlace: Bool { true }

  func heading(_ words: Words) -> String { words.deskReceipt }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      div(.class("notice good"), .role("status")) { p { words.deskBooked } }
      div(.class("detail-head")) {
        div {
          h1 { row.kind.name(words) }
          copyable(row.id, words)
        }
        p(.class("amount")) { movement(row.points, words) }
      }
      section(.class("card receipt")) {
        h2 { words.deskReceipt }
        facts(pairs(words))
      }
      div(.class("actions")) {
        button(.type("button"), .class("button"), .hidden, .data(.print, "")) { words.deskPrint }
        a(.href(.deskTransaction(row.id))) { words.deskShowBooking }
        a(.href(.deskTransactions)) { words.menuTransactions }
      }
    }
  }

  private func pairs(_ words: Words) -> [(name: String, value: Node)] {
    var pairs: [(name: String, value: Node)] = [
      (words.deskReceiptNumber, code { row.id }), (words.commonMerchant, .text(merchant)),
      (words.commonStore, .text(row.storeName ?? words.commonNone)),
      (words.commonTime, moment(row.at, words)),
      (words.commonMember, .text(row.memberName ?? words.commonNone)),
      (words.commonPoints, movement(row.points, words)),
    ]
    if let balance { pairs.append((words.commonBalanceAfter, .text(words.points(balance)))) }
    if let original { pairs.append((words.deskOriginal, a(.href(.deskTransaction(original))) { original })) }
    if let reason { pairs.append((words.commonReason, .text(reason))) }
    if let by { pairs.append((words.deskBy, .text(by))) }
    return pairs
  }
}
