/// A job as the platform's pages call it; raw values are stored.
enum ShownJob: String, CaseIterable, Sendable {
  case releaseHolds = "release_holds"
  case mature, expire, events
  case totals = "daily_totals"
  case tills = "pos_items"
  case expiryNotices = "expiry_notices"
  case deliveries, housekeeping
  case dayFiles = "day_files"
  case webhooks, exports, imports, clearing, tiers
  case pointsCards = "points_cards"
  case pointsOrders = "points_orders"
  case cardBatches = "card_batches"
  case programs = "program_versions"
  case birthdayGifts = "birthday_gifts"
  case partners
  case partnerDays = "partner_days"

  func name(_ words: Words) -> String {
    switch self {
    case .releaseHolds: words.jobHolds
    case .mature: words.jobMature
    case .expire: words.jobExpire
    case .events: words.jobEvents
    case .totals: words.jobTotals
    case .tills: words.jobTills
    case .expiryNotices: words.jobNotices
    case .deliveries: words.jobDeliveries
    case .housekeeping: words.jobHousekeeping
    case .dayFiles: words.jobDayFiles
    case .webhooks: words.jobWebhooks
    case .exports: words.jobExports
    case .imports: words.jobImports
    case .clearing: words.jobClearing
    case .pointsCards: words.jobPointsCards
    case .pointsOrders: words.jobPointsOrders
    case .programs: words.jobPrograms
    case .tiers: words.jobTiers
    case .birthdayGifts: words.jobBirthdays
    case .cardBatches: words.cardJob
    case .partners: words.partnerJob
    case .partnerDays: words.partnerJobDays
    }
  }
}

/// What runs by the clock, and how it goes.
struct JobsPage: ConsolePage {
  enum Standing: Sendable { case idle, due, running, failed }

  struct Row: Sendable {
    let job: ShownJob
    let standing: Standing
    let done: Int64
    let finishedAt: ShownTime?
    let milliseconds: Int64
    let nextRunAt: ShownTime?
    let failure: String
  }

  struct Following: Sendable {
    let name: String
    let through: Int64
    let lag: Int64
    let isRebuildable: Bool
  }

  let jobs: Loaded<[Row]>
  let followers: Loaded<[Following]>
  let mayAct: Bool

  var place: MenuPlace { .jobs }

  func heading(_ words: Words) -> String { words.jobTitle }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      pageHead(heading(words), words.jobIntro)
      jobs.node(visit) { table($0, visit) }
      div(.class("actions")) { a(.href(.jobRuns)) { words.jobRuns } }
      card(words.jobFollowers, words.jobFollowersNote) {
        followers.node(visit) { followerTable($0, visit) }
      }
    }
  }

  /// One form around all rows, whose buttons say where they lead: one a row made the page too long.
  private func table(_ rows: [Row], _ visit: Visit) -> Node {
    guard mayAct, let first = rows.first else { return list(rows, visit.words) }
    return shared(run(first.job), visit) { list(rows, visit.words) }
  }

  private func shared(_ first: Link, _ visit: Visit, _ rows: () -> Node) -> Node {
    form(.method(.post), .action(first)) {
      formToken(visit)
      rows()
    }
  }

  private func act(_ link: Link, _ text: String, name: String) -> Node {
    button(.class("button plain"), Attribute("formaction", link.text), .aria(.label, name)) { text }
  }

  private func run(_ job: ShownJob) -> Link { Link.jobs.appending(job.rawValue).appending("run") }

  private func list(_ rows: [Row], _ words: Words) -> Node {
    DataTable(
      name: heading(words),
      columns: [
        Column(words.jobOne), Column(words.commonState), Column(words.jobLast, .number),
        Column(words.jobDone, .number), Column(words.jobNext, .number), Column(words.jobRunNow),
      ],
      rows: rows.map { row in
        [
          a(.href(Link.jobRuns.query([("job", row.job.rawValue)]))) { row.job.name(words) },
          row.failure.isEmpty
            ? row.standing.badge(words) : twoLines(row.standing.badge(words), row.failure),
          row.finishedAt.map { twoLines(moment($0, words), words.number(row.milliseconds) + " ms") }
            ?? .text(words.jobNever),
          .text(words.number(row.done)), row.nextRunAt.map { moment($0, words) } ?? .text(words.jobNow),
          mayAct
            ? act(run(row.job), words.jobRunNow, name: words.jobRunNamed(job: row.job.name(words)))
            : .text(words.commonNone),
        ]
      }
    ).node
  }

  private func followerTable(_ rows: [Following], _ visit: Visit) -> Node {
    guard mayAct, let first = rows.first(where: \.isRebuildable) else {
      return followerList(rows, visit.words)
    }
    return shared(rebuild(first), visit) { followerList(rows, visit.words) }
  }

  private func rebuild(_ row: Following) -> Link {
    Link.projections.appending(row.name).appending("rebuild")
  }

  private func followerList(_ rows: [Following], _ words: Words) -> Node {
    DataTable(
      name: words.jobFollowers,
      columns: [
        Column(words.jobFollower), Column(words.jobThrough, .number), Column(words.jobLag, .number),
        Column(words.jobRebuild),
      ],
      rows: rows.map { row in
        [
          code { row.name }, .text(words.number(row.through)),
          row.lag == 0 ? .text(words.number(0)) : badge(words.number(row.lag), .warn),
          row.isRebuildable && mayAct
            ? act(rebuild(row), words.jobRebuild, name: words.jobRebuildNamed(name: row.name))
            : .text(words.commonNone),
        ]
      }
    ).node
  }
}

extension JobsPage.Standing {
  fileprivate func badge(_ words: Words) -> Node {
    switch self {
    case .idle: Consoles.badge(words.jobIdle, .good)
    case .due: Consoles.badge(words.jobDue, .warn)
    case .running: Consoles.badge(words.jobRunning, .warn)
    case .failed: Consoles.badge(words.jobFailed, .bad)
    }
  }
}

/// Runs that are over: those that did something, and those that failed.
struct JobRunsPage: ConsolePage {
  static let filters = ["job", "state"]

  struct Row: Sendable {
    let id: String
    let job: ShownJob
    let startedAt: ShownTime
    let milliseconds: Int64
    let done: Int64
    let failure: String
  }

  let query: ListQuery
  let runs: Loaded<Batch<Row>>

  var place: MenuPlace { .jobs }
  var isBelowPlace: Bool { true }

  func heading(_ words: Words) -> String { words.jobRuns }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Listing(
      base: .jobRuns, query: query, batch: runs, heading: heading(words), introduction: words.jobRunsIntro,
      filters: [
        FilterField(
          "job", words.jobOne, .choice(ShownJob.allCases.map { ($0.rawValue, $0.name(words)) })),
        FilterField("state", words.commonState, .choice([("failed", words.jobFailed)])),
      ],
      columns: [
        Column(words.jobOne), Column(words.commonState), Column(words.jobDone, .number),
        Column(words.jobTook, .number), Column(words.commonTime, .number),
      ],
      firstUse: emptyState(.quiet, words.jobNoRuns, words.jobNoRunsText) {}
    ) { row in
      [
        .text(row.job.name(words)),
        row.failure.isEmpty
          ? badge(words.jobEnded, .good) : twoLines(badge(words.jobFailed, .bad), row.failure),
        .text(words.number(row.done)), .text(words.number(row.milliseconds) + " ms"),
        .text(words.exactTime(row.startedAt)),
      ]
    }.node(visit)
  }
}
