internal import Ledger
internal import Loyalty

/// Turns orders into commands: looks up what they name, checks what may be checked before the ledger, sets
/// the terms.
///
/// Each operation's file adds its own part. Lives inside one snapshot of the tables.
struct Preparation {
  let principal: Principal
  let now: Instant
  let calendar: BusinessCalendar
  /// What orders of the batch act upon, read before.
  let originals: [TransactionID: Ledger.Transaction]
  /// Of those that are given back by money.
  let moneyReturned: [TransactionID: MoneyReturned]
  /// Points cards by the codes that orders name.
  var cards: [String: Result<PointsCard, any Error>] = [:]
  var directory: Directory
  /// Of the order that is being prepared.
  var request = ClaimingRequest(key: IdempotencyKey(high: 0, low: 0), hash: 0)

  /// An order ready for the ledger, but for the proof.
  struct Draft: Sendable {
    var context: Context
    var action: Action
    var at: Instant?
    /// Whose proof must be checked before the command may be sent.
    var proof: NeededProof?
    /// What rules with limits give, to be claimed before the command may be sent.
    var claims: [BonusClaim] = []
    /// That it is a member's first purchase, to be claimed with them.
    var firsts: [FirstClaim] = []
    /// What it takes of limits that the platform counts, to be claimed before the command may be sent.
    var moving: MovingClaim?

    /// The points card to be claimed before the command may be sent.
    var card: CardClaim?

    init(_ context: Context, _ action: Action, proof: NeededProof? = nil) {
      self.context = context
      self.action = action
      self.proof = proof
    }
  }

  struct NeededProof: Sendable {
    var member: MemberID
    var proof: MemberProof
  }

  /// Where an order happens.
  struct Place {
    var merchant: Merchant?
    var store: StoreID = .none
    var terminal: TerminalID = .none

    var merchantID: MerchantID { merchant?.id ?? .none }
  }

  /// The command that an order becomes, with the moment at which it happened where the caller said so.
  mutating func draft(_ order: Order, of request: ClaimingRequest) throws -> Draft {
    self.request = request
    var draft = try decided(order)
    guard let at = order.occasion.occurredAt else { return draft }
    try check(at, of: order)
    var particulars = Particulars(packed: draft.context.explanation) ?? Particulars()
    particulars.occurredAt = at
    draft.context.explanation = particulars.packed()
    return draft
  }

  private mutating func decided(_ order: Order) throws -> Draft {
    switch order {
    case .earn(let order): try earn(order)
    case .spend(let order): try spend(order)
    case .hold(let order): try hold(order)
    case .topUp(let order): try topUp(order)
    case .award(let order): try award(order)
    case .transfer(let order): try transfer(order)
    case .exchange(let order): try exchange(order)
    case .adjust(let order): try adjust(order)
    case .draw(let order): try draw(order)
    case .redeemCard(let order): try redeem(order)
    case .reinstate(let order): try reinstate(order)
    case .advance(let order): try advance(order)
    case .merge(let order): try merge(order)
    case .separate(let order): try separate(order)
    case .pool(let order): try pool(order)
    case .partnerHold(let order): try partnerHold(order)
    case .partnerAward(let order): try partnerAward(order)
    case .refund(let order): try refund(order)
    case .void(let order): try void(order)
    case .capture(let order): try capture(order)
    case .release(let order): try release(order)
    case .confirm(let order): try confirm(order)
    case .cancel(let order): try cancel(order)
    case .reverse(let key, let occasion): try reverse(key, occasion)
    }
  }
}

// Where.
extension Preparation {
  /// The place of an order that must have a merchant.
  mutating func merchantPlace(_ occasion: Occasion) throws -> Place {
    let place = try self.place(occasion)
    if place.merchant == nil { throw OrderRefusal.merchantRequired }
    return place
  }

  /// The merchant, store and terminal: the log-in's, and what the order names within them.
  mutating func place(_ occasion: Occasion, allowsInactive: Bool = false) throws -> Place {
    guard let id = try merchantID(occasion) else {
      if occasion.store != nil || occasion.terminal != nil { throw OrderRefusal.merchantRequired }
      return Place()
    }
    guard let merchant = try directory.merchant(id) else { throw MerchantRefusal.merchantNotFound }
    if merchant.status != .active, !allowsInactive { throw OrderRefusal.merchantInactive }
    var place = Place(merchant: merchant)
    let terminal = try terminal(occasion, of: id, allowsInactive: allowsInactive)
    if let terminal {
      guard principal.sees(terminal.store) else { throw MerchantRefusal.terminalNotFound }
      place.terminal = terminal.id
      place.store = terminal.store
    }
    let ofLogin: PlaceClaim<Identified.Store>? = principal.store.map { .id($0) }
    if let claim = occasion.store ?? (terminal == nil ? ofLogin : nil) {
      guard let store = try directory.store(claim, of: id), terminal == nil || terminal?.store == store.id,
        principal.sees(store.id)
      else { throw MerchantRefusal.storeNotFound }
      if store.status != .active, !allowsInactive { throw OrderRefusal.storeInactive }
      place.store = store.id
    }
    // Whoever works in several stores says in which; what belongs to none is not theirs to do.
    if principal.stores != nil, !principal.sees(place.store) { throw MerchantRefusal.storeNotFound }
    return place
  }

