import Coalition
import Ledger

extension Schema<Shown<Member>> {
  static var member: Schema {
    .reply(
      "Member",
      .constant("object", "member"),
      .always("id", .id("mem")) { $0.text($0.id) },
      .always("status", Schema<Member.Status>.choice) { $0.status },
      .always("name", .text(0...100)) { $0.name },
      .always("language", Schema<Language>.choice) { $0.language },
      .maybe("phone", .text(5...16, .phone)) { $0.phone },
      .maybe("email", .text(3...254)) { $0.email },
      .maybe("registered_by", .id("mch")) { $0.text(given: $0.registeredBy) },
      .maybe(
        "merged_into",
        Schema<String>.id("mem").described("Who took over everything of a member that is closed.")
      ) { $0.text(given: $0.mergedInto) },
      .always("created", .timestamp) { $0.createdAt.microseconds },
      .always("updated", .timestamp) { $0.updatedAt.microseconds })
  }
}

extension JSON {
  /// A member as examples show one.
  static let exampleMember: JSON = [
    "object": "member", "id": "mem_9D0WN8J2M4KX7QRT", "status": "active", "name": "王小明",
    "language": "zh-Hans",
    "phone": "+8613800138000", "created": "2026-03-02T08:00:00Z", "updated": "2026-03-02T08:00:00Z",
  ]
}
