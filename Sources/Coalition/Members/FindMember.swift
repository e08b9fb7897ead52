package import Ledger
internal import Storage

/// What a caller says about who is meant.
package enum MemberClaim: Sendable, Hashable {
  case id(MemberID)
  case phone(String)
  case email(String)
  case card(String)
  case own(String, of: MerchantID)
  case external(String, provider: String)
  /// An account that is linked at the partner which the merchant is.
  case linked(String, at: MerchantID)
  /// The live code, as digits or as the QR code's text.
  case code(String)
}

extension Coalition {
  /// The member that is meant, whatever their status; finding by code does not use the code up.
  /// - Throws: `AccessRefusal`, `MemberRefusal`: `memberNotFound`, `codeExpired`, `invalid`, and what a card
  ///   is refused for.
  package func member(_ claim: MemberClaim, by principal: Principal) async throws -> Member {
    try principal.require(.readMembers)
    let found: Member? =
      switch claim {
      case .id(let id): try await database.read { try $0.member(id) }
      case .phone(let phone): try await member(known: .phone(phone))
      case .email(let email): try await member(known: .email(email))
      case .external(let text, let provider): try await member(known: .external(text, provider: provider))
      case .own(let text, let merchant):
        // Another merchant's numbers are none of the caller's business.
        principal.sees(merchant) ? try await member(known: .own(text, of: merchant)) : nil
      case .linked(let account, let merchant):
        // Only a partner's own system names members so.
        principal.sees(merchant) ? try await member(linked: account, at: merchant) : nil
      case .card(let number): try await member(card: number)
      case .code(let code): try await memberCode(code).member
      }
    guard let found else { throw MemberRefusal.memberNotFound }
    if case .id = claim { return found }
    // A phone or the like that could not move with a merge leads to the survivor.
    guard let survivor = found.mergedInto else { return found }
    return try await database.read { try $0.requireMember(survivor) }
  }

  private func member(known identity: MemberIdentity) async throws -> Member? {
    let columns = try identity.columns(countryCode: settings.countryCode)
    return try await database.read { tx in
      try tx.memberID(known: columns).flatMap { try tx.member($0) }
    }
  }

  private func member(linked account: String, at merchant: MerchantID) async throws -> Member? {
    try await database.read { tx in
      try tx.memberID(linked: account, at: merchant).flatMap { try tx.member($0) }
    }
  }

  private func member(card text: String) async throws -> Member? {
    guard let number = ContactForm.card(text) else { throw MemberRefusal.invalid(.card) }
    let now = clock.now()
    return try await database.read { tx in
      guard let card = try tx.card(number: number) else { return nil }
      try card.requireActive(at: now)
      return try card.member.flatMap { try tx.member($0) }
    }
  }
}
