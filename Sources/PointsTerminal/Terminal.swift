internal import ISO8583
package import TerminalCrypto

/// A terminal at a till, without its cable: what it sends next, and what an answer means. Pure.
///
/// Whoever drives it writes ``Exchange/before`` to the journal, sends ``Exchange/bytes``, hands the answer or
/// its absence to ``outcome(of:reply:)``, and writes and applies the events that it gets.
package struct Terminal: Sendable {
  package var settings: TerminalSettings
  package private(set) var batch = 1
  package private(set) var lastTrace = 0
  /// Trades of all batches that are not settled yet.
  package private(set) var trades: [TradeRecord] = []
  /// The batch whose settlement has begun.
  package private(set) var settlingBatch: Int?
  package private(set) var keys: WorkingKeys?

  package struct WorkingKeys: Sendable {
    package var pin: TerminalKey
    package var mac: MACKey
  }

  /// A terminal as its journal left it.
  package init(_ settings: TerminalSettings, journal: [TerminalEvent] = []) {
    self.settings = settings
    for event in journal { apply(event) }
  }

  package var isSignedIn: Bool { keys != nil && !needsSignIn }
  private var needsSignIn = false
  /// As they came, under the master key.
  private var keyBlocks: [UInt8]?

  package mutating func apply(_ event: TerminalEvent) {
    switch event {
    case .used(let trace): lastTrace = trace
    case .opened(let batch): self.batch = batch
    case .signedIn(let blocks, let batch):
      // Keys of another master key do not open, and the terminal is not signed in.
      keys = try? Self.open(blocks, settings)
      keyBlocks = blocks
      needsSignIn = false
      self.batch = batch
    case .signedOut:
      keys = nil
      keyBlocks = nil
    case .mustSignIn: needsSignIn = true
    case .began(let record):
      lastTrace = record.trace
      trades.append(record)
    case .ended(let record):
      if let index = index(of: record) { trades[index] = record }
    case .settling(let batch): settlingBatch = batch
    case .settled(let batch, let next):
      settlingBatch = nil
      // A sign-in may have brought a later batch meanwhile.
      if self.batch == batch { self.batch = next }
      trades.removeAll { $0.batch == batch }
    }
  }

  /// The events from which the same terminal would come about again, without what is over.
  package var remembered: [TerminalEvent] {
    var events: [TerminalEvent] = [.opened(batch: batch)] + trades.map { .began($0) }
    if let keyBlocks { events.append(.signedIn(keys: keyBlocks, batch: batch)) }
    if needsSignIn { events.append(.mustSignIn) }
    if let settlingBatch { events.append(.settling(batch: settlingBatch)) }
    return events + [.used(trace: lastTrace)]
  }

  private func index(of record: TradeRecord) -> Int? {
    trades.lastIndex { $0.batch == record.batch && $0.trace == record.trace }
  }

  /// 000001 to 999999, never 0.
  var nextTrace: Int { lastTrace % 999_999 + 1 }

  /// The trade whose outcome is not known; nothing else may happen before it is reversed.
  package var pendingReversal: TradeRecord? { trades.first { $0.state == .pending && $0.kind.isReversible } }

  /// Advices that wait, in the order they were made.
  package var queue: [TradeRecord] { trades.filter { $0.state == .queued } }

  /// An approved trade of this terminal that was not settled yet.
  package func trade(_ trace: Int) -> TradeRecord? {
    trades.last { $0.trace == trace && $0.state == .approved }
  }

  /// Opens the keys of a sign-in and compares their check values.
  static func open(_ blocks: [UInt8], _ settings: TerminalSettings) throws -> WorkingKeys {
    let blocks = try KeyBlocks(blocks)
    let master = settings.masterKey
    let pinCipher: Cipher = settings.mac == .sm4 ? .sm4 : blocks.pinKey.key.count == 8 ? .des : .tripleDES
    let pin = try master.unwrap(blocks.pinKey.key, as: pinCipher, checkValue: blocks.pinKey.checkValue)
    let bytes = settings.mac == .sm4 ? blocks.macKey.key : blocks.macKeyWithoutFilling
    let macCipher: Cipher = settings.mac == .sm4 ? .sm4 : bytes.count == 8 ? .des : .tripleDES
    let mac = try master.unwrap(bytes, as: macCipher, checkValue: blocks.macKey.checkValue)
    return WorkingKeys(pin: pin, mac: try MACKey(mac, settings.mac))
  }
}
