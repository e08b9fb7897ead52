package import Ledger
internal import Logging
internal import Loyalty
internal import Storage

/// A text on its way to somebody outside.
package struct OutgoingText: Sendable, Hashable {
  /// The same for every try, so that who gets it twice can see that it is one.
  package let id: String
  package let recipient: String
  /// Empty for an SMS.
  package let title: String
  package let body: String
  package let language: MemberLanguage
  /// Ends e-mail of this kind for who brings it back; nil where it cannot be ended.
  package var stopTicket: String?
}

/// Who carries texts out; a way that nobody serves is not taken.
package struct MessageSink: Sendable {
  package var email: (@Sendable (OutgoingText) async throws -> Void)?
  package var sms: (@Sendable (OutgoingText) async throws -> Void)?

  package init(
    email: (@Sendable (OutgoingText) async throws -> Void)? = nil,
    sms: (@Sendable (OutgoingText) async throws -> Void)? = nil
  ) {
    self.email = email
    self.sms = sms
  }

  /// Nobody.
  package static let none = MessageSink()

  func carries(_ channel: MessageChannel) -> Bool {
    switch channel {
    case .site: false
    case .email: email != nil
    case .sms: sms != nil
    }
  }
}

/// What a carrier says that trying again cannot mend, as an address that does not exist.
package struct PermanentFailure: Error, Sendable, CustomStringConvertible {
  package let description: String

  package init(_ description: String) { self.description = description }
}

extension Coalition {
  static let deliveryTries = 8
  /// A try that was begun and of which nothing is known is begun again after so long.
  private static let tryLeaseSeconds: Int64 = 120
  private static let deliveriesPerStep = 50

  /// Sends what is due, at most a step's worth.
  ///
  /// A try is noted before it is made: of a server that died in it, it is not known whether the text went
  /// out, and it goes out again under the same id. So a message is made once, and delivered at least once.
  /// - Returns: how many tries were made.
  func deliverMessages() async throws -> Int {
    var done = 0
    while done < 1_000 {
      let due = try await claimDeliveries()
      if due.isEmpty { return done }
      for delivery in due { try await attempt(delivery) }
      done += due.count
    }
    return done
  }

  private struct DueDelivery: Sendable {
    let id: MessageDeliveryID
    let message: MessageID
    let member: MemberID
    let channel: MessageChannel
    let recipient: String
    let tries: Int
  }

  private func claimDeliveries() async throws -> [DueDelivery] {
    let now = clock.now()
    let until = now.adding(seconds: Self.tryLeaseSeconds)
    return try await database.write { tx in
      // A last try of which nothing is known: there is none after it.
      try tx.execute(
        """
        UPDATE message_delivery SET state = 'failed', finished_at = \(now), recipient = ''
        WHERE state = 'waiting' AND next_try_at <= \(now) AND tries >= \(Self.deliveryTries)
        """)
      return try tx.query(
        """
        UPDATE message_delivery SET tries = tries + 1, next_try_at = \(until)
        WHERE id IN (SELECT id FROM message_delivery WHERE state = 'waiting' AND next_try_at <= \(now)
          ORDER BY next_try_at, id LIMIT \(Self.deliveriesPerStep))
        RETURNING id, message_id, member_id, channel, recipient, tries
        """
      ) {
        DueDelivery(
          id: $0[0], message: $0[1], member: $0[2], channel: $0[3], recipient: $0[4], tries: $0[5])
      }
    }
  }

  private func attempt(_ delivery: DueDelivery) async throws {
    guard let text = try await outgoing(delivery) else {
      return try await finish(delivery, failure: "no recipient")
    }
    guard let send = delivery.channel == .email ? messageSink.email : messageSink.sms else {
      return try await finish(delivery, failure: "no carrier")
    }
    do {
      try await send(text)
      try await finish(delivery, failure: nil)
    } catch let error as PermanentFailure {
      try await finish(delivery, failure: error.description)
    } catch is CancellationError { throw CancellationError() } catch {
      if delivery.tries >= Self.deliveryTries {
        try await finish(delivery, failure: "\(error)")
      } else {
        try await postpone(delivery, because: "\(error)")
      }
    }
  }

