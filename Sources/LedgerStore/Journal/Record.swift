import Ledger

/// A transaction as bytes. Identifiers and moments that repeat within a block are named by their place in the
/// block's dictionary; everything else is a small number. `decode` is the exact inverse of `encode`.
enum Record {
  private struct Flags: OptionSet {
    let rawValue: UInt8
    static let original = Flags(rawValue: 1)
    static let root = Flags(rawValue: 2)
    static let hold = Flags(rawValue: 4)
    static let reversedKey = Flags(rawValue: 8)
    static let refused = Flags(rawValue: 16)
    static let place = Flags(rawValue: 32)
    static let words = Flags(rawValue: 64)
    static let unusable = Flags(rawValue: 128)
  }

  static func encode(_ t: Transaction, _ words: inout BlockDictionary, into out: inout ByteWriter) {
    var flags: Flags = []
    if t.original.isGiven { flags.insert(.original) }
    if t.root.isGiven { flags.insert(.root) }
    if t.holdUntil != .distantPast { flags.insert(.hold) }
    if t.reversedKey != nil { flags.insert(.reversedKey) }
    if t.refusal != nil { flags.insert(.refused) }
    if t.unusable != 0 { flags.insert(.unusable) }
    let context = t.context
    if context.store.isGiven || context.terminal.isGiven || context.actor.isGiven { flags.insert(.place) }
    if !context.reference.isEmpty || !context.memo.isEmpty || !context.explanation.isEmpty {
      flags.insert(.words)
    }
    out.put(t.kind.rawValue)
    out.put(flags.rawValue)
    out.put(context.channel.rawValue)
    out.put(signed: t.at.microseconds &- words.base)
    out.put(signed: Int64(t.day.daysSince1970) - words.baseDay)
    out.put(fixed: t.key.high)
    out.put(fixed: t.key.low)
    out.put(fixed: t.requestHash)
    out.put(words.place(of: t.subject.member.rawValue))
    out.put(signed: t.subject.asset.rawValue)
    out.put(signed: t.amount.units)
    out.put(words.place(of: context.merchant.rawValue))
    if flags.contains(.place) {
      out.put(words.place(of: context.store.rawValue))
      out.put(words.place(of: context.terminal.rawValue))
      out.put(words.place(of: context.actor.rawValue))
    }
    if flags.contains(.words) {
      out.put(sized: context.reference.utf8)
      out.put(sized: context.memo.utf8)
      out.put(sized: context.explanation)
    }
    if let refusal = t.refusal { out.put(refusal.rawValue) }
    if flags.contains(.original) { out.put(signed: t.id.rawValue &- t.original.rawValue) }
    if flags.contains(.root) { out.put(signed: t.id.rawValue &- t.root.rawValue) }
    if flags.contains(.hold) { out.put(words.place(of: t.holdUntil.microseconds)) }
    if let key = t.reversedKey {
      out.put(fixed: key.high)
      out.put(fixed: key.low)
    }
    if flags.contains(.unusable) { out.put(signed: t.unusable.units) }
    encodeEffects(of: t, &words, into: &out)
  }

  private static func encodeEffects(
    of t: Transaction, _ words: inout BlockDictionary, into out: inout ByteWriter
  ) {
    out.put(t.touches.count)
    for touch in t.touches {
      out.put(signed: touch.wallet.rawValue)
      out.put(words.place(of: touch.key.member.rawValue))
      out.put(signed: touch.key.asset.rawValue)
      out.put(touch.previous.isGiven ? Int(t.id.rawValue - touch.previous.rawValue) : 0)
      out.put(signed: touch.after.available.units)
      out.put(signed: touch.after.pending.units)
      out.put(signed: touch.after.held.units)
      out.put(signed: touch.after.debt.units)
    }
    out.put(t.openings.count)
    for opening in t.openings {
      out.put(signed: opening.wallet.rawValue)
      out.put(Int(opening.number))
      out.put(Int(opening.source))
      out.put(words.place(of: opening.effectiveAt.microseconds))
      out.put(words.place(of: opening.expiresAt.microseconds))
      out.put(signed: t.at.microseconds &- opening.earnedAt.microseconds)
    }
    out.put(t.entries.count)
    for entry in t.entries {
      out.put(entry.account.kind.rawValue)
      if entry.account.kind.isWalletBucket {
        out.put(signed: entry.account.owner)
        out.put(Int(entry.lot))
        out.put(Int(entry.source))
        if entry.lot != 0 { out.put(words.place(of: entry.expiresAt.microseconds)) }
      } else {
        out.put(words.place(of: entry.account.owner))
      }
      out.put(signed: entry.account.asset.rawValue)
      out.put(signed: entry.amount.units)
    }
  }

