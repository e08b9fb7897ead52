package import Ledger
internal import Storage

/// What a member is told about; raw values are stored and name templates.
package enum MessageKind: String, CaseIterable, Sendable, SQLScalar {
  case earned, spent, returned, sent, received, expired, reinstated, adjusted
  /// Earned points were taken back with a purchase.
  case takenBack = "taken_back"
  case expiringMonth = "expiring_month"
  case expiringWeek = "expiring_week"
  /// A level was reached, is about to be lost, or is lost.
  case tierUp = "tier_up"
  case tierAhead = "tier_ahead"
  case tierDown = "tier_down"
  /// What a level gives on a birthday.
  case birthdayGift = "birthday_gift"
  /// Points that were bought for another member: to the one who bought them, to the one who gets them, and to
  /// the buyer when they were given back.
  case giftGiven = "gift_given"
  case giftReceived = "gift_received"
  case giftReturned = "gift_returned"
  case newDevice = "new_device"
  case phoneChanged = "phone_changed"
  case passwordSet = "password_set"
  case pinSet = "pin_set"
  case emailChanged = "email_changed"
  case frozen, unfrozen, answered
  /// Asked into a household or company; somebody came, left or was taken out; it is offered to the member,
  /// has another head, or closed.
  case poolInvited = "pool_invited"
  case poolJoined = "pool_joined"
  case poolLeft = "pool_left"
  case poolOffered = "pool_offered"
  case poolHeaded = "pool_headed"
  case poolClosed = "pool_closed"
  /// A one-time code; never kept, and by SMS or e-mail alone.
  case code

  package var topic: MessageTopic? {
    switch self {
    case .earned, .takenBack, .adjusted, .birthdayGift: .earn
    case .spent, .returned: .spend
    case .sent, .received, .giftGiven, .giftReceived, .giftReturned: .transfer
    case .expired, .reinstated, .expiringMonth, .expiringWeek: .expiry
    case .answered, .tierUp, .tierAhead, .tierDown: .service
    case .poolInvited, .poolJoined, .poolLeft, .poolOffered, .poolHeaded, .poolClosed: .service
    // Nobody can switch off what tells them that somebody else may be at their account.
    case .newDevice, .phoneChanged, .passwordSet, .pinSet, .emailChanged, .frozen, .unfrozen, .code: nil
    }
  }

  /// What a template of this kind may name.
  package var keys: [MessageKey] {
    switch self {
    case .earned, .spent, .returned, .takenBack, .adjusted: [.points, .program, .merchant, .time]
    case .sent, .received, .expired, .reinstated: [.points, .program, .time]
    case .expiringMonth, .expiringWeek: [.points, .program, .day]
    case .tierUp, .tierDown: [.tier, .program, .time]
    case .birthdayGift: [.points, .program, .tier, .time]
    case .giftGiven, .giftReceived, .giftReturned: [.points, .program, .member, .time]
    case .tierAhead: [.tier, .program, .day]
    case .newDevice: [.device, .time]
    case .phoneChanged, .passwordSet, .pinSet, .emailChanged, .frozen, .unfrozen: [.time]
    case .answered: [.merchant, .time]
    // What strangers call their pool goes to nobody's phone.
    case .poolInvited: [.program, .time]
    case .poolJoined, .poolLeft, .poolOffered, .poolHeaded, .poolClosed: [.pool, .program, .time]
    case .code: [.code, .minutes]
    }
  }
}

/// What members choose ways for; safety is not among them.
package enum MessageTopic: String, CaseIterable, Sendable, SQLScalar {
  case earn, spend, transfer, expiry, service
}

/// A way to a member.
package enum MessageChannel: String, CaseIterable, Sendable, SQLScalar {
  case site, email, sms
}

/// A name that stands in a template between double braces.
package enum MessageKey: String, CaseIterable, Sendable {
  case points, program, merchant, day, time, device, code, minutes, tier, member, pool
}

/// Something that a member is told, as the fact that it is.
package struct MemberMessage: Sendable, Hashable {
  package let id: MessageID
  package let member: MemberID
  package let kind: MessageKind
  package let transaction: TransactionID
  package let asset: AssetID
  package let points: Points
  package let merchant: MerchantID
  package let about: Instant
  package let detail: String
  /// What another member wrote; shown on the site alone.
  package let words: String
  package let isRead: Bool
  package let at: Instant
}

/// A message to be made.
struct MessageDraft: Sendable {
  let member: MemberID
  let kind: MessageKind
  var event: EventID?
  var transaction: TransactionID = .none
  var asset: AssetID = .none
  var points: Points = 0
  var merchant: MerchantID = .none
  var about = Instant(microseconds: 0)
  var detail = ""
  var words = ""
  /// A number or address that is told beside the member's present one, as the old one of a change.
  var alsoTo: (channel: MessageChannel, recipient: String)?

  init(_ kind: MessageKind, to member: MemberID) {
    self.kind = kind
    self.member = member
  }
}

extension MemberMessage {
  static let select: SQL = """
    SELECT id, member_id, kind, transaction_id, asset_id, points, merchant_id, about, detail,
      words, is_read, at
    FROM message 
    """

  init(_ row: borrowing Row) {
    self.init(
      id: row[0], member: row[1], kind: row[2], transaction: row[3], asset: row[4], points: row[5],
      merchant: row[6], about: row[7], detail: row[8], words: row[9], isRead: row[10], at: row[11])
  }
}
