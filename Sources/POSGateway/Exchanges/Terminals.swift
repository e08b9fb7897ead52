internal import Coalition
internal import ISO8583
internal import TerminalCrypto
internal import TerminalText

// Messages that are about the terminal itself: sign-in, sign-out, parameters.

/// The working keys that a terminal asks for, by field 60.3 of its sign-in.
enum KeyForm: Sendable, Hashable {
  /// 001: both of 8 bytes.
  case single
  /// 003: a PIN key of 16 bytes, and a MAC key of 8, or of 16 where the terminal's algorithm wants one.
  case double
  /// 004: the same and a track key of 16 bytes.
  case doubleWithTrackKey
  /// 005: both of 16 bytes for SM4.
  case sm4
  /// 006: the same and a track key of 16 bytes.
  case sm4WithTrackKey

  /// Nil for a form that is not offered.
  init?(networkCode: Int?) {
    switch networkCode {
    case NetworkCode.signInDES: self = .single
    case NetworkCode.signInTripleDES: self = .double
    case NetworkCode.signInTripleDESWithTrackKey: self = .doubleWithTrackKey
    case NetworkCode.signInSM4: self = .sm4
    case NetworkCode.signInSM4WithTrackKey: self = .sm4WithTrackKey
    default: return nil
    }
  }

  var isSM4: Bool { self == .sm4 || self == .sm4WithTrackKey }
  var hasTrackKey: Bool { self == .doubleWithTrackKey || self == .sm4WithTrackKey }

  fileprivate var layout: KeyBlocks.Layout {
    if self == .single { return .single }
    return hasTrackKey ? .doubleWithTrackKey : .double
  }

  /// Lengths of the PIN key and the MAC key; nil when the form does not go with the terminal's algorithm.
  func lengths(for mac: POSTerminal.MAC) -> (pin: Int, mac: Int)? {
    switch (self, mac) {
    case (.single, .unionPayECB), (.single, .x99): (8, 8)
    case (.double, .unionPayECB), (.double, .x99), (.doubleWithTrackKey, .unionPayECB),
      (.doubleWithTrackKey, .x99):
      (16, 8)
    case (.double, .x919), (.doubleWithTrackKey, .x919), (.sm4, .sm4), (.sm4WithTrackKey, .sm4): (16, 16)
    default: nil
    }
  }
}

extension TillHost {
  /// Gives a terminal new working keys under its master key, and the batch that the host is in (签到).
  func signIn(_ form: KeyForm, _ cashier: String, _ call: TillCall) async throws -> TillReply {
    guard let lengths = form.lengths(for: call.terminal.parameters.mac), let keys = call.access.keys else {
      throw TillRefusal(.notAllowedToTerminal, field: 60)
    }
    let master = try TerminalKey(keys.master, form.isSM4 ? .sm4 : .tripleDES)
    let signed = try await coalition.signIn(
      call.terminal.id, pinKeyBytes: lengths.pin, macKeyBytes: lengths.mac, hasTrackKey: form.hasTrackKey,
      cashier: cashier)
    var reply = TillReply(.approved)
    reply.batch = signed.batch.number
    reply.fields[62] =
      KeyBlocks(
        form.layout, pinKey: try Self.wrapped(signed.pinKey, under: master, form),
        macKey: try Self.wrapped(signed.macKey, under: master, form),
        trackKey: try signed.trackKey.map { try Self.wrapped($0, under: master, form) }
      ).encoded
    return reply
  }

  private static func wrapped(
    _ bytes: [UInt8], under master: TerminalKey, _ form: KeyForm
  ) throws -> KeyBlocks.Block {
    let key = try TerminalKey(bytes, form.isSM4 ? .sm4 : bytes.count == 8 ? .des : .tripleDES)
    return KeyBlocks.Block(key: try master.wrap(key), checkValue: key.checkValue)
  }

  /// Nothing that moves value is taken until the next sign-in (签退).
  func signOut(_ call: TillCall) async throws -> TillReply {
    try await coalition.signOut(call.terminal)
    return TillReply(.approved)
  }

  /// What a terminal needs to know of itself (参数下载): UnionPay's tags where it has one, ours behind.
  ///
  /// 12 reply time-out in seconds, 13 tries, 20 keyed card numbers allowed, 22 merchant's name (40 bytes,
  /// GBK), 23 tries of a reversal; A1 and A2 the limits for earns decided at the terminal, A3 the kinds it
  /// may do.
  func parameters(_ call: TillCall) -> TillReply {
    let parameters = call.terminal.parameters
    let name = GBK.bytes(call.terminal.merchantName, width: 40)
    let kinds = parameters.kinds.kinds.map { $0.rawValue.digits(2) }.joined()
    var reply = TillReply(.approved)
    reply.fields[43] = name
    reply.fields[62] =
      Array("1260133201".utf8) + Array("22".utf8) + name
      + Array(
        ("233A1\(parameters.adviceLimit.digits(12))A2\(parameters.batchAdviceLimit.digits(12))"
          + "A3\(Int64(kinds.utf8.count / 2).digits(2))\(kinds)").utf8)
    return reply
  }
}
