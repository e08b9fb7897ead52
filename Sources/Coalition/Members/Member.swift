package import Ledger
internal import Storage

/// A person who holds points (会员), with the personal data that an erasure removes.
package struct Member: Sendable, Hashable {
  package enum Status: String, CaseIterable, Sendable, SQLScalar {
    case active, frozen, closed
  }

  package let id: MemberID
  package var status: Status
  /// Nine digits that stand for the member inside dynamic codes.
  package let codeNumber: Int64
  /// The merchant that registered the member, nil for the platform itself.
  package let registeredBy: MerchantID?
  /// Empty when not given or erased.
  package var name: String
  package var language: Language
  /// With country code, as +8613800138000.
  package var phone: String?
  package var email: String?
  package let createdAt: Instant
  package var updatedAt: Instant
  /// The member that took over everything; this one is closed.
  package var mergedInto: MemberID?
  /// Whether it is nobody, and its wallet is that of a household or company.
  package var isPool = false
}

/// What a member is known by; each is unique.
package enum MemberIdentity: Sendable, Hashable {
  case phone(String)
  case email(String)
  /// A merchant's own number for its member.
  case own(String, of: MerchantID)
  /// An account at another system, as WeChat.
  case external(String, provider: String)
}

/// A member's card (会员卡).
package struct Card: Sendable, Hashable {
  package enum Kind: String, CaseIterable, Sendable, SQLScalar {
    case member
    case storedValue = "stored_value"
    case gift, welfare
  }

  package enum Status: String, CaseIterable, Sendable, SQLScalar {
    /// Made, not yet bound to anybody.
    case issued
    case active
    /// Reported lost (挂失).
    case lost
    case replaced, closed
  }

  package let id: CardID
  /// 12…19 digits, the last a Luhn check digit.
  package let number: String
  package var member: MemberID?
  package let kind: Kind
  package var status: Status
  /// The merchant that handed it out, nil for the platform itself.
  package var issuedBy: MerchantID?
  /// The card that took its place.
  package var replacedBy: CardID?
  /// Nil for a card of the platform's own range, made before there were types.
  package var type: CardTypeID?
  package var batch: CardBatchID?
  /// Good until then; nil for ever.
  package var expiresAt: Instant?
  /// Of a lost card: it was taken by somebody, and never becomes good again.
  package var isStolen = false
  /// Of a closed card: why.
  package var ending = Ending.none

  package enum Ending: String, CaseIterable, Sendable, SQLScalar {
    case none = ""
    /// Its time is over; its holder may have another for it.
    case expired
    /// Nothing brings it back.
    case destroyed
  }
}
