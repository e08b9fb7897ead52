/// Gives back or undoes a transaction: who, how much, what it does to the balance, and why.
struct DeskReturnPage: DeskPage {
  enum Way: String, CaseIterable, Sendable {
    /// All or part, on any day.
    case refund
    /// All, on the same business day.
    case void

    func name(_ words: Words) -> String {
      switch self {
      case .refund: words.deskRefund
      case .void: words.deskVoid
      }
    }
  }

  /// What would happen now.
  struct Effect: Sendable {
    /// From the member's side.
    let points: ShownPoints
    let worth: ShownMoney?
    let before: ShownPoints
    let after: ShownPoints
    let owedAfter: ShownPoints
    let lots: Int64
  }

  let way: Way
  let id: String
  let kind: String
  let member: String
  let store: String?
  let at: ShownTime
  let original: ShownPoints
  let money: ShownMoney?
  let left: ShownPoints?
  /// As it was typed; both empty for all that is left.
  let typed: (points: String, money: String)
  /// Or why it cannot be.
  let effect: Result<Effect, Fault>
  /// Names the one return that this form can make.
  let key: String
  var reason: ReturnReason?
  var note = ""
  /// Why the form was not taken.
  var fault: String?

  struct Fault: Error, Sendable { let text: String }

  var desk: DeskPlace { .transactions }
  var isBelowPlace: Bool { true }

  func heading(_ words: Words) -> String { way.name(words) }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      pageHead(heading(words), way == .refund ? words.deskRefundIntro : words.deskVoidIntro)
      faultNotice(fault)
      div(.class("split")) {
        div {
          if way == .refund { card(words.deskHowMuch, words.deskHowMuchNote) { amountForm(words) } }
          switch effect {
          case .success(let effect):
            card(words.deskEffect) {
              facts(effectPairs(effect, words))
              confirmForm(visit)
            }
          case .failure(let refused):
            faultNotice(refused.text, id: "refused")
            p { a(.href(.deskTransaction(id))) { words.deskBack } }
          }
        }
        aside { card(words.deskOriginal) { facts(originalPairs(words)) } }
      }
    }
  }

  private func originalPairs(_ words: Words) -> [(name: String, value: Node)] {
    var pairs: [(name: String, value: Node)] = [
      (words.commonTransaction, a(.href(.deskTransaction(id))) { kind }),
      (words.commonMember, .text(member)), (words.commonStore, .text(store ?? words.commonNone)),
      (words.commonTime, moment(at, words)),
      (words.commonAmount, .text(money.map(words.money) ?? words.commonNone)),
      (words.commonPoints, movement(original, words)),
    ]
    if let left { pairs.append((words.deskLeft, .text(words.points(left)))) }
    return pairs
  }

  /// Shows anew what another amount would do; nothing is booked by it.
  private func amountForm(_ words: Words) -> Node {
    form(.class("decision"), .method(.get), .action(.deskReturn(id, way))) {
      field("points", words.commonPoints, typed.points)
      if money != nil { field("money", words.deskMoney, typed.money) }
      div { button(.class("button plain")) { words.deskReckon } }
    }
  }

  private func field(_ name: String, _ text: String, _ value: String) -> Node {
    div(.class("field")) {
      label(.for("amount-" + name)) { text }
      input(
        .id("amount-" + name), .name(name), .value(value), .autocomplete("off"),
        Attribute("inputmode", "decimal"))
    }
  }

  private func effectPairs(_ effect: Effect, _ words: Words) -> [(name: String, value: Node)] {
    var pairs: [(name: String, value: Node)] = [
      (words.commonPoints, strong { movement(effect.points, words) })
    ]
    if let worth = effect.worth { pairs.append((words.deskWorth, .text(words.money(worth)))) }
    pairs.append(
      (words.deskBalance, .text(words.points(effect.before) + " \u{2192} " + words.points(effect.after))))
    if effect.owedAfter.units != 0 {
      pairs.append((words.accountDebt, .text(words.points(effect.owedAfter))))
    }
    pairs.append((words.deskLots, .text(words.number(effect.lots))))
    pairs.append((words.deskReversible, .text(words.deskNotReversible)))
    return pairs
  }

  private func confirmForm(_ visit: Visit) -> Node {
    let words = visit.words
    return form(.class("decision money"), .method(.post), .action(.deskReturn(id, way))) {
      formToken(visit)
      input(.type("hidden"), .name("key"), .value(key))
      input(.type("hidden"), .name("points"), .value(typed.points))
      input(.type("hidden"), .name("money"), .value(typed.money))
      div(.class("field")) {
        label(.for("reason")) { words.commonReason }
        select(.id("reason"), .name("reason"), .required) {
          option(.value("")) { words.deskChooseReason }
          for one in ReturnReason.allCases {
            option(one == reason ? [.value(one.rawValue), .selected] : [.value(one.rawValue)]) {
              one.name(words)
            }
          }
        }
      }
      div(.class("field")) {
        label(.for("note")) { words.deskNote }
        textarea(
          fault == nil
            ? [.id("note"), .name("note"), .maxlength(60)]
            : [.id("note"), .name("note"), .maxlength(60), .aria(.describedby, "fault")]
        ) { note }
      }
      div { button(.class("button")) { way == .refund ? words.deskRefundNow : words.deskVoidNow } }
    }
  }
}
