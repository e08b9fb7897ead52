// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var movingCode: String { text("moving.code") }
  func movingCooling(hours: Int64) -> String { text("moving.cooling", ["hours": .count(hours)]) }
  var movingLimit: String { text("moving.limit") }
  var movingPinLocked: String { text("moving.pin_locked") }
  func movingPinWrong(count: Int64) -> String { text("moving.pin_wrong", ["count": .count(count)]) }
  var movingProgram: String { text("moving.program") }
  var movingRate: String { text("moving.rate") }
  func movingReceivers(count: Int64) -> String { text("moving.receivers", ["count": .count(count)]) }
  var movingSenders: String { text("moving.senders") }
  var movingTooFew: String { text("moving.too_few") }
  func movingTooLongAgo(count: Int64) -> String { text("moving.too_long_ago", ["count": .count(count)]) }
  var movingTooMany: String { text("moving.too_many") }
  func movingTooNew(hours: Int64) -> String { text("moving.too_new", ["hours": .count(hours)]) }
}
