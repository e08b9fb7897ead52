/// What is left when the line is down: earns are taken here and booked when it is back. Holds nothing of
/// anybody, since the browser keeps it.
struct SeatOfflinePage: SeatPage {
  let limits: SeatLimits

  var here: SeatHere? { nil }

  func heading(_ words: Words) -> String { words.seatOfflineTitle }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return .group([
      h1 { words.seatOfflineTitle },
      section(.id("asked"), .class("panel warn"), .role("status"), .hidden) {
        h2 { words.seatResultUnknown }
        p { words.seatResultUnknownText }
      },
      div(.id("taken"), .class("notice good"), .role("status"), .hidden) { p { words.seatOfflineTaken } },
      div(.id("not-taken"), .class("notice bad"), .role("alert"), .hidden) { p { words.seatOfflineLarge } },
      section(.class("card sign-in")) {
        h2 { words.kindEarn }
        p(.class("hint")) {
          words.seatOfflineRules(
            all: words.money(ShownMoney(limits.all, limits.currency)),
            one: words.money(ShownMoney(limits.one, limits.currency)))
        }
        form(.id("offline"), .method(.get), .action(.seat)) {
          seatField("member", words.seatMember, [.type("text"), .required, .maxlength(40), .autofocus])
          seatField(
            "amount", words.seatAmount,
            [.type("text"), Attribute("inputmode", "decimal"), .required, .maxlength(16)])
          seatPayment(nil, words)
          seatField("reference", words.seatReference, [.type("text"), .maxlength(40)])
          button(.id("go"), .class("button wide")) { words.seatOfflineTake }
        }
      },
      div(.id("back"), .class("notice good"), .role("status"), .hidden) {
        p {
          words.seatOfflineNone + " "
          a(.href(.seat)) { words.seatOfflineReload }
        }
      },
      seatLimits(limits),
    ])
  }
}
