import Coalition

/// Proposes a correction of a member's points: what it would do, why, and, where it is much, the amount once
/// more. Another person decides.
struct AdjustPage: ConsolePage {
  enum Direction: String, CaseIterable, Sendable {
    case give, take

    func name(_ words: Words) -> String {
      switch self {
      case .give: words.adjustGive
      case .take: words.adjustTake
      }
    }
  }

  /// What the ledger would do now.
  struct Effect: Sendable {
    let program: String
    let points: ShownPoints
    let worth: ShownMoney?
    let before: ShownPoints
    let after: ShownPoints
    let owedAfter: ShownPoints
    /// So much that the amount is typed once more.
    let isLarge: Bool
  }

  struct Fault: Error, Sendable { let text: String }

  /// What was typed.
  struct Typed: Sendable {
    var direction = Direction.give
    var program = ""
    var points = ""
    var reason: AdjustReason?
    var note = ""
  }

  let id: String
  let name: String
  let programs: [(value: String, name: String)]
  var typed: Typed
  /// Nil before an amount was given.
  let effect: Result<Effect, Fault>?
  /// Names the one proposal that this form can make.
  let key: String
  /// Why the form was not taken.
  var fault: String?

  var place: MenuPlace { .members }
  var isBelowPlace: Bool { true }

  func heading(_ words: Words) -> String { words.adjustTitle }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      pageHead(heading(words), words.adjustIntro(member: name))
      faultNotice(fault)
      card(words.adjustHowMuch, words.adjustHowMuchNote) { amountForm(words) }
      switch effect {
      case .none: Node.nothing
      case .success(let effect):
        card(words.adjustEffect, words.adjustEffectNote, id: "effect") {
          facts(pairs(effect, words))
          proposeForm(effect, visit)
        }
      case .failure(let refused): faultNotice(refused.text, id: "refused")
      }
      p(.class("more")) { a(.href(.member(id))) { words.adjustBack } }
    }
  }

  /// Shows anew what another amount would do; nothing is proposed by it.
  private func amountForm(_ words: Words) -> Node {
    form(.class("decision"), .method(.get), .action(.memberAdjust(id))) {
      choice("direction", words.adjustDirection, typed.direction.rawValue) {
        Direction.allCases.map { ($0.rawValue, $0.name(words)) }
      }
      choice("program", words.commonProgram, typed.program) { programs.map { ($0.value, $0.name) } }
      div(.class("field")) {
        label(.for("points")) { words.commonPoints }
        input(
          .id("points"), .name("points"), .value(typed.points), .maxlength(30), .required,
          .autocomplete("off"), Attribute("inputmode", "decimal"))
      }
      div { button(.class("button plain")) { words.adjustReckon } }
    }
  }

  private func choice(
    _ name: String, _ text: String, _ chosen: String, _ choices: () -> [(value: String, name: String)]
  ) -> Node {
    let options = choices()
    return div(.class("field")) {
      label(.for(name)) { text }
      select(.id(name), .name(name)) {
        for one in options {
          option(one.value == chosen ? [.value(one.value), .selected] : [.value(one.value)]) { one.name }
        }
      }
    }
  }

  private func pairs(_ effect: Effect, _ words: Words) -> [(name: String, value: Node)] {
    var pairs: [(name: String, value: Node)] = [
      (words.commonMember, a(.href(.member(id))) { name }), (words.commonProgram, .text(effect.program)),
      (words.commonPoints, strong { movement(effect.points, words) }),
    ]
    if let worth = effect.worth { pairs.append((words.adjustWorth, .text(words.money(worth)))) }
    pairs.append(
      (words.adjustBalance, .text(words.points(effect.before) + " \u{2192} " + words.points(effect.after))))
    if effect.owedAfter.units != 0 {
      pairs.append((words.accountDebt, .text(words.points(effect.owedAfter))))
    }
    pairs.append((words.approvalBearer, .text(words.accountPlatform)))
    return pairs
  }

  private func proposeForm(_ effect: Effect, _ visit: Visit) -> Node {
    let words = visit.words
    return form(.class("decision money"), .method(.post), .action(.memberAdjust(id))) {
      formToken(visit)
      for field in hidden { input(.type("hidden"), .name(field.name), .value(field.value)) }
      div(.class("field")) {
        label(.for("reason")) { words.commonReason }
        select(.id("reason"), .name("reason"), .required) {
          option(.value("")) { words.deskChooseReason }
          for one in AdjustReason.allCases {
            option(one == typed.reason ? [.value(one.rawValue), .selected] : [.value(one.rawValue)]) {
              one.name(words)
            }
          }
        }
      }
      div(.class("field")) {
        label(.for("note")) { words.adjustNote }
        textarea([.id("note"), .name("note"), .maxlength(160)] + described) { typed.note }
      }
      if effect.isLarge {
        div(.class("field")) {
          label(.for("again")) { words.adjustAgain }
          input(
            [
              .id("again"), .name("again"), .maxlength(30), .required, .autocomplete("off"),
              Attribute("inputmode", "decimal"),
            ] + described)
        }
      }
      div { button(.class("button")) { words.adjustPropose } }
    }
  }

  private var described: [Attribute] { fault == nil ? [] : [.aria(.describedby, "fault")] }

  private var hidden: [(name: String, value: String)] {
    [
      ("key", key), ("direction", typed.direction.rawValue), ("program", typed.program),
      ("points", typed.points),
    ]
  }
}

extension AdjustReason {
  func name(_ words: Words) -> String {
    switch self {
    case .receiptLost: words.adjustReceiptLost
    case .wrongAmount: words.adjustWrongAmount
    case .wrongMember: words.adjustWrongMember
    case .systemFault: words.adjustSystemFault
    case .goodwill: words.adjustGoodwill
    case .abuse: words.adjustAbuse
    case .other: words.adjustOther
    }
  }
}
