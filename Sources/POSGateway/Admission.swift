internal import Coalition
internal import ISO8583
internal import TerminalCrypto

/// Whether a message may be looked at: the state of the terminal's session against what the message is. Pure.
///
/// The order is that of the harm: nothing of a message counts before its seal was checked, and a wrong seal
/// changes nothing.
struct Admission {
  let access: POSAccess
  private let planted: PlantedTill

  init(_ access: POSAccess, _ planted: PlantedTill = PlantedTill()) {
    self.access = access
    self.planted = planted
  }

  private var terminal: POSTerminal { access.terminal }

  /// - Throws: ``TillRefusal``.
  func check(_ request: TillRequest, _ frame: Frame) throws(TillRefusal) {
    guard terminal.merchantStatus == .active else { throw TillRefusal(.invalidMerchant) }
    guard terminal.status == .enabled else { throw TillRefusal(.notAllowedToTerminal) }
    try checkSeal(request, frame)
    switch request {
    case .signIn:
      // Without a master key there is nothing to wrap working keys in.
      guard access.keys != nil else { throw TillRefusal(.notAllowedToTerminal) }
    case .signOut, .echo, .parameters, .reversal: break
    case .trade(let trade):
      guard terminal.isSignedIn,
        trade.batch == terminal.batch.number || planted.has(.tradesMayBeOfAnyBatch)
      else { throw TillRefusal(.signInAgain) }
      guard terminal.parameters.kinds.allows(trade.kind) else { throw TillRefusal(.notAllowedToTerminal) }
    case .settlement, .upload, .uploadEnd:
      guard terminal.isSignedIn else { throw TillRefusal(.signInAgain) }
    }
  }

  /// Whether a trade that is not admitted is really the terminal's, and of its open batch: then its number is
  /// used up. Without its seal nothing of it counts.
  func isOurs(_ trade: Trade, _ frame: Frame) -> Bool {
    guard terminal.isSignedIn, trade.batch == terminal.batch.number, let seal = frame.message[64],
      let key = access.macKey(like: seal)
    else { return false }
    return key.verifies(seal, for: frame.macInput)
  }

  private func checkSeal(_ request: TillRequest, _ frame: Frame) throws(TillRefusal) {
    let seal = frame.message[64]
    if case .reversal = request, planted.has(.sealsOfReversalsAreNotChecked) { return }
    guard request.isSealed || seal != nil else { return }
    guard let key = access.macKey(like: seal) else { throw TillRefusal(.signInAgain) }
    guard let seal, key.verifies(seal, for: frame.macInput) else { throw TillRefusal(.wrongMAC) }
  }
}

extension TillRequest {
  /// What moves value carries field 64 (acquiring.md 1.7); the rest may.
  var isSealed: Bool {
    switch self {
    case .trade, .reversal: true
    case .signIn, .signOut, .echo, .parameters, .settlement, .upload, .uploadEnd: false
    }
  }
}

extension POSAccess {
  /// The key of field 64; nil before the first sign-in, or when it is not fit for the terminal's algorithm.
  ///
  /// Terminals with X9.9 or X9.19 write the code as it is, or its first half in hexadecimal characters as
  /// UnionPay's own form has it: an answer is written as its request was.
  func macKey(like field64: [UInt8]?) -> MACKey? {
    guard let bytes = keys?.mac else { return nil }
    let mac = terminal.parameters.mac
    let cipher: Cipher = mac == .sm4 ? .sm4 : bytes.count == 8 ? .des : .tripleDES
    guard let key = try? TerminalKey(bytes, cipher) else { return nil }  // Nil says so.
    let isWhole = field64.map { !$0.allSatisfy(\.isHexCharacter) } ?? false
    let form: MACForm = isWhole && (mac == .x99 || mac == .x919) ? .raw : .hexCharacters
    return try? MACKey(key, mac.algorithm, form: form)  // Nil says so.
  }

  /// The key of field 52.
  var pinKey: TerminalKey? {
    guard let bytes = keys?.pin else { return nil }
    let cipher: Cipher = terminal.parameters.mac == .sm4 ? .sm4 : bytes.count == 8 ? .des : .tripleDES
    return try? TerminalKey(bytes, cipher)  // Nil says so.
  }
}

extension POSAccess {
  /// The key of a track that is enciphered; nil where the sign-in asked for none.
  var trackKey: TerminalKey? {
    guard let bytes = keys?.track, terminal.parameters.mac != .sm4 else { return nil }
    return try? TerminalKey(bytes, .tripleDES)  // Nil says so.
  }
}

extension UInt8 {
  /// 0…9 or A…F.
  fileprivate var isHexCharacter: Bool { 0x30...0x39 ~= self || 0x41...0x46 ~= self }
}

extension POSTerminal.MAC {
  var algorithm: MACAlgorithm {
    switch self {
    case .unionPayECB: .unionPayECB
    case .x99: .x99
    case .x919: .x919
    case .sm4: .sm4
    }
  }
}
