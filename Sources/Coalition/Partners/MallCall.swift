internal import Foundation
internal import Ledger

extension Coalition {
  /// What goes out to a mall's counterpart for an act.
  func mallRequest(
    _ act: PartnerAct, for exchange: PartnerExchange, _ partner: Partner, _ keys: [String]
  ) throws -> WebhookRequest {
    throw PartnerRefusal.partnerInactive
  }

  func mallVerdict(_ answer: WebhookAnswer, on act: PartnerAct) -> PartnerVerdict {
    .open("HTTP \(answer.status)")
  }
}
