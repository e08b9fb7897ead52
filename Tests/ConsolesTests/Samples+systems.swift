@testable import Consoles

extension Sample {
  static let systems: [Sample] = webhooks + jobs + shelves + exports + imports

  private static let webhook = ShownWebhook(
    id: "whk_1", url: "https://hooks.example.com/points?token=<b>", note: "MIS <b>",
    kinds: ["points.earned", "points.spent"], standing: .failing, failure: "HTTP 503",
    failingSince: Faked.now, deliveredAt: Faked.ago(days: 1), earlierUntil: Faked.now,
    createdAt: Faked.ago(days: 9))
  private static let quiet = ShownWebhook(
    id: "whk_2", url: "https://hooks.example.com/2", note: "", kinds: [], standing: .paused, failure: "",
    failingSince: nil, deliveredAt: nil, earlierUntil: nil, createdAt: Faked.now)
  private static let kinds = ["points.earned", "points.spent", "points.expired"]

  private static func delivery(_ state: ShownDeliveryState) -> ShownWebhookDelivery {
    ShownWebhookDelivery(
      id: "whd_\(state.rawValue)", kind: "points.earned", url: webhook.url, state: state,
      attempts: state == .waiting ? 2 : 1, status: state == .delivered ? 204 : 0, milliseconds: 412,
      failure: state == .delivered ? "" : "no answer within 15 seconds",
      nextTry: state == .waiting ? Faked.now : nil, createdAt: Faked.ago(minutes: 3))
  }

  private static let webhooks: [Sample] = [
    Sample(
      "webhooks",
      WebhooksPage(
        links: .operators, webhooks: .loaded(Batch([webhook, quiet])), kinds: kinds, mayChange: true,
        fault: "No <b>")),
    Sample(
      "webhooks-first",
      WebhooksPage(links: .operators, webhooks: .loaded(Batch([])), kinds: kinds, mayChange: false)),
    Sample(
      desk: "webhooks",
      WebhooksPage(links: .desk, webhooks: .loaded(Batch([webhook])), kinds: kinds, mayChange: true)),
    Sample("webhook", WebhookPage(links: .operators, webhook: webhook, kinds: kinds, mayChange: true)),
    Sample(desk: "webhook", WebhookPage(links: .desk, webhook: quiet, kinds: kinds, mayChange: true)),
    Sample(
      desk: "webhook secret",
      WebhookSecretPage(
        links: .desk, id: "whk_1", url: webhook.url, secret: "whsec_x", earlierUntil: Faked.now)),
    Sample(
      desk: "webhook deliveries",
      WebhookDeliveriesPage(
        links: .desk, query: ListQuery(),
        rows: .loaded(Batch(ShownDeliveryState.allCases.map(delivery), next: "n")),
        webhooks: [("whk_1", "MIS")], kinds: kinds, mayChange: true)),
    Sample(
      "webhook-deliveries-first",
      WebhookDeliveriesPage(
        links: .operators, query: ListQuery(), rows: .loaded(Batch([])), webhooks: [], kinds: kinds,
        mayChange: false)),
    Sample(
      "webhook-delivery",
      WebhookDeliveryPage(
        links: .operators, delivery: delivery(.failed), webhookID: "whk_1", messageID: "evt_1",
        body: "{\"type\":\"points.earned\",\"note\":\"<b>\"}",
        attempts: [.init(number: 1, at: Faked.now, status: 0, milliseconds: 15_000, failure: "no answer")],
        mayChange: true)),
  ]

  private static let jobs: [Sample] = [
    Sample(
      "jobs",
      JobsPage(
        jobs: .loaded(
          ShownJob.allCases.enumerated().map { index, job in
            .init(
              job: job, standing: [.idle, .due, .running, .failed][index % 4], done: Int64(index),
              finishedAt: index == 0 ? nil : Faked.now, milliseconds: 12,
              nextRunAt: index % 2 == 0 ? nil : Faked.now, failure: index % 4 == 3 ? "the disk <is> full" : ""
            )
          }),
        followers: .loaded([
          .init(name: "events", through: 12, lag: 0, isRebuildable: false),
          .init(name: "merchant_books", through: 2, lag: 10, isRebuildable: true),
        ]), mayAct: true)),
    Sample(
      "job-runs",
      JobRunsPage(
        query: ListQuery(),
        runs: .loaded(
          Batch(
            [
              .init(
                id: "req_1", job: .expire, startedAt: Faked.now, milliseconds: 41, done: 7, failure: "no <b>")
            ], next: "n")))),
    Sample("job-runs-first", JobRunsPage(query: ListQuery(), runs: .loaded(Batch([])))),
  ]

