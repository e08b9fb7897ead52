import Coalition
import Ledger

extension PointsCardsProposal {
  /// As lists of proposals say it.
  func sentence(_ naming: Naming) -> String {
    let words = naming.words
    let count = words.number(Int64(count))
    let each = words.points(naming.points(Points(points), of: AssetID(asset)))
    return switch act {
    case .make: words.approvalCardsMake(count: count, points: each)
    case .thaw: words.approvalCardsThaw(count: count, points: each)
    case .void: words.approvalCardsVoid(count: count, points: each)
    }
  }

  /// What whoever decides must see: whose points, for whom, how many in all, until when.
  func parties(_ naming: Naming) -> [(name: String, value: String, link: Link?)] {
    let words = naming.words
    let asset = AssetID(asset)
    let purpose = PointsCardBatch.Purpose(rawValue: purpose)
    var parties: [(name: String, value: String, link: Link?)] = [
      (words.commonProgram, naming.program(asset), nil),
      (words.approvalBearer, naming.merchant(MerchantID(merchant)) ?? words.accountPlatform, nil),
      (words.batchPurpose, purpose?.name(words) ?? words.commonNone, nil),
      (words.batchBuyer, buyer.isEmpty ? words.commonNone : buyer, nil),
      (words.batchWorth, words.points(naming.points(Points(points * Int64(count)), of: asset)), nil),
      (words.batchValidUntil, words.time(ShownTime(validUntil)), nil),
    ]
    if batch != 0 {
      let number = naming.publicIDs.text(PointsCardBatchID(batch))
      parties.insert((words.batchOne, number, .pointsCards.appending(number)), at: 0)
    }
    return parties
  }
}

extension PointsCardBatch.Purpose {
  func name(_ words: Words) -> String {
    switch self {
    case .sale: words.batchPurposeSale
    case .gift: words.batchPurposeGift
    case .campaign: words.batchPurposeCampaign
    }
  }
}
