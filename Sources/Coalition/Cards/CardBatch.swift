package import Ledger
internal import Storage
internal import TerminalCrypto

/// Many cards made at once, with a file for whoever embosses them (批量制卡).
package struct CardBatch: Sendable, Hashable {
  package enum State: String, CaseIterable, Sendable, SQLScalar {
    case making
    /// Every card is made, and the file waits.
    case ready
    /// The file was taken, which happens once.
    case taken
    case failed
  }

  package let id: CardBatchID
  package let type: CardTypeID
  package let wanted: Int
  package let made: Int
  /// The merchant that hands them out; nil for the platform.
  package let merchant: MerchantID?
  /// The embosser's certificate (PEM).
  package let recipient: String
  package let state: State
  package let failure: String
  package let approval: ApprovalID
  package let createdAt: Instant
  package let finishedAt: Instant?
  package let takenAt: Instant?
}

/// A batch to be decided on.
package struct CardBatchProposal: Sendable, Hashable, Codable {
  package let type: Int64
  package let count: Int
  /// The merchant that hands them out; nil for the platform.
  package let merchant: Int64?
  /// The embosser's certificate (PEM), which alone opens the file.
  package let recipient: String

  package init(type: CardTypeID, count: Int, merchant: MerchantID? = nil, recipient: String) {
    self.type = type.rawValue
    self.count = count
    self.merchant = merchant?.rawValue
    self.recipient = recipient
  }

  var isPossible: Bool {
    1...Coalition.cardFileLimit ~= count && recipient.utf8.count <= 8_000
      && SealedMessage.canSeal(for: recipient)
  }

  /// The certificate's SHA-256, by which two people can tell that it is the embosser's: hexadecimal, as
  /// `openssl x509 -fingerprint -sha256` shows it without colons.
  package var fingerprint: String { SealedMessage.fingerprint(of: recipient) ?? "" }
}

extension CardBatch {
  static let select: SQL = """
    SELECT id, type_id, wanted, made, merchant_id, recipient, state, failure, approval_id, created_at,
      finished_at, taken_at FROM card_batch 
    """

  init(_ row: borrowing Row) {
    self.init(
      id: row[0], type: row[1], wanted: row[2], made: row[3], merchant: row[4], recipient: row[5],
      state: row[6], failure: row[7], approval: row[8], createdAt: row[9], finishedAt: row[10],
      takenAt: row[11])
  }
}

extension Storage.Transaction {
  func cardBatch(_ id: CardBatchID) throws -> CardBatch? {
    try queryFirst(CardBatch.select + "WHERE id = \(id)") { CardBatch($0) }
  }

  /// Refuses early what could not be carried out as things stand.
  func check(_ proposal: CardBatchProposal) throws {
    _ = try openCardType(CardTypeID(proposal.type))
    if let merchant = proposal.merchant { try requireMerchant(MerchantID(merchant)) }
  }
}

extension Coalition {
  /// The most cards of a batch that two people decide on.
  package static let cardFileLimit = 100_000

  /// Begins a batch that two people decided on; a job makes its cards. Again after a crash, with the same
  /// result.
  func executeCardBatch(
    _ approval: Approval, _ proposal: CardBatchProposal
  ) async throws -> ExecutionOutcome {
    let now = clock.now()
    let new: CardBatchID = ids.next()
    let merchant = proposal.merchant.map { MerchantID($0) }
    return try await database.write { tx in
      let made = try tx.queryFirst("SELECT id FROM card_batch WHERE approval_id = \(approval.id)") {
        $0[0] as CardBatchID
      }
      if let made { return .succeeded(publicIDs.text(made)) }
      do { try tx.check(proposal) } catch let error where error.isRefusal {
        return .failed("\(error)")
      }
      try tx.execute(
        """
        INSERT INTO card_batch (id, type_id, wanted, made, merchant_id, recipient, state, failure,
          approval_id, created_at)
        VALUES (\(new), \(CardTypeID(proposal.type)), \(proposal.count), 0, \(merchant),
          \(proposal.recipient), 'making', '', \(approval.id), \(now))
        """)
      try append(
        Change(
          action: "card_batch.make", subject: "card_batch/\(new.rawValue)",
          after: "\(proposal.count) cards for \(proposal.fingerprint)"),
        by: approval.author, in: tx)
      return .succeeded(publicIDs.text(new))
    }
  }

  /// Batches, newest first.
  /// - Throws: `AccessRefusal`.
  package func cardBatches(
    _ page: PageRequest<Identified.CardBatch> = PageRequest(), by principal: Principal
  ) async throws -> Page<CardBatch> {
    try principal.requireOperator(.readMembers)
    return try await database.read { tx in
      let found = try tx.query(
        CardBatch.select + "WHERE id < \(page.bound) ORDER BY id DESC LIMIT \(page.limit + 1)"
      ) { CardBatch($0) }
      return Page(found, limit: page.limit)
    }
  }

  /// - Throws: `AccessRefusal`, `MemberRefusal.cardNotFound`.
  package func cardBatch(_ id: CardBatchID, by principal: Principal) async throws -> CardBatch {
    try principal.requireOperator(.readMembers)
    guard let batch = try await database.read({ try $0.cardBatch(id) }) else {
      throw MemberRefusal.cardNotFound
    }
    return batch
  }
}
