internal import Ledger
internal import Loyalty
internal import Synchronization

/// What orders lately needed to know of the platform's tables, so that most of them read no table at all.
///
/// Every change of this server empties it; another server's change is seen after 10 seconds at the latest, as
/// with keys. What is not there is never remembered.
package final class DirectoryCache: Sendable {
  private static let memberCapacity = 65_536
  private static let placeCapacity = 16_384
  private static let lifeSeconds: Int64 = 10

  /// Every order reads it several times, for less than a microsecond: a mutex costs less than a hop.
  private let tables = Mutex(Tables())

  private struct Tables {
    /// Counts the changes, so that what was read before one is not remembered after it.
    var generation = 0
    var merchants: [MerchantID: Entry<Merchant>] = [:]
    var programs: [ProgramClaim: Entry<Program>] = [:]
    var terms: [MerchantID: Entry<[MerchantTerms]>] = [:]
    var rules: [AssetID: Entry<RuleBook>] = [:]
    var ladders: [AssetID: Entry<[TierLadder]>] = [:]
    var referralCodes: [TermsDay: Entry<Set<String>>] = [:]
    var stores: [PlaceKey<Identified.Store>: Entry<Store>] = [:]
    var terminals: [PlaceKey<Identified.Terminal>: Entry<Terminal>] = [:]
    var members: [MemberClaim: Entry<Directory.KnownMember>] = [:]
    var pins: [MemberID: PINVerifier] = [:]
  }

  fileprivate struct Entry<Value: Sendable>: Sendable {
    let value: Value
    let readAt: Instant
  }

  /// A merchant's settlement terms of a day, which no decision changes once the day has come.
  struct TermsDay: Hashable, Sendable {
    let place: TermsPlace
    let day: BusinessDay
  }

  struct PlaceKey<Kind>: Hashable, Sendable {
    var merchant: MerchantID
    var place: PlaceClaim<Kind>
  }

  /// Whether no other server changes the tables. One that does may have blocked a card a moment ago, and a
  /// lost card is good for nothing from that moment: so cards are then looked up every time
  /// (docs/decisions/0036).
  private let isAlone: Bool

  init(isAlone: Bool = false) { self.isAlone = isAlone }

  /// To be given with what is read from now on.
  var generation: Int { tables.withLock { $0.generation } }

  /// Forgets everything; to be called after a change was committed.
  func forgetAll() {
    tables.withLock { tables in
      let next = tables.generation + 1
      tables = Tables()
      tables.generation = next
    }
  }

  /// Forgets terms only, after a ceiling of points moved.
  func forgetTerms() {
    tables.withLock { tables in
      tables.generation += 1
      tables.terms = [:]
    }
  }

  /// Forgets members only, after one of them changed.
  func forgetMembers() {
    tables.withLock { tables in
      tables.generation += 1
      tables.members = [:]
      tables.pins = [:]
    }
  }

  /// Forgets a member's PIN, after it or the count of its failures changed.
  func forgetPIN(of member: MemberID) {
    tables.withLock { tables in
      tables.generation += 1
      tables.pins[member] = nil
    }
  }

  /// A PIN's verifier as it stands after no failure. For a database that no other server changes: an age is
  /// no excuse for missing a wrong try.
  func pin(of member: MemberID) -> PINVerifier? { tables.withLock { $0.pins[member] } }

  func remember(_ pin: PINVerifier, of member: MemberID, of generation: Int) {
    tables.withLock { tables in
      guard tables.generation == generation else { return }
      if tables.pins.count >= Self.memberCapacity { tables.pins = [:] }
      tables.pins[member] = pin
    }
  }

  func merchant(_ id: MerchantID, at now: Instant) -> Merchant? { fresh(now) { $0.merchants[id] } }
  func program(_ claim: ProgramClaim, at now: Instant) -> Program? { fresh(now) { $0.programs[claim] } }
  func terms(_ id: MerchantID, at now: Instant) -> [MerchantTerms]? { fresh(now) { $0.terms[id] } }
  func rules(_ id: AssetID, at now: Instant) -> RuleBook? { fresh(now) { $0.rules[id] } }
  func ladders(_ id: AssetID, at now: Instant) -> [TierLadder]? { fresh(now) { $0.ladders[id] } }
  func referralCodes(_ key: TermsDay, at now: Instant) -> Set<String>? {
    fresh(now) { $0.referralCodes[key] }
  }
  func store(_ key: PlaceKey<Identified.Store>, at now: Instant) -> Store? { fresh(now) { $0.stores[key] } }
  func terminal(_ key: PlaceKey<Identified.Terminal>, at now: Instant) -> Terminal? {
    fresh(now) { $0.terminals[key] }
  }
  func member(_ claim: MemberClaim, at now: Instant) -> Directory.KnownMember? {
    fresh(now) { $0.members[claim] }
  }

  private func fresh<Value>(_ now: Instant, _ find: (borrowing Tables) -> Entry<Value>?) -> Value? {
    guard let entry = tables.withLock({ find($0) }) else { return nil }
    return now >= entry.readAt && now < entry.readAt.adding(seconds: Self.lifeSeconds) ? entry.value : nil
  }

  /// What a snapshot of the tables found, as of a generation.
  struct Findings {
    var merchants: [MerchantID: Merchant] = [:]
    var programs: [ProgramClaim: Program] = [:]
    var terms: [MerchantID: [MerchantTerms]] = [:]
    var rules: [AssetID: RuleBook] = [:]
    var ladders: [AssetID: [TierLadder]] = [:]
    var referralCodes: [TermsDay: Set<String>] = [:]
    var stores: [PlaceKey<Identified.Store>: Store] = [:]
    var terminals: [PlaceKey<Identified.Terminal>: Terminal] = [:]
    var members: [MemberClaim: Directory.KnownMember] = [:]
  }

  func remember(_ found: Findings, of generation: Int, at now: Instant) {
    tables.withLock { tables in
      guard tables.generation == generation else { return }
      // Starting over is the simplest bound; the next orders fill it again.
      if tables.members.count + found.members.count > Self.memberCapacity { tables.members = [:] }
      let places =
        tables.stores.count + tables.terminals.count + tables.merchants.count + tables.programs.count
        + tables.referralCodes.count
      if places > Self.placeCapacity {
        (tables.stores, tables.terminals) = ([:], [:])
        (tables.merchants, tables.programs, tables.terms) = ([:], [:], [:])
        tables.referralCodes = [:]
      }
      for (key, value) in found.merchants { tables.merchants[key] = Entry(value: value, readAt: now) }
      for (key, value) in found.programs { tables.programs[key] = Entry(value: value, readAt: now) }
      // A ceiling that went down counts at once, and another server may be the one that knows.
      for (key, value) in found.terms where isAlone || value.allSatisfy({ $0.ceiling == nil }) {
        tables.terms[key] = Entry(value: value, readAt: now)
      }
      for (key, value) in found.rules { tables.rules[key] = Entry(value: value, readAt: now) }
      for (key, value) in found.ladders { tables.ladders[key] = Entry(value: value, readAt: now) }
      for (key, value) in found.referralCodes {
        tables.referralCodes[key] = Entry(value: value, readAt: now)
      }
      for (key, value) in found.stores { tables.stores[key] = Entry(value: value, readAt: now) }
      for (key, value) in found.terminals { tables.terminals[key] = Entry(value: value, readAt: now) }
      for (key, value) in found.members where isAlone || !key.endsAtOnce {
        tables.members[key] = Entry(value: value, readAt: now)
      }
    }
  }
}

extension MemberClaim {
  /// Whether what it names may stop being the member's at any moment, as when a card is lost.
  fileprivate var endsAtOnce: Bool {
    switch self {
    case .card, .linked: true
    case .id, .phone, .email, .own, .external, .code: false
    }
  }
}
