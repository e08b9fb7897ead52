import Coalition
import Ledger

extension Approval {
  /// A wallet that a proposal changes: where points come from in a merge, and where they go.
  struct Changing: Sendable {
    var from: WalletView?
    var into: WalletView?
  }

  func choice(of principal: Principal, at now: Instant, _ names: PublicIDs) -> ApprovalPage.Choice {
    let isOwn = principal.actor.kind == author.kind && principal.actor.id == author.id
    if state == .approved, isOwn, case .export(let proposal) = operation {
      return .collect(proposal.link(permit: names.text(id)))
    }
    guard state == .requiresReview, now < expiresAt else { return .done }
    if isOwn { return .withdraw }
    let isOwnKeys = principal.actor.id == author.answerable
    guard !isOwnKeys, principal.scopes.contains(.reviewApprovals) else { return .look(ownWork: isOwnKeys) }
    return .decide
  }

  func differences(_ changing: Changing, _ naming: Naming) -> [ApprovalPage.Difference] {
    guard let key = changing.into?.key ?? changing.from?.key else { return [] }
    let words = naming.words
    func total(_ wallet: WalletView?) -> Points { wallet?.balance.total ?? 0 }
    func line(_ member: MemberID, _ before: Points, _ after: Points) -> ApprovalPage.Difference {
      ApprovalPage.Difference(
        name: words.approvalWallet(member: naming.member(member) ?? "", program: naming.program(key.asset)),
        before: words.points(naming.points(before, of: key.asset)),
        after: words.points(naming.points(after, of: key.asset)))
    }
    switch operation {
    case .adjust(let proposal):
      let before = total(changing.into)
      return [line(MemberID(proposal.member), before, before + Points(proposal.points))]
    case .merge(let proposal):
      let (given, kept) = (total(changing.from), total(changing.into))
      return [line(MemberID(proposal.from), given, 0), line(MemberID(proposal.into), kept, kept + given)]
    case .separate, .terms, .program, .key, .purchases, .export, .rule, .admit, .earningRule,
      .settlementTerms, .settlementAdjustment, .pointsCards, .exchangeRates, .ladder, .discount,
      .cardType, .cardBatch, .partner:
      return []
    case .costShares, .agent, .funding: return []
    }
  }

  func parties(_ naming: Naming) -> [(name: String, value: String, link: Link?)] {
    let words = naming.words
    func party(_ name: String, _ number: Int64) -> (name: String, value: String, link: Link?) {
      let id = MemberID(number)
      return (name, naming.member(id) ?? "", .member(naming.publicIDs.text(id)))
    }
    switch operation {
    case .adjust(let proposal):
      return [party(words.commonMember, proposal.member)] + proposal.parties(naming)
    case .merge(let proposal):
      return [party(words.approvalMerged, proposal.from), party(words.approvalSurvivor, proposal.into)]
    case .separate(let proposal): return [party(words.approvalMerged, proposal.member)]
    case .terms(let proposal):
      return [
        (words.commonMerchant, naming.merchant(MerchantID(proposal.merchant)) ?? words.commonNone, nil),
        (words.commonProgram, naming.program(AssetID(proposal.asset)), nil),
      ]
    case .program(let proposal):
      let from = proposal.effectiveAt
      return [
        (
          words.commonProgram, naming.program(AssetID(proposal.asset)),
          .program(naming.publicIDs.text(AssetID(proposal.asset)))
        ),
        (words.programFrom, from == 0 ? words.programAtOnce : words.time(ShownTime(from)), nil),
      ]
    case .purchases(let proposal):
      return proposal.parties(naming)
    case .key(let proposal):
      var parties: [(name: String, value: String, link: Link?)] = [
        (words.approvalScopes, Scope(rawValue: proposal.scopes).names.joined(separator: ", "), nil)
      ]
      if let merchant = proposal.merchant.flatMap({ naming.merchant(MerchantID($0)) }) {
        parties.insert((words.commonMerchant, merchant, nil), at: 0)
      }
      if proposal.kind == APIKey.Kind.platform.rawValue, Scope(rawValue: proposal.scopes).contains(.earn) {
        let points = proposal.pointsPerDay ?? Coalition.pointsOfKeyPerDay.units
        parties.append((words.approvalPointsPerDay, words.number(points), nil))
      }
      return parties
    case .export(let proposal): return [(words.approvalFilter, proposal.filter, nil)]
    case .earningRule(let proposal):
      return [(words.commonProgram, naming.program(AssetID(proposal.asset)), nil)]
    case .exchangeRates(let proposal):
      let from = proposal.from.map { words.time(ShownTime($0)) } ?? words.programAtOnce
      return [(words.programFrom, from, nil)]
    case .ladder(let proposal):
      return [(words.commonProgram, naming.program(AssetID(proposal.asset)), nil)]
    case .discount(let proposal):
      return [
        (words.commonMerchant, naming.merchant(MerchantID(proposal.merchant)) ?? words.commonNone, nil),
        (words.commonProgram, naming.program(AssetID(proposal.asset)), nil),
      ]
    case .settlementTerms(let proposal): return proposal.parties(naming)
    case .settlementAdjustment(let proposal): return proposal.parties(naming)
    case .costShares(let proposal): return proposal.parties(naming)
    case .agent(let proposal): return proposal.parties(naming)
    case .funding(let proposal): return proposal.parties(naming)
    case .pointsCards(let proposal): return proposal.parties(naming)
    case .rule: return []
    case .cardType(let proposal): return proposal.parties(words)
    case .cardBatch(let proposal): return proposal.parties(naming)
    case .partner(let proposal): return proposal.parties(naming)
    case .admit(let proposal):
      let number = naming.publicIDs.text(ApplicationID(proposal.application))
      return [(words.applicationTitle, naming.words.name(proposal.names), .application(number))]
    }
  }

