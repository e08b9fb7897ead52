import Coalition
import HTTPTypes
import Hummingbird
import Ledger

extension OperatorConsole {
  /// The pages of jobs and of what is sent on its own.
  var systemRoutes: [FaceRoute] {
    [
      (.get, "operator/jobs", jobs), (.post, "operator/jobs/:id/run", runJob),
      (.post, "operator/projections/:id/rebuild", rebuildProjection),
      (.get, "operator/job-runs", jobRuns),
    ]
      + WebhookFace(faces: faces, coalition: coalition, door: door, links: .operators).routes(
        under: "operator")
      + ShelfFace(faces: faces, coalition: coalition, door: door).routes(under: "operator")
      + exports.routes(under: "operator", lists: Self.exported)
      + importRoutes + pointsCardRoutes + partnerRoutes + pointsOrderRoutes + poolRoutes
      + pointsBlockRoutes
  }

  func jobs(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      try visit.principal.requireOperator(.reports)
      let now = coalition.clock.now()
      let page = JobsPage(
        jobs: await visit.loaded {
          let known = try await coalition.jobs(by: visit.principal)
          return ShownJob.allCases.compactMap { shown in
            known.first { $0.name.rawValue == shown.rawValue }.map {
              JobsPage.Row(shown, $0, at: now, visit.words)
            }
          }
        },
        followers: await visit.loaded {
          try await coalition.projections(by: visit.principal).map {
            .init(
              name: $0.name, through: $0.through.rawValue, lag: $0.lag, isRebuildable: $0.isRebuildable)
          }
        }, mayAct: visit.principal.scopes.contains(.settings))
      return faces.page(page.render(visit.visit))
    }
  }

  func runJob(_ asked: Asked) async throws -> Response {
    try await signedInForm(asked) { visit, _ in
      guard let name = Job.Name(rawValue: asked.id) else { throw HTTPError(.notFound) }
      try await coalition.askForJob(name, by: visit.principal)
      return faces.redirect(to: .jobs)
    }
  }

  func rebuildProjection(_ asked: Asked) async throws -> Response {
    try await signedInForm(asked) { visit, _ in
      guard let what = Rebuildable(rawValue: asked.id) else { throw HTTPError(.notFound) }
      try await coalition.rebuild(what, by: visit.principal)
      return faces.redirect(to: .jobs)
    }
  }

  func jobRuns(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      try visit.principal.requireOperator(.reports)
      let query = ListQuery(parsing: asked.query.items, filters: JobRunsPage.filters, sorts: [])
      let runs = await visit.loaded {
        let after: ID<Identified.Request>? = query.after.flatMap { coalition.publicIDs.id($0) }
        let page = try await coalition.jobRuns(
          of: Job.Name(rawValue: query["job"]), hasFailed: query["state"] == "failed",
          PageRequest(limit: query.limit, after: after), by: visit.principal)
        let rows = page.items.compactMap { run in
          ShownJob(rawValue: run.name.rawValue).map { job in
            JobRunsPage.Row(
              id: coalition.publicIDs.text(run.id), job: job, startedAt: ShownTime(run.startedAt),
              milliseconds: max(0, run.endedAt.microseconds - run.startedAt.microseconds) / 1_000,
              done: Int64(run.done), failure: run.failure?.text(visit.words) ?? "")
          }
        }
        return Batch(rows, next: page.hasMore ? rows.last?.id : nil)
      }
      return faces.page(JobRunsPage(query: query, runs: runs).render(visit.visit))
    }
  }

  /// What the platform's people should look at; a right that is missing, or a read that fails, says nothing
  /// here: the page itself does.
  func alerts(_ visit: SignedInVisit) async -> [HomeAlert] {
    var alerts: [HomeAlert] = []
    if case .loaded(let jobs) = await visit.loaded({ try await coalition.jobs(by: visit.principal) }) {
      let failed = jobs.filter { $0.failure != nil }.compactMap { ShownJob(rawValue: $0.name.rawValue) }
      if !failed.isEmpty {
        let names = failed.map { $0.name(visit.words) }.joined(separator: visit.words.listConditionJoin)
        alerts.append(
          HomeAlert(text: visit.words.jobAlert(jobs: names), link: .jobs, linkText: visit.words.jobTitle))
      }
    }
    return alerts + (await failingWebhooks(visit, coalition, .operators))
  }
}

/// Of one's own webhooks those that do not arrive.
func failingWebhooks(
  _ visit: SignedInVisit, _ coalition: Coalition, _ links: WebhookLinks
) async -> [HomeAlert] {
  guard visit.principal.scopes.contains(.events), visit.principal.stores == nil,
    case .loaded(let webhooks) = await visit.loaded({ try await coalition.webhooks(by: visit.principal) })
  else { return [] }
  return webhooks.filter(\.isFailing).map { webhook in
    HomeAlert(
      text: visit.words.webhookAlert(name: webhook.note.isEmpty ? webhook.url : webhook.note),
      link: links.webhook(coalition.publicIDs.text(webhook.id)), linkText: visit.words.webhookOpen)
  }
}

extension JobsPage.Row {
  fileprivate init(_ shown: ShownJob, _ job: Job, at now: Instant, _ words: Words) {
    let standing: JobsPage.Standing =
      if job.failure != nil {
        .failed
      } else if job.isRunning {
        .running
      } else {
        job.nextRunAt <= now ? .due : .idle
      }
    self.init(
      job: shown, standing: standing, done: Int64(job.done),
      finishedAt: job.finishedAt.microseconds == 0 ? nil : ShownTime(job.finishedAt),
      milliseconds: job.duration / 1_000, nextRunAt: job.nextRunAt <= now ? nil : ShownTime(job.nextRunAt),
      failure: job.failure?.text(words) ?? "")
  }
}
