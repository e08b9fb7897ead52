import Coalition
import HTTPTypes
import Ledger

extension Operation<Coalition> {
  static var createSigningSecret: Operation {
    Operation(
      .post, "/v1/keys/{id}/signing-secrets",
      "Make a signing secret, shown in this reply and nowhere else; the one before is taken for a while",
      id: "createSigningSecret", needs: .keys, refusals: [.keyNotFound, .wrongOwner], status: 201,
      examples: Examples(request: ["overlap_seconds": 604_800]),
      takes: .path("id", .id("key")),
      .body(
        "overlap_seconds",
        Schema<Int64>.integer(0...Int(Coalition.longestOverlapSeconds)).described(
          "How long the secret before stays in force; 0 ends it now."),
        default: 604_800), gives: .newSigningSecret
    ) { call, id, overlap in
      let coalition = call.services
      let id: APIKeyID = try coalition.id(id, otherwise: .keyNotFound)
      return coalition.shown(
        try await coalition.createSigningSecret(for: id, overlapSeconds: overlap, by: call.principal))
    }
  }

  static var updateKey: Operation {
    Operation(
      .patch, "/v1/keys/{id}", "Say whether a key must sign; its bearer form then opens nothing",
      id: "updateKey", needs: .keys, refusals: [.keyNotFound, .wrongOwner],
      examples: Examples(request: ["signed_only": true]), takes: .path("id", .id("key")),
      .body("signed_only", .boolean), gives: .key
    ) { call, id, isSignedOnly in
      let coalition = call.services
      let id: APIKeyID = try coalition.id(id, otherwise: .keyNotFound)
      return coalition.shown(
        try await coalition.setSignedOnly(isSignedOnly, forKey: id, by: call.principal))
    }
  }

  static var readReplyKey: Operation {
    Operation(
      .get, "/v1/reply-key", "Read the public key with which replies to devices are signed",
      id: "readReplyKey", needs: nil, gives: .replyKey
    ) { call in call.services.replyKey }
  }
}

extension Schema<Shown<NewSigningSecret>> {
  fileprivate static var newSigningSecret: Schema {
    .reply(
      "NewSigningSecret",
      .constant("object", "new_signing_secret"),
      .always("key", Schema<String>.id("key").described("The `keyid` of signatures.")) {
        $0.ids.text($0.key)
      },
      .always("algorithm", Schema<SigningAlgorithm>.choice) { _ in .hmacSHA256 },
      .always(
        "secret",
        Schema<String>.text(60...60).described("Shown once. Its ASCII bytes are the key of the HMAC.")
      ) { $0.secret },
      .maybe("earlier_until", .timestamp) { $0.earlierUntil?.microseconds })
  }
}

extension Schema<ReplyKey> {
  static var replyKey: Schema {
    .reply(
      "ReplyKey",
      .constant("object", "reply_key"),
      .always("id", Schema<String>.text(22...22).described("The `keyid` of replies.")) { $0.name },
      .always("algorithm", Schema<SigningAlgorithm>.choice) { _ in .ed25519 },
      .always("public_key", Schema<String>.text(44...44).described("32 bytes in Base64.")) {
        Base64.text($0.publicKey)
      })
  }
}
