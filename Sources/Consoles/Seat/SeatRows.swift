/// A name with the key that stands for it.
func keyed(_ key: String, _ name: String) -> Node {
  .group([keyCap(key), .text(" " + name)])
}

/// What a cashier may do; the raw value stands in forms.
enum SeatKind: String, CaseIterable, Sendable {
  case earn, spend, topup, card, refund, void

  func name(_ words: Words) -> String {
    switch self {
    case .earn: words.kindEarn
    case .spend: words.kindSpend
    case .topup: words.kindTopup
    case .card: words.seatPointsCard
    case .refund: words.kindRefund
    case .void: words.kindVoid
    }
  }
}

/// How an entry stands.
enum SeatState: String, Sendable {
  case sent, booked, declined, refused, dropped

  func badge(_ words: Words) -> Node {
    switch self {
    case .sent: Consoles.badge(words.seatStateSent, .warn)
    case .booked: Consoles.badge(words.seatStateBooked, .good)
    case .declined: Consoles.badge(words.seatStateDeclined, .bad)
    case .refused: Consoles.badge(words.seatStateRefused, .bad)
    case .dropped: Consoles.badge(words.seatStateDropped, .quiet)
    }
  }
}

/// A balance in one programme.
struct SeatBalance: Sendable {
  let program: String
  let points: ShownPoints
  let worth: ShownMoney?
}

func balanceLine(_ balance: SeatBalance, _ words: Words) -> Node {
  p(.class("balance")) {
    small { balance.program }
    strong { words.points(balance.points) }
    if let worth = balance.worth { small { words.money(worth) } }
  }
}

/// One of the last entries.
struct SeatEntryRow: Sendable {
  let key: String
  let place: Int64
  let kind: SeatKind
  let state: SeatState
  /// Masked; empty where not known.
  let member: String
  let points: ShownPoints
  let money: ShownMoney?
  let at: ShownTime

  func line(_ words: Words) -> Node {
    li {
      a(.href(Link.seatResult.query([("key", key), ("shown", "1")]))) {
        span(.class("two")) {
          strong { "\(place) \u{00B7} " + kind.name(words) }
          small { [words.time(at), member].filter { !$0.isEmpty }.joined(separator: " \u{00B7} ") }
        }
        span(.class("two end")) {
          if state == .booked { movement(points, words) } else { state.badge(words) }
          if let money { small { words.money(money) } }
        }
      }
    }
  }
}
