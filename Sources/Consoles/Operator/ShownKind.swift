/// What kind of movement a transaction is; the raw value stands in addresses and in the API.
enum ShownKind: String, CaseIterable, Sendable {
  case earn, spend, topup, award, transfer, exchange, adjust, merge, cards
  case hold, capture, release, refund, void, reversal, confirm, cancel, mature, expire, reinstate, advance
  case separate

  func name(_ words: Words) -> String {
    switch self {
    case .earn: words.kindEarn
    case .spend: words.kindSpend
    case .topup: words.kindTopup
    case .award: words.kindAward
    case .transfer: words.kindTransfer
    case .exchange: words.kindExchange
    case .adjust: words.kindAdjust
    case .merge: words.kindMerge
    case .cards: words.kindCards
    case .confirm: words.kindConfirm
    case .cancel: words.kindCancel
    case .mature: words.kindMature
    case .hold: words.kindHold
    case .capture: words.kindCapture
    case .release: words.kindRelease
    case .refund: words.kindRefund
    case .void: words.kindVoid
    case .reversal: words.kindReversal
    case .expire: words.kindExpire
    case .reinstate: words.kindReinstate
    case .advance: words.kindAdvance
    case .separate: words.kindSeparate
    }
  }

  /// One plain sentence for the member's point detail; `place` is the merchant, store or partner.
  func sentence(place: String?, _ words: Words) -> String {
    let place = place ?? words.productName
    return switch self {
    case .earn: words.detailEarn(place: place)
    case .spend: words.detailSpend(place: place)
    case .topup: words.detailTopup(place: place)
    case .award: words.detailAward(place: place)
    case .transfer: words.detailTransfer(place: place)
    case .exchange: words.detailExchange(place: place)
    case .adjust: words.detailAdjust
    case .merge: words.detailMerge
    case .cards: words.detailCards
    case .confirm: words.detailConfirm(place: place)
    case .cancel: words.detailCancel(place: place)
    case .mature: words.detailMature
    case .hold: words.detailHold(place: place)
    case .capture: words.detailCapture(place: place)
    case .release: words.detailRelease(place: place)
    case .refund: words.detailRefund(place: place)
    case .void: words.detailVoid(place: place)
    case .reversal: words.detailReversal(place: place)
    case .expire: words.detailExpire
    case .reinstate: words.detailReinstate
    case .advance: words.detailAdvance
    case .separate: words.detailSeparate
    }
  }
}

/// By which way a transaction came in.
enum ShownChannel: String, CaseIterable, Sendable {
  case pos, mis, seat, ecommerce, sms, api, console, member, importing, job

  func name(_ words: Words) -> String {
    switch self {
    case .pos: words.channelPos
    case .mis: words.channelMis
    case .seat: words.channelSeat
    case .ecommerce: words.channelEcommerce
    case .sms: words.channelSms
    case .api: words.channelApi
    case .console: words.channelConsole
    case .member: words.channelMember
    case .importing: words.channelImporting
    case .job: words.channelJob
    }
  }
}

/// How far a transaction has come.
enum ShownProgress: String, CaseIterable, Sendable {
  case booked, pending, held
  case partlyRefunded = "partly_refunded"
  case refunded, voided, reversed, refused

  func badge(_ words: Words) -> Node {
    switch self {
    case .booked: Consoles.badge(words.progressBooked, .good)
    case .pending: Consoles.badge(words.progressPending, .warn)
    case .held: Consoles.badge(words.progressHeld, .warn)
    case .partlyRefunded: Consoles.badge(words.progressPartlyRefunded, .warn)
    case .refunded: Consoles.badge(words.progressRefunded, .quiet)
    case .voided: Consoles.badge(words.progressVoided, .quiet)
    case .reversed: Consoles.badge(words.progressReversed, .quiet)
    case .refused: Consoles.badge(words.progressRefused, .bad)
    }
  }

  func name(_ words: Words) -> String {
    switch self {
    case .booked: words.progressBooked
    case .pending: words.progressPending
    case .held: words.progressHeld
    case .partlyRefunded: words.progressPartlyRefunded
    case .refunded: words.progressRefunded
    case .voided: words.progressVoided
    case .reversed: words.progressReversed
    case .refused: words.progressRefused
    }
  }
}

/// Whether a member, merchant or programme may act.
enum ShownStanding: String, CaseIterable, Sendable {
  case active, applied, frozen, suspended, closed

  func name(_ words: Words) -> String {
    switch self {
    case .active: words.standingActive
    case .applied: words.standingApplied
    case .frozen: words.standingFrozen
    case .suspended: words.standingSuspended
    case .closed: words.standingClosed
    }
  }

  func badge(_ words: Words) -> Node {
    let tone: Tone =
      switch self {
      case .active: .good
      case .applied: .warn
      case .frozen, .suspended: .bad
      case .closed: .quiet
      }
    return Consoles.badge(name(words), tone)
  }
}

/// A rule that counted when points were earned, in the caller's words, and what it added.
struct ShownReason: Sendable {
  let rule: String
  /// Nil for what is about money alone.
  let points: ShownPoints?
}

func reasons(_ reasons: [ShownReason], _ words: Words) -> Node {
  ul(.class("reasons")) {
    for reason in reasons {
      li {
        span { reason.rule }
        if let points = reason.points { movement(points, words) }
      }
    }
  }
}
