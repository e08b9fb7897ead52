/// A line of the audit log as the list shows it.
struct AuditRow: Sendable {
  let number: Int64
  let at: ShownTime
  let who: String
  let origin: String
  let action: String
  let subject: String
  let before: String
  let after: String
}

/// Who changed what, when and from where, and whether the chain of it is whole.
struct AuditPage: ConsolePage {
  static let filters = ["login", "action", "subject", "origin", "from", "to"]

  /// What the last proof of the chain found.
  enum Proof: Sendable {
    case none
    case intact(count: Int64, at: ShownTime)
    case broken(number: Int64, at: ShownTime)
  }

  let query: ListQuery
  let lines: Loaded<Batch<AuditRow>>
  let proof: Proof

  var place: MenuPlace { .audit }

  func heading(_ words: Words) -> String { words.auditTitle }

  func content(_ visit: Visit) -> Node {
    Node {
      listing(visit)
      card(visit.words.auditChain) { chain(visit) }
    }
  }

  private func chain(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      switch proof {
      case .none: p(.class("none")) { words.auditUnchecked }
      case .intact(let count, let at):
        div(.class("notice good"), .role("status")) {
          p { words.auditIntact(count: words.number(count), time: words.exactTime(at)) }
        }
      case .broken(let number, let at):
        faultNotice(
          words.auditBroken(number: words.number(number), time: words.exactTime(at)), id: "broken")
      }
      form(.class("decision"), .method(.post), .action(.verifyAudit)) {
        formToken(visit)
        div { button(.class("button plain")) { words.auditVerify } }
      }
    }
  }

  private func listing(_ visit: Visit) -> Node {
    let words = visit.words
    return Listing(
      base: .audit, query: query, batch: lines, heading: heading(words), introduction: words.auditIntro,
      export: .auditExport,
      filters: [
        FilterField("login", words.staffLogin, .text(placeholder: "")),
        FilterField("action", words.auditAction, .text(placeholder: "user.change")),
        FilterField("subject", words.auditSubject, .text(placeholder: "merchant/8812")),
        FilterField("origin", words.auditOrigin, .text(placeholder: "192.0.2.1")),
        FilterField("from", words.auditFrom, .day), FilterField("to", words.auditTo, .day),
      ],
      columns: [
        Column(words.auditAction), Column(words.auditWho), Column(words.auditSubject),
        Column(words.auditChange), Column(words.commonTime, .number),
      ],
      firstUse: emptyState(.quiet, words.auditEmptyTitle, words.auditEmptyText) {},
      cells: { row in
        [
          twoLines(code { row.action }, "#" + words.number(row.number)),
          twoLines(.text(row.who), row.origin.isEmpty ? words.commonNone : row.origin),
          a(.href(Link.audit.query([("subject", row.subject)]))) { row.subject }, Self.change(row, words),
          .text(words.exactTime(row.at)),
        ]
      }
    ).node(visit)
  }

  static func change(_ row: AuditRow, _ words: Words) -> Node {
    if row.before.isEmpty && row.after.isEmpty { return .text(words.commonNone) }
    if row.before.isEmpty { return .text(row.after) }
    return .text(row.before + " \u{2192} " + (row.after.isEmpty ? words.commonNone : row.after))
  }
}
