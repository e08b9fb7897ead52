/// A listener's or terminal's way of writing messages, as data: nothing in the codec knows a dialect.
///
/// ``decode(_:)`` and ``encode(_:)`` are exact inverses: what decodes is encoded to the same bytes again, and
/// every difference a dialect allows stands in this value.
package struct Profile: Sendable {
  /// What a reply does with the TPDU.
  package enum TPDUMode: Hashable, Sendable {
    /// Destination and source change places, as a controller needs it to find the way back.
    case swap
    /// The request's is sent back, as all published replies show it.
    case echo
    /// There is none on the wire.
    case none
  }

  /// The algorithm of field 64.
  package enum MACKind: String, Hashable, Sendable, CaseIterable {
    /// XOR of all blocks, written as hex characters, enciphered in two steps: UnionPay's own.
    case unionPayECB
    /// ANSI X9.9: DES in CBC.
    case x99
    /// ANSI X9.19: the same with both halves of a double key in the last step.
    case x919
    /// UnionPay's form with SM4 and blocks of 16 bytes.
    case sm4
  }

  /// How the eight bytes of field 64 hold the code.
  package enum MACForm: Hashable, Sendable {
    /// The first four bytes, as eight upper-case hex characters.
    case hexCharacters
    /// The first eight bytes themselves.
    case raw
  }

  /// How text beyond ASCII is written in byte fields (43, 56, 63). The codec leaves those bytes alone.
  package enum Charset: Hashable, Sendable { case gbk, utf8 }

  /// A row a field number; nil where the profile has no such field. Index 0 and 1 are unused.
  package private(set) var formats: [FieldFormat?]
  /// The same rows in short, where they are of a form that most have.
  private var common: [CommonForm]
  /// Whether message type and bitmap are packed or written as ASCII characters.
  package var head: FieldFormat.Coding = .packed
  package var tpduMode: TPDUMode = .swap
  /// The ids a TPDU may begin with; anything else is dropped.
  package var tpduIDs: Set<UInt8> = [0x60] { didSet { commonTPDUID = tpduIDs.first } }
  /// One of ``tpduIDs``, which spares most messages the look into the set.
  private var commonTPDUID: UInt8? = 0x60
  /// 6 where the header stands between TPDU and message type, else 0.
  package var headerLength = 6
  package var macKind = MACKind.unionPayECB
  package var macForm = MACForm.hexCharacters
  package var charset = Charset.gbk
  /// Whether bit 1 may announce a second bitmap and fields 65 to 128.
  package var allowsSecondaryBitmap = false

  /// A profile with these fields and UnionPay's frame.
  package init(_ fields: [Int: FieldFormat]) {
    formats = Array(repeating: nil, count: 129)
    common = Array(repeating: .other, count: 129)
    for (number, format) in fields { self[number] = format }
  }

  /// The row of a field: 2 to 128.
  package subscript(field: Int) -> FieldFormat? {
    get { Message.fieldNumbers.contains(field) ? formats[field] : nil }
    set {
      precondition(Message.fieldNumbers.contains(field), "no such field")
      formats[field] = newValue
      common[field] = newValue.map(CommonForm.init) ?? .other
    }
  }

  /// All rows, whole and in short, by pointer.
  @inline(__always)
  func withRows<T>(
    _ body: (UnsafeBufferPointer<FieldFormat?>, UnsafeBufferPointer<CommonForm>) -> T
  ) -> T {
    formats.withUnsafeBufferPointer { formats in
      common.withUnsafeBufferPointer { body(formats, $0) }
    }
  }

  func takesTPDU(_ id: UInt8) -> Bool { id == commonTPDUID || tpduIDs.contains(id) }

  /// The TPDU that a reply to a request with this one carries.
  package func replyTPDU(to request: TPDU?) -> TPDU? {
    switch tpduMode {
    case .swap: request?.swapped
    case .echo: request
    case .none: nil
    }
  }
}
