/// Money that was paid for points and becomes income as they are used (IFRS 15 B44–B47).
///
/// Income to date is what was deferred times used over expected to be used: points that will never be used
/// become income together with those that are, and nothing else makes income of them (their expiry moves
/// points, not money). When the expectation changes, the next period catches up; what was said before stays.
package struct DeferredRevenue: Sendable, Hashable {
  /// All that was deferred so far, in the smallest unit.
  package let deferred: Int64
  /// Points that were ever issued for it.
  package let issued: Int64
  /// Those that were used to now.
  package let used: Int64
  /// Those that can be used no more: expired, or taken back.
  package let gone: Int64

  package init(deferred: Int64, issued: Int64, used: Int64, gone: Int64 = 0) {
    self.deferred = deferred
    self.issued = issued
    self.used = used
    self.gone = gone
  }

  /// Income to date under an expectation of use, rounded to the nearest unit, a half up; never more than was
  /// deferred. Where no point is left all of it is income.
  package func income(expecting use: BasisPoints) -> Int64 {
    if deferred <= 0 || issued <= 0 { return 0 }
    if issued - used - gone <= 0 { return deferred }
    // What is expected to be used is never less than what was.
    let expected = max(Int128(issued) * Int128(use.value), Int128(used) * 10_000)
    if expected == 0 { return 0 }
    // In two steps, so that the largest numbers there are stay in range.
    let (whole, rest) = (Int128(deferred) * Int128(used)).quotientAndRemainder(dividingBy: expected)
    let income = whole * 10_000 + (2 * rest * 10_000 + expected) / (2 * expected)
    return Int64(min(Int128(deferred), income))
  }

  /// What of ``income(expecting:)`` is for the points that were used, each at what was deferred for it; the
  /// rest is for points that are expected never to be (breakage).
  package func incomeOfUsed(expecting use: BasisPoints) -> Int64 {
    if deferred <= 0 || issued <= 0 { return 0 }
    return min(deferred.part(max(used, 0), of: issued), income(expecting: use))
  }
}
