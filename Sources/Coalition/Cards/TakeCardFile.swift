internal import Crypto
internal import Ledger
internal import Storage
internal import TerminalCrypto

extension Coalition {
  /// Gives a batch's file for whoever embosses it (制卡文件), once: sealed for the recipient that two people
  /// agreed on, so nobody here reads it, and written nowhere.
  ///
  /// Comma-separated lines of UTF-8, the first names the columns: `number`, `expiry` (MM/YY, empty for none),
  /// `track2` (ISO/IEC 7813 without sentinels; 4912 for none), `code` (what its holder proves it with) and
  /// `name`, empty for cards that nobody holds yet.
  /// - Returns: CMS AuthEnvelopedData, DER.
  /// - Throws: `AccessRefusal`, `MemberRefusal.cardNotFound`, `.cardInactive` unless it is ready.
  package func takeCardFile(_ id: CardBatchID, by principal: Principal) async throws -> [UInt8] {
    try principal.requireOperator(.exportMembers)
    try principal.requireConfirmed(at: clock.now())
    guard principal.actor.kind == .user else { throw AccessRefusal.notAuthenticated }
    let batch = try await cardBatch(id, by: principal)
    guard batch.state == .ready else { throw MemberRefusal.cardInactive }
    let sealed = try SealedMessage.sealed(try await cardFile(of: batch), for: batch.recipient)
    let now = clock.now()
    try await database.write { tx in
      let taken = try tx.execute(
        "UPDATE card_batch SET state = 'taken', taken_at = \(now) WHERE id = \(id) AND state = 'ready'")
      guard taken == 1 else { throw MemberRefusal.cardInactive }
      try append(
        Change(
          action: "card_batch.take", subject: "card_batch/\(id.rawValue)",
          after: "\(batch.made) cards for \(SealedMessage.fingerprint(of: batch.recipient) ?? "")"),
        by: principal.actor, in: tx)
    }
    return sealed
  }

  /// 100,000 cards are about 7 MB.
  private func cardFile(of batch: CardBatch) async throws -> [UInt8] {
    var file = Array("number,expiry,track2,code,name\r\n".utf8)
    var last = CardID.none
    while true {
      let page = try await database.read { [last] tx in
        try tx.query(
          Card.select + "WHERE batch_id = \(batch.id) AND id > \(last) ORDER BY id LIMIT 1000"
        ) { Card($0) }
      }
      for card in page { file += Array(embossed(card).utf8) }
      guard let end = page.last?.id else { return file }
      last = end
    }
  }

  private func embossed(_ card: Card) -> String {
    var (printed, coded) = ("", "4912")
    if let expiry = card.expiresAt {
      // The month that the card is good through: it ends with it.
      let date = settings.calendar.monthBefore(expiry)
      (printed, coded) = (date.month + "/" + date.year, date.year + date.month)
    }
    return "\(card.number),\(printed),\(card.number)=\(coded)000,\(cardCode(of: card.number)),\r\n"
  }

  /// Six digits printed on the card, which show that somebody has it; kept nowhere.
  func cardCode(of number: String) -> String {
    let digest = HMAC<SHA256>.authenticationCode(for: Array(number.utf8), using: secrets.cardCodeKey)
    let drawn = digest.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    let digits = String(drawn % 1_000_000)
    return String(repeating: "0", count: 6 - digits.utf8.count) + digits
  }
}
