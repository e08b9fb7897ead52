// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  func pointsAfter(points: String) -> String { text("points.after", ["points": .text(points)]) }
  var pointsAll: String { text("points.all") }
  var pointsExpired: String { text("points.expired") }
  var pointsExport: String { text("points.export") }
  func pointsFrom(number: String, place: String) -> String {
    text(
      "points.from", ["number": .text(number), "place": .text(place)])
  }
  var pointsHeld: String { text("points.held") }
  var pointsIn: String { text("points.in") }
  var pointsIntro: String { text("points.intro") }
  func pointsLot(number: String, points: String) -> String {
    text(
      "points.lot", ["number": .text(number), "points": .text(points)])
  }
  func pointsLotUntil(day: String, number: String, points: String) -> String {
    text(
      "points.lot_until", ["day": .text(day), "number": .text(number), "points": .text(points)])
  }
  var pointsLots: String { text("points.lots") }
  var pointsLotsNote: String { text("points.lots_note") }
  var pointsMember: String { text("points.member") }
  var pointsNone: String { text("points.none") }
  var pointsNoneText: String { text("points.none_text") }
  var pointsOne: String { text("points.one") }
  var pointsOut: String { text("points.out") }
  func pointsPending(day: String) -> String { text("points.pending", ["day": .text(day)]) }
  var pointsShow: String { text("points.show") }
  var pointsTitle: String { text("points.title") }
  func pointsUntil(day: String) -> String { text("points.until", ["day": .text(day)]) }
}
