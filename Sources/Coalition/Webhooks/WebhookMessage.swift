internal import Foundation
internal import Ledger
internal import Loyalty
internal import Storage

/// What a webhook is sent: the id that stays the same however often it comes, and the body.
struct WebhookMessage: Sendable {
  let id: String
  let body: [UInt8]
}

extension Coalition {
  /// The message of an event, or of a test where there is none. Its bytes follow from what it is about alone.
  func webhookMessage(
    of event: Event?, delivery: WebhookDeliveryID, webhook: WebhookID, at moment: Instant
  ) throws -> WebhookMessage {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let event else {
      let test = Envelope(
        data: TestData(webhook: publicIDs.text(webhook)), timestamp: moment.rfc3339,
        type: WebhookDelivery.testKind)
      return WebhookMessage(id: publicIDs.text(delivery), body: [UInt8](try encoder.encode(test)))
    }
    let data = EventData(
      id: publicIDs.text(event.id), created: event.at.rfc3339, member: publicIDs.text(event.member),
      merchant: event.merchant.isGiven ? publicIDs.text(event.merchant) : nil, points: event.points.units,
      program: publicIDs.text(event.asset), transaction: publicIDs.text(event.transaction),
      type: event.kind.rawValue)
    let message = Envelope(data: data, timestamp: event.at.rfc3339, type: event.kind.rawValue)
    return WebhookMessage(id: data.id, body: [UInt8](try encoder.encode(message)))
  }
}

private struct Envelope<Content: Encodable>: Encodable {
  let data: Content
  let timestamp: String
  let type: String
}

/// As `/v1/events` gives it.
private struct EventData: Encodable {
  let id: String
  var object = "event"
  let created: String
  let member: String
  let merchant: String?
  let points: Int64
  let program: String
  let transaction: String
  let type: String
}

private struct TestData: Encodable {
  var object = "webhook_test"
  let webhook: String
}

extension Instant {
  /// In UTC, with no, three or six digits after the second, as the interface writes it.
  fileprivate var rfc3339: String {
    let (whole, part) = microseconds.quotientAndRemainder(dividingBy: 1_000_000)
    let seconds = part < 0 ? whole - 1 : whole
    let fraction = part < 0 ? part + 1_000_000 : part
    let text = Date(timeIntervalSince1970: TimeInterval(seconds)).ISO8601Format()
    if fraction == 0 { return text }
    let digits = String(1_000_000 + fraction).dropFirst().prefix(fraction % 1_000 == 0 ? 3 : 6)
    return text.dropLast() + ".\(digits)Z"
  }
}
