// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  func jobAlert(jobs: String) -> String { text("job.alert", ["jobs": .text(jobs)]) }
  var jobBirthdays: String { text("job.birthdays") }
  var jobClearing: String { text("job.clearing") }
  var jobDayFiles: String { text("job.day_files") }
  var jobDeliveries: String { text("job.deliveries") }
  var jobDone: String { text("job.done") }
  var jobDue: String { text("job.due") }
  var jobEnded: String { text("job.ended") }
  var jobEvents: String { text("job.events") }
  var jobExpire: String { text("job.expire") }
  var jobExports: String { text("job.exports") }
  var jobFailed: String { text("job.failed") }
  var jobFailureBooks: String { text("job.failure_books") }
  var jobFailureDatabase: String { text("job.failure_database") }
  var jobFailureFiles: String { text("job.failure_files") }
  var jobFailureLedger: String { text("job.failure_ledger") }
  var jobFailureUnforeseen: String { text("job.failure_unforeseen") }
  var jobFollower: String { text("job.follower") }
  var jobFollowers: String { text("job.followers") }
  var jobFollowersNote: String { text("job.followers_note") }
  var jobHolds: String { text("job.holds") }
  var jobHousekeeping: String { text("job.housekeeping") }
  var jobIdle: String { text("job.idle") }
  var jobImports: String { text("job.imports") }
  var jobIntro: String { text("job.intro") }
  var jobLag: String { text("job.lag") }
  var jobLast: String { text("job.last") }
  var jobMature: String { text("job.mature") }
  var jobNever: String { text("job.never") }
  var jobNext: String { text("job.next") }
  var jobNoRuns: String { text("job.no_runs") }
  var jobNoRunsText: String { text("job.no_runs_text") }
  var jobNotices: String { text("job.notices") }
  var jobNow: String { text("job.now") }
  var jobOne: String { text("job.one") }
  var jobPointsCards: String { text("job.points_cards") }
  var jobPointsOrders: String { text("job.points_orders") }
  var jobPrograms: String { text("job.programs") }
  var jobRebuild: String { text("job.rebuild") }
  func jobRebuildNamed(name: String) -> String { text("job.rebuild_named", ["name": .text(name)]) }
  func jobRunNamed(job: String) -> String { text("job.run_named", ["job": .text(job)]) }
  var jobRunNow: String { text("job.run_now") }
  var jobRunning: String { text("job.running") }
  var jobRuns: String { text("job.runs") }
  var jobRunsIntro: String { text("job.runs_intro") }
  var jobThrough: String { text("job.through") }
  var jobTiers: String { text("job.tiers") }
  var jobTills: String { text("job.tills") }
  var jobTitle: String { text("job.title") }
  var jobTook: String { text("job.took") }
  var jobTotals: String { text("job.totals") }
  var jobWebhooks: String { text("job.webhooks") }
}
