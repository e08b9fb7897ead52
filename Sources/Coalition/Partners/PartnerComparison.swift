internal import Ledger
internal import Storage

/// What differs between our exchanges of a day and a partner's account of them (decision 0014's rules: by
/// key, and nothing is ever corrected because of it).
struct PartnerComparison {
  struct Difference {
    let kind: AcquiringCase.Kind
    let key: String
    var ours: PartnerExchange?
    var theirs: Points?

    /// One name for ever: comparing again opens no second case.
    func draft(_ partner: Partner, _ day: BusinessDay) -> CaseDraft {
      CaseDraft(
        kind, from: .partner, subjectKey: "\(partner.id.rawValue) \(kind.rawValue) \(key)",
        channel: .merchantSystem, merchant: partner.merchant, member: ours?.member ?? .none,
        asset: ours?.asset ?? .none, day: day, transaction: ours?.transaction ?? .none,
        ours: AcquiringCase.Side(points: ours?.theirPoints, reference: ours == nil ? "" : key),
        theirs: AcquiringCase.Side(points: theirs, reference: theirs == nil ? "" : key))
    }
  }

  /// How many differences of a day become cases: more than people look at one by one.
  static let most = 1_000

  private(set) var agreed = 0
  /// How many differences there are.
  private(set) var count = 0
  /// Those that become cases: what we know of first, in the account's order.
  var differences: [Difference] { Array((familiar + strange).prefix(Self.most)) }
  private var familiar: [Difference] = []
  private var strange: [Difference] = []
  /// Sums of the partner's points.
  private(set) var ours: (out: Points, in: Points) = (0, 0)
  private(set) var theirs: (out: Points, in: Points) = (0, 0)

  init(_ exchanges: [PartnerExchange], _ lines: [PartnerLine], name: (PartnerExchangeID) -> String) {
    var known: [String: PartnerExchange] = [:]
    for exchange in exchanges {
      known[exchange.theirKey ?? name(exchange.id)] = exchange
      if exchange.state == .done || exchange.state == .confirming {
        add(exchange.theirPoints, isOut: exchange.direction == .out, to: &ours)
      }
    }
    var named: Set<String> = []
    var again: Set<String> = []
    for line in lines {
      let key = line.id
      let points = Points(max(0, min(line.points, Points.maximumPerCommand.units)))
      add(points, isOut: line.direction == "out", to: &theirs)
      guard named.insert(key).inserted else {
        // However often it comes again, it is one difference.
        if again.insert(key).inserted {
          note(Difference(kind: .duplicated, key: key, ours: known[key], theirs: points))
        }
        continue
      }
      compare(key, points, line.direction, known[key])
    }
    for (key, exchange) in known.sorted(by: { $0.key < $1.key }) where !named.contains(key) {
      // What was refused is in nobody's account; what is open is asked for again until it is certain.
      guard exchange.state == .done || exchange.state == .confirming else { continue }
      note(Difference(kind: .missingThere, key: key, ours: exchange))
    }
  }

  private mutating func compare(
    _ key: String, _ points: Points, _ direction: String, _ exchange: PartnerExchange?
  ) {
    guard let exchange, exchange.state != .refused, exchange.direction.rawValue == direction else {
      note(Difference(kind: .missingHere, key: key, ours: exchange, theirs: points))
      return
    }
    guard exchange.state == .done || exchange.state == .confirming else {
      note(Difference(kind: .inDoubt, key: key, ours: exchange, theirs: points))
      return
    }
    guard exchange.theirPoints == points else {
      note(Difference(kind: .amountDiffers, key: key, ours: exchange, theirs: points))
      return
    }
    agreed += 1
  }

  private mutating func note(_ difference: Difference) {
    count += 1
    if difference.ours == nil {
      if strange.count < Self.most { strange.append(difference) }
    } else {
      if familiar.count < Self.most { familiar.append(difference) }
    }
  }

  private func add(_ points: Points, isOut: Bool, to sums: inout (out: Points, in: Points)) {
    if isOut { sums.out += points } else { sums.in += points }
  }
}
