internal import Crypto
internal import Foundation
package import Ledger
internal import Loyalty

/// What a member was shown before points go to another: sealed, so that what is carried out is what was seen,
/// good for ten minutes and carried out once.
struct TransferOffer: Sendable, Hashable {
  static let seconds: Int64 = 600

  var sender: MemberID
  var receiver: MemberID
  var asset: AssetID
  var points: Points
  var fee: TransferFee
  var endsAt: Instant
  /// Chance, which names the one transfer.
  var number: Int64

  /// Under which the ledger remembers it for ever.
  var key: String { "own-transfer \(sender.rawValue) \(endsAt.microseconds) \(number)" }

  /// What it asks of the ledger.
  var order: TransferOrder {
    TransferOrder(
      from: .id(sender), to: .id(receiver), program: .asset(asset), points: points, fee: fee,
      occasion: Occasion(.member))
  }

  func sealed(with key: SymmetricKey) throws -> String {
    let numbers: [Int64] = [
      sender.rawValue, receiver.rawValue, Int64(asset.rawValue), points.units, fee.points.units,
      Int64(fee.mode.rawValue), endsAt.microseconds, number,
    ]
    let box = try AES.GCM.seal(
      Data(numbers.flatMap(\.bigEndianBytes)), using: key, authenticating: Data("transfer".utf8))
    return (box.combined ?? Data()).base64EncodedString()
  }

  /// Nil for anything that was not sealed here.
  init?(opening text: String, with key: SymmetricKey) {
    guard text.utf8.count <= 256, let data = Data(base64Encoded: text),
      // A text that is too short to be a box, or was changed, is no offer.
      let box = try? AES.GCM.SealedBox(combined: data),
      // Sealed for something else, or by somebody else: no offer either.
      let plain = try? AES.GCM.open(box, using: key, authenticating: Data("transfer".utf8)), plain.count == 64
    else { return nil }
    let numbers = (0..<8).map { part in
      plain.dropFirst(part * 8).prefix(8).reduce(Int64(0)) { $0 << 8 | Int64($1) }
    }
    guard let mode = Transfer.FeeMode(rawValue: UInt8(truncatingIfNeeded: numbers[5])) else { return nil }
    (sender, receiver, asset) = (MemberID(numbers[0]), MemberID(numbers[1]), AssetID(numbers[2]))
    (points, fee) = (Points(numbers[3]), TransferFee(Points(numbers[4]), mode))
    (endsAt, number) = (Instant(microseconds: numbers[6]), numbers[7])
  }

  init(
    from sender: MemberID, to receiver: MemberID, asset: AssetID, points: Points, fee: TransferFee,
    endsAt: Instant, number: Int64
  ) {
    (self.sender, self.receiver, self.asset) = (sender, receiver, asset)
    (self.points, self.fee, self.endsAt, self.number) = (points, fee, endsAt, number)
  }
}

/// What a transfer costs, and whether it comes on top.
package struct TransferFee: Sendable, Hashable {
  package var points: Points
  package var mode: Transfer.FeeMode

  package init(_ points: Points, _ mode: Transfer.FeeMode) {
    self.points = points
    self.mode = mode
  }
}

extension TransferPolicy {
  /// What sending so many costs: rounded up.
  package func fee(of points: Points) -> TransferFee {
    let share = BasisPoints(Int32(clamping: feeBasisPoints)) ?? .zero
    return TransferFee(share.roundedUp(of: points), feeMode)
  }
}
