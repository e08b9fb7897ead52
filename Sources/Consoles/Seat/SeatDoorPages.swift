/// Where a browser becomes a seat.
struct SeatPairPage: SeatPage {
  var isWrong = false
  var waitMinutes: Int64?

  var here: SeatHere? { nil }

  func heading(_ words: Words) -> String { words.seatPairTitle }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return section(.class("card sign-in")) {
      coin
      h1 { words.seatPairTitle }
      p { words.seatPairIntro }
      faultNotice(
        waitMinutes.map { words.signInTooMany(minutes: $0) } ?? (isWrong ? words.seatPairWrong : nil))
      form(.method(.post), .action(.seatPair)) {
        formToken(visit)
        seatField(
          "code", words.seatPairCode,
          [.type("text"), .required, .autofocus, .maxlength(40), Attribute("autocapitalize", "characters")])
        button(.class("button wide")) { words.seatPairAction }
      }
    }
  }
}

/// Where a cashier comes in: by number or name, and PIN or password.
struct SeatSignInPage: SeatPage {
  enum Refusal: Sendable { case wrong, tooMany(minutes: Int64), stale }

  let place: SeatHere
  var login = ""
  var hasEnded = false
  var refusal: Refusal?

  var here: SeatHere? { place }

  func heading(_ words: Words) -> String { words.seatEnterTitle }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return section(.class("card sign-in")) {
      coin
      h1 { words.seatEnterTitle }
      if let refusal {
        faultNotice(text(refusal, words))
      } else if hasEnded {
        div(.class("notice good"), .role("status")) { p { words.seatEnterEnded } }
      }
      form(.method(.post), .action(.seatSignIn)) {
        formToken(visit)
        seatField(
          "login", words.seatEnterLogin,
          [.type("text"), .value(login), .required, .maxlength(64), Attribute("autocapitalize", "none")]
            + (login.isEmpty ? [.autofocus] : []))
        seatField(
          "secret", words.seatEnterSecret,
          [.type("password"), .required, .maxlength(200)] + (login.isEmpty ? [] : [.autofocus]))
        button(.class("button wide")) { words.signInAction }
      }
    }
  }

  private func text(_ refusal: Refusal, _ words: Words) -> String {
    switch refusal {
    case .wrong: words.seatEnterWrong
    case .tooMany(let minutes): words.signInTooMany(minutes: minutes)
    case .stale: words.signInStale
    }
  }
}

/// What there is to do before anything can be booked.
struct SeatShiftPage: SeatPage {
  let place: SeatHere

  var here: SeatHere? { place }

  func heading(_ words: Words) -> String { words.seatShiftNone }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return section(.class("card sign-in")) {
      h1 { words.seatShiftNone }
      p { words.seatShiftIntro }
      form(.method(.post), .action(.seatShift)) {
        formToken(visit)
        button(.class("button wide"), .autofocus) { words.seatShiftOpen }
      }
    }
  }
}

/// The sheet of keys.
struct SeatKeysPage: SeatPage {
  var here: SeatHere? { nil }

  func heading(_ words: Words) -> String { words.seatKeys }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return .group([
      pageHead(words.seatKeys),
      section(.class("card")) {
        table(.class("keys")) {
          thead {
            tr {
              th(.scope(.col)) { words.seatKeyName }
              th(.scope(.col)) { words.seatKeyDoes }
            }
          }
          tbody {
            for (key, text) in Self.rows(words) {
              tr {
                th(.scope(.row)) { keyCap(key) }
                td { text }
              }
            }
          }
        }
        p(.class("hint")) { words.seatKeyFlow }
        p(.class("hint")) { words.seatKeyScan }
      },
      p(.class("actions")) { a(.class("button"), .href(.seat)) { words.seatSlipBack } },
    ])
  }

  static func rows(_ words: Words) -> [(String, String)] {
    [
      ("F2", words.seatKeyMember), ("F3", words.kindEarn), ("F4", words.kindSpend),
      ("F6", words.cardTitle), ("F7", words.seatBalanceAsk), ("F8", words.seatVoidTitle),
      ("F9", words.seatRefundTitle),
      ("F10", words.seatKeyTopup), ("Ctrl+Enter", words.seatKeySubmit), ("Esc", words.seatKeyBack),
      ("Alt+P", words.seatKeyPrint), ("?", words.seatKeySheet),
    ]
  }
}
