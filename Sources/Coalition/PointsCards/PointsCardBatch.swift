package import Ledger
internal import Storage

/// Points cards (积分卡、充值卡) that are made, sold and ended together.
///
/// A card is a bearer's: whoever types its code has its points, all of them, once.
package struct PointsCardBatch: Sendable, Hashable {
  /// What the cards are for. Raw values are stored and public.
  package enum Purpose: String, CaseIterable, Sendable, SQLScalar {
    /// Sold for money: what they give is purchased, and good at its issuer only.
    case sale
    /// Given away.
    case gift
    case campaign
  }

  /// Raw values are stored and public.
  package enum State: String, CaseIterable, Sendable, SQLScalar {
    /// Its codes are being made.
    case making
    case ready
    /// Nothing of it is sold or redeemed until two people agree that it may be.
    case frozen
    /// Ends: what is outstanding goes back to the issuer.
    case voiding
    case voided
    /// Its time is over: what is outstanding breaks.
    case expiring
    case expired
  }

  /// The most cards of a batch.
  package static let mostCards = 100_000

  package let id: PointsCardBatchID
  package let asset: AssetID
  /// On each card.
  package let points: Points
  package let count: Int
  package let purpose: Purpose
  /// Who owes the points; none for the operator.
  package let merchant: MerchantID
  /// Who had them made, at most 100 characters.
  package let buyer: String
  package let validUntil: Instant
  package let state: State
  package let made: Int
  /// When the codes were handed out; nil while they can be.
  package let exportedAt: Instant?
  package let createdAt: Instant
}

/// One card, as an order finds it by its code.
struct PointsCard: Sendable, Hashable {
  enum State: String, CaseIterable, Sendable, SQLScalar {
    /// Not sold: nothing stands on it.
    case made
    /// Being sold: the ledger's answer is not noted yet.
    case activating
    case active
    /// A request is redeeming it: the ledger's answer is not noted yet.
    case redeeming
    case redeemed, voided, expired
  }

  let batch: PointsCardBatch
  let serial: Int
  let state: State
  /// The request that redeems or redeemed it.
  let key: IdempotencyKey?
}

/// Why something about points cards was declined. A closed list.
package enum PointsCardRefusal: Error, Sendable, Hashable {
  /// No card has this code, or it is mistyped: which of these is not said.
  case codeInvalid
  /// Too many wrong codes; another try is possible after so many seconds.
  case delayed(seconds: Int64)
  /// The card was not sold yet.
  case notActive
  case used
  case frozen
  case expired
  case voided
  case batchNotFound
  /// The batch's state does not allow it.
  case batchState(PointsCardBatch.State)
  /// The codes were handed out before: they are nowhere any more.
  case exportedBefore
  /// The codes were not handed out yet, so nobody can hold the cards.
  case notExported
  /// A passphrase has 12…128 characters, six of them unlike.
  case passphraseTooWeak
  /// Some of these cards were sold before, or do not exist.
  case rangeTaken
  /// The form's key was used for something else.
  case otherActivation
}

extension PointsCardBatch {
  static let columns: SQL = """
    id, asset_id, points, card_count, purpose, merchant_id, buyer, valid_until, state, made, exported_at,
      created_at
    """
  static let select: SQL = "SELECT \(columns) FROM points_card_batch "

  init(_ row: borrowing Row) {
    let exported: Instant = row[10]
    self.init(
      id: row[0], asset: row[1], points: row[2], count: row[3], purpose: row[4], merchant: row[5],
      buyer: row[6], validUntil: row[7], state: row[8], made: row[9],
      exportedAt: exported == .distantPast ? nil : exported, createdAt: row[11])
  }
}

extension Storage.Transaction {
  /// - Throws: ``PointsCardRefusal/batchNotFound``.
  func pointsCardBatch(_ id: PointsCardBatchID) throws -> PointsCardBatch {
    let found = try queryFirst(PointsCardBatch.select + "WHERE id = \(id)") { PointsCardBatch($0) }
    guard let found else { throw PointsCardRefusal.batchNotFound }
    return found
  }

  func pointsCard(hash: [UInt8]) throws -> PointsCard? {
    let found = try queryFirst(
      "SELECT batch_id, serial, state, key_high, key_low FROM points_card WHERE code_hash = \(hash)"
    ) { row in
      (
        batch: row[0] as PointsCardBatchID, serial: row[1] as Int, state: row[2] as PointsCard.State,
        high: row[3] as Int64?, low: row[4] as Int64?
      )
    }
    guard let found else { return nil }
    var key: IdempotencyKey?
    if let high = found.high, let low = found.low { key = IdempotencyKey(columns: high, low) }
    return PointsCard(
      batch: try pointsCardBatch(found.batch), serial: found.serial, state: found.state, key: key)
  }
}

extension IdempotencyKey {
  /// As tables hold the halves.
  var highColumn: Int64 { Int64(bitPattern: high) }
  var lowColumn: Int64 { Int64(bitPattern: low) }

  init(columns high: Int64, _ low: Int64) {
    self.init(high: UInt64(bitPattern: high), low: UInt64(bitPattern: low))
  }
}
