package import Ledger

/// What a message stands for that a till's trade was turned away for before the ledger was asked.
package enum TillTurnedAway: Sendable {
  /// From now on its number is used up: the same message again can never post.
  case now(at: Instant)
  /// It was turned away before, for this.
  case before(code: String, at: Instant)
  /// Its number is another message's that was turned away.
  case anotherMessage
  /// It had been decided before; that stands.
  case decided(Receipt)
  /// It had been declined by the ledger before.
  case declined(Decline)
}

extension Coalition {
  /// Uses up the number of a trade that was refused before it came to the ledger, as for a wrong PIN or a
  /// frozen member. The till was told that it is declined, so a copy of it that comes later, when the reason
  /// is gone, must not post: the key is closed in the ledger, whose journal keeps what was said.
  /// - Parameters:
  ///   - code: what the till is told, 2 characters.
  ///   - content: everything that makes the message this one.
  /// - Throws: ``OrderRefusal/busy`` or `.outcomeUnknown`: nothing may be answered.
  package func turnAway(
    _ reference: TillReference, code: String, content: [UInt8], of terminal: POSTerminal,
    by principal: Principal
  ) async throws -> TillTurnedAway {
    if let before = try await turnedAway(reference, content: content, of: terminal, by: principal) {
      return before
    }
    let key = reference.key(of: terminal.id)
    do {
      if let known = try await transaction(key: key, by: principal) {
        guard let refusal = known.transaction.refusal else { return .decided(known) }
        return .declined(Decline(refusal, known.transaction, isReplay: true))
      }
      let words = KeptWords(code: code, content: content)
      let kept = try await reverse(
        key,
        occasion: Occasion(.pos, terminal: .id(terminal.id), reference: reference.text, memo: words.text),
        key: reference.keptKey(of: terminal.id), by: principal)
      return .now(at: kept.transaction.at)
    } catch OrderRefusal.idempotencyMismatch {
      // Another copy of it was faster.
      return try await turnedAway(reference, content: content, of: terminal, by: principal) ?? .anotherMessage
    }
  }

  /// What a message of that number was turned away for before; nil where none was.
  package func turnedAway(
    _ reference: TillReference, content: [UInt8], of terminal: POSTerminal, by principal: Principal
  ) async throws -> TillTurnedAway? {
    let kept = try await transaction(key: reference.keptKey(of: terminal.id), by: principal)
    guard let kept, let words = KeptWords(kept.transaction.context.memo) else { return nil }
    return words.isOf(content)
      ? .before(code: words.code, at: kept.transaction.at) : .anotherMessage
  }
}

extension TillReference {
  /// The key of what closes its number without a transaction.
  func keptKey(of terminal: TerminalID) -> String { key(of: terminal) + " kept" }
}

/// What the journal keeps of a trade that was turned away: the code, and a hash of the message.
private struct KeptWords {
  let code: String
  let hash: String

  init(code: String, content: [UInt8]) {
    self.code = code
    hash = Self.hash(content)
  }

  init?(_ text: String) {
    let words = text.split(separator: " ")
    guard words.count == 3, words[0] == "refused" else { return nil }
    (code, hash) = (String(words[1]), String(words[2]))
  }

  var text: String { "refused \(code) \(hash)" }

  func isOf(_ content: [UInt8]) -> Bool { hash == Self.hash(content) }

  private static func hash(_ content: [UInt8]) -> String {
    var hash = RequestHash()
    hash.add(content.map { String($0, radix: 16) }.joined(separator: " "))
    return String(hash.value, radix: 16)
  }
}
