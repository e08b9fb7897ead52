import Coalition
import Ledger
import Loyalty

/// A ladder with how many members stand on its levels.
struct CountedLadder: Sendable {
  let ladder: TierLadder
  let counts: [Int: Int]
}

struct LevelCount: Sendable {
  let level: Int
  let members: Int
}

/// Where a member stands, and how they came there.
struct MemberLevels: Sendable {
  let levels: [MemberTier]
  let changes: [TierChange]
}

/// A level as a caller writes it.
private struct WrittenLevel: Sendable {
  var names: Names
  var note: Names?
  var from: Int64
  var multiple: Int64
  var birthdayPoints: Int64?
}

extension Schema<TierDefinition> {
  static var ladderDraft: Schema {
    Schema.object(
      .required("measure", .tierMeasure, of: { @Sendable in $0.ladder.measure }),
      .required("window", .tierWindow, of: { @Sendable in $0.ladder.window }),
      .defaulted("grace_days", .count(0...60), to: 0) { @Sendable in $0.ladder.graceDays },
      .required(
        "levels", Schema<[WrittenLevel]>.array(of: .writtenLevel, 1...Ladder.mostLevels),
        of: { @Sendable in $0.written })
    ) { measure, window, grace, levels in
      TierDefinition(
        Ladder(
          measure: measure, window: window,
          levels: levels.map {
            TierLevel(from: $0.from, multiple: $0.multiple, birthdayPoints: $0.birthdayPoints)
          }, graceDays: grace),
        levels.map { TierDefinition.Text($0.names, note: $0.note ?? Names("")) })
    }
    .named("LadderDraft")
  }
}

extension TierDefinition {
  fileprivate var written: [WrittenLevel] {
    zip(ladder.levels, texts).map { level, text in
      WrittenLevel(
        names: text.names, note: text.note == Names("") ? nil : text.note, from: level.threshold,
        multiple: level.multiple, birthdayPoints: level.birthdayPoints)
    }
  }
}

extension Schema<WrittenLevel> {
  fileprivate static var writtenLevel: Schema {
    .object(
      .required("names", .names, of: { @Sendable in $0.names }),
      .optional("note", .names) { @Sendable in $0.note },
      .required("from", .integer(1...1_000_000_000_000_000), of: { @Sendable in $0.from }),
      .defaulted("multiple", .integer(100...10_000), to: Int64(100)) { @Sendable in $0.multiple },
      .optional(
        "birthday_points",
        Schema<Int64>.integer(1...1_000_000).described(
          "Given on the member's birthday, without a purchase; left out for nothing.")
      ) { @Sendable in $0.birthdayPoints }
    ) { WrittenLevel(names: $0, note: $1, from: $2, multiple: $3, birthdayPoints: $4) }
    .named("LadderLevel")
  }
}

extension Schema<TierMeasure> {
  fileprivate static var tierMeasure: Schema {
    let rate = Schema<Int64>.integer(0...1_000_000)
    return Schema.tagged(
      "kind",
      [
        ("points", .record(.points, [])), ("spend", .record(.spend, [])), ("visits", .record(.visits, [])),
        (
          "growth",
          .object(
            .defaulted("per_point", rate, to: Int64(0)) { @Sendable in $0.rate.perPoint },
            .defaulted("per_hundred", rate, to: Int64(0)) { @Sendable in $0.rate.perHundred },
            .defaulted("per_visit", rate, to: Int64(0)) { @Sendable in $0.rate.perVisit }
          ) { .growth(GrowthRate(perPoint: $0, perHundred: $1, perVisit: $2)) }
        ),
      ]
    ) { measure in
      switch measure {
      case .points: "points"
      case .spend: "spend"
      case .visits: "visits"
      case .growth: "growth"
      }
    }
    .named("LadderMeasure")
  }
}

extension TierMeasure {
  fileprivate var rate: GrowthRate { if case .growth(let rate) = self { rate } else { GrowthRate() } }
}

extension Schema<TierWindow> {
  fileprivate static var tierWindow: Schema {
    Schema.tagged(
      "kind",
      [
        ("calendar_year", .record(.calendarYear, [])), ("calendar_quarter", .record(.calendarQuarter, [])),
        (
          "days",
          .object(.required("count", .count(1...1_100), of: { @Sendable in $0.length })) { .days($0) }
        ),
        (
          "months",
          .object(.required("count", .count(1...36), of: { @Sendable in $0.length })) { .months($0) }
        ),
      ]
    ) { window in
      switch window {
      case .calendarYear: "calendar_year"
      case .calendarQuarter: "calendar_quarter"
      case .days: "days"
      case .months: "months"
      }
    }
    .named("LadderWindow")
  }
}

