// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var transactionBlock: String { text("transaction.block") }
  var transactionBlockHash: String { text("transaction.block_hash") }
  var transactionBooked: String { text("transaction.booked") }
  var transactionCategory: String { text("transaction.category") }
  var transactionEntries: String { text("transaction.entries") }
  var transactionEntriesNote: String { text("transaction.entries_note") }
  var transactionFacts: String { text("transaction.facts") }
  var transactionGoods: String { text("transaction.goods") }
  var transactionGoodsNote: String { text("transaction.goods_note") }
  var transactionItem: String { text("transaction.item") }
  var transactionKey: String { text("transaction.key") }
  var transactionLots: String { text("transaction.lots") }
  var transactionLotsNote: String { text("transaction.lots_note") }
  var transactionNoLots: String { text("transaction.no_lots") }
  var transactionNoRefunds: String { text("transaction.no_refunds") }
  var transactionOccurred: String { text("transaction.occurred") }
  var transactionProof: String { text("transaction.proof") }
  var transactionProofNote: String { text("transaction.proof_note") }
  var transactionQuantity: String { text("transaction.quantity") }
  var transactionReceiver: String { text("transaction.receiver") }
  var transactionRecorded: String { text("transaction.recorded") }
  func transactionRefundable(points: String) -> String {
    text(
      "transaction.refundable", ["points": .text(points)])
  }
  var transactionRefunds: String { text("transaction.refunds") }
  var transactionUnsealed: String { text("transaction.unsealed") }
  var transactionWhy: String { text("transaction.why") }
  var transactionWhyNote: String { text("transaction.why_note") }
}
