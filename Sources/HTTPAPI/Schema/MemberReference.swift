/// Who a request means, and what proves that the member agrees.
package struct MemberReference: Sendable, Hashable {
  package enum Claim: Sendable, Hashable {
    case id(String), phone(String), card(String), code(String), email(String)
    /// An account at the caller's own system that is linked.
    case account(String)
  }
  package enum Proof: Sendable, Hashable { case code(String), pin(String), oneTimeCode(String) }

  package let claim: Claim
  package let proof: Proof?

  package init(_ claim: Claim, proof: Proof? = nil) {
    self.claim = claim
    self.proof = proof
  }
}

extension Schema<MemberReference> {
  /// A member's id, or an object with exactly one of id, phone, card, code, email and account, with or
  /// without proof.
  package static var member: Schema {
    let id = Schema<String>.id("mem")
    let long = claims
    return Schema(
      document: [
        "oneOf": [id.document, long.document],
        "description": .string(
          """
          A member's id, or exactly one of id, phone, card, code, email, account (one that is linked at the \
          caller's own system); with proof to take value.
          """),
      ]
    ) { json throws(Faults) in
      if case .string = json { return MemberReference(.id(try id.decode(json))) }
      guard case .object = json else { throw Faults(.wrongType, "string, object") }
      return try long.decode(json)
    } encode: { reference in
      if case .id(let text) = reference.claim, reference.proof == nil { return .string(text) }
      return long.encode(reference)
    }
    .named("MemberReference")
  }

  private static var claims: Schema {
    let schema = Schema.object(
      .optional("id", .id("mem"), of: \.claim.id),
      .optional("phone", .text(5...16, .phone), of: \.claim.phone),
      .optional("card", .text(8...19, .digits), of: \.claim.card),
      .optional("code", .text(6...64, .visible), of: \.claim.code),
      .optional("email", .text(3...254, .email), of: \.claim.email),
      .optional("account", .text(1...64, .visible), of: \.claim.account),
      .optional("proof", .proof, of: \.proof)
    ) { id, phone, card, code, email, account, proof throws(Faults) in
      let claims: [MemberReference.Claim] = [
        id.map { .id($0) }, phone.map { .phone($0) }, card.map { .card($0) }, code.map { .code($0) },
        email.map { .email($0) }, account.map { .account($0) },
      ].compactMap { $0 }
      guard claims.count == 1 else { throw Faults(.oneOf, "id, phone, card, code, email, account") }
      return MemberReference(claims[0], proof: proof)
    }
    return schema.annotated("oneOf", requiring("id", "phone", "card", "code", "email", "account"))
  }
}

extension Schema<MemberReference.Proof> {
  /// The live member code, the PIN, or a one-time code.
  package static var proof: Schema {
    Schema.object(
      .optional("code", .text(6...64, .visible), of: \.code),
      .optional("pin", .text(4...12, .digits), of: \.pin),
      .optional("one_time_code", .text(4...10, .digits), of: \.oneTimeCode)
    ) { code, pin, oneTimeCode throws(Faults) in
      let proofs: [MemberReference.Proof] = [
        code.map { .code($0) }, pin.map { .pin($0) }, oneTimeCode.map { .oneTimeCode($0) },
      ].compactMap { $0 }
      guard proofs.count == 1 else { throw Faults(.oneOf, "code, pin, one_time_code") }
      return proofs[0]
    }
    .annotated("oneOf", requiring("code", "pin", "one_time_code"))
  }
}

extension MemberReference.Claim {
  fileprivate var id: String? { if case .id(let text) = self { text } else { nil } }
  fileprivate var phone: String? { if case .phone(let text) = self { text } else { nil } }
  fileprivate var card: String? { if case .card(let text) = self { text } else { nil } }
  fileprivate var code: String? { if case .code(let text) = self { text } else { nil } }
  fileprivate var account: String? { if case .account(let text) = self { text } else { nil } }
  fileprivate var email: String? { if case .email(let text) = self { text } else { nil } }
}

extension MemberReference.Proof {
  fileprivate var code: String? { if case .code(let text) = self { text } else { nil } }
  fileprivate var pin: String? { if case .pin(let text) = self { text } else { nil } }
  fileprivate var oneTimeCode: String? { if case .oneTimeCode(let text) = self { text } else { nil } }
}

private func requiring(_ names: String...) -> JSON {
  .array(names.map { ["required": [.string($0)]] })
}
