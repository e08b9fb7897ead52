internal import Crypto
internal import Foundation
package import Ledger
internal import Storage

/// A batch to be made, or what needs two people later, to be decided on.
package struct PointsCardsProposal: Sendable, Hashable, Codable {
  package enum Act: String, Sendable, Hashable, Codable {
    case make
    /// Lets a frozen batch be used again.
    case thaw
    /// Ends it: what is outstanding goes back to its issuer.
    case void
  }

  package let act: Act
  /// 0 for one to be made.
  package let batch: Int64
  package let asset: Int64
  package let points: Int64
  package let count: Int
  /// The raw value of a ``PointsCardBatch/Purpose``.
  package let purpose: String
  package let merchant: Int64
  package let buyer: String
  /// Microseconds since 1970.
  package let validUntil: Int64

  package init(
    making count: Int, of points: Points, in asset: AssetID, for purpose: PointsCardBatch.Purpose,
    issuer merchant: MerchantID = .none, buyer: String, validUntil: Instant
  ) {
    act = .make
    batch = 0
    self.asset = asset.rawValue
    self.points = points.units
    self.count = count
    self.purpose = purpose.rawValue
    self.merchant = merchant.rawValue
    self.buyer = buyer
    self.validUntil = validUntil.microseconds
  }

  /// With what the batch is, so that whoever decides sees it.
  package init(_ act: Act, _ batch: PointsCardBatch) {
    self.act = act
    self.batch = batch.id.rawValue
    asset = batch.asset.rawValue
    points = batch.points.units
    count = batch.count
    purpose = batch.purpose.rawValue
    merchant = batch.merchant.rawValue
    buyer = batch.buyer
    validUntil = batch.validUntil.microseconds
  }

  /// Of all its cards; what rules of approval compare.
  var worth: Int64 { points.multipliedReportingOverflow(by: Int64(count)).partialValue }

  /// What may stand on all cards of a batch goes into one command of the ledger.
  var isPossible: Bool {
    guard PointsCardBatch.Purpose(rawValue: purpose) != nil, buyer.isText(atMost: 100) else { return false }
    guard 1...PointsCardBatch.mostCards ~= count, points > 0, validUntil > 0 else { return false }
    let (worth, overflows) = points.multipliedReportingOverflow(by: Int64(count))
    return !overflows && worth <= Points.maximumPerCommand.units && (act == .make) == (batch == 0)
  }
}

extension String {
  /// Words without control characters.
  fileprivate func isText(atMost count: Int) -> Bool {
    unicodeScalars.count <= count && !unicodeScalars.contains { $0.properties.generalCategory == .control }
  }
}

extension Storage.Transaction {
  /// Refuses early what could not be carried out as things stand.
  func check(_ proposal: PointsCardsProposal, at now: Instant) throws {
    guard proposal.act == .make else {
      let batch = try pointsCardBatch(PointsCardBatchID(proposal.batch))
      guard PointsCardsProposal(proposal.act, batch) == proposal else {
        throw ApprovalRefusal.invalidOperation
      }
      guard proposal.act.isPossible(in: batch.state) else { throw PointsCardRefusal.batchState(batch.state) }
      return
    }
    guard proposal.validUntil > now.microseconds else { throw PointsCardRefusal.expired }
    guard let program = try program("asset_id = \(AssetID(proposal.asset))") else {
      throw ProgramRefusal.programNotFound
    }
    if program.status != .active { throw OrderRefusal.programInactive }
    guard proposal.merchant != 0 else { return }
    _ = try requireMerchant(MerchantID(proposal.merchant))
    let terms = try self.terms(merchant: MerchantID(proposal.merchant), asset: program.asset)
    guard terms?.isIssuing == true else { throw OrderRefusal.programMismatch }
  }
}

extension PointsCardsProposal.Act {
  fileprivate func isPossible(in state: PointsCardBatch.State) -> Bool {
    switch (self, state) {
    case (.thaw, .frozen), (.void, .ready), (.void, .frozen): true
    default: false
    }
  }
}