  private func merchantID(_ occasion: Occasion) throws(MerchantRefusal) -> MerchantID? {
    guard let own = principal.merchant else { return occasion.merchant }
    if let named = occasion.merchant, named != own { throw .merchantNotFound }
    return own
  }

  private mutating func terminal(
    _ occasion: Occasion, of merchant: MerchantID, allowsInactive: Bool
  ) throws -> Terminal? {
    guard let claim = occasion.terminal ?? principal.terminal.map({ .id($0) }) else { return nil }
    guard let terminal = try directory.terminal(claim, of: merchant),
      principal.terminal == nil || principal.terminal == terminal.id
    else { throw MerchantRefusal.terminalNotFound }
    if terminal.status != .enabled, !allowsInactive { throw OrderRefusal.terminalInactive }
    return terminal
  }

  /// What the books keep of where and by whom.
  func context(_ occasion: Occasion, _ place: Place) throws(OrderRefusal) -> Context {
    guard occasion.reference.utf8.count <= 64, occasion.memo.utf8.count <= 200 else { throw .textOutOfRange }
    var context = Context(channel: occasion.channel)
    context.merchant = place.merchantID
    context.store = place.store
    context.terminal = place.terminal
    context.actor = principal.actor.operatorID
    context.reference = occasion.reference
    context.memo = occasion.memo
    return context
  }

  /// Where nothing but the record depends on it, a till's clock may be wrong by a day; what must be undone is
  /// undone whatever it says. An earn, whose points are valid from then on, is checked by its own part.
  private func check(_ at: Instant, of order: Order) throws(OrderRefusal) {
    switch order {
    case .earn, .reverse: return
    default:
      guard at <= now.adding(seconds: 86_400), at >= now.adding(seconds: -366 * 86_400) else {
        throw .occurredAtOutOfRange
      }
    }
  }

  /// When it happened: now, or when a till says it did, at most a year ago. Clocks that run ahead count as
  /// now, by five minutes at most; those of POS terminals, which nobody can ask again, by a day.
  func moment(_ occasion: Occasion) throws(OrderRefusal) -> Instant {
    guard let at = occasion.occurredAt else { return now }
    let ahead: Int64 = occasion.channel == .pos ? 86_400 : 300
    guard at <= now.adding(seconds: ahead), at >= now.adding(seconds: -366 * 86_400) else {
      throw .occurredAtOutOfRange
    }
    return min(at, now)
  }
}

// Who and in what.
extension Preparation {
  /// The member of an order, who must be active, and a person.
  mutating func member(_ claim: MemberClaim) throws -> MemberID {
    if try knownMember(claim).isPool { throw OrderRefusal.poolUnavailable }
    return try holder(claim)
  }

  /// The member or pool of an order that is for both; active.
  mutating func holder(_ claim: MemberClaim) throws -> MemberID {
    let member = try knownMember(claim)
    switch member.status {
    case .active: return member.id
    case .frozen: throw MemberRefusal.memberFrozen
    case .closed: throw MemberRefusal.memberClosed
    }
  }

  /// The member that value leaves for another's: active, and not just after a change of phone or password.
  mutating func memberCashingOut(_ claim: MemberClaim) throws -> MemberID {
    let member = try knownMember(claim)
    guard member.cashOutFrom <= now else {
      throw MemberRefusal.cashOutCooling(seconds: now.secondsUntil(member.cashOutFrom))
    }
    return try self.member(claim)
  }

  /// The member of an order, whatever their status.
  mutating func knownMember(_ claim: MemberClaim) throws -> Directory.KnownMember {
    if case .own(_, let merchant) = claim, !principal.sees(merchant) { throw MemberRefusal.memberNotFound }
    return try directory.member(claim)
  }

  mutating func program(_ claim: ProgramClaim) throws -> Program {
    guard let program = try directory.program(claim) else { throw ProgramRefusal.programNotFound }
    if program.status != .active { throw OrderRefusal.programInactive }
    return program
  }

  /// The merchant's terms in the programme; without any it takes no part.
  mutating func terms(_ place: Place, _ program: Program) throws -> MerchantTerms {
    guard let terms = try directory.terms(of: place.merchantID, in: program.asset) else {
      throw OrderRefusal.programMismatch
    }
    return terms
  }

  /// Until when points are valid: as the merchant's terms say, else the programme.
  func expiry(_ origin: Origin, _ program: Program, _ terms: MerchantTerms?) -> ExpiryRule {
    let validity = terms?.validity[origin] ?? program.validity[origin] ?? program.validity[.awarded]
    return validity?.expiryRule ?? .never
  }

  /// What must be checked before value is taken; nil where the log-in is proof or the amount needs none.
  func neededProof(
    _ member: MemberID, _ claim: MemberClaim, _ proof: MemberProof?, free: Points = 0, taking amount: Points,
    needsPIN: Bool = false
  ) throws(MemberRefusal) -> NeededProof? {
    if principal.actor == .system || principal.isLoginProof && !needsPIN { return nil }
    if let proof { return NeededProof(member: member, proof: proof) }
    if case .code(let code) = claim { return NeededProof(member: member, proof: .code(code)) }
    if amount <= free, !needsPIN { return nil }
    throw .memberProofRequired
  }

  /// An earlier transaction of the caller's own tenant.
  func original(_ id: TransactionID) throws(OrderRefusal) -> Ledger.Transaction {
    guard let original = originals[id],
      principal.sees(original)
    else { throw .transactionNotFound }
    return original
  }
}