extension TierWindow {
  fileprivate var length: Int {
    switch self {
    case .calendarYear, .calendarQuarter: 1
    case .days(let count), .months(let count): count
    }
  }
}

extension Schema<LevelCount> {
  fileprivate static var levelCount: Schema {
    .reply(
      "LevelCount", .always("level", .integer(0...20)) { Int64($0.level) },
      .always("members", .integer()) { Int64($0.members) })
  }
}

extension Schema<[LevelCount]> {
  static var levelCounts: Schema {
    .reply(
      "LevelCounts", .constant("object", "level_counts"),
      .always("levels", Schema.array(of: .levelCount, 0...21)) { $0 })
  }
}

extension Schema<Shown<CountedLadder>> {
  fileprivate static var ladder: Schema {
    .reply(
      "Ladder",
      .constant("object", "ladder"),
      .always("program", .id("prg")) { $0.text($0.value.ladder.asset) },
      .always("ladder", .integer(1...1_000_000)) { Int64($0.value.ladder.number) },
      .always("version", .integer(1...4_294_967_295)) { Int64($0.value.ladder.version) },
      .always("names", .names) { $0.value.ladder.names },
      .always("draft", .ladderDraft) { $0.value.ladder.definition },
      .always("from", .timestamp) { $0.value.ladder.inForce.lowerBound.microseconds },
      .always("members", Schema<[LevelCount]>.array(of: .levelCount, 0...20)) { shown in
        shown.value.counts.sorted { $0.key < $1.key }.map { LevelCount(level: $0.key, members: $0.value) }
      },
      .always("approval", .id("apr")) { $0.text($0.value.ladder.approval) })
  }
}

extension Schema<[Shown<CountedLadder>]> {
  static var ladders: Schema {
    .reply(
      "Ladders", .constant("object", "ladders"),
      .always("ladders", Schema.array(of: .ladder, 0...1_000)) { $0 })
  }
}

extension Schema<LadderProposal> {
  static var proposedLadder: Schema {
    .reply(
      "ProposedLadder",
      .maybe("ladder", Schema<Int64>.integer(1...1_000_000).described("Left out where it is a new one.")) {
        $0.number == 0 ? nil : Int64($0.number)
      },
      .always("names", .names) { $0.names },
      .maybe("draft", Schema<TierDefinition>.ladderDraft.described("Left out where the ladder is to end.")) {
        $0.definition
      },
      .maybe("from", .timestamp) { $0.from?.microseconds })
  }
}

extension Schema<Shown<MemberTier>> {
  fileprivate static var memberLevel: Schema {
    .reply(
      "MemberLevel",
      .always("program", .id("prg")) { $0.text($0.value.ladder.asset) },
      .always("ladder", .integer(1...1_000_000)) { Int64($0.value.ladder.number) },
      .always("level", .integer(0...20)) { Int64($0.value.standing.level) },
      .maybe("names", .names) { $0.value.ladder.name(of: $0.value.standing.level) },
      .always("counted", .integer()) { $0.value.standing.value },
      .maybe("missing", Schema<Int64>.integer(0...Int.max).described("For the level above.")) {
        $0.value.standing.missing
      },
      .maybe("since", .text(10...10)) { $0.value.since?.description },
      .maybe("falls_on", Schema<String>.text(10...10).described("If nothing more is bought.")) {
        $0.value.standing.fallsOn?.description
      },
      .maybe("falls_to", .integer(0...20)) { shown in
        shown.value.standing.fallsOn.map { _ in Int64(shown.value.standing.fallsTo) }
      },
      .maybe("missing_to_keep", .integer(0...Int.max)) { shown in
        shown.value.standing.fallsOn.map { _ in shown.value.standing.missingToKeep }
      })
  }
}

extension Schema<TierChange> {
  fileprivate static var levelChange: Schema {
    .reply(
      "LevelChange", .always("ladder", .integer(1...1_000_000)) { Int64($0.ladder) },
      .always("from_level", .integer(0...20)) { Int64($0.from) },
      .always("to_level", .integer(0...20)) { Int64($0.to) },
      .always("day", .text(10...10)) { $0.day.description },
      .always("reason", .choice(TierChange.Reason.allCases.map(\.rawValue))) { $0.reason.rawValue })
  }
}

extension Schema<Shown<MemberLevels>> {
  static var memberLevels: Schema {
    .reply(
      "MemberLevels", .constant("object", "member_levels"),
      .always("levels", Schema<[Shown<MemberTier>]>.array(of: .memberLevel, 0...100)) { shown in
        shown.value.levels.map { Shown<MemberTier>(value: $0, ids: shown.ids) }
      },
      .always(
        "changes", Schema<[TierChange]>.array(of: .levelChange, 0...100).described("The newest first.")
      ) { $0.value.changes })
  }
}