  /// What came of it; a transaction can be looked at.
  var shownOutcome: (text: String, link: Link?)? {
    if outcome.isEmpty { return nil }
    if outcome.hasPrefix("txn_") { return (outcome, .transaction(outcome)) }
    if outcome.hasPrefix("mch_") { return (outcome, .merchant(outcome)) }
    if outcome.hasPrefix("prg_") { return (outcome, .program(outcome)) }
    if outcome.hasPrefix("ptn_") { return (outcome, .partners.appending(outcome)) }
    if outcome.hasPrefix("pcb_") { return (outcome, .pointsCards.appending(outcome)) }
    return (outcome, outcome.hasPrefix("mem_") ? .member(outcome) : nil)
  }
}

extension ApprovalRow {
  init(_ approval: Approval, _ naming: Naming, at now: Instant) {
    let words = naming.words
    func merchant(_ id: Int64) -> String { naming.merchant(MerchantID(id)) ?? words.commonNone }
    let operation =
      switch approval.operation {
      case .adjust(let proposal):
        words.approvalAdjust(
          member: naming.member(MemberID(proposal.member)) ?? "",
          points: words.movement(naming.points(Points(proposal.points), of: proposal.wallet.asset)))
      case .merge(let proposal):
        words.approvalMerge(
          from: naming.member(MemberID(proposal.from)) ?? "",
          into: naming.member(MemberID(proposal.into)) ?? "")
      case .separate(let proposal):
        words.approvalSeparate(member: naming.member(MemberID(proposal.member)) ?? "")
      case .terms(let proposal):
        words.approvalTerms(
          merchant: merchant(proposal.merchant), program: naming.program(AssetID(proposal.asset)))
      case .program(let proposal):
        words.approvalProgram(program: naming.program(AssetID(proposal.asset)))
      case .key(let proposal): words.approvalKey(name: proposal.name)
      case .purchases(let proposal): proposal.sentence(merchant(proposal.merchant), words)
      case .export(let proposal): words.approvalExport(list: proposal.list)
      case .pointsCards(let proposal): proposal.sentence(naming)
      case .earningRule(let proposal):
        proposal.definition == nil
          ? words.bonusProposalEnd(name: words.name(proposal.names))
          : words.bonusProposal(name: words.name(proposal.names))
      case .exchangeRates(let proposal): proposal.title(naming)
      case .ladder(let proposal):
        proposal.definition == nil
          ? words.tierProposalEnd(name: words.name(proposal.names))
          : words.tierProposal(name: words.name(proposal.names))
      case .discount(let proposal):
        proposal.definition == nil
          ? words.discountProposalEnd(name: words.name(proposal.names))
          : words.discountProposal(name: words.name(proposal.names))
      case .settlementTerms(let proposal):
        words.settlementProposal(
          merchant: merchant(proposal.merchant), program: naming.program(AssetID(proposal.asset)))
      case .settlementAdjustment(let proposal):
        words.settlementProposalAdjustment(
          amount: naming.money(proposal.amount, AssetID(proposal.asset)),
          merchant: merchant(proposal.merchant))
      case .agent(let proposal): words.agentProposal(merchant: merchant(proposal.merchant))
      case .funding(let proposal): proposal.title(naming)
      case .costShares(let proposal):
        words.shareProposal(
          program: naming.program(AssetID(proposal.asset)), rule: words.number(Int64(proposal.rule)))
      case .cardType(let proposal): words.cardProposalType(name: words.name(proposal.names))
      case .cardBatch(let proposal): words.cardProposalBatch(count: words.number(Int64(proposal.count)))
      case .partner(let proposal): words.partnerApproval(name: words.name(proposal.names))
      case .rule(let proposal):
        words.approvalRule(
          operation: ReviewedOperation(rawValue: proposal.operation)?.name(words) ?? proposal.operation)
      case .admit(let proposal): words.approvalAdmit(name: words.name(proposal.names))
      }
    // What ran out a moment ago is said to have, whether or not a job has noted it.
    let isOver = approval.state == .requiresReview && now >= approval.expiresAt
    self.init(
      id: naming.publicIDs.text(approval.id), operation: operation, author: approval.author(naming),
      reason: approval.reason,
      decision: isOver ? .expired : ShownDecision(approval.state), proposedAt: ShownTime(approval.createdAt),
      expiresAt: ShownTime(approval.expiresAt))
  }
}

