/// Proposes that two members become one: both sides, and what will be where. Another person decides.
struct MergePage: ConsolePage {
  struct Side: Sendable {
    let id: String
    let name: String
    let phone: String
    let email: String
    let standing: ShownStanding
    let joinedAt: ShownTime
    let cards: Int64
    let openHolds: Int64
    /// Everything that lies in each programme, by its name.
    let wallets: [(program: String, points: ShownPoints)]
  }

  let this: Side
  /// Nil until somebody was found.
  let other: Side?
  /// Whether the other one stays; else this one does.
  var keepsOther = false
  var typed = ""
  var reason = ""
  /// Names the one proposal that this form can make.
  let key: String
  var fault: String?

  var place: MenuPlace { .members }
  var isBelowPlace: Bool { true }

  func heading(_ words: Words) -> String { words.mergeTitle }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      pageHead(heading(words), words.mergeIntro(member: this.name))
      faultNotice(fault)
      card(words.mergeWho, words.mergeWhoNote) { findForm(words) }
      if let other {
        let (from, into) = keepsOther ? (this, other) : (other, this)
        card(words.mergeSides, words.mergeSidesNote, id: "sides") {
          sides(from, into, words)
          turnLink(other, words)
        }
        card(words.mergeMoves, id: "moves") {
          moves(from, into, words)
          proposeForm(from, into, visit)
        }
      }
      p(.class("more")) { a(.href(.member(this.id))) { words.adjustBack } }
    }
  }

  private func findForm(_ words: Words) -> Node {
    form(.class("decision"), .method(.get), .action(.memberMerge(this.id))) {
      div(.class("field")) {
        label(.for("q")) { words.mergeFind }
        input(
          .id("q"), .name("q"), .type("search"), .value(typed), .maxlength(100), .required,
          .autocomplete("off"))
      }
      div { button(.class("button plain")) { words.mergeFindNow } }
    }
  }

  private func turnLink(_ other: Side, _ words: Words) -> Node {
    let items = [("q", other.id), ("keep", keepsOther ? "this" : "other")]
    return p(.class("more")) {
      a(.href(Link.memberMerge(this.id).query(items))) { words.mergeTurn }
    }
  }

  private func sides(_ from: Side, _ into: Side, _ words: Words) -> Node {
    func row(_ name: String, _ value: (Side) -> Node) -> [Node] { [.text(name), value(from), value(into)] }
    var rows = [
      row(words.commonMember) { side in a(.href(.member(side.id))) { side.name } },
      row(words.commonPhone) { .text($0.phone) }, row(words.commonEmail) { .text($0.email) },
      row(words.commonState) { $0.standing.badge(words) },
      row(words.commonJoined) { .text(words.day($0.joinedAt)) },
      row(words.memberCards) { .text(words.number($0.cards)) },
      row(words.memberHolds) { .text(words.number($0.openHolds)) },
    ]
    for program in programs(from, into) {
      rows.append(row(program) { side in .text(points(side, program).map(words.points) ?? words.commonNone) })
    }
    return DataTable(
      name: words.mergeSides,
      columns: [Column(words.approvalWhat), Column(words.mergeCloses), Column(words.mergeStays)], rows: rows
    ).node
  }

  private func programs(_ from: Side, _ into: Side) -> [String] {
    (from.wallets + into.wallets).map(\.program).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  private func points(_ side: Side, _ program: String) -> ShownPoints? {
    side.wallets.first { $0.program == program }?.points
  }

  /// What will be where, as a list.
  private func moves(_ from: Side, _ into: Side, _ words: Words) -> Node {
    ul(.class("plain-list")) {
      for wallet in from.wallets where wallet.points.units != 0 {
        let before = points(into, wallet.program) ?? ShownPoints(0, decimals: wallet.points.decimals)
        let after = ShownPoints(before.units + wallet.points.units, decimals: wallet.points.decimals)
        li {
          twoLines(
            .text(words.mergePoints(points: words.points(wallet.points), program: wallet.program)),
            words.points(before) + " \u{2192} " + words.points(after))
        }
      }
      li { words.mergeLots }
      if from.cards > 0 { li { words.mergeCards(count: from.cards) } }
      li { words.mergeKnownBy }
      li { words.mergeCloseNote }
      if from.openHolds > 0 { li { badge(words.mergeHolds, .warn) } }
    }
  }

  private func proposeForm(_ from: Side, _ into: Side, _ visit: Visit) -> Node {
    let words = visit.words
    var attributes: [Attribute] = [.id("reason"), .name("reason"), .maxlength(200), .required]
    if fault != nil { attributes.append(.aria(.describedby, "fault")) }
    return form(.class("decision money"), .method(.post), .action(.memberMerge(this.id))) {
      formToken(visit)
      input(.type("hidden"), .name("key"), .value(key))
      input(.type("hidden"), .name("other"), .value(other?.id ?? ""))
      input(.type("hidden"), .name("keep"), .value(keepsOther ? "other" : "this"))
      div(.class("field")) {
        label(.for("reason")) { words.approvalReason }
        textarea(attributes) { reason }
      }
      div { button(.class("button")) { words.mergePropose } }
    }
  }
}
