// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var movingCode: String { text("moving.code") }
  func movingCooling(hours: Int64) -> String { text("moving.cooling", ["hours": .count(hours)]) }
  func movingDay(points: String) -> String { text("moving.day", ["points": .text(points)]) }
  func movingMonth(points: String) -> String { text("moving.month", ["points": .text(points)]) }
  var movingPinLocked: String { text("moving.pin_locked") }
  func movingPinWrong(count: Int64) -> String { text("moving.pin_wrong", ["count": .count(count)]) }
  var movingProgram: String { text("moving.program") }
  var movingRate: String { text("moving.rate") }
  func movingReceivers(count: Int64) -> String { text("moving.receivers", ["count": .count(count)]) }
  var movingSenders: String { text("moving.senders") }
  func movingTooFew(points: String) -> String { text("moving.too_few", ["points": .text(points)]) }
  func movingTooLongAgo(count: Int64) -> String { text("moving.too_long_ago", ["count": .count(count)]) }
  func movingTooMany(points: String) -> String { text("moving.too_many", ["points": .text(points)]) }
  func movingTooNew(hours: Int64) -> String { text("moving.too_new", ["hours": .count(hours)]) }
}