extension Coalition {
  /// Carries out what two people decided on; again after a crash, with the same result.
  func executePointsCards(
    _ approval: Approval, _ proposal: PointsCardsProposal
  ) async throws -> ExecutionOutcome {
    switch proposal.act {
    case .make: try await makeBatch(approval, proposal)
    case .thaw: try await setState(.ready, approval, PointsCardBatchID(proposal.batch), from: [.frozen])
    case .void:
      try await setState(.voiding, approval, PointsCardBatchID(proposal.batch), from: [.ready, .frozen])
    }
  }

  private func makeBatch(
    _ approval: Approval, _ proposal: PointsCardsProposal
  ) async throws
    -> ExecutionOutcome
  {
    let (id, now) = (ids.next(Identified.PointsCardBatch.self), clock.now())
    let sealed = try cardVault.sealed(ids.bytes(32), of: id, nonce: ids.bytes(12))
    return try await database.write { tx in
      let made = try tx.queryFirst("SELECT id FROM points_card_batch WHERE approval_id = \(approval.id)") {
        $0[0] as PointsCardBatchID
      }
      if let made { return .succeeded(publicIDs.text(made)) }
      guard proposal.validUntil > now.microseconds else { return .failed("expired") }
      try tx.execute(
        """
        INSERT INTO points_card_batch (id, asset_id, points, card_count, purpose, merchant_id, buyer,
          valid_until, state, made, sealed_seed, exported_at, end_round, approval_id, created_at)
        VALUES (\(id), \(AssetID(proposal.asset)), \(Points(proposal.points)), \(proposal.count),
          \(proposal.purpose), \(MerchantID(proposal.merchant)), \(proposal.buyer),
          \(Instant(microseconds: proposal.validUntil)), 'making', 0, \(sealed), 0, 0, \(approval.id), \(now))
        """)
      try append(
        Change(
          action: "points_cards.make", subject: "points_cards/\(id.rawValue)",
          after: "\(proposal.count) x \(proposal.points) for \(proposal.purpose)"),
        by: approval.author, in: tx)
      return .succeeded(publicIDs.text(id))
    }
  }

  private func setState(
    _ state: PointsCardBatch.State, _ approval: Approval, _ id: PointsCardBatchID,
    from states: [PointsCardBatch.State]
  ) async throws -> ExecutionOutcome {
    try await database.write { tx in
      let before = try tx.pointsCardBatch(id).state
      // A crash after this came before the approval was noted as carried out.
      if before == state { return .succeeded(publicIDs.text(id)) }
      guard states.contains(before) else { return .failed("batch_\(before.rawValue)") }
      try tx.execute("UPDATE points_card_batch SET state = \(state) WHERE id = \(id)")
      try append(
        Change(
          action: "points_cards.\(state.rawValue)", subject: "points_cards/\(id.rawValue)",
          before: before.rawValue, after: state.rawValue),
        by: approval.author, in: tx)
      return .succeeded(publicIDs.text(id))
    }
  }

  var cardVault: CardVault { CardVault(key: secrets.pointsCardSeedKey) }
}

/// Seals the seeds of batches under a key that is kept outside the database (AES-256-GCM).
struct CardVault {
  let key: SymmetricKey

  /// - Parameter nonce: 12 bytes that are never used twice.
  func sealed(_ seed: [UInt8], of batch: PointsCardBatchID, nonce: [UInt8]) throws -> [UInt8] {
    let box = try AES.GCM.seal(
      seed, using: key, nonce: AES.GCM.Nonce(data: nonce), authenticating: name(batch))
    guard let combined = box.combined else { preconditionFailure("a nonce of 12 bytes gives a whole box") }
    return [UInt8](combined)
  }

  /// - Throws: `CryptoKitError` when it was sealed for another batch, or changed since.
  func opened(_ sealed: [UInt8], of batch: PointsCardBatchID) throws -> SymmetricKey {
    let box = try AES.GCM.SealedBox(combined: sealed)
    return SymmetricKey(data: try AES.GCM.open(box, using: key, authenticating: name(batch)))
  }

  private func name(_ batch: PointsCardBatchID) -> Data { Data("points cards \(batch.rawValue)".utf8) }
}
