package import Ledger

/// Who is asking: a program with a key or a signed-in person, and what they may do.
package struct Principal: Sendable, Hashable {
  package enum Kind: String, CaseIterable, Sendable {
    case platform
    case merchant, terminal
  }

  package let kind: Kind
  /// The merchant to whose data the caller is confined; nil for the operator.
  package let merchant: MerchantID?
  /// The stores to which the caller is confined; nil for all of the merchant's.
  package let stores: Set<StoreID>?
  package let terminal: TerminalID?
  package let scopes: Scope
  package let actor: Actor
  /// The key that was used; nil for a person.
  package let key: APIKeyID?
  /// A contract makes the caller's own log-in count as proof that the member agrees.
  package let isLoginProof: Bool
  /// How much the key may ask; nil is the server's own measure.
  package let requestsPerMinute: Int?
  /// How much the key may give in a day of one programme; nil for everybody but keys of the operator's.
  package let pointsPerDay: Points?
  /// Whether the person proved of late to be there.
  package let presence: Presence

  package init(
    kind: Kind, merchant: MerchantID? = nil, store: StoreID? = nil, stores: Set<StoreID>? = nil,
    terminal: TerminalID? = nil, scopes: Scope,
    actor: Actor, key: APIKeyID? = nil, isLoginProof: Bool = false, requestsPerMinute: Int? = nil,
    pointsPerDay: Points? = nil, presence: Presence = .notAsked
  ) {
    self.requestsPerMinute = requestsPerMinute
    self.pointsPerDay = pointsPerDay
    self.presence = presence
    self.kind = kind
    self.merchant = merchant
    self.stores = stores ?? store.map { [$0] }
    self.terminal = terminal
    self.scopes = scopes
    self.actor = actor
    self.key = key
    self.isLoginProof = isLoginProof
  }

  /// The platform itself: jobs and the command line.
  package static let system = Principal(kind: .platform, scopes: .all, actor: .system)

  /// Where the caller stands when they name no store: their only one.
  package var store: StoreID? { stores?.count == 1 ? stores?.first : nil }

  /// Separates one caller's idempotency keys from another's: the merchant, 0 for the operator.
  package var tenant: Int64 { merchant?.rawValue ?? 0 }
}

/// Whether a person proved of late to be there (二次验证).
package enum Presence: Sendable, Hashable {
  /// A program, a till, or the platform itself: nobody sits before it who could be asked.
  case notAsked
  /// A session of a console, whose person last gave a password or code at this moment.
  case proved(at: Instant)
}

extension Principal {
  /// How long a proof lasts, in seconds.
  package static let presenceSeconds: Int64 = 300

  /// For what moves value or changes who may do what.
  /// - Throws: `AccessRefusal.confirmationNeeded` where the person last proved to be there five minutes ago
  ///   or more.
  package func requireConfirmed(at now: Instant) throws(AccessRefusal) {
    guard case .proved(let moment) = presence else { return }
    guard now < moment.adding(seconds: Self.presenceSeconds) else { throw .confirmationNeeded }
  }
}

/// Who did something, for the books and the audit log.
package struct Actor: Sendable, Hashable {
  package enum Kind: String, Sendable, CaseIterable {
    case user, key, system
  }

  package let kind: Kind
  package let id: Int64
  /// The person answerable: the user, or whoever made the key; 0 for the system.
  package let answerable: Int64
  /// Where the act came from: an address or a channel, at most 100 characters.
  package var origin: String

  package init(kind: Kind, id: Int64, answerable: Int64, origin: String = "") {
    self.kind = kind
    self.id = id
    self.answerable = answerable
    self.origin = origin
  }

  package static let system = Actor(kind: .system, id: 0, answerable: 0, origin: "system")

  /// The actor as transactions name it.
  package var operatorID: OperatorID { OperatorID(id) }
}

/// What a key or a person may do; raw values are stored.
package struct Scope: OptionSet, Sendable, Hashable {
  package let rawValue: Int64

  package init(rawValue: Int64) { self.rawValue = rawValue }

  package static let readMembers = Scope(rawValue: 1 << 0)
  package static let writeMembers = Scope(rawValue: 1 << 1)
  package static let readTransactions = Scope(rawValue: 1 << 2)
  package static let earn = Scope(rawValue: 1 << 3)
  package static let spend = Scope(rawValue: 1 << 4)
  package static let refund = Scope(rawValue: 1 << 5)
  package static let transfer = Scope(rawValue: 1 << 6)
  package static let adjust = Scope(rawValue: 1 << 7)
  package static let readMerchants = Scope(rawValue: 1 << 8)
  package static let writeMerchants = Scope(rawValue: 1 << 9)
  package static let readPrograms = Scope(rawValue: 1 << 10)
  package static let writePrograms = Scope(rawValue: 1 << 11)
  package static let keys = Scope(rawValue: 1 << 12)
  package static let events = Scope(rawValue: 1 << 13)
  package static let reviewApprovals = Scope(rawValue: 1 << 14)
  package static let users = Scope(rawValue: 1 << 15)
  package static let audit = Scope(rawValue: 1 << 16)
  package static let reports = Scope(rawValue: 1 << 17)
  /// Personal data in full, as files.
  package static let exportMembers = Scope(rawValue: 1 << 18)
  /// Rules and texts of the whole platform.
  package static let settings = Scope(rawValue: 1 << 19)

  /// Settlements: the operator looks through, approves and notes payments; a merchant disputes its own.
  package static let settle = Scope(rawValue: 1 << 20)

  package static let all = Scope(rawValue: 1 << 21 - 1)
  /// What changes nothing.
  package static let reading: Scope = [
    .readMembers, .readTransactions, .readMerchants, .readPrograms, .events, .audit, .reports,
  ]
  /// What a merchant's system needs day by day.
  package static let merchantSystem: Scope = [
    .readMembers, .writeMembers, .readTransactions, .earn, .spend, .refund, .readMerchants, .readPrograms,
    .events,
  ]
  /// What a merchant may be given at most.
  package static let merchantMost: Scope = [
    .merchantSystem, .transfer, .writeMerchants, .keys, .users, .reports, .settle,
  ]
  /// What a till may be given at most.
  package static let terminalMost: Scope = [
    .readMembers, .writeMembers, .readTransactions, .earn, .spend, .refund, .readMerchants, .readPrograms,
  ]

  /// Every scope by its public name, in the order of its bit.
  package static let named: [(name: String, scope: Scope)] = [
    ("members.read", .readMembers), ("members.write", .writeMembers),
    ("transactions.read", .readTransactions), ("earn", .earn), ("spend", .spend), ("refund", .refund),
    ("transfer", .transfer), ("adjust", .adjust), ("merchants.read", .readMerchants),
    ("merchants.write", .writeMerchants), ("programs.read", .readPrograms),
    ("programs.write", .writePrograms),
    ("keys", .keys), ("events.read", .events), ("approvals.review", .reviewApprovals), ("users", .users),
    ("audit.read", .audit), ("reports.read", .reports), ("members.export", .exportMembers),
    ("settings", .settings), ("settlements", .settle),
  ]

  /// The public names of the scopes in the set.
  package var names: [String] { Self.named.filter { contains($0.scope) }.map(\.name) }

  /// Reads public names; nil when one is unknown.
  package init?(names: [String]) {
    var scope: Scope = []
    for name in names {
      guard let found = Self.named.first(where: { $0.name == name }) else { return nil }
      scope.insert(found.scope)
    }
    self = scope
  }
}
