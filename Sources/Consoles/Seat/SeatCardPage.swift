/// One card at the seat, and what may be done with it as it stands.
struct SeatCardPage: SeatPage {
  /// Named as its address is.
  enum Act: String, CaseIterable, Sendable { case activate, bind, release, pin, replace, lost }

  let place: SeatHere
  /// Of these forms, until one is done.
  let key: String
  let id: String
  /// In full where the merchant handed the card out.
  let number: String
  let kind: String
  let standing: String
  let until: String?
  /// Masked; nil where nobody holds it by name.
  let holder: String?
  /// Without a name: its security code stands for whoever has it.
  let isBearer: Bool
  let hasPIN: Bool
  let replacedBy: String?
  let acts: [Act]
  /// What was typed as the member, and not taken.
  var member = ""
  var isSentByCode = false
  var fault: String?
  var note: String?

  var here: SeatHere? { place }

  func heading(_ words: Words) -> String { words.cardFacts }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return .group([
      h1 { kind },
      faultNotice(fault),
      note.map { text in div(.class("notice good"), .role("status")) { p { text } } } ?? .nothing,
      section(.class("card")) {
        facts(lines(words))
        if let replacedBy {
          p(.class("actions")) {
            a(.class("button plain"), .href(.seatCard(replacedBy))) { words.cardReplacedBy }
          }
        }
      },
      div(.class("desk")) {
        for act in acts { card(name(act, words), text(act, words)) { acting(act, visit) } }
      },
      p(.class("actions")) {
        a(.class("button plain"), .href(.seatCards)) { words.cardFind }
        a(.class("button plain"), .href(.seat)) { keyed("Esc", words.seatSlipBack) }
      },
    ])
  }

  private func lines(_ words: Words) -> [(name: String, value: Node)] {
    [
      (words.cardNumber, Node { code { number } }), (words.commonState, .text(standing)),
      (words.cardHolder, .text(holder ?? (isBearer ? words.cardBearer : words.commonNone))),
      (words.cardValidity, .text(until ?? words.cardForEver)),
      (words.seatProofPin, .text(hasPIN ? words.cardYes : words.cardNo)),
    ]
  }

  private func acting(_ act: Act, _ visit: Visit) -> Node {
    let words = visit.words
    return form(.method(.post), .action(Link.seatCard(id).appending(act.rawValue))) {
      formToken(visit)
      input(.type("hidden"), .name("key"), .value(key))
      fields(act, words)
      if act == .lost {
        p(.class("actions")) {
          button(.class("button plain"), .name("how"), .value("lost")) { words.cardReportLost }
          button(.class("button plain"), .name("how"), .value("stolen")) { words.cardReportStolen }
        }
      } else {
        p(.class("actions")) { button(.class("button")) { name(act, words) } }
      }
    }
  }

  private func fields(_ act: Act, _ words: Words) -> Node {
    switch act {
    case .lost: .nothing
    case .activate, .bind:
      .group([
        seatField(
          "member", words.seatMember, hint: words.seatMemberHint,
          [.type("text"), .value(member), .maxlength(64), Attribute("autocapitalize", "none")]
            + (act == .bind ? [.required] : [])),
        act == .bind ? securityCode(act, words) : .nothing, proof(act, words),
      ])
    case .release: proof(act, words)
    case .replace: .group([isBearer ? securityCode(act, words) : .nothing, proof(act, words)])
    case .pin:
      .group([
        secret("pin", words.pinNew, words.pinRule), secret("pin_again", words.pinAgain, nil),
        isBearer && !hasPIN ? securityCode(act, words) : proof(act, words),
      ])
    }
  }

  private func proof(_ act: Act, _ words: Words) -> Node {
    seatHolderProof(
      act.rawValue, isSentByCode: isSentByCode, sending: .seatCard(id).appending("code"), words)
  }

  private func securityCode(_ act: Act, _ words: Words) -> Node {
    let id = act.rawValue + "-code"
    return div(.class("field")) {
      label(.for(id)) { words.cardSecurityCode }
      input(
        .id(id), .name("card_code"), .type("text"), .autocomplete("off"), Attribute("inputmode", "numeric"),
        .maxlength(7), .aria(.describedby, id + "-hint"))
      p(.id(id + "-hint"), .class("hint")) { words.cardSecurityCodeNote }
    }
  }

  private func secret(_ id: String, _ name: String, _ hint: String?) -> Node {
    seatField(
      id, name, hint: hint,
      [.type("password"), Attribute("inputmode", "numeric"), .maxlength(6), .required])
  }

  private func name(_ act: Act, _ words: Words) -> String {
    switch act {
    case .activate: words.cardActivate
    case .bind: words.cardBind
    case .release: words.cardRelease
    case .pin: hasPIN ? words.pinChange : words.pinSet
    case .replace: words.cardReplace
    case .lost: words.cardReportLost
    }
  }

  private func text(_ act: Act, _ words: Words) -> String {
    switch act {
    case .activate: words.cardActivateNote
    case .bind: words.cardBindNote
    case .release: words.cardReleaseNote
    case .pin: words.cardSeatPinNote
    case .replace: words.cardReplaceNote
    case .lost: words.cardLostNote
    }
  }
}