  /// Nil where there is nobody to send to any more.
  private func outgoing(_ delivery: DueDelivery) async throws -> OutgoingText? {
    let prefix = publicIDs.text(delivery.id)
    return try await database.read { tx in
      let found = try tx.queryFirst(MemberMessage.select + "WHERE id = \(delivery.message)") {
        MemberMessage($0)
      }
      guard let message = found, let member = try tx.member(delivery.member), member.status != .closed else {
        return nil
      }
      let own = delivery.channel == .email ? member.email : member.phone
      guard let recipient = delivery.recipient.isEmpty ? own : delivery.recipient else { return nil }
      let text = try tx.wording(of: [message], settings).text(
        of: message, for: delivery.channel, in: member.language)
      var outgoing = OutgoingText(
        id: prefix, recipient: recipient, title: text.title, body: text.body, language: member.language)
      if delivery.channel == .email, let topic = message.kind.topic {
        outgoing.stopTicket = try StopTicket(of: member.id, topic).sealed(with: secrets.memberAccessKey)
      }
      return outgoing
    }
  }

  private func finish(_ delivery: DueDelivery, failure: String?) async throws {
    let now = clock.now()
    try await database.write { tx in
      try tx.execute(
        """
        UPDATE message_delivery SET state = \(failure == nil ? "sent" : "failed"), finished_at = \(now),
          failure = \((failure ?? "").withinFailure), recipient = ''
        WHERE id = \(delivery.id) AND state = 'waiting'
        """)
    }
    if let failure { logger.warning("a message was not delivered: \(failure.withinFailure)") }
  }

  /// After 1, 2, 4 … 64 minutes.
  private func postpone(_ delivery: DueDelivery, because reason: String) async throws {
    let next = clock.now().adding(seconds: 60 << Int64(min(delivery.tries - 1, 6)))
    try await database.write { tx in
      try tx.execute(
        """
        UPDATE message_delivery SET next_try_at = \(next), failure = \(reason.withinFailure)
        WHERE id = \(delivery.id) AND state = 'waiting'
        """)
    }
  }

  /// Sends a one-time code in the operator's words; nothing of it is kept.
  func sendCodeText(_ code: String, to identity: IdentityColumns, in language: MemberLanguage) async throws {
    let isEmail = identity.field == .email
    guard let send = isEmail ? messageSink.email : messageSink.sms else { return }
    let channel: MessageChannel = isEmail ? .email : .sms
    let template = try await database.read { tx in
      MessageWording(templates: try tx.templates(), zone: settings.calendar.zone)
        .template(.code, channel, language)
    }
    let text = try template.text([.code: code, .minutes: String(Self.codeSeconds / 60)])
    try await send(
      OutgoingText(
        id: publicIDs.text(ids.next(Identified.MessageDelivery.self)), recipient: identity.value,
        title: text.title, body: text.body, language: language))
  }
}

extension String {
  /// What a delivery keeps of why it failed, without what may be somebody's address or number: carriers
  /// repeat it, the log cannot be erased, and more people see the list than may see addresses.
  fileprivate var withinFailure: String {
    let plain = String(String.UnicodeScalarView(unicodeScalars.filter { $0.value >= 0x20 }.prefix(300)))
    return plain.split(separator: " ").map { word in
      word.contains("@") || word.count(where: \.isNumber) >= 7 ? "…" : String(word)
    }.joined(separator: " ")
  }
}

/// Keeps the latest texts, at most 200, for the demo's inbox and for tests to read.
package final class MessageTray: Sendable {
  package struct Kept: Sendable, Hashable {
    package let channel: MessageChannel
    package let text: OutgoingText
    package let at: Instant
  }

  private let kept = Turnstile()
  private let clock: PlatformClock

  package init(clock: PlatformClock = .system) { self.clock = clock }

  package var sink: MessageSink {
    MessageSink(
      email: { await self.kept.add(Kept(channel: .email, text: $0, at: self.clock.now())) },
      sms: { await self.kept.add(Kept(channel: .sms, text: $0, at: self.clock.now())) })
  }

  /// What was sent, the newest first.
  package func texts() async -> [Kept] { await kept.all.reversed() }

  /// Written by requests and jobs, read by the inbox.
  private actor Turnstile {
    private(set) var all: [Kept] = []

    func add(_ text: Kept) {
      if all.count == 200 { all.removeFirst() }
      all.append(text)
    }
  }
}
