internal import Foundation
internal import Ledger

// The mall contract as its consumer: their members' points are used here (decision 0045).
extension Coalition {
  /// What goes out for an act: parameters in the address, signed anew at each try, the order number the same.
  func mallRequest(
    _ act: PartnerAct, for exchange: PartnerExchange, _ partner: Partner, _ keys: [String]
  ) throws -> WebhookRequest {
    guard let secret = keys.first else { throw PartnerRefusal.partnerInactive }
    var parameters = [
      "appKey": partner.appKey, "timestamp": String(clock.now().microseconds / 1_000),
      "uid": exchange.account, "orderNum": publicIDs.text(exchange.id),
    ]
    switch act {
    case .debit, .credit:
      parameters["credits"] = String(exchange.theirPoints.units)
      parameters["type"] = "virtual"
      parameters["description"] = "points exchange"
      if act == .debit {
        parameters["facePrice"] = "0"
        parameters["actualPrice"] = "0"
        parameters["waitAudit"] = "false"
        parameters["params"] = exchange.proof
      }
    case .confirm:
      parameters["success"] = "true"
      parameters["errorMessage"] = ""
      parameters["bizId"] = exchange.reference
    }
    parameters["sign"] = MallSign.sign(parameters, secret: secret)
    var request = WebhookRequest(
      address: try WebhookAddress(
        partner.url + act.mallPath + "?" + MallSign.query(parameters),
        allowsLocal: settings.allowsLocalWebhooks, longest: 4_000),
      headers: [("user-agent", "Tongbao-Partners/1"), ("accept", "application/json")], body: [],
      allowsLocal: settings.allowsLocalWebhooks)
    request.method = .get
    request.answerBytes = Self.partnerAnswerBytes
    return request
  }

  /// Certain is what says `ok` or `fail` with 200; the call-back's answer is the word alone.
  func mallVerdict(_ answer: WebhookAnswer, on act: PartnerAct) -> PartnerVerdict {
    guard answer.status == 200 else { return .open("HTTP \(answer.status)") }
    if act == .confirm {
      let said = String(decoding: answer.body.prefix(64), as: UTF8.self).trimmingCharacters(
        in: .whitespacesAndNewlines)
      return said.lowercased() == "ok" ? .done(reference: "") : .open("an answer that is not ok")
    }
    // What cannot be read says nothing for certain.
    guard let said = try? JSONDecoder().decode(MallAnswer.self, from: Data(answer.body)) else {
      return .open("an answer that cannot be read")
    }
    switch said.status.lowercased() {
    case "ok": return .done(reference: (said.bizId ?? "").partnerText(64))
    case "fail": return .refused(code: (said.errorMessage ?? "").partnerText(40))
    default: return .open("an answer that says neither ok nor fail")
    }
  }
}

private struct MallAnswer: Decodable {
  let status: String
  let errorMessage: String?
  let bizId: String?
}

extension PartnerAct {
  fileprivate var mallPath: String {
    switch self {
    case .debit: "/consume"
    case .credit: "/add"
    case .confirm: "/notify"
    }
  }
}