  static func decode(
    _ id: TransactionID, _ words: BlockWords, from reader: inout ByteReader
  ) throws(DamagedJournal) -> Transaction {
    guard let kind = Transaction.Kind(rawValue: try reader.byte()) else { throw unknown("kind") }
    let flags = Flags(rawValue: try reader.byte())
    guard let channel = Channel(rawValue: try reader.byte()) else { throw unknown("channel") }
    let at = Instant(microseconds: words.base &+ (try reader.signed()))
    let day = BusinessDay(daysSince1970: Int32(truncatingIfNeeded: words.baseDay &+ (try reader.signed())))
    let key = IdempotencyKey(high: try reader.fixed(), low: try reader.fixed())
    let requestHash = try reader.fixed()
    let subject = WalletKey(
      member: MemberID(try words.word(&reader)), asset: AssetID(try reader.signed()))
    let amount = Points(try reader.signed())
    var context = Context(channel: channel)
    context.merchant = MerchantID(try words.word(&reader))
    if flags.contains(.place) {
      context.store = StoreID(try words.word(&reader))
      context.terminal = TerminalID(try words.word(&reader))
      context.actor = OperatorID(try words.word(&reader))
    }
    if flags.contains(.words) {
      context.reference = String(decoding: try reader.sized(), as: UTF8.self)
      context.memo = String(decoding: try reader.sized(), as: UTF8.self)
      context.explanation = Array(try reader.sized())
    }
    var t = Transaction(
      id: id, kind: kind, at: at, day: day, key: key, requestHash: requestHash, context: context,
      subject: subject)
    t.amount = amount
    if flags.contains(.refused) {
      guard let refusal = Refusal(rawValue: try reader.byte()) else { throw unknown("refusal") }
      t.refusal = refusal
    }
    if flags.contains(.original) { t.original = TransactionID(id.rawValue &- (try reader.signed())) }
    if flags.contains(.root) { t.root = TransactionID(id.rawValue &- (try reader.signed())) }
    if flags.contains(.hold) { t.holdUntil = Instant(microseconds: try words.word(&reader)) }
    if flags.contains(.reversedKey) {
      t.reversedKey = IdempotencyKey(high: try reader.fixed(), low: try reader.fixed())
    }
    if flags.contains(.unusable) { t.unusable = Points(try reader.signed()) }
    try decodeEffects(of: &t, words, from: &reader)
    return t
  }

  private static func decodeEffects(
    of t: inout Transaction, _ words: BlockWords, from reader: inout ByteReader
  ) throws(DamagedJournal) {
    for _ in 0..<(try reader.count()) {
      let wallet = WalletID(try reader.signed())
      let key = WalletKey(
        member: MemberID(try words.word(&reader)), asset: AssetID(try reader.signed()))
      // A wallet that rests for years lies further back than a count may be large.
      let back = Int64(bitPattern: try reader.unsigned())
      let previous: TransactionID = back == 0 ? .none : TransactionID(t.id.rawValue &- back)
      let after = Balance(
        available: Points(try reader.signed()), pending: Points(try reader.signed()),
        held: Points(try reader.signed()), debt: Points(try reader.signed()))
      t.touches.append(Touch(wallet: wallet, key: key, previous: previous, after: after))
    }
    for _ in 0..<(try reader.count()) {
      t.openings.append(
        LotOpening(
          wallet: WalletID(try reader.signed()), number: Int32(try reader.count()),
          source: Int32(try reader.count()), effectiveAt: Instant(microseconds: try words.word(&reader)),
          expiresAt: Instant(microseconds: try words.word(&reader)),
          earnedAt: Instant(microseconds: t.at.microseconds &- (try reader.signed()))))
    }
    for _ in 0..<(try reader.count()) {
      guard let kind = AccountKind(rawValue: try reader.byte()) else { throw unknown("account") }
      let owner = kind.isWalletBucket ? try reader.signed() : try words.word(&reader)
      let lot = kind.isWalletBucket ? Int32(try reader.count()) : 0
      let source = kind.isWalletBucket ? Int32(try reader.count()) : 0
      let expiresAt = Instant(microseconds: lot == 0 ? 0 : try words.word(&reader))
      let asset = AssetID(try reader.signed())
      let account = AccountKey(kind: kind, owner: owner, asset: asset)
      t.entries.append(
        Entry(
          account: account, amount: Points(try reader.signed()), lot: lot, source: source,
          expiresAt: expiresAt))
    }
  }

  private static func unknown(_ what: String) -> DamagedJournal {
    DamagedJournal(description: "A record has an unknown \(what).")
  }
}
