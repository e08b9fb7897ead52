package import Ledger
internal import Loyalty
internal import Storage

/// A merchant that looks after others for a part of what the operator charges them (代理商).
package struct Agent: Sendable, Hashable {
  package let merchant: MerchantID
  /// 1, or 2 below another.
  package let level: Int
  /// Of level 2, the agent above.
  package let parent: MerchantID?
  package let region: String
  /// Of level 2, why it is lawful.
  package let legalNote: String
  package let isActive: Bool
  package let approval: ApprovalID
  package let setAt: Instant
}

/// A merchant in a programme whose terms name an agent.
package struct LookedAfter: Sendable, Hashable {
  package let merchant: MerchantID
  package let asset: AssetID
  /// The agent's part of what the operator charges, in hundredths of a per cent.
  package let share: Int32
}

/// An agent's place in the tree, or its end, to be decided on.
package struct AgentProposal: Sendable, Hashable, Codable {
  package let merchant: Int64
  /// Nil for an agent that answers to the operator.
  package let parent: Int64?
  package let region: String
  package let legalNote: String
  package let isActive: Bool

  package init(
    _ merchant: MerchantID, below parent: MerchantID? = nil, region: String, legalNote: String = "",
    isActive: Bool = true
  ) {
    self.merchant = merchant.rawValue
    // One that ends stands below nobody: nothing holds the one above where it is.
    self.parent = isActive ? parent?.rawValue : nil
    self.region = region
    self.legalNote = legalNote
    self.isActive = isActive
  }

  package var level: Int { parent == nil ? 1 : 2 }

  /// A second level needs a word on why it is lawful; a third cannot be said.
  var isPossible: Bool {
    func isText(_ text: String, _ length: ClosedRange<Int>) -> Bool {
      length ~= text.unicodeScalars.count && (length.lowerBound == 0 || text.contains { !$0.isWhitespace })
    }
    return merchant > 0 && (isActive || parent == nil) && parent != merchant && (parent ?? 1) > 0
      && isText(region, 1...64)
      && isText(legalNote, (parent == nil ? 0 : 1)...500)
  }
}

extension Coalition {
  /// Puts an agent where two people decided; again after a crash, with the same result.
  func executeAgent(_ approval: Approval, _ proposal: AgentProposal) async throws -> ExecutionOutcome {
    let now = clock.now()
    return try await database.write { tx in
      let (merchant, parent) = (MerchantID(proposal.merchant), proposal.parent.map { MerchantID($0) })
      let old = try tx.agents("merchant_id = \(merchant)").first
      if old?.approval == approval.id { return .succeeded("") }
      // As things stand now, which may not be as they stood when it was proposed.
      do {
        try tx.check(proposal)
      } catch let refusal as SettlementRefusal { return .failed(refusal.name) }
      try tx.execute(
        """
        INSERT INTO agent (merchant_id, level, parent_id, parent_level, region, legal_note, is_active,
          approval_id, set_at)
        VALUES (\(merchant), \(Int64(proposal.level)), \(parent), \(parent == nil ? nil : Int64(1)),
          \(proposal.region), \(proposal.legalNote), \(proposal.isActive ? Int64(1) : 0), \(approval.id),
          \(now))
        ON CONFLICT (merchant_id) DO UPDATE SET level = excluded.level, parent_id = excluded.parent_id,
          parent_level = excluded.parent_level, region = excluded.region, legal_note = excluded.legal_note,
          is_active = excluded.is_active, approval_id = excluded.approval_id, set_at = excluded.set_at
        """)
      try append(
        Change(
          action: "agent.set", subject: "merchant/\(merchant.rawValue)", before: old?.summary ?? "",
          after: proposal.summary),
        by: approval.author, in: tx)
      return .succeeded("")
    }
  }

  /// Agents, the newest merchant first.
  /// - Throws: `AccessRefusal`.
  package func agents(
    _ page: PageRequest<Identified.Merchant> = PageRequest(), by principal: Principal
  ) async throws -> Page<Agent> {
    try principal.requireOperator(.reports)
    return try await database.read { tx in
      Page(
        try tx.agents(
          "merchant_id < \(page.bound) ORDER BY merchant_id DESC LIMIT \(page.limit + 1)"),
        limit: page.limit)
    }
  }