extension Approval {
  fileprivate func author(_ naming: Naming) -> String {
    let person = naming.book.operators[OperatorID(author.answerable)] ?? naming.words.commonNone
    return switch author.kind {
    case .user: person
    case .key: naming.words.approvalByKey(person: person)
    case .system: naming.words.productName
    }
  }
}

extension ShownDecision {
  init(_ state: Approval.State) {
    self =
      switch state {
      case .requiresReview: .waiting
      case .approved: .approved
      case .rejected: .rejected
      case .withdrawn: .withdrawn
      case .expired: .expired
      case .succeeded: .succeeded
      case .failed: .failed
      }
  }
}

extension ApprovalRefusal {
  func text(_ words: Words) -> String {
    switch self {
    case .approvalNotFound, .notPending: words.approvalFaultDecided
    case .reviewerIsAuthor: words.approvalFaultOwn
    case .notTheAuthor: words.approvalFaultAuthor
    case .reviewerMustBePerson: words.approvalFaultPerson
    case .reasonMissing: words.approvalFaultReason
    case .invalidOperation, .otherOperation: words.approvalFaultImpossible
    case .approvalRequired: words.approvalFaultNeeded
    case .blocked: words.approvalFaultBlocked
    case .wrongReviewer(let roles): words.approvalFaultRole(roles: roles.name(words))
    }
  }
}

