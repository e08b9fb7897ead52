/// A message: its type and its fields, in the form that no wire format changes.
///
/// A field's content is canonical. Digits, tracks and text are ASCII characters without any padding
/// (`"000000"`, `"6226…D2505…"`); binary fields, TLV and text in GBK are the bytes themselves. Fields are
/// numbered 2 to 128; the first bitmap's bit 1 is not a field.
///
/// All contents lie in one buffer, so a message costs two allocations however many fields it has.
package struct Message: Sendable {
  package var type: MessageType
  /// Bit `field - 1` of the low half for 1…64, of the high half for 65…128.
  var low: UInt64 = 0
  var high: UInt64 = 0
  /// Where each present field's content lies, in ascending order of the fields.
  var spans: [Span] = []
  /// The contents, and what earlier contents left behind.
  var arena: [UInt8] = []
  /// Where the bytes lie that field 64 answers for, as they came; empty in what was not decoded.
  var seal = Span(start: 0, count: 0)

  struct Span: Sendable {
    var start: UInt32
    var count: UInt32

    init(start: UInt32, count: UInt32) {
      self.start = start
      self.count = count
    }

    init(_ places: Range<Int>) {
      start = UInt32(truncatingIfNeeded: places.lowerBound)
      count = UInt32(truncatingIfNeeded: places.count)
    }
  }

  package init(_ type: MessageType) { self.type = type }

  package static let fieldNumbers = 2...128

  /// A field's content, or nil when the field is absent. Setting nil removes it; a number outside
  /// ``fieldNumbers`` is a mistake of ours and stops the program.
  package subscript(field: Int) -> [UInt8]? {
    get {
      guard let span = span(of: field) else { return nil }
      return Array(arena[Int(span.start)..<Int(span.start + span.count)])
    }
    set {
      precondition(Self.fieldNumbers.contains(field), "no such field")
      guard let newValue else { return remove(field) }
      store(newValue, in: field)
    }
  }

  /// A field's content as text; what is not UTF-8 in it is replaced, so use it for digits and text only.
  package func text(_ field: Int) -> String? {
    guard let span = span(of: field) else { return nil }
    return String(decoding: arena[Int(span.start)..<Int(span.start + span.count)], as: UTF8.self)
  }

  /// Sets a field to the bytes of a text.
  package mutating func set(_ field: Int, _ text: String) { self[field] = Array(text.utf8) }

  /// Whether the field is there, though it may be empty.
  package func has(_ field: Int) -> Bool { span(of: field) != nil }

  /// A field's content where it lies; the cheapest way to look at it.
  package func slice(_ field: Int) -> ArraySlice<UInt8>? {
    guard let span = span(of: field) else { return nil }
    return arena[Int(span.start)..<Int(span.start + span.count)]
  }

  /// The bytes that field 64 answers for.
  var sealed: ArraySlice<UInt8> { content(seal) }

  /// The numbers of the fields that are there, ascending.
  package var fields: [Int] { Self.fieldNumbers.filter(isPresent) }

  func isPresent(_ field: Int) -> Bool {
    field <= 64 ? low >> UInt64(field - 1) & 1 != 0 : high >> UInt64(field - 65) & 1 != 0
  }

  /// How many present fields have smaller numbers: the place of the field in ``spans``.
  private func rank(of field: Int) -> Int {
    if field <= 64 { return (low & (1 << UInt64(field - 1) - 1)).nonzeroBitCount }
    return low.nonzeroBitCount + (high & (1 << UInt64(field - 65) - 1)).nonzeroBitCount
  }

  func span(of field: Int) -> Span? {
    guard Self.fieldNumbers.contains(field), isPresent(field) else { return nil }
    return spans[rank(of: field)]
  }

  private mutating func remove(_ field: Int) {
    guard isPresent(field) else { return }
    spans.remove(at: rank(of: field))
    flip(field)
  }

  private mutating func flip(_ field: Int) {
    if field <= 64 { low ^= 1 << UInt64(field - 1) } else { high ^= 1 << UInt64(field - 65) }
  }

  private mutating func store(_ content: [UInt8], in field: Int) {
    let place = rank(of: field)
    if isPresent(field) {
      if Int(spans[place].count) == content.count {
        let start = Int(spans[place].start)
        arena.replaceSubrange(start..<start + content.count, with: content)
        return
      }
    } else {
      spans.insert(Span(start: 0, count: 0), at: place)
      flip(field)
    }
    spans[place] = Span(start: UInt32(arena.count), count: UInt32(content.count))
    arena.append(contentsOf: content)
  }
}

extension Message: Hashable {
  /// Equal when the types, the fields and their contents are; how they lie in memory does not count.
  package static func == (left: Self, right: Self) -> Bool {
    guard left.type == right.type, left.low == right.low, left.high == right.high else { return false }
    return zip(left.spans, right.spans).allSatisfy { left.content($0) == right.content($1) }
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(type)
    hasher.combine(low)
    hasher.combine(high)
    for span in spans { hasher.combine(content(span)) }
  }

  fileprivate func content(_ span: Span) -> ArraySlice<UInt8> {
    arena[Int(span.start)..<Int(span.start + span.count)]
  }
}
