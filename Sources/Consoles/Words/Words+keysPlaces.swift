// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  func placesEarns(money: String, points: String) -> String {
    text(
      "places.earns", ["money": .text(money), "points": .text(points)])
  }
  var placesGivesOnly: String { text("places.gives_only") }
  var placesHint: String { text("places.hint") }
  var placesIntro: String { text("places.intro") }
  var placesJoin: String { text("places.join") }
  func placesLife(life: String) -> String { text("places.life", ["life": .text(life)]) }
  var placesName: String { text("places.name") }
  var placesNone: String { text("places.none") }
  var placesNoneText: String { text("places.none_text") }
  var placesPrograms: String { text("places.programs") }
  func placesStoresMore(count: Int64, names: String) -> String {
    text(
      "places.stores_more", ["count": .count(count), "names": .text(names)])
  }
  var placesTakes: String { text("places.takes") }
  var placesTaking: String { text("places.taking") }
  var placesTitle: String { text("places.title") }
  var placesWhat: String { text("places.what") }
  func placesWorth(money: String, points: String) -> String {
    text(
      "places.worth", ["money": .text(money), "points": .text(points)])
  }
  var placesWrite: String { text("places.write") }
}
