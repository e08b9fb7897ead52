import Coalition
import HTTPTypes
import Ledger
import Loyalty

extension Operation<Coalition> {
  static var memberCode: Operation {
    Operation(
      .get, "/v1/members/{id}/code", "A member's live code of this minute, to be shown to a till",
      id: "memberCode", needs: .readMembers,
      refusals: [.memberNotFound, .memberFrozen, .memberClosed, .codesUsedUp, .operatorOnly],
      takes: .path("id", .id("mem")), gives: .memberCode
    ) { call, id in
      let coalition = call.services
      let id: MemberID = try coalition.id(id, otherwise: .memberNotFound)
      // A code is proof of presence: whoever could draw one from a shop's key would need no member.
      try call.principal.requireOperator(.readMembers)
      return try await coalition.issueMemberCode(of: id, by: call.principal)
    }
  }

  static var setMemberPIN: Operation {
    Operation(
      .put, "/v1/members/{id}/pin", "Set a member's PIN; ends a lock", id: "setMemberPIN",
      needs: .writeMembers,
      refusals: [.memberNotFound, .memberClosed, .codeExpired, .operatorOnly, .memberProofRequired],
      status: 204,
      examples: Examples(request: ["pin": "194807"]),
      takes: .path("id", .id("mem")), .body("pin", .text(6...6, .digits)), gives: .nothing
    ) { call, id, pin in
      let coalition = call.services
      let id: MemberID = try coalition.id(id, otherwise: .memberNotFound)
      // As for the live code: a PIN is proof.
      try call.principal.requireOperator(.writeMembers)
      try await coalition.setPIN(pin, of: id, by: call.principal)
    }
  }

  static var setMemberBirthday: Operation {
    Operation(
      .put, "/v1/members/{id}/birthday", "Set a member's birthday, which members themselves set once",
      id: "setMemberBirthday", needs: .writeMembers,
      refusals: [.memberNotFound, .memberClosed, .amountOutOfRange, .operatorOnly], status: 204,
      examples: Examples(request: ["month": 2, "day": 29]),
      takes: .path("id", .id("mem")), .body("month", .count(1...12)), .body("day", .count(1...31)),
      gives: .nothing
    ) { call, id, month, day in
      let coalition = call.services
      let id: MemberID = try coalition.id(id, otherwise: .memberNotFound)
      guard let birthday = Birthday(month: month, day: day) else { throw Problem(.amountOutOfRange) }
      try await coalition.setBirthday(birthday, of: id, by: call.principal)
    }
  }

  static var sendOneTimeCode: Operation {
    Operation(
      .post, "/v1/members/{id}/one_time_code",
      "Send the member a one-time code, to be given as proof within five minutes", id: "sendOneTimeCode",
      needs: .readMembers, refusals: [.memberNotFound, .memberFrozen, .memberClosed, .noContact], status: 202,
      takes: .path("id", .id("mem")), gives: .sentCode
    ) { call, id in
      let coalition = call.services
      let id: MemberID = try coalition.id(id, otherwise: .memberNotFound)
      let member = try await coalition.member(.id(id), by: call.principal)
      try member.requireActive()
      let contact = member.phone.map(MemberIdentity.phone) ?? member.email.map(MemberIdentity.email)
      guard let contact else { throw Problem(.noContact) }
      try await coalition.requestCode(to: contact, for: .proof, language: member.language)
      let end = coalition.clock.now().adding(seconds: Coalition.codeSeconds)
      return SentCode(channel: member.phone == nil ? "email" : "phone", expiresAt: end)
    }
  }
}

/// That a code is on its way; never the code.
struct SentCode: Sendable {
  let channel: String
  let expiresAt: Instant
}

extension Schema<SentCode> {
  fileprivate static var sentCode: Schema {
    .reply(
      "SentCode",
      .constant("object", "one_time_code"),
      .always("channel", .choice("phone", "email")) { $0.channel },
      .always("expires_at", .timestamp) { $0.expiresAt.microseconds })
  }
}

extension Schema<MemberCode> {
  fileprivate static var memberCode: Schema {
    .reply(
      "MemberCode",
      .constant("object", "member_code"),
      .always("digits", Schema<String>.text(19...19, .digits).described("For a barcode.")) { $0.digits },
      .always("payload", Schema<String>.text(6...64, .visible).described("For a QR code.")) { $0.payload },
      .always("refresh_at", Schema<Int64>.timestamp.described("When a new one should be shown.")) {
        $0.refreshAt.microseconds
      })
  }
}
