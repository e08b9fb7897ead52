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
      } catch let refusal as SettlementRefusal { return .failed("\(refusal)") }
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

  /// All agents, by level and number.
  /// - Throws: `AccessRefusal`.
  package func agents(by principal: Principal) async throws -> [Agent] {
    try principal.requireOperator(.reports)
    return try await database.read { try $0.agents("merchant_id > 0") }
  }

  /// The newest terms of merchants that an agent looks after, those to come too.
  /// - Throws: `AccessRefusal`.
  package func lookedAfter(
    by agent: MerchantID, for principal: Principal
  ) async throws -> [SettlementAgreement] {
    try principal.requireOperator(.reports)
    let found = try await database.read {
      // Only terms that name agents are read; a code of orders has no quotation marks.
      try $0.settlementAgreements(
        """
        terms LIKE \("%\"agents\":%") AND NOT EXISTS (SELECT 1 FROM settlement_terms AS later
          WHERE later.merchant_id = settlement_terms.merchant_id
            AND later.asset_id = settlement_terms.asset_id AND later.version > settlement_terms.version)
        """)
    }
    return found.filter { one in (one.terms.agents ?? []).contains { $0.agent == agent } }
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
  ///   unless it ends; `SettlementRefusal.agentsNotInLine` where the one above is none of level 1, or others
  ///   are below who would be.
  func check(_ proposal: AgentProposal) throws {
    let merchant = MerchantID(proposal.merchant)
    let isClosed = try requireMerchant(merchant).status == .closed
    if isClosed, proposal.isActive { throw SettlementRefusal.partyClosed }
    let below = try agents("parent_id = \(merchant)").filter(\.isActive)
    if proposal.parent != nil || !proposal.isActive, !below.isEmpty {
      throw SettlementRefusal.agentsNotInLine
    }
    if let parent = proposal.parent, proposal.isActive {
      let above = try agents("merchant_id = \(MerchantID(parent))").first
      guard let above, above.isActive, above.level == 1 else { throw SettlementRefusal.agentsNotInLine }
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

  func agents(_ condition: SQL) throws -> [Agent] {
    try query(
      """
      SELECT merchant_id, level, parent_id, region, legal_note, is_active, approval_id, set_at FROM agent
      WHERE \(condition) ORDER BY level, merchant_id
      """
    ) { row in
      Agent(
        merchant: row[0], level: Int(row[1] as Int64), parent: row[2], region: row[3], legalNote: row[4],
        isActive: row[5] as Int64 == 1, approval: row[6], setAt: row[7])
    }
  }
}