  /// - Throws: `AccessRefusal`, `MerchantRefusal.merchantNotFound` for a merchant that never was an agent.
  package func agent(_ merchant: MerchantID, by principal: Principal) async throws -> Agent {
    try principal.requireOperator(.reports)
    return try await database.read { tx in
      guard let found = try tx.agents("merchant_id = \(merchant)").first else {
        throw MerchantRefusal.merchantNotFound
      }
      return found
    }
  }

  /// Merchants whose newest terms name an agent, those to come too, the newest merchant first; one with
  /// several programmes has them all on one page.
  /// - Throws: `AccessRefusal`.
  package func lookedAfter(
    by agent: MerchantID, _ page: PageRequest<Identified.Merchant> = PageRequest(),
    for principal: Principal
  ) async throws -> Page<LookedAfter> {
    try principal.requireOperator(.reports)
    return try await database.read { tx in
      let merchants = try tx.query(
        """
        SELECT DISTINCT merchant_id FROM looked_after
        WHERE agent_id = \(agent) AND merchant_id < \(page.bound)
        ORDER BY merchant_id DESC LIMIT \(page.limit + 1)
        """
      ) { $0[0] as MerchantID }
      let shown = Array(merchants.prefix(page.limit))
      let found = try tx.query(
        """
        SELECT merchant_id, asset_id, share FROM looked_after
        WHERE agent_id = \(agent) AND merchant_id IN (\(shown)) ORDER BY merchant_id DESC, asset_id
        """
      ) { LookedAfter(merchant: $0[0], asset: $0[1], share: Int32(clamping: $0[2] as Int64)) }
      return Page(found, hasMore: merchants.count > page.limit)
    }
  }
}

extension Agent {
  fileprivate var summary: String {
    "level=\(level) parent=\(parent?.rawValue ?? 0) region=\(region) active=\(isActive)"
  }
}

extension AgentProposal {
  fileprivate var summary: String {
    "level=\(level) parent=\(parent ?? 0) region=\(region) active=\(isActive)"
  }
}

extension Storage.Transaction {
  /// - Throws: `MerchantRefusal.merchantNotFound`; `SettlementRefusal.partyClosed` for a closed merchant,
  ///   unless it ends; `.notAbove` where the one above is no agent of level 1, `.othersBelow` where others
  ///   are below who would be left.
  func check(_ proposal: AgentProposal) throws {
    let merchant = MerchantID(proposal.merchant)
    let isClosed = try requireMerchant(merchant).status == .closed
    if isClosed, proposal.isActive { throw SettlementRefusal.partyClosed(.itself) }
    if proposal.parent != nil || !proposal.isActive,
      try !agents("parent_id = \(merchant) AND is_active = 1 LIMIT 1").isEmpty
    {
      throw SettlementRefusal.othersBelow
    }
    if let parent = proposal.parent, proposal.isActive {
      let above = try agents("merchant_id = \(MerchantID(parent))").first
      guard let above, above.isActive, above.level == 1 else { throw SettlementRefusal.notAbove }
    }
  }

  /// - Throws: `SettlementRefusal.agentsNotInLine` unless they are an agent and the one above it.
  func requireInLine(_ line: [MerchantID]) throws {
    if line.isEmpty { return }
    let known = try agents("merchant_id IN (\(line))").filter(\.isActive)
    guard known.count == line.count else { throw SettlementRefusal.agentsNotInLine }
    if line.count == 2, known.first(where: { $0.merchant == line[0] })?.parent != line[1] {
      throw SettlementRefusal.agentsNotInLine
    }
  }

  /// Keeps whom agents look after by a merchant's newest terms.
  func look(after merchant: MerchantID, in asset: AssetID, by agents: [AgentShare]) throws {
    try execute("DELETE FROM looked_after WHERE merchant_id = \(merchant) AND asset_id = \(asset)")
    try insert(
      into: "looked_after", columns: ["agent_id", "merchant_id", "asset_id", "share"],
      rows: agents.map {
        [$0.agent.sqlValue, merchant.sqlValue, asset.sqlValue, Int64($0.share).sqlValue]
      })
  }

  func agents(_ condition: SQL) throws -> [Agent] {
    try query(
      """
      SELECT merchant_id, level, parent_id, region, legal_note, is_active, approval_id, set_at FROM agent
      WHERE \(condition)
      """
    ) { row in
      Agent(
        merchant: row[0], level: Int(row[1] as Int64), parent: row[2], region: row[3], legalNote: row[4],
        isActive: row[5] as Int64 == 1, approval: row[6], setAt: row[7])
    }
  }
}