extension NameQuestion {
  /// Everything that a proposal names.
  mutating func include(_ approval: Approval) {
    operators.insert(OperatorID(approval.author.answerable))
    if let reviewer = approval.reviewer { operators.insert(reviewer) }
    switch approval.operation {
    case .adjust(let proposal):
      members.insert(MemberID(proposal.member))
      programs.insert(proposal.wallet.asset)
      merchants.insert(MerchantID(proposal.issuer))
    case .merge(let proposal): members.formUnion([MemberID(proposal.from), MemberID(proposal.into)])
    case .separate(let proposal): members.insert(MemberID(proposal.member))
    case .terms(let proposal):
      merchants.insert(MerchantID(proposal.merchant))
      programs.insert(AssetID(proposal.asset))
    case .program(let proposal): programs.insert(AssetID(proposal.asset))
    case .purchases(let proposal):
      merchants.insert(MerchantID(proposal.merchant))
      if let asset = proposal.file?.asset { programs.insert(AssetID(asset)) }
    case .key(let proposal): if let merchant = proposal.merchant { merchants.insert(MerchantID(merchant)) }
    case .admit(let proposal): programs.insert(AssetID(proposal.asset))
    case .earningRule(let proposal):
      programs.insert(AssetID(proposal.asset))
      merchants.formUnion(proposal.definition?.merchants ?? [])
      stores.formUnion(proposal.definition?.stores ?? [])
      cardTypes.formUnion(proposal.definition?.cardTypes ?? [])
      tags.formUnion(proposal.definition?.tags ?? [])
    case .exchangeRates(let proposal):
      for pair in proposal.pairs { programs.formUnion([AssetID(pair.from), AssetID(pair.into)]) }
    case .ladder(let proposal): programs.insert(AssetID(proposal.asset))
    case .discount(let proposal):
      programs.insert(AssetID(proposal.asset))
      merchants.insert(MerchantID(proposal.merchant))
      stores.formUnion((proposal.definition?.stores ?? []).map { StoreID($0) })
    case .settlementTerms(let proposal):
      merchants.insert(MerchantID(proposal.merchant))
      merchants.formUnion(proposal.parties)
      programs.insert(AssetID(proposal.asset))
    case .settlementAdjustment(let proposal):
      merchants.insert(MerchantID(proposal.merchant))
      programs.insert(AssetID(proposal.asset))
    case .agent(let proposal):
      merchants.formUnion([proposal.merchant, proposal.parent ?? 0].filter { $0 > 0 }.map { MerchantID($0) })
    case .funding(let proposal):
      merchants.insert(MerchantID(proposal.merchant))
      programs.insert(AssetID(proposal.asset))
    case .costShares(let proposal):
      merchants.formUnion(proposal.merchants)
      programs.insert(AssetID(proposal.asset))
    case .pointsCards(let proposal):
      programs.insert(AssetID(proposal.asset))
      merchants.insert(MerchantID(proposal.merchant))
    case .cardBatch(let proposal):
      if let merchant = proposal.merchant { merchants.insert(MerchantID(merchant)) }
    case .partner(let proposal):
      merchants.insert(MerchantID(proposal.merchant))
      if let program = proposal.bringsInto { programs.insert(program) }
    case .export, .rule, .cardType: break
    }
  }
}

extension ReviewedOperation {
  func name(_ words: Words) -> String {
    switch self {
    case .adjust: words.rulesAdjust
    case .merge: words.rulesMerge
    case .separate: words.rulesSeparate
    case .terms: words.rulesTerms
    case .program: words.rulesProgram
    case .key: words.rulesKey
    case .purchases: words.rulesPurchases
    case .export: words.rulesExport
    case .rule: words.rulesRule
    case .admit: words.rulesAdmit
    case .earningRule: words.rulesEarningRule
    case .exchangeRates: words.rulesExchangeRates
    case .ladder: words.rulesLadder
    case .discount: words.discountRuleName
    case .settlementTerms: words.rulesSettlementTerms
    case .settlementAdjustment: words.rulesSettlementAdjustment
    case .costShares: words.shareTitle
    case .agent: words.agentTitle
    case .funding: words.fundingTitle
    case .pointsCards: words.rulesPointsCards
    case .cardType: words.cardRuleType
    case .cardBatch: words.cardRuleBatch
    case .partner: words.partnerRule
    }
  }
}

extension ExportProposal {
  /// Where the file is, once: the filter says the same as what was approved.
  fileprivate func link(permit: String) -> Link {
    let items = filter.split(separator: " ").compactMap { part -> (name: String, value: String)? in
      let halves = part.split(separator: "=", maxSplits: 1).map(String.init)
      return halves.count == 2 ? (halves[0], halves[1]) : nil
    }
    return Link.membersExport.query(items + [("approval", permit)])
  }
}
