import Loyalty

/// The one screen of the seat: the member, what is to be done, and the last ten entries.
struct SeatTillPage: SeatPage {
  /// The member who was looked up.
  struct Chosen: Sendable {
    let id: String
    /// The card that named them: what is booked is booked by it, so that one reported lost since is refused.
    var card: String?
    /// Masked.
    let name: String
    let balances: [SeatBalance]
    /// What the member's levels are called, each with its ladder.
    var levels: [(ladder: String, level: String)] = []
  }

  /// What was entered, so that nobody types it twice; never a proof.
  struct Draft: Sendable {
    var member = ""
    var kind = SeatKind.earn
    var amount = ""
    var isInPoints = false
    var reference = ""
    var program = ""
    var proofBySMS = false
    /// How a purchase was paid; nil where the cashier does not say.
    var payment: PaymentKind?
    /// Of a points card; in no address.
    var code = ""
  }

  let place: SeatHere
  /// Of this form, until it was booked.
  let key: String
  let programs: [(code: String, name: String)]
  let limits: SeatLimits
  let recent: [SeatEntryRow]
  var chosen: Chosen?
  var draft = Draft()
  var fault: String?
  var note: String?
  /// What the member's discount takes off, before it is paid.
  var offer: SeatOffer?

  var here: SeatHere? { place }

  func heading(_ words: Words) -> String { words.seatName }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return .group([
      h1(.class("unseen")) { words.seatName },
      said,
      div(.class("till")) {
        form(.id("trade"), .class("trade"), .method(.post), .action(.seatTrade)) {
          formToken(visit)
          input(.type("hidden"), .name("key"), .value(key))
          // The first button is what Enter presses; those beside the fields do something else.
          button(.class("unseen"), .tabindex(-1), .aria(.hidden, "true")) { words.seatSubmit }
          memberCard(words)
          tradeCard(words)
        }
        recentCard(visit)
      },
      seatLimits(limits),
    ])
  }

  private var said: Node {
    .group([
      faultNotice(fault),
      note.map { text in div(.class("notice good"), .role("status")) { p { text } } } ?? .nothing,
    ])
  }

  private func memberCard(_ words: Words) -> Node {
    section(.class("card member")) {
      h2 { keyed("F2", words.seatMember) }
      if let chosen {
        input(.type("hidden"), .name("chosen"), .value(chosen.id))
        if let card = chosen.card { input(.type("hidden"), .name("card"), .value(card)) }
        p(.class("chosen")) { strong { chosen.name } }
        for balance in chosen.balances { balanceLine(balance, words) }
        for level in chosen.levels {
          p(.class("balance")) {
            small { level.ladder }
            strong { level.level }
          }
        }
      }
      seatField(
        "member", chosen == nil ? words.seatMember : words.seatMemberOther, hint: words.seatMemberHint,
        [.type("text"), .value(draft.member), .maxlength(64), Attribute("autocapitalize", "none")]
          + (chosen == nil && draft.member.isEmpty ? [.autofocus] : []))
      button(
        .id("ask-balance"), .class("button plain"), Attribute("formaction", Link.seatFind.text)
      ) { keyed("F7", words.seatBalanceAsk) }
    }
  }

  private func tradeCard(_ words: Words) -> Node {
    section(.class("card")) {
      fieldset(.class("kinds")) {
        legend { words.commonKind }
        for (kind, key) in [(SeatKind.earn, "F3"), (.spend, "F4"), (.topup, "F10"), (.card, "F10")] {
          label {
            input(
              [.type("radio"), .name("kind"), .value(kind.rawValue), .id("kind-" + kind.rawValue)]
                + (draft.kind == kind ? [.checked] : []))
            span { keyed(key, kind.name(words)) }
          }
        }
      }
      div(.class("points-card")) {
        seatField(
          "code", words.seatPointsCardCode, hint: words.seatPointsCardHint,
          [.type("text"), .value(draft.code), .maxlength(40), Attribute("autocapitalize", "characters")])
      }
      div(.class("sum money")) {
        seatField(
          "amount", words.seatAmount,
          [
            .type("text"), Attribute("inputmode", "decimal"), .value(draft.amount), .maxlength(16),
          ] + (offer == nil && (chosen != nil || !draft.member.isEmpty) ? [.autofocus] : []))
        div(.class("field")) {
          label(.for("unit")) { words.seatUnit }
          select(.id("unit"), .name("unit"), .hint(words.seatUnitHint)) {
            option(draft.isInPoints ? [.value("money")] : [.value("money"), .selected]) { limits.currency }
            option(draft.isInPoints ? [.value("points"), .selected] : [.value("points")]) {
              words.seatUnitPoints
            }
          }
        }
      }
      seatPayment(draft.payment, words)
      if programs.count > 1 {
        programChoice(words)
      } else if let only = programs.first {
        input(.type("hidden"), .name("program"), .value(only.code))
      }
      proof(words)
      seatField("reference", words.seatReference, [.type("text"), .value(draft.reference), .maxlength(40)])
      if let offer { offer.node(words) }
      p(.class("actions")) {
        button([.id("go"), .class("button")] + (offer == nil ? [] : [.autofocus])) {
          keyed("Ctrl+Enter", words.seatSubmit)
        }
      }
    }
  }

  private func programChoice(_ words: Words) -> Node {
    div(.class("field")) {
      label(.for("program")) { words.commonProgram }
      select(.id("program"), .name("program")) {
        for program in programs {
          option(
            draft.program == program.code ? [.value(program.code), .selected] : [.value(program.code)]
          ) { program.name }
        }
      }
    }
  }

  private func proof(_ words: Words) -> Node {
    fieldset(.class("proof")) {
      legend { words.seatProof }
      div(.class("sum")) {
        div(.class("field")) {
          label(.for("how")) { words.seatProofHow }
          select(.id("how"), .name("how")) {
            option(draft.proofBySMS ? [.value("pin")] : [.value("pin"), .selected]) { words.seatProofPin }
            option(draft.proofBySMS ? [.value("sms"), .selected] : [.value("sms")]) { words.seatProofSms }
            option(.value("live")) { words.seatProofLive }
          }
        }
        seatField(
          "proof", words.seatProofWhat, hint: words.seatProofHint,
          [.type("password"), .maxlength(64)])
      }
      button(.class("button plain"), Attribute("formaction", Link.seatCode.text)) { words.seatProofSend }
    }
  }

  private func recentCard(_ visit: Visit) -> Node {
    let words = visit.words
    return section(.class("card recent")) {
      div(.class("card-head")) { h2 { words.seatRecent } }
      if recent.isEmpty {
        p(.class("none")) { words.seatRecentNone }
      } else {
        ol(.class("entries")) { for row in recent { row.line(words) } }
      }
      p(.class("actions")) {
        a(
          .id("to-cards"), .class("button plain"),
          .href(chosen.map { Link.seatCards.query([("m", $0.id)]) } ?? .seatCards)
        ) { keyed("F6", words.cardTitle) }
        a(.id("to-void"), .class("button plain"), .href(.seatVoid)) { keyed("F8", words.seatVoid) }
        a(.id("to-refund"), .class("button plain"), .href(.seatRefund)) { keyed("F9", words.seatRefund) }
        a(.class("button plain"), .href(.seatClose)) { words.seatShiftClose }
      }
      if let last = recent.first(where: { $0.state == .booked }) {
        form(.id("reprint"), .method(.post), .action(.seatSlip)) {
          formToken(visit)
          input(.type("hidden"), .name("key"), .value(last.key))
          button(.class("button plain")) { keyed("Alt+P", words.seatSlipAgain) }
        }
      }
    }
  }
}
