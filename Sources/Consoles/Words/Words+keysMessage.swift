// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var messageAdjusted: String { text("message.adjusted") }
  var messageAnswered: String { text("message.answered") }
  var messageBirthday: String { text("message.birthday") }
  var messageCode: String { text("message.code") }
  var messageDevice: String { text("message.device") }
  var messageEarned: String { text("message.earned") }
  var messageEmail: String { text("message.email") }
  var messageExpired: String { text("message.expired") }
  var messageFrozen: String { text("message.frozen") }
  var messageGiftGiven: String { text("message.gift_given") }
  var messageGiftReceived: String { text("message.gift_received") }
  var messageGiftReturned: String { text("message.gift_returned") }
  var messageMonth: String { text("message.month") }
  var messagePassword: String { text("message.password") }
  var messagePhone: String { text("message.phone") }
  var messagePin: String { text("message.pin") }
  var messagePoolClosed: String { text("message.pool_closed") }
  var messagePoolHeaded: String { text("message.pool_headed") }
  var messagePoolInvited: String { text("message.pool_invited") }
  var messagePoolJoined: String { text("message.pool_joined") }
  var messagePoolLeft: String { text("message.pool_left") }
  var messagePoolOffered: String { text("message.pool_offered") }
  var messageReceived: String { text("message.received") }
  var messageReinstated: String { text("message.reinstated") }
  var messageReturned: String { text("message.returned") }
  var messageSent: String { text("message.sent") }
  var messageSpent: String { text("message.spent") }
  var messageTaken: String { text("message.taken") }
  var messageTierAhead: String { text("message.tier_ahead") }
  var messageTierDown: String { text("message.tier_down") }
  var messageTierUp: String { text("message.tier_up") }
  var messageUnfrozen: String { text("message.unfrozen") }
  var messageWeek: String { text("message.week") }
}
