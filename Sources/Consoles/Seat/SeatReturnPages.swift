/// Undoes the last of the shift, after a look at what that is.
struct SeatVoidPage: SeatPage {
  let place: SeatHere
  let key: String
  /// What would be undone; nil where there is nothing.
  let last: SeatEntryRow?
  let receipt: String
  var fault: String?

  var here: SeatHere? { place }

  func heading(_ words: Words) -> String { words.seatVoidTitle }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return section(.class("card sign-in")) {
      h1 { words.seatVoidTitle }
      faultNotice(fault)
      if let last {
        ol(.class("entries")) { last.line(words) }
        p(.class("hint")) { words.seatVoidSure }
        form(.method(.post), .action(.seatVoid)) {
          formToken(visit)
          input(.type("hidden"), .name("key"), .value(key))
          input(.type("hidden"), .name("receipt"), .value(receipt))
          button(.class("button wide"), .autofocus) { keyed("Enter", words.seatVoid) }
        }
      } else {
        p(.class("none")) { words.seatVoidNone }
      }
      p(.class("actions")) {
        a(.class("button plain"), .href(.seat)) { keyed("Esc", words.seatSlipBack) }
      }
    }
  }
}

/// Gives back by the number on the slip, all or a part.
struct SeatRefundPage: SeatPage {
  let place: SeatHere
  let key: String
  let currency: String
  var receipt = ""
  var amount = ""
  var isInPoints = false
  var fault: String?

  var here: SeatHere? { place }

  func heading(_ words: Words) -> String { words.seatRefundTitle }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return section(.class("card sign-in")) {
      h1 { words.seatRefundTitle }
      faultNotice(fault)
      form(.id("refund"), .method(.post), .action(.seatRefund)) {
        formToken(visit)
        input(.type("hidden"), .name("key"), .value(key))
        seatField(
          "receipt", words.seatRefundReceipt, hint: words.seatRefundHint,
          [.type("text"), .value(receipt), .required, .autofocus, .maxlength(64)])
        div(.class("sum")) {
          seatField(
            "amount", words.seatRefundPart,
            [.type("text"), Attribute("inputmode", "decimal"), .value(amount), .maxlength(16)])
          div(.class("field")) {
            label(.for("unit")) { words.seatUnit }
            select(.id("unit"), .name("unit")) {
              option(isInPoints ? [.value("money")] : [.value("money"), .selected]) { currency }
              option(isInPoints ? [.value("points"), .selected] : [.value("points")]) { words.seatUnitPoints }
            }
          }
        }
        button(.class("button wide")) { keyed("Ctrl+Enter", words.seatRefund) }
      }
      p(.class("actions")) {
        a(.class("button plain"), .href(.seat)) { keyed("Esc", words.seatSlipBack) }
      }
    }
  }
}

/// Asks once more before the shift ends, with what it came to so far.
struct SeatClosePage: SeatPage {
  let place: SeatHere
  let totals: [SeatHandoverPage.Total]
  var fault: String?

  var here: SeatHere? { place }

  func heading(_ words: Words) -> String { words.seatShiftClose }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return section(.class("card sign-in")) {
      h1 { words.seatShiftClose }
      faultNotice(fault)
      h2 { words.seatShiftTotals }
      if totals.isEmpty { p(.class("none")) { words.seatRecentNone } }
      ul(.class("entries totals")) {
        for total in totals {
          li {
            span(.class("two")) {
              strong { total.kind.name(words) + " \u{00D7} " + words.number(total.count) }
              small { total.program }
            }
            span(.class("two end")) {
              movement(total.points, words)
              if let money = total.money { small { words.money(money) } }
            }
          }
        }
      }
      p(.class("hint")) { words.seatShiftSure }
      form(.class("leave"), .method(.post), .action(.seatClose)) {
        formToken(visit)
        button(.class("button wide"), .autofocus) { words.seatShiftClose }
      }
      p(.class("actions")) {
        a(.class("button plain"), .href(.seat)) { keyed("Esc", words.seatSlipBack) }
      }
    }
  }
}
