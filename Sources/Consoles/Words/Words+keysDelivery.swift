// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var deliveryChannel: String { text("delivery.channel") }
  var deliveryFailed: String { text("delivery.failed") }
  var deliveryFailure: String { text("delivery.failure") }
  var deliveryIntro: String { text("delivery.intro") }
  var deliveryNext: String { text("delivery.next") }
  var deliveryNone: String { text("delivery.none") }
  var deliveryNoneText: String { text("delivery.none_text") }
  var deliverySent: String { text("delivery.sent") }
  var deliveryTitle: String { text("delivery.title") }
  var deliveryTries: String { text("delivery.tries") }
  var deliveryWaiting: String { text("delivery.waiting") }
}
