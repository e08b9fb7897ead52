/// Where a member stands on a ladder on a day.
package struct TierStanding: Hashable, Sendable {
  /// 0 below the first level, else its place from 1.
  package var level: Int
  /// What the window that ends today has.
  package var value: Int64
  /// What is missing today for the level above; nil on the highest.
  package var missing: Int64?
  /// The first day on which the level is lost if nothing more is bought; nil on level 0.
  package var fallsOn: CivilDate?
  /// To which level then.
  package var fallsTo: Int
  /// What must still be counted, before ``keepBy`` is over, for the level to stay beyond ``fallsOn``; 0 where
  /// that is reached already.
  package var missingToKeep: Int64
  /// The last day on which what is bought counts for that.
  package var keepBy: CivilDate?
}

// A standing is a function of what was counted and of the day alone: it has no memory, so the journal read
// again gives the same, and a refund, which takes back on the day of its purchase, takes back what that gave.
extension Ladder {
  /// Where a member stands on the day (decision 0035).
  ///
  /// A calendar level is reached in a period and kept through the next, `graceDays` longer; a rolling one is
  /// kept `graceDays` after the window last had enough.
  package func standing(_ days: QualifyingDays, on day: CivilDate) -> TierStanding {
    let days = days.through(day)
    let level = level(days, on: day)
    let value = value(days, endingOn: day)
    var standing = TierStanding(
      level: level, value: value,
      missing: level < levels.count ? max(0, levels[level].threshold - value) : nil, fallsOn: nil, fallsTo: 0,
      missingToKeep: 0, keepBy: nil)
    guard level > 0 else { return standing }
    if window.isCalendar {
      fall(of: &standing, days, calendarOn: day)
    } else {
      fall(of: &standing, days, rollingOn: day)
    }
    return standing
  }

  /// The earliest day that a standing on `day` depends on.
  package func earliestDay(for day: CivilDate) -> CivilDate {
    guard window.isCalendar else { return window.start(endingOn: day.adding(days: -graceDays)) }
    return window.previous(before: window.previous(before: window.start(endingOn: day)))
  }

  func level(_ days: QualifyingDays, on day: CivilDate) -> Int {
    guard window.isCalendar else {
      return (0...graceDays).map { reached(value(days, endingOn: day.adding(days: -$0))) }.max() ?? 0
    }
    let start = window.start(endingOn: day)
    let lastStart = window.previous(before: start)
    var level = max(
      reached(measure.value(days.sum(from: start, through: day))),
      reached(measure.value(days.sum(from: lastStart, through: start.adding(days: -1)))))
    if day < start.adding(days: graceDays) {
      let before = window.previous(before: lastStart)
      level = max(
        level, reached(measure.value(days.sum(from: before, through: lastStart.adding(days: -1)))))
    }
    return level
  }

  private func value(_ days: QualifyingDays, endingOn day: CivilDate) -> Int64 {
    measure.value(days.sum(from: window.start(endingOn: day), through: day))
  }

  /// The level that so much reaches.
  private func reached(_ value: Int64) -> Int {
    levels.lastIndex { $0.threshold <= value }.map { $0 + 1 } ?? 0
  }

  private func fall(of standing: inout TierStanding, _ days: QualifyingDays, calendarOn day: CivilDate) {
    let start = window.start(endingOn: day)
    let next = window.next(after: start)
    // What counts for a period is bought in it; the grace only lengthens what is kept.
    for period in [start, next, window.next(after: next)] {
      let falls = period.adding(days: graceDays)
      guard falls > day else { continue }
      let later = level(days, on: falls)
      guard later < standing.level else { continue }
      standing.fallsOn = falls
      standing.fallsTo = later
      // The period before it decides; where that is over already, today's.
      let decides = period > day ? window.previous(before: period) : start
      let had = measure.value(
        days.sum(from: decides, through: min(day, window.next(after: decides).adding(days: -1))))
      standing.missingToKeep = max(0, levels[standing.level - 1].threshold - had)
      standing.keepBy = period > day ? period.adding(days: -1) : falls.adding(days: -1)
      return
    }
  }

  private func fall(of standing: inout TierStanding, _ days: QualifyingDays, rollingOn day: CivilDate) {
    let needed = levels[standing.level - 1].threshold
    var lastGood = day
    if value(days, endingOn: day) < needed {
      while value(days, endingOn: lastGood) < needed { lastGood = lastGood.adding(days: -1) }
    } else {
      let leaving = days.days.map { window.leaves($0) }.filter { $0 > day }.sorted()
      let first = leaving.first { afterToday in
        measure.value(days.sum(from: window.start(endingOn: afterToday), through: day)) < needed
      }
      lastGood = (first ?? .last).adding(days: -1)
    }
    let falls = lastGood.adding(days: graceDays + 1)
    standing.fallsOn = falls
    standing.fallsTo = level(days, on: falls)
    standing.keepBy = falls.adding(days: -1)
    // The first window that has too little, or today's: what is bought in it must make up for that.
    let short = max(day, lastGood.adding(days: 1))
    let left = measure.value(days.sum(from: window.start(endingOn: short), through: day))
    standing.missingToKeep = max(0, needed - left)
  }
}

extension QualifyingDays {
  /// Without what a day after `day` has, as an import may book.
  fileprivate func through(_ day: CivilDate) -> QualifyingDays {
    guard let last = days.last, last > day else { return self }
    return QualifyingDays(days.filter { $0 <= day }.map { ($0, sum(from: $0, through: $0)) })
  }
}
