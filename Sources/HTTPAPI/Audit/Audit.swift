import Coalition
import HTTPTypes
import Ledger

extension Operation<Coalition> {
  static var searchAudit: Operation {
    Operation(
      .get, "/v1/audit", "Search who changed what, when and from where, newest first", id: "searchAudit",
      needs: .audit, refusals: [.operatorOnly, .operatorNotFound],
      takes: .page(default: 50, max: 200), .query("actor", optional: .id("usr")),
      .query("action", optional: .text(1...60, .visible)),
      .query("subject", optional: .text(1...80, .visible)), .query("origin", optional: .text(1...100)),
      .query("created[gte]", optional: .timestamp), .query("created[lt]", optional: .timestamp),
      gives: .list(of: .auditLine)
    ) { call, page, actor, action, subject, origin, from, until in
      let coalition = call.services
      var query = AuditQuery()
      query.person = try actor.map { try coalition.id($0, otherwise: .operatorNotFound) }
      query.action = action
      query.subject = subject
      query.origin = origin
      query.from = from.map { Instant(microseconds: $0) }
      query.until = until.map { Instant(microseconds: $0) }
      var place = Int64.max
      if case .text(let number)? = page.after?.first { place = Int64(number) ?? .max }
      let found = try await coalition.searchAudit(
        query, before: place, limit: page.limit, by: call.principal)
      let last = found.hasMore ? found.items.last : nil
      return Listing(
        items: found.items.map { coalition.shown($0) },
        nextCursor: last.map { page.cursors.cursor([.text(String($0.number))]) })
    }
  }

  static var verifyAudit: Operation {
    Operation(
      .post, "/v1/audit/verify", "Prove that no line of the audit log was changed, put in or taken out",
      id: "verifyAudit", needs: .audit, refusals: [.operatorOnly], gives: .auditCheck
    ) { call in try await call.services.checkAudit(by: call.principal) }
  }
}

extension Schema<Shown<AuditEntry>> {
  fileprivate static var auditLine: Schema {
    .reply(
      "AuditLine",
      .constant("object", "audit_line"),
      .always("number", .integer(1...Int.max)) { $0.number },
      .always("created", .timestamp) { $0.at.microseconds },
      .always("actor_kind", .choice("user", "key", "system")) { $0.actorKind },
      .maybe("actor", .text(1...40)) { shown in
        switch shown.actorKind {
        case "user": shown.text(OperatorID(shown.actor))
        case "key": shown.text(APIKeyID(shown.actor))
        default: nil
        }
      },
      .always("origin", .text(0...100)) { $0.origin },
      .always("action", .text(1...60)) { $0.action },
      .always("subject", .text(1...80)) { $0.subject },
      .always("before", .text(0...4_000)) { $0.before },
      .always("after", .text(0...4_000)) { $0.after },
      .always("hash", .text(64...64)) { shown in
        shown.hash.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
      })
  }
}

extension Schema<AuditCheck> {
  fileprivate static var auditCheck: Schema {
    .reply(
      "AuditCheck",
      .constant("object", "audit_check"),
      .always("checked_at", .timestamp) { $0.at.microseconds },
      .always("intact", .boolean) { check in
        if case .intact = check.verdict { true } else { false }
      },
      .maybe("lines", .integer(0...Int.max)) { check in
        if case .intact(let count) = check.verdict { count } else { nil }
      },
      .maybe("broken_at", .integer(1...Int.max)) { check in
        if case .broken(let number) = check.verdict { number } else { nil }
      })
  }
}
