// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  func mergeCards(count: Int64) -> String { text("merge.cards", ["count": .count(count)]) }
  var mergeCloseNote: String { text("merge.close_note") }
  var mergeCloses: String { text("merge.closes") }
  var mergeFaultClosed: String { text("merge.fault_closed") }
  var mergeFaultNobody: String { text("merge.fault_nobody") }
  var mergeFaultSame: String { text("merge.fault_same") }
  var mergeFind: String { text("merge.find") }
  var mergeFindNow: String { text("merge.find_now") }
  var mergeHolds: String { text("merge.holds") }
  func mergeIntro(member: String) -> String { text("merge.intro", ["member": .text(member)]) }
  var mergeKnownBy: String { text("merge.known_by") }
  var mergeLots: String { text("merge.lots") }
  var mergeMoves: String { text("merge.moves") }
  func mergePoints(points: String, program: String) -> String {
    text(
      "merge.points", ["points": .text(points), "program": .text(program)])
  }
  var mergePropose: String { text("merge.propose") }
  var mergeSides: String { text("merge.sides") }
  var mergeSidesNote: String { text("merge.sides_note") }
  var mergeStays: String { text("merge.stays") }
  var mergeTitle: String { text("merge.title") }
  var mergeTurn: String { text("merge.turn") }
  var mergeWho: String { text("merge.who") }
  var mergeWhoNote: String { text("merge.who_note") }
}
