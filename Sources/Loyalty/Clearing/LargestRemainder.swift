extension Int64 {
  /// Money in parts by weights, so that the parts are the whole to the smallest unit (最大余数法).
  ///
  /// Each part is its exact share rounded towards zero; the units that are left go to the largest remainders,
  /// of equal ones to the first. The same whole and weights give the same parts for ever.
  /// - Parameter weights: none below 0; where all are 0 every part is 0.
  package func shared(by weights: [Int64]) -> [Int64] {
    let all = weights.reduce(Int128(0)) { $0 + Int128($1) }
    guard all > 0 else { return weights.map { _ in 0 } }
    let size = Int128(magnitude)
    var parts = weights.map { size * Int128($0) / all }
    let remainders = weights.map { size * Int128($0) % all }
    let left = Int(size - parts.reduce(0, +))
    let first = weights.indices.sorted { (remainders[$1], $0) < (remainders[$0], $1) }.prefix(left)
    for place in first { parts[place] += 1 }
    return parts.map { self < 0 ? Int64(-$0) : Int64($0) }
  }
}
