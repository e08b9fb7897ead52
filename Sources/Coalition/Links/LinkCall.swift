internal import Foundation
internal import Ledger

/// What a partner is asked about an account of its own; none of it moves anything.
struct LinkQuestion: Sendable, Hashable {
  enum Kind: String, Sendable {
    case sendCode = "partner_link_code"
    case checkCode = "partner_link_check"
    case balance = "partner_balance"

    fileprivate var path: String {
      switch self {
      case .sendCode: "/link-codes"
      case .checkCode: "/link-checks"
      case .balance: "/balances"
      }
    }

    fileprivate var word: String {
      switch self {
      case .sendCode: "code"
      case .checkCode: "check"
      case .balance: "balance"
      }
    }
  }

  let kind: Kind
  let link: LinkedAccountID
  let account: String
  /// What the member typed.
  var code: String?
  /// Tells apart what is asked of one link several times with different words.
  var number = 1

  init(_ kind: Kind, _ link: LinkedAccountID, _ account: String) {
    (self.kind, self.link, self.account) = (kind, link, account)
  }
}

/// What is certain after a partner was asked about an account.
enum LinkVerdict: Sendable, Hashable {
  /// With the points that lie there, where it was asked for them.
  case done(points: Points)
  case refused(code: String)
  /// Nothing is certain; in words why.
  case open(String)
}

extension Coalition {
  /// Asks once, signed as exchanges are. Whatever does not name this link and say for certain leaves it open.
  func ask(_ question: LinkQuestion, of partner: Partner) async throws -> LinkVerdict {
    guard let post = webhookSink.post else { return .open("no_sender") }
    let id = publicIDs.text(question.link)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let body = try encoder.encode(
      LinkMessage(id: id, object: question.kind.rawValue, account: question.account, code: question.code))
    let keys = try await secrets(of: partner)
    let answer: WebhookAnswer
    do {
      answer = try await post(
        try signed(
          [UInt8](body), to: question.kind.path, "\(id).\(question.kind.word)-\(question.number)", partner,
          keys))
    } catch is CancellationError { throw CancellationError() } catch {
      return .open("\(error)".partnerText(80))
    }
    // What cannot be read says nothing for certain.
    guard let said = try? JSONDecoder().decode(LinkAnswer.self, from: Data(answer.body)) else {
      return .open("HTTP \(answer.status)")
    }
    guard said.id == id else { return .open("an answer to something else") }
    switch said.status {
    case "done" where 200...299 ~= answer.status:
      // The member chose the spelling: a second one of the same account would be a second account here.
      if let account = said.account, account != question.account { return .refused(code: "account_spelling") }
      if question.kind != .balance { return .done(points: 0) }
      guard let points = said.points, points >= 0 else { return .open("an answer without points") }
      return .done(points: Points(points))
    case "refused" where 200...299 ~= answer.status || 400...499 ~= answer.status:
      return .refused(code: (said.code ?? "").partnerText(40))
    default: return .open("HTTP \(answer.status) \(said.status.partnerText(40))")
    }
  }
}

// Named as they are written.
private struct LinkMessage: Encodable {
  let id: String
  let object: String
  let account: String
  let code: String?
}

private struct LinkAnswer: Decodable {
  let id: String
  let status: String
  let code: String?
  let account: String?
  let points: Int64?
}
