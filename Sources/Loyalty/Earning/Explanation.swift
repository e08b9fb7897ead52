package import Ledger

/// Why an earn gave what it gave, or why so many points paid so much money, as numbers and codes; the edges
/// turn it into text.
package struct Explanation: Hashable, Sendable {
  /// What one rule did. The sum of what the applied ones gave is the whole.
  package struct Part: Hashable, Sendable {
    package enum Outcome: Hashable, Sendable {
      /// Gave these points.
      case applied(Points)
      /// Was looked at and did not count.
      case notApplied(Reason)
    }

    /// The rule's number, and which of its versions.
    package var rule: UInt32
    package var version: UInt32
    package var outcome: Outcome

    /// What the rule gave: nothing where it did not count.
    package var points: Points {
      if case .applied(let points) = outcome { points } else { 0 }
    }

    package init(rule: UInt32, version: UInt32, outcome: Outcome) {
      self.rule = rule
      self.version = version
      self.outcome = outcome
    }
  }

  /// Why a rule did not count. Raw values are stored.
  package enum Reason: UInt8, CaseIterable, Sendable {
    case outsideItsTime = 1
    case otherStore = 2
    case otherGoods = 3
    case otherMember = 4
    case belowMinimum = 5
    case capReached = 6
    case budgetSpent = 7
    case excludedByAnother = 8
    case otherChannel = 9
    /// The money that the rule counts is less or more than it asks for.
    case otherAmount = 10
    /// Neither the member's birthday nor in its month, as the rule asks.
    case otherBirthday = 11
    case notTheFirst = 12
    /// Paid in another way, or nobody said how.
    case otherPayment = 13
    /// The member was named by a card of another kind, or by none.
    case otherCard = 14
    /// The member has not the tag that the rule asks for, or has one that it excludes.
    case otherTags = 15
  }

  /// The money that counted, in its smallest unit; may be zero or less.
  package var base: Int64
  /// The base rate, or what the programme's points are worth, with the rounding.
  package var rate: EarningRate
  /// All points that the purchase earned, or that were asked for in payment.
  package var points: Points
  /// In the order in which the rules were looked at.
  package var parts: [Part]
  /// How many further rules were looked at that found no room here.
  package var omitted: UInt32

  package init(base: Int64, rate: EarningRate, points: Points, parts: [Part], omitted: UInt32 = 0) {
    self.base = base
    self.rate = rate
    self.points = points
    self.parts = parts
    self.omitted = omitted
  }
}

// The packed form: one byte of layout (1), then numbers of 7 bits a byte, lowest first; signed ones in
// zigzag.
extension Explanation {
  /// The byte that begins it.
  static let layout: UInt8 = 1
  /// The most bytes that a transaction keeps.
  package static let longest = 255

  /// The packed form; rules that do not fit are left out and counted, those that did not count first.
  package func packed(atMost longest: Int = Explanation.longest) -> [UInt8] {
    let whole = encoded()
    if whole.count <= longest { return whole }
    let sizes = parts.map { part in
      var bytes: [UInt8] = []
      part.append(to: &bytes)
      return bytes.count
    }
    var kept = Array(repeating: true, count: parts.count)
    var trimmed = Explanation(base: base, rate: rate, points: points, parts: [], omitted: omitted)
    var (left, size) = (parts.count, sizes.reduce(0, +))
    for place in leastWanted {
      if trimmed.head(of: left).count + size <= longest { break }
      kept[place] = false
      (left, size) = (left - 1, size - sizes[place])
      trimmed.omitted += 1
    }
    trimmed.parts = zip(parts, kept).filter(\.1).map(\.0)
    return trimmed.encoded()
  }

  /// Places in ``parts`` in the order in which they are left out.
  private var leastWanted: [Int] {
    let places = parts.indices.reversed()
    return places.filter { !parts[$0].counted } + places.filter { parts[$0].counted }
  }

  /// All before the parts.
  private func head(of count: Int) -> [UInt8] {
    var bytes: [UInt8] = [Explanation.layout]
    bytes.append(signed: base)
    bytes.append(number: UInt64(rate.points))
    bytes.append(number: UInt64(rate.per))
    bytes.append(rate.rounding.rawValue)
    bytes.append(signed: points.units)
    bytes.append(number: UInt64(omitted))
    bytes.append(number: UInt64(count))
    return bytes
  }

  private func encoded() -> [UInt8] {
    parts.reduce(into: head(of: parts.count)) { bytes, part in part.append(to: &bytes) }
  }

  /// Reads the packed form; nil when the bytes are not exactly one.
  package init?(packed bytes: [UInt8]) {
    guard bytes.count <= Explanation.longest else { return nil }
    var reader = PackedReader(bytes: bytes)
    guard reader.byte() == Explanation.layout else { return nil }
    self.init(&reader)
    guard reader.isAtEnd else { return nil }
  }

  /// Reads what follows the byte of layout.
  init?(_ reader: inout PackedReader) {
    guard let base = reader.signed(),
      let ratePoints = reader.number().flatMap({ Int64(exactly: $0) }),
      let per = reader.number().flatMap({ Int64(exactly: $0) }),
      let rounding = reader.byte().flatMap(Rounding.init(rawValue:)),
      let rate = EarningRate(points: ratePoints, per: per, rounding: rounding),
      let points = reader.signed(), let omitted = reader.number().flatMap({ UInt32(exactly: $0) }),
      let count = reader.number(), count <= UInt64(Explanation.longest)
    else { return nil }
    var parts: [Part] = []
    for _ in 0..<count {
      guard let part = Part(&reader) else { return nil }
      parts.append(part)
    }
    self.init(base: base, rate: rate, points: Points(points), parts: parts, omitted: omitted)
  }
}

extension Explanation.Part {
  fileprivate var counted: Bool { if case .applied = outcome { true } else { false } }

  fileprivate func append(to bytes: inout [UInt8]) {
    bytes.append(number: UInt64(rule))
    bytes.append(number: UInt64(version))
    switch outcome {
    case .applied(let points):
      bytes.append(0)
      bytes.append(signed: points.units)
    case .notApplied(let reason): bytes.append(reason.rawValue)
    }
  }

  fileprivate init?(_ reader: inout PackedReader) {
    guard let rule = reader.number().flatMap({ UInt32(exactly: $0) }),
      let version = reader.number().flatMap({ UInt32(exactly: $0) }), let code = reader.byte()
    else { return nil }
    if code == 0 {
      guard let points = reader.signed() else { return nil }
      self.init(rule: rule, version: version, outcome: .applied(Points(points)))
    } else {
      guard let reason = Explanation.Reason(rawValue: code) else { return nil }
      self.init(rule: rule, version: version, outcome: .notApplied(reason))
    }
  }
}
