import Ledger
import Loyalty

/// Transition tables as literals: what the rules are tested with.
enum Zones {
  /// Central Europe 2026 and 2027: forward on 29 March and 28 March at 01:00 UTC, back on 25 and 31 October.
  static let berlin = Zone(
    name: "Europe/Berlin", firstOffsetSeconds: 3_600,
    transitions: [
      .init(at: seconds(1_774_746_000), offsetSeconds: 7_200),
      .init(at: seconds(1_792_890_000), offsetSeconds: 3_600),
      .init(at: seconds(1_806_195_600), offsetSeconds: 7_200),
      .init(at: seconds(1_824_944_400), offsetSeconds: 3_600),
    ])

  /// Brazil 2018: forward over midnight on 4 November (03:00 UTC), back at midnight of 18 February 2018
  /// (02:00 UTC).
  static let saoPaulo = Zone(
    name: "America/Sao_Paulo", firstOffsetSeconds: -7_200,
    transitions: [
      .init(at: seconds(1_518_919_200), offsetSeconds: -10_800),
      .init(at: seconds(1_541_300_400), offsetSeconds: -7_200),
    ])

  /// Samoa moved over the date line and had no 30 December 2011.
  static let apia = Zone(
    name: "Pacific/Apia", firstOffsetSeconds: -36_000,
    transitions: [.init(at: seconds(1_325_239_200), offsetSeconds: 50_400)])

  /// A jump over midnight that does not begin at midnight, and one back over it.
  static let crooked = Zone(
    name: "Nowhere", firstOffsetSeconds: 0,
    transitions: [
      .init(at: seconds(86_400 * 10 - 900), offsetSeconds: 1_800),
      .init(at: seconds(86_400 * 20 - 900), offsetSeconds: -1_800),
    ])

  static let all = [Zone.utc, .shanghai, berlin, saoPaulo, apia, crooked]

  static func seconds(_ count: Int64) -> Instant { Instant(microseconds: count * 1_000_000) }
}
