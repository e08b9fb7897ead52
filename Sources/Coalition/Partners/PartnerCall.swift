internal import Crypto
internal import Foundation
internal import Ledger

/// What a partner is asked to do.
enum PartnerAct: Sendable, Hashable {
  /// Give its points to the account.
  case credit
  /// Take them from the account.
  case debit
  /// Learn that our part is done.
  case confirm
}

/// What is certain after a partner was asked.
enum PartnerVerdict: Sendable, Hashable {
  case done(reference: String)
  /// It did nothing and never will under this number.
  case refused(code: String)
  /// Nothing is certain; in words why.
  case open(String)
}

extension Coalition {
  /// The most of an answer that is read.
  static let partnerAnswerBytes = 65_536

  /// What goes out for an act; its body is the same however often it is asked.
  func request(
    _ act: PartnerAct, for exchange: PartnerExchange, _ partner: Partner
  ) async throws
    -> WebhookRequest
  {
    let keys = try await secrets(of: partner)
    switch partner.contract {
    case .tongbao:
      return try signed(body(act, exchange), to: act.path, publicIDs.text(exchange.id), partner, keys)
    case .mall: return try mallRequest(act, for: exchange, partner, keys)
    }
  }

  /// Reads an answer; whatever does not name this exchange and say for certain leaves it open.
  func verdict(
    _ answer: WebhookAnswer, on act: PartnerAct, of exchange: PartnerExchange, _ partner: Partner
  ) -> PartnerVerdict {
    switch partner.contract {
    case .tongbao: return verdict(answer, of: exchange)
    case .mall: return mallVerdict(answer, on: act)
    }
  }

  /// A message of ours to a partner, signed as webhooks are (Standard Webhooks 1.0.0) with the shared
  /// secret's ASCII bytes as the key; with the earlier one, too, while both count.
  func signed(
    _ body: [UInt8], to path: String, _ id: String, _ partner: Partner, _ keys: [String]
  ) throws -> WebhookRequest {
    let seconds = clock.now().microseconds / 1_000_000
    let signatures = keys.map {
      WebhookSecret.signature(id: id, seconds: seconds, body: body, secret: Array($0.utf8))
    }
    var request = WebhookRequest(
      address: try WebhookAddress(partner.url + path, allowsLocal: settings.allowsLocalWebhooks),
      headers: [
        ("content-type", "application/json"), ("user-agent", "Tongbao-Partners/1"), ("idempotency-key", id),
        ("webhook-id", id), ("webhook-timestamp", String(seconds)),
        ("webhook-signature", signatures.joined(separator: " ")),
      ], body: body, allowsLocal: settings.allowsLocalWebhooks)
    request.answerBytes = Self.partnerAnswerBytes
    return request
  }

  private func body(_ act: PartnerAct, _ exchange: PartnerExchange) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return [UInt8](
      try encoder.encode(
        PartnerMessage(
          id: publicIDs.text(exchange.id), object: act == .debit ? "partner_debit" : "partner_credit",
          account: exchange.account, points: exchange.theirPoints.units,
          program: publicIDs.text(exchange.asset), program_points: exchange.points.units,
          day: exchange.day.isoDate, proof: act == .debit ? exchange.proof : nil)))
  }

  private func verdict(_ answer: WebhookAnswer, of exchange: PartnerExchange) -> PartnerVerdict {
    // What cannot be read says nothing for certain.
    guard let said = try? JSONDecoder().decode(PartnerAnswer.self, from: Data(answer.body)) else {
      return .open("HTTP \(answer.status)")
    }
    guard said.id == publicIDs.text(exchange.id) else { return .open("an answer to something else") }
    guard said.points ?? exchange.theirPoints.units == exchange.theirPoints.units else {
      return .open("an answer about another amount")
    }
    switch said.status {
    case "done" where 200...299 ~= answer.status:
      return .done(reference: (said.reference ?? "").partnerText(64))
    case "refused" where 200...299 ~= answer.status || 400...499 ~= answer.status:
      return .refused(code: (said.code ?? "").partnerText(40))
    default: return .open("HTTP \(answer.status) \(said.status.partnerText(40))")
    }
  }
}

extension PartnerAct {
  fileprivate var path: String {
    switch self {
    case .debit: "/debits"
    case .credit, .confirm: "/credits"
    }
  }
}

// Named as they are written.
private struct PartnerMessage: Encodable {
  let id: String
  let object: String
  let account: String
  let points: Int64
  let program: String
  let program_points: Int64
  let day: String
  let proof: String?
}

private struct PartnerAnswer: Decodable {
  let id: String
  let status: String
  let reference: String?
  let code: String?
  let points: Int64?
}

extension String {
  /// What somebody else wrote, as a line that can be kept and shown.
  func partnerText(_ length: Int) -> String {
    String(String.UnicodeScalarView(unicodeScalars.filter { 0x20...0x7E ~= $0.value }.prefix(length)))
  }
}
