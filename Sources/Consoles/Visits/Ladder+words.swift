import Coalition
import Foundation
import Ledger
import Loyalty

extension Naming {
  /// What a ladder says, part by part, each under its name: how it counts, and its levels from the lowest.
  func lines(of definition: TierDefinition, _ asset: AssetID) -> [(name: String, text: String)] {
    let ladder = definition.ladder
    let levels = levelLines(definition, asset).enumerated().map { place, line in
      (words.tierLevel(number: String(place + 1)), line)
    }
    return [
      (words.tierMeasure, measure(ladder.measure)), (words.tierWindow, window(ladder.window)),
      (words.tierGrace, words.tierGraceDays(count: Int64(ladder.graceDays))),
    ] + levels
  }

  /// What is counted, over which time and with which grace.
  func counting(_ ladder: Ladder) -> [String] {
    let grace = words.tierGraceLine(days: words.tierGraceDays(count: Int64(ladder.graceDays)))
    return [measure(ladder.measure), window(ladder.window)] + (ladder.graceDays > 0 ? [grace] : [])
  }

  /// Each level with what it asks for and gives, from the lowest.
  func levelLines(_ definition: TierDefinition, _ asset: AssetID) -> [String] {
    definition.ladder.levels.indices.map { levelLine(definition, $0, asset) }
  }

  func measure(_ measure: TierMeasure) -> String {
    switch measure {
    case .points: words.tierByPoints
    case .spend: words.tierBySpend
    case .visits: words.tierByVisits
    case .growth(let rate):
      words.tierGrowthLine(
        money: String(rate.perHundred), point: String(rate.perPoint), visit: String(rate.perVisit))
    }
  }

  func window(_ window: TierWindow) -> String {
    switch window {
    case .calendarYear: words.tierYear
    case .calendarQuarter: words.tierQuarter
    case .days(let count): words.tierDays(count: Int64(count))
    case .months(let count): words.tierMonths(count: Int64(count))
    }
  }

  /// So much of what the ladder counts.
  func counted(_ value: Int64, by measure: TierMeasure, _ asset: AssetID) -> String {
    switch measure {
    case .points: shown(Points(value), asset)
    case .spend: money(value, asset)
    case .visits, .growth: words.number(value)
    }
  }

  /// What a level gives, in words; empty where it gives nothing of its own.
  func benefits(
    _ level: TierLevel, _ text: TierDefinition.Text, _ asset: AssetID
  ) -> [String] {
    [
      level.multiple > 100
        ? words.tierMultipleLine(times: Digits.shortest(level.multiple, decimals: 2)) : "",
      level.birthdayPoints.map { words.tierBirthdayLine(points: shown(Points($0), asset)) } ?? "",
      words.name(text.note),
    ].filter { !$0.isEmpty }
  }

  private func levelLine(_ definition: TierDefinition, _ place: Int, _ asset: AssetID) -> String {
    let level = definition.ladder.levels[place]
    let from = counted(level.threshold, by: definition.ladder.measure, asset)
    let text = definition.texts.indices.contains(place) ? definition.texts[place] : .init(Names(""))
    return ([words.name(text.names), words.tierLevelLine(from: from)] + benefits(level, text, asset))
      .joined(separator: words.listConditionJoin)
  }
}
