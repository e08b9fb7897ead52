package import Ledger
internal import Storage

/// A shop or company of the alliance (商户).
package struct Merchant: Sendable, Hashable {
  package enum Status: String, CaseIterable, Sendable, SQLScalar {
    case active, suspended, closed
  }

  package let id: MerchantID
  /// 1…15 characters, unique.
  package let code: String
  package var names: Names
  package var status: Status
  /// Why it is suspended or closed; empty while it trades, and where nobody said.
  package var standingReason = ""
  package let createdAt: Instant
  package var updatedAt: Instant
}

/// A place where a merchant sells (门店).
package struct Store: Sendable, Hashable {
  package enum Status: String, CaseIterable, Sendable, SQLScalar {
    case active, closed
  }

  package let id: StoreID
  package let merchant: MerchantID
  /// 1…32 characters, unique within the merchant.
  package let code: String
  package var name: String
  package var status: Status
  package let createdAt: Instant
  package var updatedAt: Instant
}

/// A till or a program that acts for a store (终端).
package struct Terminal: Sendable, Hashable {
  package enum Kind: String, CaseIterable, Sendable, SQLScalar {
    case pos, softpos, seat, mis, mini
  }

  package enum Status: String, CaseIterable, Sendable, SQLScalar {
    case enabled, disabled
  }

  package let id: TerminalID
  package let merchant: MerchantID
  package let store: StoreID
  /// 1…16 characters, unique within the merchant.
  package let code: String
  package let kind: Kind
  package var status: Status
  package let createdAt: Instant
  package var updatedAt: Instant
}