  private static let exports: [Sample] = [
    Sample(
      "exports",
      ExportsPage(
        base: .exports, query: ListQuery(),
        files: .loaded(
          Batch(
            ExportsPage.State.allCases.map { state in
              .init(
                id: "exp_\(state.rawValue)", list: "members", query: "state=<b>", isFull: state == .ready,
                state: state, lines: 120_000, bytes: 9_400_000,
                failure: state == .failed ? "could not be made" : "", createdAt: Faked.now,
                endsAt: state == .ready ? Faked.now : nil)
            }, next: "n")), fault: "No <b>")),
    Sample(
      desk: "exports-first",
      ExportsPage(base: .deskExports, query: ListQuery(), files: .loaded(Batch([])))),
  ]

  private static func imported(_ state: ShownImport) -> ImportsPage.Row {
    ImportsPage.Row(
      id: "imp_\(state.rawValue)", name: "march <b>.csv", merchant: "Harbour <b>", program: "Points",
      isOfMembers: state == .checked || state == .done, state: state, rows: 12_000, who: "Lin Yue",
      at: Faked.now)
  }

  private static func importPage(_ state: ShownImport, fault: String? = nil) -> ImportPage {
    let counts = ImportPage.Counts(
      rows: 12_000, accepted: 11_000, nothing: 900, doubled: 98, refused: 2,
      points: ShownPoints(1_100_000, decimals: 0))
    return ImportPage(
      row: imported(state), sha256: String(repeating: "a1", count: 32),
      joinsKnown: state == .done, check: counts, newMembers: 37,
      run: state == .running || state == .done ? counts : nil, failure: state == .failed ? "line 2: <b>" : "",
      approval: state == .waiting ? "apr_1" : nil, isRemoved: state == .withdrawn, isOwn: true,
      faults: state == .checked ? [.init(line: 7, column: "time", reason: "not a time: <b>")] : [],
      mostFaults: 100, fault: fault)
  }

  private static let imports: [Sample] = [
    Sample(
      "imports",
      ImportsPage(
        query: ListQuery(), files: .loaded(Batch(ShownImport.allCases.map(imported), next: "n")), most: 8,
        merchant: "<b>", fault: "No <b>")),
    Sample("imports-first", ImportsPage(query: ListQuery(), files: .loaded(Batch([])), most: 8)),
    Sample(
      "imports-forbidden",
      ImportsPage(query: ListQuery(), files: .forbidden(right: "earn"), most: 8)),
    Sample("import-checked", importPage(.checked, fault: "No <b>")),
    Sample("import-waiting", importPage(.waiting)), Sample("import-done", importPage(.done)),
    Sample("import-failed", importPage(.failed)), Sample("import-uploaded", importPage(.uploaded)),
  ]

  private static let shelves: [Sample] = [
    Sample(
      shelf: "members-view",
      MembersPage(query: frozen, members: .loaded(Batch(members, next: "next")))),
    Sample(
      shelf: "members-unsaved",
      MembersPage(query: Faked.query, members: .loaded(Batch(members)))),
  ]

  private static var frozen: ListQuery {
    var query = ListQuery()
    query.filters = ["state": "frozen"]
    return query
  }

  /// A list as somebody sees it who keeps views of it.
  init(shelf name: String, _ page: some ConsolePage) {
    self.name = name
    render = { visit in
      var visit = visit
      visit.shelf = Shelf(
        base: .members,
        views: [
          .init(
            id: "viw_1", name: "Frozen <b>", link: Link.members.query([("state", "frozen")]), isOwn: true,
            isShared: false),
          .init(
            id: "viw_2", name: "New", link: Link.members.query([("from", "2026-01-01")]), isOwn: false,
            isShared: true),
        ], hidden: [2], width: 5, target: Link("/operator/views"))
      return page.render(visit)
    }
  }
}
